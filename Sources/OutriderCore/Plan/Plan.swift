/// What a run would do at one instant: plain data, the same for the same book, journal and time.
public struct Plan: Hashable, Sendable {
    /// The instant that was planned for.
    public var now: Instant
    /// The instant up to which steps were played forward; `now` for what the next run would do.
    public var until: Instant
    /// By time, person, enrollment and step.
    public var items: [PlanItem]
    /// Pauses that are over.
    public var resumed: [Resumption] = []
    /// Steps that are due later than the index says.
    public var postponed: [Postponement] = []
    /// When the first step after `until` is due, and how many people are waiting for one.
    public var next: Instant?
    public var waiting: Int
    /// Whether the time of the run has to be noted, though it may change nothing else: what a rule holds must not seem late
    /// when that rule lets go.
    public var wantsTrace = false

    init(now: Instant, until: Instant? = nil, items: [PlanItem], next: Instant?, waiting: Int) {
        self.now = now
        self.until = until ?? now
        self.items = items
        self.next = next
        self.waiting = waiting
    }

    /// Whether it leaves out a step or ends somebody's part: what waited for that is found by another plan of the same instant.
    public var decides: Bool {
        items.contains { item in
            switch item.action {
            case .skip, .end: true
            case .send, .task, .hold, .wait: false
            }
        }
    }

    /// The messages that go, in the order in which they go: follow-ups before first steps, then by time, then by key.
    public var sends: [PlanItem] {
        items.filter { if case .send = $0.action { true } else { false } }.sorted {
            ($0.isFirst ? 1 : 0, $0.due, $0.key) < ($1.isFirst ? 1 : 0, $1.due, $1.key)
        }
    }
}
