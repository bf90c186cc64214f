/// Everything the journal holds of one person: the head line and a line an enrollment.
public struct PersonState: Hashable, Sendable {
    /// The person's uid.
    public let person: String
    /// When a message last went out to them, and its delivery key.
    public var last: Contact?
    /// The uid of a removed person that this one seems to be.
    public var movedFrom: String?
    /// When they last wrote to us, by channel.
    public var inbound: [Channel: Instant] = [:]
    /// What the journal forbids to send to them.
    public var suppressed: [Suppression] = []
    /// By enrollment uid, in that order.
    public var memberships: [Membership]
    private var rest = JSONObject()

    public init(person: String) {
        self.person = person
        memberships = []
    }

    public subscript(enrollment: String) -> Membership? {
        get { memberships.first { $0.enrollment == enrollment } }
        set {
            memberships.removeAll { $0.enrollment == enrollment }
            if let newValue {
                let index = memberships.firstIndex { $0.enrollment > enrollment } ?? memberships.endIndex
                memberships.insert(newValue, at: index)
            }
        }
    }

    /// The lines of one person: a head, then the memberships.
    init(person: String, lines: [LineReader]) throws(JournalError) {
        self.init(person: person)
        for line in lines {
            guard line.rest["enrollment"] == nil else {
                let membership = try Membership(line)
                guard memberships.last.map({ $0.enrollment < membership.enrollment }) ?? true else {
                    throw line.error("the line of this person is out of order or stands twice")
                }
                memberships.append(membership)
                continue
            }
            var head = line
            _ = try Membership.next(&head)
            _ = try head.text("person")
            _ = try head.texts("active")
            _ = try head.texts("waiting")
            last = try head.object("last").map { object throws(JournalError) in
                try Contact(LineReader(object, path: line.path, line: line.line))
            }
            movedFrom = try head.optionalText("movedFrom")
            inbound = try head.times("inbound")
            suppressed = try head.suppressions("suppressed")
            rest = head.rest
        }
    }

    /// The enrollments in which the person still is.
    var active: [String] { memberships.filter(\.isOpen).map(\.enrollment) }

    /// Those of them in which they wait for an exclusive enrollment to end.
    var waiting: [String] { memberships.filter { $0.isOpen && $0.waiting != nil }.map(\.enrollment) }

    /// The lines as they are written, each with its line end.
    func write(into bytes: inout [UInt8]) {
        var head = JSONObject([
            ("next", .string("9")), ("person", .string(person)), ("active", .strings(active)),
            ("waiting", waiting.isEmpty ? nil : .strings(waiting)), ("last", last?.json),
            ("movedFrom", .optional(movedFrom)), ("inbound", .optional(inbound)),
            ("suppressed", .optional(suppressed)),
        ])
        head.append(rest: rest)
        for object in [head] + memberships.map(\.object) {
            object.write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// Whether anything was sent, or may have been, under this name.
    var hasProgress: Bool { memberships.contains { !$0.done.isEmpty || $0.claim != nil } }

    var lineCount: Int { 1 + memberships.count }
}

extension LineReader {
    /// A mapping of channels to times; empty where it is missing.
    fileprivate mutating func times(_ name: String) throws(JournalError) -> [Channel: Instant] {
        var times: [Channel: Instant] = [:]
        for member in try object(name)?.members ?? [] {
            guard let channel = Channel(rawValue: member.key) else {
                throw error("'\(name)' names a channel that this version does not know")
            }
            guard let text = member.value.text, let time = Instant(rfc3339: text) else {
                throw error("'\(name)' holds no times")
            }
            times[channel] = time
        }
        return times
    }
}

extension JSONValue {
    /// The times in the order of the channels; nothing where there are none.
    fileprivate static func optional(_ times: [Channel: Instant]) -> JSONValue? {
        let members = Channel.allCases.map { ($0.rawValue, times[$0]?.json) }
        return times.isEmpty ? nil : .object(JSONObject(members))
    }
}

/// A message that went out.
public struct Contact: Hashable, Sendable {
    public var at: Instant
    public var key: String
    /// The enrollment's uid, where it is a person's; `nil` in lines of earlier versions.
    public var enrollment: String?

    public init(at: Instant, key: String, enrollment: String? = nil) {
        self.at = at
        self.key = key
        self.enrollment = enrollment
    }

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        at = try reader.instant("at")
        key = try reader.text("key")
        enrollment = try reader.optionalText("enrollment")
    }

    var json: JSONValue {
        .object(JSONObject([("at", at.json), ("key", .string(key)), ("enrollment", .optional(enrollment))]))
    }
}
