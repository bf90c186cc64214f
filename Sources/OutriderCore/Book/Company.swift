internal import YAML

/// An employer or a client.
public struct Company: Hashable, Sendable {
    public var id: String
    public var name: String
    public var industry: String?
    public var website: String?
    public var description: String?
    public var tags: [String]
    public var fields: [String: TemplateValue]
    public var notes: String?
}

enum CompanyKeys {
    static let name = Key("name", .text, required: true, "The company's name: {{company.name}}.")
    static let industry = Key("industry", .text, "What it works in: {{company.industry}}.")
    static let website = Key("website", .url, "Web address: {{company.website}}.")
    static let description = Key("description", .text, "A sentence about it: {{company.description}}.")
    static let tags = Key("tags", ValueType<[String]>.list(of: .text), "Words to sort companies by.")
    static let fields = Key(
        "fields", ValueType<[String: TemplateValue]>.map(of: .templateValue),
        "Fields of your own: {{company.fields.x}}.")
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let table = RecordTable(
        name: "company", doc: "An employer or a client: companies/ID.yaml.",
        keys: [name, industry, website, description, tags, fields, notes])
}

extension Company {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, CompanyKeys.table, &reading) else { return nil }
        self.id = id
        name = fields.value(CompanyKeys.name, &reading) ?? id
        industry = fields.value(CompanyKeys.industry, &reading)
        website = fields.value(CompanyKeys.website, &reading)
        description = fields.value(CompanyKeys.description, &reading)
        tags = fields.value(CompanyKeys.tags, &reading) ?? []
        self.fields = fields.value(CompanyKeys.fields, &reading) ?? [:]
        notes = fields.value(CompanyKeys.notes, &reading)
    }
}
