internal import YAML

/// A reusable message.
public struct Template: Hashable, Sendable {
    public var id: String
    public var location: SourceLocation
    public var name: String?
    public var channel: Located<Channel>?
    var subject: Words?
    var body: Words
    var html: Words?
    public var whatsapp: WhatsAppContent?
    public var fallback: [String: String]
    public var formerly: [Reference]

    /// The templates that its words take in, by `{{> id}}`.
    var partials: [Reference] { [subject, body, html].flatMap { $0?.partials ?? [] } + (whatsapp?.partials ?? []) }

    /// The id without its language, and the language in lower case; `intro.de` is `intro` in `de`.
    static func split(_ id: String) -> (base: String, language: String?) {
        guard let dot = id.lastIndex(of: "."), !id[dot...].contains("/"), dot > id.startIndex else { return (id, nil) }
        return (String(id[..<dot]), id[id.index(after: dot)...].lowercased())
    }
}

enum TemplateKeys {
    static let name = Key("name", .text, "What the template is called, for lists.")
    static let channel = Key(
        "channel", ValueType<Channel>.enumeration.located, "The only channel that may use it; any if left out.")
    static let subject = Key("subject", ValueType<Words>.words(.plain), "Subject of an email.")
    static let body = Key("body", ValueType<Words>.words(.plain), required: true, "The message as plain text.")
    static let html = Key("html", ValueType<Words>.words(.html), "The message as HTML, sent beside the plain text.")
    static let whatsapp = Key(
        "whatsapp", WhatsAppContentKeys.record,
        "The approved template that WhatsApp needs unless the person wrote within a day.")
    static let fallback = Key(
        "fallback", ValueType<[String: String]>.map(of: .text), "What stands in for a variable that is missing.")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .template)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "template", doc: "A reusable message with {{variables}}: templates/ID.yaml.",
        keys: [name, channel, subject, body, html, whatsapp, fallback, formerly])
}

extension Template {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, TemplateKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        name = fields.value(TemplateKeys.name, &reading)
        channel = fields.value(TemplateKeys.channel, &reading)
        subject = fields.value(TemplateKeys.subject, &reading)
        html = fields.value(TemplateKeys.html, &reading)
        whatsapp = fields.value(TemplateKeys.whatsapp, &reading)
        fallback = fields.value(TemplateKeys.fallback, &reading) ?? [:]
        formerly = fields.value(TemplateKeys.formerly, &reading) ?? []
        guard let body = fields.value(TemplateKeys.body, &reading) else { return nil }
        self.body = body
    }
}
