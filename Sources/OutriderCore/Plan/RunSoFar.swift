/// What a run has done before it plans once more.
public struct RunSoFar: Hashable, Sendable {
    /// First messages that have gone, by the enrollment's uid: the guard counts them with those that a merge adds to the run.
    public var entered: [String: Set<DeliveryKey>] = [:]
    /// What the journal said when the run began; `nil` where it has committed nothing yet.
    public var began: Beginning?

    /// The journal at the beginning of a run.
    public struct Beginning: Hashable, Sendable {
        /// When the run before was; `nil` in a book's first.
        public var lastRun: Instant?

        public init(lastRun: Instant?) { self.lastRun = lastRun }
    }

    public init() {}
}
