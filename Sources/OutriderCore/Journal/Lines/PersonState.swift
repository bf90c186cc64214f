/// Everything the journal holds of one person: the head line and a line an enrollment.
public struct PersonState: Hashable, Sendable {
    /// The person's uid.
    public let person: String
    /// When a message last went out to them, and its delivery key.
    public var last: Contact?
    /// The uid of a removed person that this one seems to be.
    public var movedFrom: String?
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
            last = try head.object("last").map { object throws(JournalError) in
                try Contact(LineReader(object, path: line.path, line: line.line))
            }
            movedFrom = try head.optionalText("movedFrom")
            rest = head.rest
        }
    }

    /// The enrollments in which the person still is.
    var active: [String] { memberships.filter(\.isOpen).map(\.enrollment) }

    /// The lines as they are written, each with its line end.
    func write(into bytes: inout [UInt8]) {
        var head = JSONObject([
            ("next", .string("9")), ("person", .string(person)), ("active", .strings(active)), ("last", last?.json),
            ("movedFrom", .optional(movedFrom)),
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

/// A message that went out.
public struct Contact: Hashable, Sendable {
    public var at: Instant
    public var key: String

    public init(at: Instant, key: String) {
        self.at = at
        self.key = key
    }

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        at = try reader.instant("at")
        key = try reader.text("key")
    }

    var json: JSONValue { ["at": at.json, "key": .string(key)] }
}
