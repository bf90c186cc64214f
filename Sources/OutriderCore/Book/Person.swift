internal import YAML

/// Somebody to write to.
public struct Person: Hashable, Sendable {
    public enum RelationshipType: String, CaseIterable, Hashable, Sendable {
        case client = "CLIENT"
        case candidate = "CANDIDATE"
        case both = "BOTH"
    }

    /// How a person stands to a company or a project.
    public struct Relationship: Hashable, Sendable {
        public var company: Reference?
        public var project: Reference?
        public var type: RelationshipType
        public var notes: String?
    }

    public var id: String
    public var location: SourceLocation
    public var firstName: String?
    public var lastName: String?
    public var name: String?
    public var title: String?
    public var company: Reference?
    public var email: Located<EmailAddress>?
    public var phone: Located<PhoneNumber>?
    public var whatsapp: Located<PhoneNumber>?
    public var linkedin: String?
    public var timezone: Zone?
    public var country: String?
    public var source: String?
    public var tags: [String]
    public var fields: [String: TemplateValue]
    public var notes: String?
    public var relationships: [Relationship]
    public var formerly: [Reference]

    /// First and last name, else the name as a whole.
    public var fullName: String? {
        if let name { return name }
        let parts = [firstName, lastName].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The address that a channel writes to; `nil` where there is none or the channel needs none.
    public func address(for channel: Channel) -> ChannelAddress? {
        switch channel {
        case .email: email.map { .email($0.value) }
        case .sms, .call: phone.map { .phone($0.value) }
        case .whatsapp: whatsapp.map { .phone($0.value) }
        case .linkedin, .task: nil
        }
    }

    /// Every address of the person, for identity: email, phone, WhatsApp.
    public var addresses: [ChannelAddress] {
        var seen: [ChannelAddress] = []
        for channel in [Channel.email, .sms, .whatsapp] {
            if let address = address(for: channel), !seen.contains(address) { seen.append(address) }
        }
        return seen
    }
}

/// An address of any channel.
public enum ChannelAddress: Hashable, Sendable {
    case email(EmailAddress)
    case phone(PhoneNumber)

    /// As it is written to.
    public var text: String {
        switch self {
        case .email(let address): address.text
        case .phone(let number): number.text
        }
    }

    /// The spelling by which equal addresses are known, version 1 of the normaliser.
    public var normalised: String {
        switch self {
        case .email(let address): address.normalised
        case .phone(let number): number.normalised
        }
    }
}

enum RelationshipKeys {
    static let company = Key("company", .reference(to: .company), "The company that the person stands to.")
    static let project = Key("project", .reference(to: .project), "The project that the person stands to.")
    static let type = Key(
        "type", ValueType<Person.RelationshipType>.enumeration, required: true, "CLIENT, CANDIDATE or BOTH.")
    static let notes = Key("notes", .text, "Notes about the relationship; never sent.")
    static let table = RecordTable(
        name: "relationship", doc: "How a person stands to a company or a project.",
        keys: [company, project, type, notes])

    static let record = ValueType<Person.Relationship>.record(table) { fields, reading in
        let company = fields.value(Self.company, &reading)
        let project = fields.value(Self.project, &reading)
        let notes = fields.value(Self.notes, &reading)
        guard let type = fields.value(Self.type, &reading) else { return nil }
        return Person.Relationship(company: company, project: project, type: type, notes: notes)
    }
}

enum PersonKeys {
    static let firstName = Key("firstName", .text, "Given name: {{firstName}}.")
    static let lastName = Key("lastName", .text, "Family name: {{lastName}}.")
    static let name = Key("name", .text, "The whole name, where it is not first and last: {{fullName}}.")
    static let title = Key("title", .text, "Job title: {{title}}.")
    static let company = Key("company", .reference(to: .company), "Id of the employer: {{employer.name}}.")
    static let email = Key("email", ValueType<EmailAddress>.email.located, "Email address.")
    static let phone = Key("phone", ValueType<PhoneNumber>.phone.located, "Phone number in E.164, for SMS and calls.")
    static let whatsapp = Key("whatsapp", ValueType<PhoneNumber>.phone.located, "WhatsApp number in E.164.")
    static let linkedin = Key("linkedin", .url, "LinkedIn profile, for tasks.")
    static let timezone = Key("timezone", .zone, "IANA time zone; else the book's.")
    static let country = Key("country", .country, "ISO 3166-1 alpha-2 code: {{country}}.")
    static let source = Key("source", .text, "Where the person was found: {{source}}.")
    static let tags = Key("tags", ValueType<[String]>.list(of: .text), "Words to sort people by: {{tags}}.")
    static let fields = Key(
        "fields", ValueType<[String: TemplateValue]>.map(of: .templateValue), "Fields of your own: {{fields.x}}.")
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let relationships = Key(
        "relationships", ValueType<[Person.Relationship]>.list(of: RelationshipKeys.record),
        "How the person stands to companies and projects.")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .person)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "person", doc: "Somebody to write to: people/ID.yaml.",
        keys: [
            firstName, lastName, name, title, company, email, phone, whatsapp, linkedin, timezone, country, source,
            tags, fields, notes, relationships, formerly,
        ],
        requiresOneOf: ["firstName", "lastName", "name"])
}

extension Person {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, PersonKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        firstName = fields.value(PersonKeys.firstName, &reading)
        lastName = fields.value(PersonKeys.lastName, &reading)
        name = fields.value(PersonKeys.name, &reading)
        title = fields.value(PersonKeys.title, &reading)
        company = fields.value(PersonKeys.company, &reading)
        email = fields.value(PersonKeys.email, &reading)
        phone = fields.value(PersonKeys.phone, &reading)
        whatsapp = fields.value(PersonKeys.whatsapp, &reading)
        linkedin = fields.value(PersonKeys.linkedin, &reading)
        timezone = fields.value(PersonKeys.timezone, &reading)
        country = fields.value(PersonKeys.country, &reading)
        source = fields.value(PersonKeys.source, &reading)
        tags = fields.value(PersonKeys.tags, &reading) ?? []
        self.fields = fields.value(PersonKeys.fields, &reading) ?? [:]
        notes = fields.value(PersonKeys.notes, &reading)
        relationships = fields.value(PersonKeys.relationships, &reading) ?? []
        formerly = fields.value(PersonKeys.formerly, &reading) ?? []
    }
}
