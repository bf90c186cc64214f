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
        public var stage: Located<String>?
        public var notes: String?
        public var location: SourceLocation
    }

    /// One of several email addresses.
    public struct LabelledEmail: Hashable, Sendable {
        public var address: Located<EmailAddress>
        /// What an enrollment calls it by `address:`.
        public var label: String?
    }

    public var id: String
    public var location: SourceLocation
    public var firstName: String?
    public var lastName: String?
    public var name: String?
    public var title: String?
    public var company: Reference?
    public var owner: Reference?
    /// In their order; the first is used where no label is asked for.
    public var emails: [LabelledEmail]
    public var phone: Located<PhoneNumber>?
    public var whatsapp: Located<PhoneNumber>?
    public var linkedin: String?
    public var timezone: Zone?
    public var country: String?
    public var calendar: Reference?
    /// In lower case: `de`, `pt-br`.
    public var language: String?
    public var source: String?
    public var tags: [String]
    public var fields: [String: TemplateValue]
    public var notes: String?
    public var doNotContact: Located<Exclusion>?
    public var consent: Consent?
    public var consentLocation: SourceLocation?
    public var relationships: [Relationship]
    public var paused: Located<Pause>?
    public var formerly: [Reference]

    /// First and last name, else the name as a whole.
    public var fullName: String? {
        if let name { return name }
        let parts = [firstName, lastName].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The first email address, or the one of that label.
    public func email(labelled label: String?) -> Located<EmailAddress>? {
        guard let label else { return emails.first?.address }
        return emails.first { $0.label?.lowercased() == label.lowercased() }?.address
    }

    /// The address that a channel writes to; `nil` where there is none or the channel needs none.
    ///
    /// - Parameter label: which of several email addresses is meant.
    public func address(for channel: Channel, label: String? = nil) -> ChannelAddress? {
        switch channel {
        case .email: email(labelled: label).map { .email($0.value) }
        case .sms, .call: phone.map { .phone($0.value) }
        case .whatsapp: whatsapp.map { .phone($0.value) }
        case .linkedin, .task: nil
        }
    }

    /// The companies that the person stands to, by id: the employer and those of the relationships.
    var companies: Set<String> {
        Set([company].compactMap { $0?.id } + relationships.compactMap { $0.company?.id })
    }

    /// The company that words mean where no project names one; `nil` where the person stands to none or to several.
    var soleCompany: Reference? {
        if companies.count > 1 { return nil }
        return company ?? relationships.lazy.compactMap(\.company).first
    }

    /// Every address of the person, for identity: email, phone, WhatsApp.
    public var addresses: [ChannelAddress] {
        var seen: [ChannelAddress] = []
        let all =
            emails.map { ChannelAddress.email($0.address.value) }
            + [phone, whatsapp].compactMap { $0.map { .phone($0.value) } }
        for address in all where !seen.contains(address) { seen.append(address) }
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

enum PersonKeys {
    static let firstName = Key("firstName", .text, "Given name: {{firstName}}.")
    static let lastName = Key("lastName", .text, "Family name: {{lastName}}.")
    static let name = Key("name", .text, "The whole name, where it is not first and last: {{fullName}}.")
    static let title = Key("title", .text, "Job title: {{title}}.")
    static let company = Key("company", .reference(to: .company), "Id of the employer: {{employer.name}}.")
    static let owner = Key("owner", .reference(to: .sender), "Id of the sender who looks after the person.")
    static let email = Key("email", ValueType<EmailAddress>.email.located, "Email address.")
    static let emails = Key(
        "emails", ValueType<[Person.LabelledEmail]>.list(of: LabelledEmailKeys.record),
        "Several email addresses in place of `email`; the first is used where an enrollment asks for no label.")
    static let phone = Key("phone", ValueType<PhoneNumber>.phone.located, "Phone number in E.164, for SMS and calls.")
    static let whatsapp = Key("whatsapp", ValueType<PhoneNumber>.phone.located, "WhatsApp number in E.164.")
    static let linkedin = Key("linkedin", .url, "LinkedIn profile, for tasks.")
    static let timezone = Key("timezone", .zone, "IANA time zone; else the company's, else the book's.")
    static let country = Key("country", .country, "ISO 3166-1 alpha-2 code: {{country}}.")
    static let calendar = Key(
        "calendar", .reference(to: .calendar), "Id of the calendar with the person's weekend and holidays.")
    static let language = Key(
        "language", .language, "Language (BCP 47): the template intro.de is intro for `language: de`.")
    static let source = Key("source", .text, "Where the person was found: {{source}}.")
    static let tags = Key(
        "tags", ValueType<[String]>.list(of: .text), "Words to sort people by: {{#tags}}{{.}} {{/tags}}.")
    static let fields = Key(
        "fields", ValueType<[String: TemplateValue]>.map(of: .templateValue), "Fields of your own: {{fields.x}}.")
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let doNotContact = Key(
        "doNotContact", ValueType<Exclusion>.exclusion.located,
        "true, or the channels on which nobody may write to them.")
    static let consent = Key(
        "consent", ConsentKeys.record.located, "On what ground they may be written to.")
    static let relationships = Key(
        "relationships", ValueType<[Person.Relationship]>.list(of: RelationshipKeys.record),
        "How the person stands to companies and projects.")
    static let paused = PauseKeys.key("nothing goes to the person")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .person)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "person", doc: "Somebody to write to: people/ID.yaml.",
        keys: [
            firstName, lastName, name, title, company, owner, email, emails, phone, whatsapp, linkedin, timezone,
            country,
            calendar, language, source, tags, fields, notes, doNotContact, paused, consent, relationships,
            formerly,
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
        owner = fields.value(PersonKeys.owner, &reading)
        let email = fields.value(PersonKeys.email, &reading)
        let several = fields.value(PersonKeys.emails, &reading)
        emails = email.map { [LabelledEmail(address: $0, label: nil)] } ?? several ?? []
        phone = fields.value(PersonKeys.phone, &reading)
        whatsapp = fields.value(PersonKeys.whatsapp, &reading)
        linkedin = fields.value(PersonKeys.linkedin, &reading)
        timezone = fields.value(PersonKeys.timezone, &reading)
        country = fields.value(PersonKeys.country, &reading)
        calendar = fields.value(PersonKeys.calendar, &reading)
        language = fields.value(PersonKeys.language, &reading)
        source = fields.value(PersonKeys.source, &reading)
        tags = fields.value(PersonKeys.tags, &reading) ?? []
        self.fields = fields.value(PersonKeys.fields, &reading) ?? [:]
        notes = fields.value(PersonKeys.notes, &reading)
        doNotContact = fields.value(PersonKeys.doNotContact, &reading)
        let consent = fields.value(PersonKeys.consent, &reading)
        self.consent = consent?.value
        consentLocation = consent?.location
        relationships = fields.value(PersonKeys.relationships, &reading) ?? []
        paused = fields.value(PersonKeys.paused, &reading)
        formerly = fields.value(PersonKeys.formerly, &reading) ?? []
        checkEmails(one: email, several: several, fields, &reading)
        checkRelationships(&reading.report)
    }

    private func checkEmails(
        one: Located<EmailAddress>?, several: [LabelledEmail]?, _ fields: Fields, _ reading: inout Reading
    ) {
        if one != nil, several != nil {
            reading.report.add(
                Diagnostic(
                    .twoAddresses, "a person has 'email' or 'emails', not both",
                    at: fields.location(PersonKeys.emails, reading),
                    hint: "put the address of 'email' first in the list"))
        }
        guard let several, several.count > 1 else { return }
        var addresses: Set<String> = []
        var labels: Set<String> = []
        for email in several {
            if !addresses.insert(email.address.value.normalised).inserted {
                reading.report.add(
                    Diagnostic(.duplicateAddress, "the address stands twice", at: email.address.location))
            }
            if let label = email.label, !labels.insert(label.lowercased()).inserted {
                reading.report.add(
                    Diagnostic(
                        .duplicateAddress, "two addresses have the label '\(label.printable)'",
                        at: email.address.location, hint: "give each its own label"))
            }
        }
    }

    private func checkRelationships(_ report: inout Report) {
        guard relationships.count > 1 else { return }
        var seen: Set<[String]> = []
        for relationship in relationships
        where !seen.insert([relationship.company?.id ?? "", relationship.project?.id ?? ""]).inserted {
            report.add(
                Diagnostic(
                    .duplicateRelationship, "two relationships stand for the same company and project",
                    at: relationship.location, hint: "keep one; type BOTH is a client and a candidate"))
        }
    }
}
