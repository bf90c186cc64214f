internal import YAML

enum RelationshipKeys {
    static let company = Key("company", .reference(to: .company), "The company that the person stands to.")
    static let project = Key("project", .reference(to: .project), "The project that the person stands to.")
    static let type = Key(
        "type", ValueType<Person.RelationshipType>.enumeration, required: true, "CLIENT, CANDIDATE or BOTH.")
    static let stage = Key(
        "stage", ValueType<String>.text.located, "How far it has come: one of the `stages` of outrider.yaml.",
        examples: ConfigurationKeys.defaultStages.map(JSONValue.string))
    static let notes = Key("notes", .text, "Notes about the relationship; never sent.")
    static let table = RecordTable(
        name: "relationship", doc: "How a person stands to a company or a project.",
        keys: [company, project, type, stage, notes])

    static let record = ValueType<Person.Relationship>.record(table) { fields, reading in
        let company = fields.value(Self.company, &reading)
        let project = fields.value(Self.project, &reading)
        let stage = fields.value(Self.stage, &reading)
        let notes = fields.value(Self.notes, &reading)
        guard let type = fields.value(Self.type, &reading) else { return nil }
        return Person.Relationship(
            company: company, project: project, type: type, stage: stage, notes: notes,
            location: fields.location(reading))
    }
}

enum LabelledEmailKeys {
    static let address = Key("address", ValueType<EmailAddress>.email.located, required: true, "Email address.")
    static let label = Key("label", .text, "What it is called: personal, work.", examples: ["personal", "work"])
    static let table = RecordTable(name: "email", doc: "One of several email addresses.", keys: [address, label])

    static let record = ValueType<Person.LabelledEmail>.record(table) { fields, reading in
        let label = fields.value(label, &reading)
        return fields.value(address, &reading).map { Person.LabelledEmail(address: $0, label: label) }
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
    static let linkedin = Key(
        "linkedin", .url, "LinkedIn profile, for tasks.", examples: ["https://www.linkedin.com/in/ada"])
    static let timezone = Key("timezone", .zone, "IANA time zone; else the company's, else the book's.")
    static let country = Key("country", .country, "ISO 3166-1 alpha-2 code: {{country}}.", examples: ["ZA", "US"])
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
        Self.checkEmails(one: email, several: several, fields, &reading)
        Self.check(relationships, &reading.report)
    }

    private static func checkEmails(
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

    private static func check(_ relationships: [Relationship], _ report: inout Report) {
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
