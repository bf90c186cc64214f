@testable import OutriderCore

/// Runs of a stage one after the other, with what a script lets happen between them: what a simulation should foretell.
struct SeriesOfRuns {
    /// What a run did: time, person, enrollment, step, channel and address.
    struct Trace: Hashable, CustomStringConvertible {
        var at: Instant
        var what: String

        init?(_ item: PlanItem, at now: Instant) {
            let action: String
            switch item.action {
            case .send: action = "send \(item.address ?? "") by \(item.sender)"
            case .task: action = "task"
            case .skip(let why): action = "skip \(why)"
            case .end(let status, let why): action = "end \(status) \(why)"
            case .hold, .wait: return nil
            }
            at = now
            what = "\(item.personUID) \(item.enrollmentUID) \(item.step) \(item.occurrence) \(item.channel) \(action)"
        }

        var description: String { "\(at.rfc3339) \(what)" }
    }

    private(set) var stage: Stage
    private var script: ScriptPlayer
    private(set) var traces: [Trace] = []

    init(_ stage: Stage, _ script: SimulationScript = SimulationScript()) {
        self.stage = stage
        self.script = ScriptPlayer(script, start: stage.now, zone: Zone(Stage.timezone) ?? .utc)
    }

    /// Lines of what the runs did, in an order of their own.
    var lines: [String] { traces.map(\.description).sorted() }

    /// Runs every so many seconds, whether or not there is anything to do.
    mutating func play(every seconds: Int64, until end: Instant) throws {
        let start = stage.now
        var time = start
        while time <= end {
            try run(at: time, until: end)
            let rounds = (stage.now.seconds - start.seconds) / seconds + 1
            time = start.adding(seconds: rounds * seconds)
        }
        try happen(by: end)
    }

    /// A run as the runner does it: whom the guard held when it began it holds to the end, and it waits for the minute.
    mutating func run(at time: Instant, until end: Instant) throws {
        try happen(by: time)
        stage.now = max(stage.now, time)
        try bringIn()
        // Where the index names nobody there is nothing to plan.
        if try !stage.ledger.people(dueBy: stage.now).isEmpty { try send(until: end) }
        var change = LedgerChange(try stage.ledger)
        change.header.lastRun = stage.now
        try stage.commit(change)
    }

    private mutating func send(until end: Instant) throws {
        let blocked = Set(try stage.plan().items.filter { $0.reason == .guard }.map(\.key))
        while true {
            while true {
                let plan = try stage.plan()
                for item in plan.items { note(item, blocked) }
                if let claim = try stage.claim(without: blocked) {
                    try stage.record(claim)
                } else if !plan.decides {
                    break
                }
            }
            let minute = try stage.plan().items.compactMap { item -> Instant? in
                if case .hold(let hold) = item.action, hold.isPace { hold.until } else { nil }
            }.min()
            guard let minute, minute > stage.now, minute <= end else { break }
            stage.now = minute
            try happen()
        }
    }

    private mutating func note(_ item: PlanItem, _ blocked: Set<DeliveryKey>) {
        if case .send = item.action, blocked.contains(item.key) { return }
        guard let trace = Trace(item, at: stage.now) else { return }
        traces.append(trace)
        script.note(item, at: stage.now)
    }

    // MARK: The script

    private mutating func happen(by time: Instant) throws {
        while let next = script.next, next <= time {
            stage.now = max(stage.now, next)
            try happen()
        }
    }

    private mutating func happen() throws {
        while let (time, act) = script.takeAct(by: stage.now) {
            do { try perform(act, at: time) } catch is ActError {}
        }
    }

    /// Brings in the edits that have come since the last run.
    private mutating func bringIn() throws {
        let edits = script.takeEdits()
        guard let last = edits.last else { return }
        for (_, edit) in edits {
            switch edit.change {
            case .text(let text): stage.book[edit.path] = text
            case .remove: stage.book[edit.path] = nil
            case .set: continue
            }
        }
        try stage.reconcile(entered: last.at)
    }

    private mutating func perform(_ act: SimulationScript.Act, at time: Instant) throws {
        let (now, actor) = (stage.now, Actor(by: nil, reason: nil))
        let zone = Zone(Stage.timezone) ?? .utc
        let until = act.until?.instant(in: zone)
        if let end = act.deed.taskEnd {
            let task = try stage.plan(.all).items.first { item in
                item.holds.contains { $0.reason == .task } && item.person == act.person
                    && item.enrollment == act.enrollment && act.step.map { $0 == item.step } ?? true
            }
            if let key = task?.key.text { try stage.act { try $0.finishTask(key, as: end, at: now, actor) } }
            return
        }
        try stage.act { recording in
            if let answer = act.deed.answer, let person = act.person {
                let received = Received(
                    answer, person: person, at: time, enrollment: act.enrollment, channel: act.channel,
                    until: until.map { zone.local($0).date })
                _ = try recording.record(received, now: now, actor)
            }
            switch act.deed {
            case .suppress: _ = try recording.suppress(.person(act.person ?? ""), act.channel, at: now, actor)
            case .resubscribe: _ = try recording.resubscribe(.person(act.person ?? ""), act.channel, at: now, actor)
            case .reopen:
                _ = try recording.reopen(act.enrollment ?? "", people: act.person.map { [$0] } ?? [], at: now, actor)
            case .pause: _ = try recording.pause(act.scope, act.scoped, until: until, at: now, actor)
            case .resume: _ = try recording.resume(act.scope, act.scoped, at: now, actor)
            default: break
            }
        }
    }
}

extension SimulationScript.Act {
    fileprivate var scope: JournalPause.Scope {
        person != nil ? .person : enrollment != nil ? .enrollment : channel != nil ? .channel : .book
    }

    fileprivate var scoped: String? { person ?? enrollment ?? channel?.rawValue }
}
