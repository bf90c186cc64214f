/// Why one person got what they got, and when they get the rest.
public struct PersonExplanation: Hashable, Sendable {
    /// The clock that it was made for.
    public var now: Instant
    /// Id as it is now.
    public var person: String
    /// The person's time zone; the book's, where the person has left the book.
    public var zone: Zone
    /// Whether the book has a file of the person.
    public var isInBook: Bool
    /// What closes channels to the person, in files and in the journal.
    public var prohibitions: [Prohibition] = []
    public var consent: Located<Consent>?
    /// What came back from the person, oldest first: at most `answerLimit`.
    public var answers: [HistoryEvent] = []
    /// Pauses in force of the book, the person's company and the person.
    public var pauses: [Hold] = []
    /// Ids of the others who have one of the person's addresses.
    public var namesakes: [String] = []
    /// Every enrollment that the journal has of the person, or would have if this state of the book were on main: by id.
    public var enrollments: [EnrollmentExplanation] = []
    /// Enrollments that name the person and do not take them in.
    public var omissions: [Omission] = []

    /// The most answers that are told.
    public static let answerLimit = 10

    /// What closes some channels.
    public struct Prohibition: Hashable, Sendable {
        public var channels: [Channel]
        /// A word of the journal; `nil` where a file says it.
        public var reason: String?
        public var at: Instant?
        /// Where a file says it.
        public var location: SourceLocation?
    }

    /// A file that names the person and does not take them in.
    public struct Omission: Hashable, Sendable {
        /// Why not.
        public enum Cause: String, CaseIterable, Hashable, Sendable {
            case excluded, cancelled
        }

        /// Id of the enrollment.
        public var enrollment: String
        public var cause: Cause
        public var location: SourceLocation
    }
}

/// What happened to one person in one enrollment, and what will.
public struct EnrollmentExplanation: Hashable, Sendable {
    /// Ids as they are now; no sequence where the book has lost the enrollment.
    public var enrollment: String
    public var sequence: String?
    public var status: Membership.Status
    /// Why it is paused, completed or cancelled: a word.
    public var reason: String?
    /// Since when it has that status, where the history tells it.
    public var since: Instant?
    /// When the person entered, where the history tells it.
    public var entered: Instant?
    /// What the next step waits for.
    public var place: Standing.Place
    /// The round of a sequence that repeats, from 1.
    public var round: Int
    /// In their order; those that the sequence has lost since stand where they were.
    public var steps: [StepExplanation]
    /// Where the book says that the person is in it.
    public var location: SourceLocation?
    /// Whether the person keeps the steps and words that they began with.
    public var isPinned = false

    /// The step that decides what becomes of the enrollment next: the one behind those that the next run leaves out.
    public var next: StepExplanation? { steps.last { $0.state.isOpen } }

    /// Why it is over; `nil` where it is not.
    public var ending: String? {
        guard status == .completed || status == .cancelled else { return nil }
        return EndingWords.sentence(status, reason)
    }
}

/// What happened to one step, or will.
public struct StepExplanation: Hashable, Sendable {
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// A message went, or a human did it.
        case sent, done
        /// It was left out for good.
        case skipped
        /// A message went or did not: nobody knows.
        case inDoubt = "in-doubt"
        /// A human has it.
        case task
        /// It goes, or is left out, with the next run.
        case due
        /// Rules hold it.
        case held
        /// Its time has not come.
        case waiting
        /// Another step comes before it.
        case later
        /// It is never looked at again.
        case never

        /// Whether it is the one that comes next.
        var isOpen: Bool {
            switch self {
            case .inDoubt, .task, .due, .held, .waiting: true
            case .sent, .done, .skipped, .later, .never: false
            }
        }

        /// Whether it is not over, and may still be.
        var isToCome: Bool { isOpen || self == .later }
    }

    /// What became known of a message after it had gone.
    public struct Outcome: Hashable, Sendable {
        public var kind: HistoryEvent.Kind
        public var at: Instant
        /// What kind of it: `out-of-office`.
        public var code: String?

        init(_ event: HistoryEvent) { (kind, at, code) = (event.kind, event.at, event.code) }
    }

    public var step: String
    public var state: State
    /// `nil` where the sequence has lost the step and the history does not name it.
    public var channel: Channel?
    /// The delivery key.
    public var key: String
    /// Id of the variant that went.
    public var variant: String?
    /// Id of the sender who wrote or will write it; `nil` where that is not known yet, and for what no sender writes.
    public var sender: String?
    /// Who did it, or left it out, where a human did.
    public var by: String?
    /// When it went, was done or left out, or when the task was opened; of what is to come the earliest time at which it
    /// can go; `nil` where nothing known tells it.
    public var at: Instant?
    /// When its delay ends, of the next step.
    public var due: Instant?
    /// Why it was or will be left out, or never comes.
    public var cause: String?
    /// Whether the enrollment ends before it, so that it never goes.
    public var isEnd = false
    /// How long after the step before it is due, as it is written.
    public var delay: String?
    /// What became of the message later, oldest first.
    public var outcomes: [Outcome] = []
    /// Every rule that holds it, the binding one first; of a later step what will hold it, as far as it is known.
    public var holds: [Hold] = []
    /// Where the book has the step; `nil` where it has lost it.
    public var location: SourceLocation?

    init(_ step: String, _ state: State, key: DeliveryKey) {
        self.step = step
        self.state = state
        self.key = key.text
    }
}

/// Why an enrollment is over, in sentences.
enum EndingWords {
    /// - Parameter reason: the word that the journal keeps.
    static func sentence(_ status: Membership.Status, _ reason: String?) -> String {
        switch reason {
        case "finished", nil: status == .completed ? "every step is through" : "it was cancelled"
        case "replied": "they answered"
        case "colleague-replied": "a colleague of theirs answered"
        case "goal": "its goal is reached"
        case "condition": "what a step waited for was not so, and `otherwise: stop` ends it there"
        case "no-address": "no channel of a step could be used, and `otherwise: stop` ends it there"
        case "cancelled": "a file cancelled it"
        case "removed": "the person, the enrollment or its sequence was taken out of the book"
        case "left": "the person no longer fits its match"
        case "project-closed": "its project is closed"
        case "unsubscribed": "they want to hear no more"
        case "complained": "they complained about a message"
        case "bounced": "a message came back"
        case "failed": "a message failed, and `onFail: stop` ends it there"
        case let word?: word
        }
    }
}
