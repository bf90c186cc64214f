/// The state of one person in one enrollment.
public struct Membership: Hashable, Sendable {
    public enum Status: String, CaseIterable, Hashable, Sendable {
        case active = "ACTIVE"
        case paused = "PAUSED"
        case completed = "COMPLETED"
        case cancelled = "CANCELLED"
    }

    /// Something that keeps the next step from going until the book or a human says otherwise.
    public struct Hold: Hashable, Sendable {
        public var reason: Reason
        /// What exactly is missing, or which id is meant.
        public var detail: String?
        /// The step of a message in doubt, which the sequence may have lost since.
        public var step: String?
        /// When it ends by itself.
        public var until: Instant?

        public init(_ reason: Reason, detail: String? = nil, step: String? = nil) {
            self.reason = reason
            self.detail = detail
            self.step = step
        }
    }

    /// The earliest time at which a run has to look at this line; `nil` for never.
    public var next: Instant?
    /// The person's uid.
    public var person: String
    /// The enrollment's uid.
    public var enrollment: String
    public var status: Status
    /// Why it is paused, completed or cancelled.
    public var reason: String?
    /// Ids of the steps that were sent, skipped or done, in that order.
    public var done: [String]
    /// When the last of them ended; before the first, when the person entered.
    public var at: Instant
    public var occurrence: Int
    /// Grows only after proof that the attempt before was not delivered.
    public var gen: Int
    /// Id of the sender of the first message, who writes the later ones too.
    public var sender: String?
    /// Ids of the senders of single steps, where others than `sender`: answers in a thread keep them.
    public var senders: [String: String]
    /// Those of `done` that were left out, because their date had passed.
    public var skipped: [String]
    /// Message ids by step, for answers in a thread.
    public var thread: [String: String]
    public var hold: Hold?
    /// The claim whose outcome for the next step is not known.
    public var claim: String?
    /// Since when the next step is a task for a human.
    public var task: Instant?
    /// The channel of that task; `nil` in lines of earlier versions.
    public var taskChannel: Channel?
    /// Seconds of the delay that were left when it was paused.
    public var remaining: Int?
    /// When the next step is due, where a pause has moved it.
    public var due: Instant?
    /// When it last went on after a pause of its own or an end: what stood still before is in `due` already.
    public var resumed: Instant?
    /// Reasons that a human has lifted for the next step.
    public var lifted: [String]
    /// Steps whose message was delivered, in the order in which that was known.
    public var delivered: [String] = []
    /// Steps whose message failed after it had been sent.
    public var failed: [String] = []
    /// When the person last answered in it.
    public var replied: Instant?
    /// When a pause of the member ends by itself: the file's `until`, or an out-of-office.
    public var until: Instant?
    /// Until when the person is away, where something else than that absence stops it now.
    public var away: Instant?
    /// When what had held the next step was lifted: it is late from then on.
    public var freed: Instant?
    /// Uids of the sequences of which something was received, which the enrollment may have lost since.
    public var sequences: [String] = []
    /// How many entered with them in one run, where the guard allowed fewer.
    public var crowd: Int?
    /// What it keeps of the book as it was: the name of a folder in `pins/`.
    public var pin: String?
    /// Since when it waits for an exclusive enrollment to end.
    public var waiting: Instant?
    /// When the first message of the present round went; between two rounds, of the round before.
    public var round: Instant?
    /// From which message the rounds count, where that is not the one of `round`: it gives the day of the month.
    public var anchor: Instant?
    /// When it was completed or cancelled.
    public var ended: Instant?
    /// Ids of the variants that were sent, by step.
    public var variants: [String: String] = [:]
    /// How messages went whose step has several channels, by step: in the last round that had it.
    public var channels: [String: Channel] = [:]
    private var rest = JSONObject()

    public init(person: String, enrollment: String, at: Instant) {
        self.person = person
        self.enrollment = enrollment
        self.at = at
        status = .active
        done = []
        occurrence = 0
        gen = 0
        thread = [:]
        senders = [:]
        skipped = []
        lifted = []
    }

    /// Whether it can still send something some day.
    public var isOpen: Bool { status == .active || status == .paused }

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        next = try Self.next(&reader)
        person = try reader.text("person")
        enrollment = try reader.text("enrollment")
        status = try reader.word("status", as: Status.self)
        reason = try reader.optionalText("reason")
        done = try reader.texts("done")
        at = try reader.instant("at")
        occurrence = try reader.int("occurrence", default: 0)
        gen = try reader.int("gen", default: 0)
        sender = try reader.optionalText("sender")
        senders = try reader.map("senders")
        skipped = try reader.texts("skipped")
        thread = try reader.map("thread")
        if let object = try reader.object("hold") {
            var inner = LineReader(object, path: reader.path, line: reader.line)
            hold = Hold(
                try inner.word("reason", as: Reason.self), detail: try inner.optionalText("detail"),
                step: try inner.optionalText("step"))
            hold?.until = try inner.optionalInstant("until")
        }
        claim = try reader.optionalText("claim")
        task = try reader.optionalInstant("task")
        taskChannel = try reader.optionalText("taskChannel").flatMap(Channel.init)
        remaining = try reader.optionalInt("remaining")
        due = try reader.optionalInstant("due")
        resumed = try reader.optionalInstant("resumed")
        lifted = try reader.texts("lifted")
        delivered = try reader.texts("delivered")
        failed = try reader.texts("failed")
        replied = try reader.optionalInstant("replied")
        until = try reader.optionalInstant("until")
        away = try reader.optionalInstant("away")
        freed = try reader.optionalInstant("freed")
        sequences = try reader.texts("sequences")
        crowd = try reader.optionalInt("crowd")
        pin = try reader.optionalText("pin")
        waiting = try reader.optionalInstant("waiting")
        round = try reader.optionalInstant("round")
        anchor = try reader.optionalInstant("anchor")
        ended = try reader.optionalInstant("ended")
        variants = try reader.map("variants")
        channels = try reader.map("channels").compactMapValues(Channel.init)
        rest = reader.rest
    }

    /// Ends it; a message in doubt stays one.
    mutating func end(_ status: Status, _ reason: String, at now: Instant) {
        self.status = status
        self.reason = reason
        ended = now
        next = nil
        if claim == nil { hold = nil }
        task = nil
        due = nil
        remaining = nil
        resumed = nil
        until = nil
        away = nil
        freed = nil
        waiting = nil
        if !endedByFile { pin = nil }
        lifted = []
    }

    /// Reads `next`: an instant, or `9` where there is none.
    static func next(_ reader: inout LineReader) throws(JournalError) -> Instant? {
        let text = try reader.text("next")
        if text == "9" { return nil }
        guard let instant = Instant(rfc3339: text) else { throw reader.error("'next' is no time") }
        return instant
    }

    /// The channel that a message of a step went by.
    func channel(of step: Step) -> Channel { channels[step.id] ?? step.channel }

    /// Whether the next step is a task for a human; an edit may have made a message of it.
    func hasTask(_ step: Step) -> Bool {
        task != nil && taskChannel.map(step.channels.value.contains) ?? true
    }

    /// Whether nothing of it has reached the person or a human yet.
    var isUntouched: Bool { done.allSatisfy(skipped.contains) }

    var object: JSONObject {
        var object = JSONObject([
            ("next", .string(next?.rfc3339 ?? "9")), ("person", .string(person)), ("enrollment", .string(enrollment)),
            ("status", .string(status.rawValue)), ("reason", .optional(reason)),
            ("done", done.isEmpty ? nil : .strings(done)), ("at", at.json),
            ("occurrence", occurrence == 0 ? nil : .integer(occurrence)), ("gen", gen == 0 ? nil : .integer(gen)),
            ("sender", .optional(sender)), ("senders", .optional(senders)),
            ("skipped", skipped.isEmpty ? nil : .strings(skipped)), ("thread", .optional(thread)),
        ])
        if let hold {
            object.append(
                "hold",
                .object(
                    JSONObject([
                        ("reason", .string(hold.reason.rawValue)), ("detail", .optional(hold.detail)),
                        ("until", hold.until?.json), ("step", .optional(hold.step)),
                    ])))
        }
        let tail: [(String, JSONValue?)] = [
            ("claim", .optional(claim)), ("task", task?.json),
            ("taskChannel", task == nil ? nil : .optional(taskChannel?.rawValue)),
            ("remaining", remaining.map(JSONValue.integer)),
            ("due", due?.json), ("resumed", resumed?.json), ("lifted", lifted.isEmpty ? nil : .strings(lifted)),
            ("delivered", delivered.isEmpty ? nil : .strings(delivered)),
            ("failed", failed.isEmpty ? nil : .strings(failed)), ("replied", replied?.json),
            ("until", until?.json), ("away", away?.json), ("freed", freed?.json),
            ("sequences", sequences.isEmpty ? nil : .strings(sequences)), ("crowd", crowd.map(JSONValue.integer)),
            ("pin", .optional(pin)),
            ("waiting", waiting?.json), ("round", round?.json),
            ("anchor", anchor?.json), ("ended", ended?.json), ("variants", .optional(variants)),
            ("channels", .optional(channels.mapValues(\.rawValue))),
        ]
        object.append(rest: JSONObject(tail))
        object.append(rest: rest)
        return object
    }
}

extension LineReader {
    /// A mapping of texts; empty where it is missing.
    fileprivate mutating func map(_ name: String) throws(JournalError) -> [String: String] {
        var map: [String: String] = [:]
        for member in try object(name)?.members ?? [] {
            guard let text = member.value.text else { throw error("'\(name)' holds no text") }
            map[member.key] = text
        }
        return map
    }
}

extension JSONValue {
    /// The mapping in the order of its keys; nothing where it is empty.
    fileprivate static func optional(_ map: [String: String]) -> JSONValue? {
        map.isEmpty ? nil : .object(JSONObject(map.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
}
