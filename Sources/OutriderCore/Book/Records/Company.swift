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
    /// Domains of its email addresses, in lower case.
    public var domains: [String]
    public var timezone: Zone?
    public var calendar: Reference?
    /// On which channels nobody who works there may be written to.
    public var doNotContact: Located<Exclusion>?
    /// Whether nobody who works there may be written to, but as a client.
    public var offLimits: Located<Bool>?
    public var paused: Located<Pause>?
    public var formerly: [Reference]
}

enum CompanyKeys {
    static let name = Key("name", .text, required: true, "The company's name: {{company.name}}.")
    static let industry = Key("industry", .text, "What it works in: {{company.industry}}.")
    static let website = Key("website", .url, "Web address: {{company.website}}.")
    static let description = Key("description", .text, "A sentence about it: {{company.description}}.")
    static let domains = Key(
        "domains", ValueType<[String]>.list(of: .domain),
        "Domains of its email addresses: whoever has one belongs to it for doNotContact and offLimits.")
    static let tags = Key("tags", ValueType<[String]>.list(of: .text), "Words to sort companies by.")
    static let fields = Key(
        "fields", ValueType<[String: TemplateValue]>.map(of: .templateValue),
        "Fields of your own: {{company.fields.x}}.")
    static let timezone = Key("timezone", .zone, "IANA time zone of people who work there and have none.")
    static let calendar = Key(
        "calendar", .reference(to: .calendar), "Id of the calendar of people who work there and have none.")
    static let doNotContact = Key(
        "doNotContact", ValueType<Exclusion>.exclusion.located,
        "true, or the channels on which nobody who works there may be written to.")
    static let offLimits = Key(
        "offLimits", ValueType<Bool>.boolean.located,
        "true: nobody who works there may be written to, but those who stand to it as CLIENT.",
        default: false)
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let paused = PauseKeys.key("nothing goes to the people who work there")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .company)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "company", doc: "An employer or a client: companies/ID.yaml.",
        keys: [
            name, industry, website, description, domains, tags, fields, timezone, calendar, doNotContact, offLimits,
            paused, notes, formerly,
        ])
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
        domains = fields.value(CompanyKeys.domains, &reading) ?? []
        timezone = fields.value(CompanyKeys.timezone, &reading)
        calendar = fields.value(CompanyKeys.calendar, &reading)
        doNotContact = fields.value(CompanyKeys.doNotContact, &reading)
        offLimits = fields.value(CompanyKeys.offLimits, &reading)
        paused = fields.value(CompanyKeys.paused, &reading)
        formerly = fields.value(CompanyKeys.formerly, &reading) ?? []
    }
}
