internal import YAML

// The mappings within a person.

enum RelationshipKeys {
    static let company = Key("company", .reference(to: .company), "The company that the person stands to.")
    static let project = Key("project", .reference(to: .project), "The project that the person stands to.")
    static let type = Key(
        "type", ValueType<Person.RelationshipType>.enumeration, required: true, "CLIENT, CANDIDATE or BOTH.")
    static let stage = Key(
        "stage", ValueType<String>.text.located, "How far it has come: one of the `stages` of outrider.yaml.")
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
    static let label = Key("label", .text, "What it is called: personal, work.")
    static let table = RecordTable(name: "email", doc: "One of several email addresses.", keys: [address, label])

    static let record = ValueType<Person.LabelledEmail>.record(table) { fields, reading in
        let label = fields.value(label, &reading)
        return fields.value(address, &reading).map { Person.LabelledEmail(address: $0, label: label) }
    }
}
