/// What came back from a person, their machine or their provider.
public enum Answer: String, CaseIterable, Hashable, Sendable {
    case reply
    case outOfOffice = "out-of-office"
    case bounce, complaint, unsubscribe, meeting, interested
    case notInterested = "not-interested"
    case wrongPerson = "wrong-person"

    /// Whether a human wrote it.
    var isReply: Bool {
        switch self {
        case .reply, .meeting, .interested, .notInterested, .wrongPerson: true
        case .outOfOffice, .bounce, .complaint, .unsubscribe: false
        }
    }

    /// Whether the person wants to hear no more.
    var isOptOut: Bool { self == .complaint || self == .unsubscribe }

    var kind: HistoryEvent.Kind {
        switch self {
        case .reply, .outOfOffice, .meeting, .interested, .notInterested, .wrongPerson: .replied
        case .bounce: .bounced
        case .complaint: .complained
        case .unsubscribe: .unsubscribed
        }
    }

    /// How it ends an enrollment.
    var ending: (status: Membership.Status, reason: String) {
        switch self {
        case .bounce, .complaint, .unsubscribe: (.cancelled, kind.rawValue)
        case .reply, .outOfOffice, .meeting, .interested, .notInterested, .wrongPerson: (.completed, "replied")
        }
    }
}

/// One answer, with what is known of it.
public struct Received: Hashable, Sendable {
    public var answer: Answer
    /// Id of the person.
    public var person: String
    public var at: Instant
    /// Id of the enrollment that it answers; `nil` where that is not known.
    public var enrollment: String?
    /// How it came, or what it is about; `nil` where that is not known.
    public var channel: Channel?
    /// The day on which somebody who is away returns.
    public var until: CivilDate?
    /// Key of the message that it is about; `nil` for the last one.
    var message: String?

    public init(
        _ answer: Answer, person: String, at: Instant, enrollment: String? = nil, channel: Channel? = nil,
        until: CivilDate? = nil
    ) {
        self.answer = answer
        self.person = person
        self.at = at
        self.enrollment = enrollment
        self.channel = channel
        self.until = until
    }
}

/// What an act has changed: ids of enrollments, and people of them where others than the one named.
public struct ActOutcome: Hashable, Sendable {
    /// One person in one enrollment, by ids.
    public struct Place: Hashable, Sendable {
        public var person: String
        public var enrollment: String
    }

    public var ended: [Place] = []
    public var paused: [Place] = []
    public var resumed: [Place] = []
    public var repinned: [Place] = []
    /// Whether nothing is sent to somebody from now on.
    public var isSuppressed = false
    /// Whether anything changed at all.
    public var isChange = false

    public init() {}
}
