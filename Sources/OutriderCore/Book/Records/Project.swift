internal import YAML

/// An opportunity or an open position.
public struct Project: Hashable, Sendable {
    public enum Status: String, CaseIterable, Hashable, Sendable {
        case open = "OPEN"
        case inProgress = "IN_PROGRESS"
        case closed = "CLOSED"
        case onHold = "ON_HOLD"
    }

    public var id: String
    public var title: String
    public var description: String?
    public var status: Status
    /// Where the status is written; `nil` where it is not.
    public var statusLocation: SourceLocation?
    public var company: Reference?
    public var closedAt: CivilDate?
    public var tags: [String]
    public var fields: [String: TemplateValue]
    public var notes: String?
    public var formerly: [Reference]
}

enum ProjectKeys {
    static let title = Key("title", .text, required: true, "What the project or position is called: {{project.title}}.")
    static let description = Key("description", .text, "A sentence about it: {{project.description}}.")
    static let status = Key(
        "status", ValueType<Project.Status>.enumeration, "OPEN (if left out), IN_PROGRESS, CLOSED or ON_HOLD.",
        default: "OPEN")
    static let company = Key("company", .reference(to: .company), "Id of the company it is for.")
    static let closedAt = Key("closedAt", .date, "The day it was closed.")
    static let tags = Key("tags", ValueType<[String]>.list(of: .text), "Words to sort projects by.")
    static let fields = Key(
        "fields", ValueType<[String: TemplateValue]>.map(of: .templateValue),
        "Fields of your own: {{project.fields.x}}.")
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .project)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "project", doc: "An opportunity or an open position: projects/ID.yaml.",
        keys: [title, description, status, company, closedAt, tags, fields, notes, formerly])
}

extension Project {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, ProjectKeys.table, &reading) else { return nil }
        self.id = id
        title = fields.value(ProjectKeys.title, &reading) ?? id
        description = fields.value(ProjectKeys.description, &reading)
        status = fields.value(ProjectKeys.status, &reading) ?? .open
        statusLocation = fields.has(ProjectKeys.status) ? fields.location(ProjectKeys.status, reading) : nil
        company = fields.value(ProjectKeys.company, &reading)
        closedAt = fields.value(ProjectKeys.closedAt, &reading)
        tags = fields.value(ProjectKeys.tags, &reading) ?? []
        self.fields = fields.value(ProjectKeys.fields, &reading) ?? [:]
        notes = fields.value(ProjectKeys.notes, &reading)
        formerly = fields.value(ProjectKeys.formerly, &reading) ?? []
    }
}
