/// A word of the journal that a person, an address or a domain is not written to.
///
/// Only a logged `resubscribed` takes one away.
public struct Suppression: Hashable, Sendable {
    /// The channel that is closed; `nil` for all of them.
    public var channel: Channel?
    /// Why: the word of the event that made it, or what a human wrote.
    public var reason: String
    public var at: Instant
    /// The kind of the event that made it.
    public var event: HistoryEvent.Kind
    private var rest = JSONObject()

    public init(channel: Channel?, reason: String, at: Instant, event: HistoryEvent.Kind) {
        self.channel = channel
        self.reason = reason
        self.at = at
        self.event = event
    }

    /// How `channel` is written where all are meant.
    static let all = "all"

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        if reader.rest["channel"]?.text == Self.all {
            _ = try reader.text("channel")
        } else {
            channel = try reader.word("channel", as: Channel.self)
        }
        reason = try reader.text("reason")
        at = try reader.instant("at")
        event = try reader.word("event", as: HistoryEvent.Kind.self)
        rest = reader.rest
    }

    var json: JSONValue {
        var object = JSONObject([
            ("channel", .string(channel?.rawValue ?? Self.all)), ("reason", .string(reason)), ("at", at.json),
            ("event", .string(event.rawValue)),
        ])
        object.append(rest: rest)
        return .object(object)
    }

    /// The channels that it closes.
    public var channels: Set<Channel> { channel.map { [$0] } ?? Set(Channel.allCases) }
}

extension [Suppression] {
    /// What closes a channel; `nil` where nothing does.
    public func rule(on channel: Channel) -> Suppression? { first { $0.channel == nil || $0.channel == channel } }

    /// The channels that are closed.
    public var channels: Set<Channel> { reduce(into: []) { $0.formUnion($1.channels) } }

    /// Adds one that closes a channel more.
    ///
    /// - Returns: whether it does; one that adds nothing is left out.
    @discardableResult
    mutating func add(_ suppression: Suppression) -> Bool {
        guard !suppression.channels.isSubset(of: channels) else { return false }
        append(suppression)
        return true
    }

    /// Adds what another list closes.
    mutating func merge(_ others: [Suppression]) { for other in others { add(other) } }

    /// Opens one channel, or all of them; a word on all channels stays in force on the others.
    ///
    /// - Returns: whether any was closed.
    @discardableResult
    mutating func lift(_ channel: Channel?) -> Bool {
        let before = self
        guard let channel else {
            removeAll()
            return self != before
        }
        let wide = filter { $0.channel == nil }
        removeAll { $0.channel == nil || $0.channel == channel }
        for var suppression in wide {
            for other in Channel.allCases where other != channel {
                suppression.channel = other
                add(suppression)
            }
        }
        return self != before
    }
}

extension LineReader {
    mutating func suppressions(_ name: String) throws(JournalError) -> [Suppression] {
        var suppressions: [Suppression] = []
        for object in try objects(name) { suppressions.append(try Suppression(inner(object))) }
        return suppressions
    }
}

extension JSONValue {
    /// The list; nothing where it is empty.
    static func optional(_ suppressions: [Suppression]) -> JSONValue? {
        suppressions.isEmpty ? nil : .array(suppressions.map(\.json))
    }
}
