/// The JSON Schemas of the book's files, made from the tables that drive the reader.
public enum BookSchema {
    /// A kind of file that has a schema.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case outrider, person, company, project, template, sequence, enrollment

        var table: RecordTable {
            switch self {
            case .outrider: ConfigurationKeys.table
            case .person: PersonKeys.table
            case .company: CompanyKeys.table
            case .project: ProjectKeys.table
            case .template: TemplateKeys.table
            case .sequence: SequenceKeys.table
            case .enrollment: EnrollmentKeys.table
            }
        }

        /// What files of this kind hold, in a sentence.
        public var doc: String { table.doc }
    }

    /// The schema of a kind of file (JSON Schema, draft 2020-12).
    public static func document(_ kind: Kind) -> JSONValue { Schema.document(kind.rawValue, kind.table.schema) }
}
