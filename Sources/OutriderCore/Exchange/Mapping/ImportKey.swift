/// A key of a record that a column can fill.
public enum ImportKey: Hashable, Sendable {
    /// The record's own id.
    case id
    /// One text: `firstName`.
    case text(String)
    /// Several texts: `tags`.
    case list(String)
    /// `true`, or nothing: `offLimits`.
    case flag(String)
    /// Whatever the book writes there, as JSON where it is no text: `relationships`.
    case structure(String)
    /// An address, or several; without a label the one that is written to.
    case email(label: String?)
    /// Every address without a label.
    case emails
    case phone(label: String?)
    case whatsapp
    case linkedin
    /// An employer, by id, name or domain.
    case company
    case field(String)
    case consent(String)
    /// All channels, or a list of them.
    case doNotContact
    /// A yes or no for one channel.
    case noContact(Channel)

    /// Reads a key as it is typed behind `--map Column=`, without regard to case.
    ///
    /// - Returns: `nil` where such records have no such key.
    public init?(_ text: String, of kind: RecordKind) {
        guard let table = ImportKeys.all[kind] else { return nil }
        if let simple = table.first(where: { $0.name.lowercased() == text.lowercased() }) {
            self = simple.key
            return
        }
        guard let dot = text.firstIndex(of: ".") else { return nil }
        let name = String(text[text.index(after: dot)...])
        guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return nil
        }
        switch (text[..<dot].lowercased(), kind) {
        case ("fields", _): self = .field(name)
        case ("emails", .person): self = .email(label: name)
        case ("phones", .person): self = .phone(label: name)
        case ("consent", .person):
            guard let part = ["basis", "source", "at", "expires"].first(where: { $0 == name.lowercased() }) else {
                return nil
            }
            self = .consent(part)
        case ("donotcontact", .person):
            guard let channel = Channel(rawValue: name.lowercased()) else { return nil }
            self = .noContact(channel)
        default: return nil
        }
    }

    /// As it is typed and shown.
    public var name: String {
        switch self {
        case .id: "id"
        case .text(let name), .list(let name), .flag(let name), .structure(let name): name
        case .email(let label): label.map { "emails.\($0)" } ?? "email"
        case .emails: "emails"
        case .phone(let label): label.map { "phones.\($0)" } ?? "phone"
        case .whatsapp: "whatsapp"
        case .linkedin: "linkedin"
        case .company: "company"
        case .field(let name): "fields.\(name)"
        case .consent(let part): "consent.\(part)"
        case .doNotContact: "doNotContact"
        case .noContact(let channel): "doNotContact.\(channel.rawValue)"
        }
    }
}

/// The keys of each kind of record that can be imported.
enum ImportKeys {
    static let tables: [RecordKind: RecordTable] = [
        .person: PersonKeys.table, .company: CompanyKeys.table, .project: ProjectKeys.table,
    ]

    static let all: [RecordKind: [(name: String, key: ImportKey)]] = [
        .person: keys(
            .person, PersonKeys.table,
            [
                "email": .email(label: nil), "emails": .emails, "phone": .phone(label: nil),
                "phones": .phone(label: "other"), "whatsapp": .whatsapp, "linkedin": .linkedin, "company": .company,
                "tags": .list("tags"), "formerly": .list("formerly"), "doNotContact": .doNotContact,
            ]),
        .company: keys(
            .company, CompanyKeys.table,
            [
                "domains": .list("domains"), "tags": .list("tags"), "formerly": .list("formerly"),
                "doNotContact": .doNotContact, "offLimits": .flag("offLimits"),
            ]),
        .project: keys(.project, ProjectKeys.table, ["tags": .list("tags"), "formerly": .list("formerly")]),
    ]

    /// Every key of a table: those that are read in a way of their own, the others as they stand in the book.
    private static func keys(
        _ kind: RecordKind, _ table: RecordTable, _ special: [String: ImportKey]
    ) -> [(name: String, key: ImportKey)] {
        let parts: Set = ["fields", "consent"]
        let plain = table.keys.map(\.name).filter { special[$0] == nil && !parts.contains($0) }
        let texts: Set = ["notes", "description"]
        let guide = KeyGuide(path: kind.path(of: "a"))
        return [("id", .id)] + special.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            + plain.map { name in
                let isText = guide.map { !$0.allows("array", at: name) && !$0.allows("object", at: name) } ?? false
                return (name, isText || texts.contains(name) ? .text(name) : .structure(name))
            }
    }
}

extension KeyGuide {
    /// Whether a key of the record may be of a type of JSON Schema.
    fileprivate func allows(_ type: String, at key: String) -> Bool { allows(type, at: EditPath([.key(key)])) }
}
