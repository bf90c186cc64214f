/// A pause that a human has put into the journal, or that a file of the book asks for.
///
/// It is kept when it is over, for the delays that stood still meanwhile.
public struct JournalPause: Hashable, Sendable {
    /// What is paused.
    public enum Scope: String, CaseIterable, Hashable, Sendable {
        case book, channel, sender, sequence, company, project, enrollment, person
    }

    public var scope: Scope
    /// The channel's word, the id of a sender, company or project, the uid of a sequence, enrollment or person; `nil` for the book.
    public var id: String?
    /// Of a sender's: the only channel that it stops; `nil` for all.
    public var channel: Channel?
    /// When it ends by itself; `nil` where a human has to end it.
    public var until: Instant?
    /// When it ends by itself, by the clock of each recipient.
    public var localUntil: LocalTime?
    public var reason: String?
    public var by: String?
    public var at: Instant
    /// When it was taken back.
    public var ended: Instant?
    /// Whether a file asks for it, which then says for how long.
    public var isFile = false
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
        if let text = try reader.optionalText("channel") {
            guard let channel = Channel(rawValue: text) else {
                throw reader.error("'channel' has a value that this version does not know")
            }
            self.channel = channel
        }
        until = try reader.optionalInstant("until")
        if let text = try reader.optionalText("localUntil") {
            guard let time = LocalTime(text) else { throw reader.error("'localUntil' is no time") }
            localUntil = time
        }
        reason = try reader.optionalText("reason")
        by = try reader.optionalText("by")
        at = try reader.instant("at")
        ended = try reader.optionalInstant("ended")
        isFile = reader.bool("file")
        rest = reader.rest
    }

    var json: JSONValue {
        var object = JSONObject([
            ("scope", .string(scope.rawValue)), ("id", .optional(id)),
            ("channel", .optional(channel?.rawValue)), ("until", until?.json),
            ("localUntil", .optional(localUntil?.description)), ("reason", .optional(reason)), ("by", .optional(by)),
            ("at", at.json),
            ("ended", ended?.json), ("file", isFile ? true : nil),
        ])
        object.append(rest: rest)
        return .object(object)
    }

    /// Whether it is still in force.
    public func holds(at now: Instant) -> Bool { ended == nil && until.map { now < $0 } ?? true }

    /// When it was or will be over, for somebody in a zone; `nil` where a human has to end it.
    func end(in zone: Zone) -> Instant? {
        [ended, until, localUntil?.instant(in: zone)].compactMap(\.self).min()
    }

    /// How it is named in one word: `book`, `sender/jo`.
    public var name: String { Self.name(scope, id) }

    static func name(_ scope: Scope, _ id: String?) -> String {
        id.map { "\(scope.rawValue)/\($0)" } ?? scope.rawValue
    }
}

extension JournalPause {
    /// Whether it is what another one pauses, at the word of a file too.
    func isSame(as other: JournalPause) -> Bool {
        scope == other.scope && id == other.id && channel == other.channel && isFile == other.isFile
    }

    /// Whether it ends when the other does.
    func hasEnd(of other: JournalPause) -> Bool { until == other.until && localUntil == other.localUntil }

    /// Takes end and reason from the book.
    mutating func take(_ pause: Pause) {
        reason = pause.reason
        switch pause.until {
        case nil: break
        case .instant(let instant): until = instant
        case .local: localUntil = pause.until
        }
    }

    /// Takes end and reason from what it is now.
    mutating func take(_ other: JournalPause) {
        (reason, until, localUntil) = (other.reason, other.until, other.localUntil)
    }
}

extension JournalHeader {
    /// The pause of a thing that is in force.
    ///
    /// - Parameter id: as `JournalPause.id`.
    public func pause(_ scope: JournalPause.Scope, _ id: String? = nil, at now: Instant) -> JournalPause? {
        pauses.first { $0.scope == scope && $0.id == id && !$0.isFile && $0.holds(at: now) }
    }
}
