/// What a message may name, and what the names stand for.
enum Variables {
    private static let person = [
        "firstName", "lastName", "fullName", "name", "title", "email", "phone", "whatsapp", "linkedin", "country",
        "source", "tags", "language", "unsubscribe", "postalAddress",
    ]
    private static let company = ["id", "name", "industry", "website", "description", "tags", "fields"]
    private static let project = ["id", "title", "description", "status", "tags", "fields"]
    private static let sender = ["id", "firstName", "lastName", "fullName", "title", "signature", "email", "fields"]
    private static let records = ["employer": company, "company": company, "project": project, "sender": sender]
    private static let open = ["fields", "vars"]

    /// The names of the first level.
    static let names = person + records.keys.sorted() + open

    /// Why a variable of a text can never stand for anything; `nil` if it can.
    ///
    /// `sections` are the names of the text's sections: within one over a record its keys stand alone.
    static func objection(to path: [String], sections: Set<String>) -> (message: String, hint: String?)? {
        guard let first = path.first else { return nil }
        if sections.contains(where: { open.contains($0) || $0.hasSuffix(".fields") || $0.contains(".tags") }) {
            return nil
        }
        let inner = sections.flatMap { records[$0] ?? [] }
        if path.count == 1, inner.contains(first) { return nil }
        if person.contains(first), path.count == 1 { return nil }
        if open.contains(first) {
            return path.count <= 2 ? nil : ("'\(path.joined(separator: "."))' is too deep", "names are \(first).x")
        }
        if let keys = records[first] {
            if path.count == 1 { return nil }
            if path.count == 2, keys.contains(path[1]) { return nil }
            if path.count == 3, path[1] == "fields" { return nil }
            return (
                "there is no variable '\(path.joined(separator: ".").printable)'",
                Spelling.nearest(to: path[1], in: keys).map { "did you mean '\(first).\($0)'?" }
                    ?? "\(first) has \(keys.joined(separator: ", "))"
            )
        }
        let near = Spelling.nearest(to: path.joined(separator: "."), in: names)
        return (
            "there is no variable '\(path.joined(separator: ".").printable)'",
            near.map { "did you mean '\($0)'?" }
                ?? "your own variables are fields.x (of a person) and vars.x (of an enrollment)"
        )
    }

    /// What some names of the first level stand for when `person` is written to within `enrollment`.
    static func values(
        of names: [String], person: Person, employer: Company?, company: Company?, project: Project?,
        vars: [String: TemplateValue], sender: SenderIdentity, unsubscribe: String?, postalAddress: String?,
        fallback: [String: String]
    ) -> TemplateValue {
        var values: [String: TemplateValue] = [:]
        for name in names {
            values[name] =
                switch name {
                case "firstName": text(person.firstName)
                case "lastName": text(person.lastName)
                case "fullName": text(person.fullName)
                case "name": text(person.name)
                case "title": text(person.title)
                case "email": text(person.emails.first?.address.value.text)
                case "phone": text(person.phone?.value.text)
                case "whatsapp": text(person.whatsapp?.value.text)
                case "linkedin": text(person.linkedin)
                case "country": text(person.country)
                case "source": text(person.source)
                case "language": text(person.language)
                case "unsubscribe": text(unsubscribe)
                case "postalAddress": text(postalAddress)
                case "sender": record(sender)
                case "tags": list(person.tags)
                case "fields": .record(person.fields)
                case "vars": .record(vars)
                case "employer": employer.map(record)
                case "company": company.map(record)
                case "project": project.map(record)
                default: nil
                }
        }
        for (name, text) in fallback {
            let path = name.split(separator: ".").map(String.init)
            if let first = path.first, names.contains(first) { fill(&values, path, with: text) }
        }
        return .record(values)
    }

    private static func text(_ text: String?) -> TemplateValue? { text.map(TemplateValue.text) }

    private static func list(_ texts: [String]) -> TemplateValue { .list(texts.map(TemplateValue.text)) }

    private static func record(_ company: Company) -> TemplateValue {
        var values: [String: TemplateValue] = ["id": .text(company.id), "name": .text(company.name)]
        values["industry"] = text(company.industry)
        values["website"] = text(company.website)
        values["description"] = text(company.description)
        values["tags"] = list(company.tags)
        values["fields"] = .record(company.fields)
        return .record(values)
    }

    private static func record(_ sender: SenderIdentity) -> TemplateValue {
        var values: [String: TemplateValue] = ["id": .text(sender.id)]
        values["firstName"] = text(sender.record?.firstName)
        values["lastName"] = text(sender.record?.lastName)
        values["fullName"] = text(sender.record?.fullName ?? sender.mailbox.name)
        values["title"] = text(sender.record?.title)
        values["signature"] = text(sender.record?.signature)
        values["email"] = text(sender.mailbox.address.text)
        values["fields"] = .record(sender.record?.fields ?? [:])
        return .record(values)
    }

    private static func record(_ project: Project) -> TemplateValue {
        var values: [String: TemplateValue] = ["id": .text(project.id), "title": .text(project.title)]
        values["description"] = text(project.description)
        values["status"] = .text(project.status.rawValue)
        values["tags"] = list(project.tags)
        values["fields"] = .record(project.fields)
        return .record(values)
    }

    /// Sets `path` where nothing, or nothing but white space, stands.
    private static func fill(_ values: inout [String: TemplateValue], _ path: [String], with text: String) {
        guard let first = path.first else { return }
        if path.count == 1 {
            guard values[first]?.isBlank ?? true else { return }
            values[first] = .text(text)
            return
        }
        var inner: [String: TemplateValue] = [:]
        switch values[first] {
        case .record(let record): inner = record
        case nil: break
        case .text, .list: return
        }
        fill(&inner, Array(path.dropFirst()), with: text)
        values[first] = .record(inner)
    }
}

extension TemplateValue {
    /// Whether a message would show nothing in its place.
    var isBlank: Bool {
        switch self {
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .list(let values): values.isEmpty
        case .record: false
        }
    }
}
