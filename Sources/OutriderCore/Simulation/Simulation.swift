/// The calendar played forward: the real planner and the real journal rules on a clock of its own, all in memory.
///
/// Every message is taken to be delivered when its run comes; what comes back, and what humans do, a script says.
public struct Simulation {
    /// When the simulated runner runs.
    public enum Pace: Hashable, Sendable {
        /// The moment that something is due.
        case atOnce
        /// Every so many seconds from the beginning.
        case every(Int64)
    }

    let start: Instant
    let pace: Pace
    let ledger: Ledger
    let memory: LedgerMemory
    let waiting: Waiting
    var desk: PlanningBook
    var script: ScriptPlayer
    public internal(set) var now: Instant
    /// When the last run ended.
    private var lastRun: Instant?
    /// When it began each time that there was something to look at.
    public private(set) var runs: [Instant] = []
    /// What the runs so far did and left out, in order; what they held stands in `held`.
    public private(set) var items: [PlanItem] = []
    /// When each of them was.
    private(set) var times: [Instant] = []
    /// What was held when it was first looked at, by key, and has not gone since.
    public private(set) var held: [DeliveryKey: PlanItem] = [:]
    /// What came back, and what ended.
    public private(set) var events: [HistoryEvent] = []
    var queues = QueueCounts()

    /// - Parameters:
    ///   - ledger: as it stands at `now`; it is not changed.
    ///   - script: what comes back from people, and what humans do.
    ///   - person: uid of the only person who is played; `nil` for everybody.
    /// - Throws: `JournalError` where the journal is damaged.
    public init(
        _ ledger: Ledger, now: Instant, pace: Pace, script: SimulationScript = SimulationScript(), person: String? = nil
    ) throws {
        start = now
        self.now = now
        self.pace = pace
        (self.ledger, memory) = try ledger.inMemory(of: person)
        desk = try PlanningBook(self.ledger)
        waiting = Waiting(memory)
        self.script = ScriptPlayer(script, start: now, zone: ledger.book.configuration?.timezone ?? .utc)
        try settleClaims()
        memory.mates = try SharedAddresses.mates(memory, self.ledger, desk)
    }

    /// What would be planned up to a time, each step taken to go when it is due.
    ///
    /// - Parameter isPaused: whether the environment pauses everything, for as long as anybody can tell.
    public static func plan(_ ledger: Ledger, now: Instant, until: Instant, isPaused: Bool = false) throws -> Plan {
        let present = try Planner.plan(ledger, now: now, scope: .lines, isPaused: isPaused)
        guard until > now, !isPaused else { return present }
        var simulation = try Simulation(ledger, now: now, pace: .atOnce)
        try simulation.play(until: until)
        let last = try simulation.rest(at: until)
        var items = simulation.items
        // A task that comes up on the way stands there once.
        let tasks = Set(items.lazy.filter(\.isNewTask).map(\.key))
        items += last.items.filter { $0.reason != nil && !($0.reason == .task && tasks.contains($0.key)) }
            .map { simulation.held[$0.key] ?? $0 }
        items.sort {
            ($0.at, $0.person, $0.enrollment, $0.due, $0.step) < ($1.at, $1.person, $1.enrollment, $1.due, $1.step)
        }
        return Plan(
            now: now, until: until, items: items, next: try simulation.next(after: until), waiting: last.waiting)
    }

    /// Takes what an earlier run has claimed and not recorded as sent when it was claimed, as every rule does.
    private func settleClaims() throws {
        for claim in try ledger.openClaims() {
            var recording = Recording(ledger, courses: desk.courses)
            let outcomes = claim.messages.map { ($0, Settlement.sent(providerID: $0.key)) }
            try recording.close(claim, outcomes: outcomes, at: now)
            try ledger.take(recording.change)
            memory.closed.insert(claim.id)
        }
    }

    /// Keeps what a report tells of; of what goes it tells by the items.
    mutating func note(_ events: [HistoryEvent]) {
        self.events += events.filter { SimulationReport.Telling($0.kind) != nil }
    }

    /// What is left to do, and held, at the end.
    func rest(at end: Instant) throws -> Plan {
        ledger.noteRun(at: end)
        return try Planner.plan(ledger, with: desk, now: end, scope: .lines)
    }

    private func next(after end: Instant) throws -> Instant? {
        [memory.earliest(after: end), waiting.opening].compactMap(\.self).filter { $0 > end }.min()
    }

    /// Runs whenever something may be due, to the end of `until`.
    ///
    /// - Throws: `JournalError`; `ScriptError` where the script's edits give a book that no run would follow.
    public mutating func play(until end: Instant) throws {
        try applyActs()
        try run(to: end)
        while true {
            let (run, act) = (following(), script.next)
            guard let next = [run, act].compactMap(\.self).min(), next <= end else { break }
            now = max(now, next)
            if let act, act <= now { try applyActs() } else { try self.run(to: end) }
        }
        now = max(now, end)
    }

    /// When the next run is that may find something.
    private func following() -> Instant? {
        let earliest: Instant
        if !memory.due.isEmpty || script.hasEdits {
            earliest = now
        } else {
            let times = [memory.earliest(after: now), waiting.opening].compactMap(\.self)
            // What has become due meanwhile is looked at now.
            guard let time = memory.due.isEmpty ? times.min() : now else { return nil }
            earliest = time
        }
        switch pace {
        case .atOnce: return max(earliest, lastRun.map { $0.adding(seconds: earliest > $0 ? 1 : 60) } ?? start)
        case .every(let seconds):
            let least = max(earliest, lastRun.map { $0.adding(seconds: 1) } ?? start)
            let rounds = (least.seconds - start.seconds + seconds - 1) / seconds
            return start.adding(seconds: rounds * seconds)
        }
    }

    /// One run: everything that is due goes.
    private mutating func run(to end: Instant) throws {
        runs.append(now)
        noteRun()
        try applyEdits()
        // Whom the guard held when the run began, it holds to the run's end.
        var guarded: Set<DeliveryKey>?
        while true {
            let (plan, looked) = try plan()
            let blocked =
                guarded ?? waiting.guarded.union(plan.items.lazy.filter { $0.reason == .guard }.map(\.key))
            guarded = blocked
            if try follow(plan, looked: looked, blocked: blocked) { continue }
            // A run goes on with the next minute where only so many a minute may go.
            guard let minute = waiting.minute, minute > now, minute <= end else { break }
            now = minute
            try applyActs()
        }
        lastRun = now
    }

    /// A runner that comes as often as it should is never late.
    private func noteRun() {
        guard let lastRun else { return }
        switch pace {
        case .atOnce: ledger.noteRun(at: now)
        case .every(let seconds): ledger.noteRun(at: max(lastRun, now.adding(seconds: -seconds)))
        }
    }

    /// The plan of this instant, with everybody in it who may go or counts, and who was looked at.
    private func plan() throws -> (plan: Plan, looked: Set<String>) {
        waiting.wake(by: now)
        while true {
            let looked = memory.due
            let plan = try Planner.plan(ledger, with: desk, now: now, scope: .index)
            if !waiting.isShort(plan, at: now) { return (plan, looked) }
        }
    }

    /// Does what a plan says.
    ///
    /// - Returns: whether another plan of the same instant may find more.
    private mutating func follow(_ plan: Plan, looked: Set<String>, blocked: Set<DeliveryKey>) throws -> Bool {
        var recording = Recording(ledger, courses: desk.courses)
        _ = try recording.follow(plan)
        let sends = plan.sends.filter { !blocked.contains($0.key) }
        if !sends.isEmpty { try recording.send(sends, at: now) }
        for item in plan.items {
            switch item.action {
            case .hold(let hold):
                held[item.key] = held[item.key] ?? item
                if let limit = hold.limit { queues.note(limit, item, at: now, in: desk.book) }
            case .send where blocked.contains(item.key): break
            case .wait: break
            case .send, .task, .skip, .end:
                held[item.key] = nil
                items.append(item)
                times.append(now)
                script.note(item, at: now)
            }
        }
        let change = recording.change
        note(change.events)
        try ledger.take(change)
        let behind = try waiting.take(
            plan, looked: looked, changed: Set(change.people.keys), blocked: blocked, count: sends.count, ledger, desk)
        for (limit, count) in behind { queues.note(limit, behind: count, at: now, in: desk.book) }
        return !sends.isEmpty || plan.decides
    }
}

extension PlanItem {
    /// Whether it becomes a human's.
    fileprivate var isNewTask: Bool { if case .task = action { true } else { false } }
}
