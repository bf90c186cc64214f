/// A script while it is played.
struct ScriptPlayer {
    private let rules: [SimulationScript.Rule]
    private var queue = TimeQueue<SimulationScript.What>()
    /// Edits whose time has come, which the next run brings in.
    private(set) var edits: [(at: Instant, edit: SimulationScript.Edit)] = []
    /// What could not happen, and why.
    private(set) var refused: [Diagnostic] = []

    init(_ script: SimulationScript, start: Instant, zone: Zone) {
        rules = script.rules
        for timed in script.timed {
            queue.insert(timed.what, at: max(start, timed.time.instant(from: start, in: zone)))
        }
    }

    /// When the next thing happens.
    var next: Instant? { queue.first?.time }

    var hasEdits: Bool { !edits.isEmpty }

    /// Takes out the next act whose time has come; edits are put aside for the next run.
    mutating func takeAct(by now: Instant) -> (at: Instant, act: SimulationScript.Act)? {
        while let (time, what) = queue.first, time <= now {
            queue.removeFirst()
            switch what {
            case .act(let act): return (time, act)
            case .edit(let edit): edits.append((time, edit))
            }
        }
        return nil
    }

    mutating func takeEdits() -> [(at: Instant, edit: SimulationScript.Edit)] {
        defer { edits = [] }
        return edits
    }

    mutating func refuse(_ act: SimulationScript.Act, _ message: String, hint: String?) {
        refused.append(Diagnostic(.noEffect, message, at: act.location, hint: hint))
    }

    mutating func refuse(_ edit: SimulationScript.Edit) {
        refused.append(Diagnostic(.noEffect, "the edit leaves the file as it is", at: edit.location))
    }

    /// Lets what follows from a message or task happen in its time.
    mutating func note(_ item: PlanItem, at now: Instant) {
        for rule in rules where rule.applies(to: item) {
            var act = rule.act
            act.person = item.person
            act.enrollment = item.enrollment
            act.step = item.step
            act.channel = item.channel
            queue.insert(.act(act), at: now.adding(seconds: rule.after.seconds))
        }
    }
}
