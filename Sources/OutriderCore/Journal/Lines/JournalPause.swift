/// A pause that a human has put into the journal: it binds the next claim of every run.
public struct JournalPause: Hashable, Sendable {
    /// What is paused.
    public enum Scope: String, CaseIterable, Hashable, Sendable {
        case book, channel, sender, sequence, company, enrollment, person
    }

    public var scope: Scope
    /// The channel's word, the id of a sender or company, the uid of a sequence, enrollment or person; `nil` for the book.
    public var id: String?
    /// When it ends by itself; `nil` where a human has to end it.
    public var until: Instant?
    public var reason: String?
    public var by: String?
    public var at: Instant
    private var rest = JSONObject()

    public init(
        _ scope: Scope, id: String?, until: Instant? = nil, reason: String? = nil, by: String? = nil, at: Instant
    ) {
        self.scope = scope
        self.id = id
        self.until = until
        self.reason = reason
        self.by = by
        self.at = at
    }

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        scope = try reader.word("scope", as: Scope.self)
        id = try reader.optionalText("id")
        until = try reader.optionalInstant("until")
        reason = try reader.optionalText("reason")
        by = try reader.optionalText("by")
        at = try reader.instant("at")
        rest = reader.rest
    }

    var json: JSONValue {
        var object = JSONObject([
            ("scope", .string(scope.rawValue)), ("id", .optional(id)), ("until", until?.json),
            ("reason", .optional(reason)), ("by", .optional(by)), ("at", at.json),
        ])
        object.append(rest: rest)
        return .object(object)
    }

    /// Whether it is still in force.
    public func holds(at now: Instant) -> Bool { until.map { now < $0 } ?? true }

    /// How it is named in one word: `book`, `sender/jo`.
    public var name: String { id.map { "\(scope.rawValue)/\($0)" } ?? scope.rawValue }
}

extension JournalHeader {
    /// The pause of a thing that is in force.
    ///
    /// - Parameter id: as `JournalPause.id`.
    public func pause(_ scope: JournalPause.Scope, _ id: String? = nil, at now: Instant) -> JournalPause? {
        pauses.first { $0.scope == scope && $0.id == id && $0.holds(at: now) }
    }
}
