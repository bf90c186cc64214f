/// The kinds of file in a book, each with the table that drives its reader and prints its schema.
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
}
