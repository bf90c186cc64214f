/// The calendar played forward: the real planner and the real journal rules on a clock of its own, all in memory.
///
/// Every message is taken to be sent when its run comes, every task to stay open until somebody is said to have done it.
public struct Simulation {
    /// When the simulated runner runs.
    public enum Pace: Hashable, Sendable {
        /// The moment that something is due.
        case atOnce
        /// Every so many seconds from the beginning.
        case every(Int64)
    }

    private let start: Instant
    private let pace: Pace
    private let ledger: Ledger
    private let desk: PlanningBook
    public private(set) var now: Instant
    /// What the runs so far did and left out, in order; what they held stands in `held`.
    public private(set) var items: [PlanItem] = []
    /// What was held when it was first looked at, by key, and has not gone since.
    public private(set) var held: [DeliveryKey: PlanItem] = [:]
    public private(set) var events: [HistoryEvent] = []

    /// - Parameters:
    ///   - ledger: as it stands at `now`; it is not changed.
    ///   - person: uid of the only person who is played; `nil` for everybody.
    /// - Throws: `JournalError` where the journal is damaged.
    public init(_ ledger: Ledger, now: Instant, pace: Pace, person: String? = nil) throws {
        start = now
        self.now = now
        self.pace = pace
        self.ledger = try ledger.inMemory(of: person)
        desk = try PlanningBook(self.ledger)
    }

    /// What would be planned up to a time, each step taken to go when it is due.
    public static func plan(_ ledger: Ledger, now: Instant, until: Instant) throws -> Plan {
        let present = try Planner.plan(ledger, now: now, scope: .lines)
        guard until > now else { return present }
        var simulation = try Simulation(ledger, now: now, pace: .atOnce)
        try simulation.play(until: until)
        simulation.ledger.noteRun(at: until)
        let next = try simulation.ledger.earliest(after: until)
        var items = simulation.items
        let last = try Planner.plan(simulation.ledger, with: simulation.desk, now: until, scope: .lines)
        items += last.items.filter { $0.reason != nil }.map { simulation.held[$0.key] ?? $0 }
        items.sort {
            ($0.at, $0.person, $0.enrollment, $0.due, $0.step) < ($1.at, $1.person, $1.enrollment, $1.due, $1.step)
        }
        return Plan(now: now, until: until, items: items, next: next, waiting: last.waiting)
    }

    /// Runs whenever something may be due, to the end of `until`.
    public mutating func play(until: Instant) throws {
        try run()
        while let next = try following(), next <= until {
            now = next
            try run()
        }
        now = max(now, until)
    }

    /// When the next run is that may find something.
    private func following() throws -> Instant? {
        guard let earliest = try ledger.earliest(after: now) else { return nil }
        switch pace {
        case .atOnce: return earliest
        case .every(let seconds):
            let rounds = (earliest.seconds - start.seconds + seconds - 1) / seconds
            return start.adding(seconds: rounds * seconds)
        }
    }

    /// One run: everything that is due goes.
    private mutating func run() throws {
        // A runner that comes as often as it should is never late.
        ledger.noteRun(at: now)
        // Whom the guard held when the run began, it holds to the run's end.
        var guarded: Set<DeliveryKey>?
        while true {
            let plan = try Planner.plan(ledger, with: desk, now: now, scope: .index)
            var recording = Recording(ledger, courses: desk.courses)
            _ = try recording.follow(plan)
            let blocked = guarded ?? Set(plan.items.lazy.filter { $0.reason == .guard }.map(\.key))
            guarded = blocked
            let sends = plan.sends.filter { !blocked.contains($0.key) }
            if !sends.isEmpty { try recording.send(sends, at: now) }
            for item in plan.items {
                switch item.action {
                case .hold: held[item.key] = held[item.key] ?? item
                case .send where blocked.contains(item.key): break
                case .wait: break
                case .send, .task, .skip, .end:
                    held[item.key] = nil
                    items.append(item)
                }
            }
            let change = recording.change
            events += change.events
            let skips = plan.items.contains { if case .skip = $0.action { true } else { false } }
            try ledger.take(change)
            guard skips || !sends.isEmpty else { return }
        }
    }
}
