/// Something that happened, as the history tells it.
public struct HistoryEvent: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case enrolled, claimed, sent, failed, skipped, released, unknown, duplicate
        case delivered, opened, clicked, bounced, complained, replied, unsubscribed
        case task, done, paused, resumed, completed, cancelled, reopened, repinned, resolved
        case suppressed, resubscribed
    }

    public var kind: Kind
    public var at: Instant
    public var person: String?
    public var enrollment: String?
    public var step: String?
    public var key: String?
    public var gen: Int?
    public var channel: Channel?
    public var provider: String?
    public var account: String?
    public var providerID: String?
    /// The address, or its hash where the book keeps digests.
    public var to: String?
    /// The subject and the words, only on `claimed`.
    public var subject: String?
    public var text: String?
    /// SHA-256 of the bytes that left.
    public var bodyHash: String?
    public var attempt: Int?
    /// What kind of failure, and its code.
    public var failure: String?
    public var code: String?
    /// Why, in a word; or the reason that a human gave.
    public var reason: String?
    /// Who did it, where a human did.
    public var by: String?
    /// Hashes of the addresses that it forbids to write to, or allows again.
    public var addresses: [String] = []
    /// Whether it was written after another run had settled the claim.
    public var isLate = false
    public var run: String = ""
    public var id: String = ""

    public init(_ kind: Kind, at: Instant) {
        self.kind = kind
        self.at = at
    }

    public init(_ kind: Kind, at: Instant, of membership: Membership, step: String? = nil) {
        self.init(kind, at: at)
        person = membership.person
        enrollment = membership.enrollment
        self.step = step
        // That nothing is left to do needs no word.
        if kind == .completed, membership.reason != "finished" { reason = membership.reason }
    }

    init(_ kind: Kind, at: Instant, of message: Claim.Message) {
        self.init(kind, at: at)
        person = message.person
        enrollment = message.enrollment
        step = message.step
        key = message.key
        gen = message.gen
        channel = message.channel
        provider = message.provider
        account = message.account
    }

    /// Reads one line of the history.
    public init(parsing bytes: ArraySlice<UInt8>, path: String, line: Int) throws(JournalError) {
        var reader = try LineReader(parsing: bytes, path: path, line: line)
        kind = try reader.word("event", as: Kind.self)
        at = try reader.instant("t")
        id = try reader.text("id")
        run = try reader.text("run")
        person = try reader.optionalText("person")
        enrollment = try reader.optionalText("enrollment")
        step = try reader.optionalText("step")
        key = try reader.optionalText("key")
        gen = try reader.optionalInt("gen")
        channel = try reader.optionalText("channel").flatMap(Channel.init)
        provider = try reader.optionalText("provider")
        account = try reader.optionalText("account")
        providerID = try reader.optionalText("providerId")
        to = try reader.optionalText("to")
        subject = try reader.optionalText("subject")
        text = try reader.optionalText("text")
        bodyHash = try reader.optionalText("bodyHash")
        attempt = try reader.optionalInt("attempt")
        failure = try reader.optionalText("class")
        code = try reader.optionalText("code")
        reason = try reader.optionalText("reason")
        by = try reader.optionalText("by")
        addresses = try reader.texts("addresses")
        isLate = reader.bool("late")
    }

    /// The line's members, in their order; absent ones are left out.
    public var json: JSONObject {
        JSONObject([
            ("v", 1), ("id", .string(id)), ("t", at.json), ("event", .string(kind.rawValue)), ("run", .string(run)),
            ("key", .optional(key)), ("gen", gen.map(JSONValue.integer)), ("person", .optional(person)),
            ("enrollment", .optional(enrollment)), ("step", .optional(step)), ("channel", .optional(channel?.rawValue)),
            ("provider", .optional(provider)), ("account", .optional(account)), ("providerId", .optional(providerID)),
            ("to", .optional(to)), ("subject", .optional(subject)), ("text", .optional(text)),
            ("bodyHash", .optional(bodyHash)), ("attempt", attempt.map(JSONValue.integer)),
            ("class", .optional(failure)), ("code", .optional(code)), ("reason", .optional(reason)),
            ("by", .optional(by)), ("addresses", addresses.isEmpty ? nil : .strings(addresses)),
            ("late", isLate ? true : nil),
        ])
    }

    /// The file that holds the events of one commit.
    static func path(run: String, n: Int, at: Instant) -> String {
        let day = at.rfc3339.prefix(10).split(separator: "-").joined(separator: "/")
        return "history/\(day)/\(run)-\(n).jsonl"
    }
}
