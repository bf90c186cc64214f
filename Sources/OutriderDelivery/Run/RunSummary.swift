public import OutriderCore

/// What a run did.
public struct RunSummary: Hashable, Sendable {
    public enum End: String, Hashable, Sendable {
        case finished
        case deadline
        case interrupted
    }

    public var run = ""
    public var isDryRun = false
    public var end: End = .finished
    /// People who entered an enrollment, and who left or ended one.
    public var entered = 0
    public var ended = 0
    /// People who go on after a pause, or whose line came back.
    public var resumed = 0
    public var sent = 0
    public var failed = 0
    public var unknown = 0
    /// Messages that were claimed and not sent; they stay due.
    public var released = 0
    /// What the provider did not take, by the code of the cause.
    public var refused: [String: Int] = [:]
    /// Messages of earlier runs whose outcome was found out.
    public var settled = 0
    /// Tasks that were opened for humans.
    public var tasks = 0
    /// Steps that were left out, because their date has passed.
    public var skipped = 0
    /// Steps that are due and held, by reason.
    public var held: [Reason: Int] = [:]
    /// What other runs have claimed, and until when.
    public var claimedUntil: Instant?
    /// When the next step is due.
    public var next: Instant?
    /// Commits made on the journal.
    public var commits = 0
    /// What was sent, and what did not go: key, person, enrollment, step, channel, outcome.
    public var messages: [Message] = []
    /// In a dry run, what would be done.
    public var plan: Plan?

    public struct Message: Hashable, Sendable {
        public var key: String
        public var person: String
        public var enrollment: String
        public var step: String
        public var channel: Channel
        public var outcome: String
    }

    public init() {}
}

/// What a run is doing, for whoever watches.
public enum RunProgress: Hashable, Sendable {
    case reconciling(files: Int)
    case settling(messages: Int)
    case claimed(messages: Int)
    case sending(done: Int, of: Int)
    case recording
    /// As many messages as a sender may send in a minute have gone.
    case pacing(until: Instant)
}

/// The book has errors: nothing was reconciled and nothing sent.
public struct BookErrors: Error, Hashable, Sendable {
    public var report: Report
}
