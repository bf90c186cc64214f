/// The JSON Schemas of the book's files, made from the tables that drive the reader.
public enum BookSchema {
    /// A kind of file that has a schema.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case outrider, person, company, project, sender, template, sequence, enrollment, calendar, suppression

        var table: RecordTable {
            switch self {
            case .outrider: ConfigurationKeys.table
            case .person: PersonKeys.table
            case .company: CompanyKeys.table
            case .project: ProjectKeys.table
            case .sender: SenderKeys.table
            case .template: TemplateKeys.table
            case .sequence: SequenceKeys.table
            case .enrollment: EnrollmentKeys.table
            case .calendar: CalendarKeys.table
            case .suppression: SuppressionKeys.table
            }
        }

        /// What files of this kind hold, in a sentence.
        public var doc: String { table.doc }
    }

    /// The schema of a kind of file (JSON Schema, draft 2020-12).
    public static func document(_ kind: Kind) -> JSONValue {
        var document = JSONObject([
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("$id", .string("urn:outrider:schema:1:\(kind.rawValue)")),
            ("title", .string("Outrider \(kind.rawValue)")),
        ])
        for member in kind.table.schema.members?.members ?? [] { document[member.key] = member.value }
        return .object(document)
    }
}
