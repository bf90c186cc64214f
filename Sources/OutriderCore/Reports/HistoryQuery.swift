/// Which events of the history are wanted.
public struct HistoryQuery: Hashable, Sendable {
    /// Id of the person; `nil` for everybody.
    public var person: String?
    /// Id of the enrollment; `nil` for all.
    public var enrollment: String?
    /// Not before then.
    public var since: Instant?
    /// Kinds; empty for all.
    public var kinds: Set<HistoryEvent.Kind>
    /// The newest so many; `nil` for all.
    public var limit: Int?

    public init(
        person: String? = nil, enrollment: String? = nil, since: Instant? = nil, kinds: Set<HistoryEvent.Kind> = [],
        limit: Int? = nil
    ) {
        self.person = person
        self.enrollment = enrollment
        self.since = since
        self.kinds = kinds
        self.limit = limit
    }

    /// What was found.
    public struct Result: Hashable, Sendable {
        /// Oldest first; people and enrollments by their ids as they are now.
        public var events: [HistoryEvent] = []
        /// Lines that cannot be read, and were left out.
        public var damaged: [JournalError] = []
        /// Subjects by delivery key: only the event of the claim holds one.
        public var subjects: [String: String] = [:]
        /// Whether there may be older events that fit.
        public var hasMore = false
    }

    /// Reads the history from its newest file backwards, as far as needed.
    ///
    /// - Throws: `JournalError`, or what the source says when a file cannot be read.
    public func run(_ ledger: Ledger) throws -> Result {
        var result = Result()
        let first = since.map { "history/" + $0.rfc3339.prefix(10).split(separator: "-").joined(separator: "/") }
        for path in try ledger.historyPaths().reversed() {
            // A file is named for the time of its commit, and no event in it is later.
            if let first, path < first { break }
            let events = try ledger.history(path) { result.damaged.append($0) }
            for event in events {
                if let key = event.key, let subject = event.subject { result.subjects[key] = subject }
            }
            let found = try events.map { try named($0, ledger) }.filter(fits)
            if let limit, result.events.count >= limit {
                // This one file further was read for the subjects of what was sent.
                result.hasMore = true
                break
            }
            result.events += found.reversed()
        }
        result.events = HistoryOrder.sorted(result.events.reversed())
        if let limit, result.events.count > limit {
            result.hasMore = true
            result.events.removeFirst(result.events.count - max(0, limit))
        }
        return result
    }

    private func named(_ event: HistoryEvent, _ ledger: Ledger) throws -> HistoryEvent {
        var event = event
        event.person = try event.person.map { try ledger.id(of: .person, uid: $0) }
        event.enrollment = try event.enrollment.map { try ledger.id(of: .enrollment, uid: $0) }
        return event
    }

    private func fits(_ event: HistoryEvent) -> Bool {
        if let person, event.person != person { return false }
        if let enrollment, event.enrollment != enrollment { return false }
        if let since, event.at < since { return false }
        return kinds.isEmpty || kinds.contains(event.kind)
    }
}
