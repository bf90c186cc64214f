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

    init(now: Instant, until: Instant? = nil, items: [PlanItem], next: Instant?, waiting: Int) {
        self.now = now
        self.until = until ?? now
        self.items = items
        self.next = next
        self.waiting = waiting
    }

    /// The messages that go, in the order in which they go: follow-ups before first steps, then by time, then by key.
    public var sends: [PlanItem] {
        items.filter { if case .send = $0.action { true } else { false } }.sorted {
            ($0.isFirst ? 1 : 0, $0.due, $0.key) < ($1.isFirst ? 1 : 0, $1.due, $1.key)
        }
    }
}

/// One step of one person, and what becomes of it.
public struct PlanItem: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case send(Draft)
        /// A human has to do it; the draft holds the words.
        case task(Draft)
        /// It stays; the rule that binds.
        case hold(Hold)
        /// It is left out for good, with the cause.
        case skip(String)
        /// The person's part in the enrollment ends before it, with the reason of that status.
        case end(Membership.Status, String)
        /// Its time has not come.
        case wait
    }

    public var key: DeliveryKey
    public var gen: Int
    public var occurrence: Int
    /// Ids as they are now.
    public var person: String
    public var enrollment: String
    public var sequence: String
    public var step: String
    /// Names that state goes by.
    public var personUID: String
    public var enrollmentUID: String
    public var sequenceUID: String
    public var channel: Channel
    /// Id of the sender who writes it.
    public var sender: String
    /// When its delay and window let it go.
    public var due: Instant
    /// When it goes: `due`, or now where that is past, inside the window.
    public var at: Instant
    public var zone: Zone
    /// Whether it is the person's first in the enrollment.
    public var isFirst: Bool
    /// Hash of the address that it goes to.
    public var address: String?
    public var action: Action
    /// What the message counts against; `nil` where it is none.
    public var reservation: Reservation?
    /// Id of the variant of the step, where it has some.
    public var variant: String?
    /// Every rule that holds it, the binding one first.
    public var holds: [Hold] = []
    /// Where the book says it: the person's line of the enrollment.
    public var location: SourceLocation

    /// Takes over what holds it where everybody's steps are planned together, and its place in the queue under a cap.
    ///
    /// - Parameter crowded: the same step in the plan of everybody; `nil` where that has none.
    mutating func join(_ crowded: PlanItem?) {
        let cap = crowded?.holds.first { $0.reason == .cap }
        if let index = holds.firstIndex(where: { $0.reason == .cap }) {
            // Behind another rule it stands in no queue.
            holds[index].place = nil
            if let cap { holds[index] = cap }
        }
        let known = Set(holds.map(\.reason))
        holds = (holds + (crowded?.holds ?? []).filter { !known.contains($0.reason) }).inOrder
        guard let binding = holds.first else { return }
        action = .hold(binding)
        reservation = nil
    }

    /// Whether something is to be done: a message or a task.
    public var isAction: Bool {
        switch action {
        case .send, .task, .skip, .end: true
        case .hold, .wait: false
        }
    }

    /// The rule that holds it; `nil` where it goes.
    public var reason: Reason? {
        if case .hold(let hold) = action { hold.reason } else { nil }
    }

    /// The earliest time at which it can go, where every rule that holds it has an end.
    public var earliest: Instant? {
        holds.reduce(at) { latest, hold in
            guard let latest, let until = hold.until else { return nil }
            return max(latest, until)
        }
    }
}
