/// What the journal holds of one address, known by its hash.
public struct AddressState: Hashable, Sendable {
    /// A message to the address, so that a bounce or an answer finds its person.
    public struct Recent: Hashable, Sendable {
        public var key: String
        public var person: String
        /// The enrollment's uid; `nil` in lines of earlier versions.
        public var enrollment: String?
        /// The message id or the provider's id.
        public var id: String
        public var at: Instant
        /// Whether it went to another address of the person.
        public var isElsewhere = false
    }

    /// How many messages are remembered.
    static let recentCount = 20

    /// The address's hash.
    public let address: String
    /// Version of the spelling that was hashed.
    public var version = AddressHasher.version
    /// Uids of the people who were written to here, or of whom a human has a task.
    public var people: [String]
    /// Uids of the people with this address whose files have a `doNotContact`; what it says now stands there.
    public var optedOut: [String]
    public var last: Contact?
    /// `sequence/step` of everything that went here.
    public var steps: [String]
    /// The latest messages, oldest first.
    public var recent: [Recent]
    /// What the journal forbids to send here.
    public var suppressed: [Suppression] = []
    /// When something of a sequence last went here, by the sequence's uid.
    public var sequences: [String: Instant] = [:]
    private var rest = JSONObject()

    public init(address: String) {
        self.address = address
        people = []
        optedOut = []
        steps = []
        recent = []
    }

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        address = try reader.text("address")
        version = try reader.int("version")
        people = try reader.texts("people")
        optedOut = try reader.texts("optedOut")
        if let object = try reader.object("last") {
            last = try Contact(LineReader(object, path: reader.path, line: reader.line))
        }
        steps = try reader.texts("steps")
        recent = []
        for object in try reader.objects("recent") {
            var inner = reader.inner(object)
            recent.append(
                Recent(
                    key: try inner.text("key"), person: try inner.text("person"),
                    enrollment: try inner.optionalText("enrollment"), id: try inner.text("id"),
                    at: try inner.instant("at"), isElsewhere: inner.bool("elsewhere")))
        }
        suppressed = try reader.suppressions("suppressed")
        for member in try reader.object("sequences")?.members ?? [] {
            guard let text = member.value.text, let time = Instant(rfc3339: text) else {
                throw reader.error("'sequences' holds no times")
            }
            sequences[member.key] = time
        }
        rest = reader.rest
    }

    /// Notes a message that went out.
    ///
    /// - Parameters:
    ///   - sequence: the sequence's uid.
    mutating func note(_ message: Recent, sequence: String, step: String) {
        note(person: message.person, sequence: sequence, step: step, at: message.at)
        if (last?.at ?? message.at) <= message.at { last = Contact(at: message.at, key: message.key) }
        recent.removeAll { $0.key == message.key }
        recent.append(message)
        recent = Array(recent.sorted { ($0.at, $0.key) < ($1.at, $1.key) }.suffix(Self.recentCount))
    }

    /// Notes that a person got a step here, by whatever hand.
    mutating func note(person: String, sequence: String, step: String, at: Instant) {
        let step = "\(sequence)/\(step)"
        sequences[sequence] = max(sequences[sequence] ?? at, at)
        note(person: person)
        if !steps.contains(step) { steps.append(step) }
    }

    /// Notes that somebody who has it is written to, or in a human's hands.
    mutating func note(person: String) {
        if !people.contains(person) { people = (people + [person]).sorted() }
    }

    func write(into bytes: inout [UInt8]) {
        let recent = recent.map { message -> JSONValue in
            .object(
                JSONObject([
                    ("key", .string(message.key)), ("person", .string(message.person)),
                    ("enrollment", .optional(message.enrollment)), ("id", .string(message.id)),
                    ("at", message.at.json), ("elsewhere", message.isElsewhere ? true : nil),
                ]))
        }
        var object = JSONObject([
            ("address", .string(address)), ("version", .integer(version)), ("people", .strings(people)),
            ("optedOut", optedOut.isEmpty ? nil : .strings(optedOut)),
            ("last", last?.json), ("steps", .strings(steps)), ("recent", .array(recent)),
            ("suppressed", .optional(suppressed)),
            (
                "sequences",
                sequences.isEmpty
                    ? nil
                    : .object(JSONObject(sequences.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
            ),
        ])
        object.append(rest: rest)
        object.write(into: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}
