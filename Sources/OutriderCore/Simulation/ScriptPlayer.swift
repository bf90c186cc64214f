/// A script while it is played.
struct ScriptPlayer {
    private let rules: [SimulationScript.Rule]
    private var queue = TimeQueue<SimulationScript.What>()
    /// Edits whose time has come, which the next run brings in.
    private(set) var edits: [(at: Instant, edit: SimulationScript.Edit)] = []
    /// What could not happen, and why.
    private(set) var refused: [Diagnostic] = []
    /// The rules that something has fitted so far, whatever their share.
    private var fitting: Set<Int> = []

    init(_ script: SimulationScript, start: Instant, zone: Zone) {
        rules = script.rules
        for timed in script.timed {
            let time = timed.time.instant(from: start, in: zone)
            guard time >= start else {
                refused.append(Diagnostic(.noEffect, "its time is over when the forecast begins", at: timed.location))
                continue
            }
            queue.insert(timed.what, at: time)
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

    /// What was still to come when the forecast ended, and rules that nothing has fitted.
    var unused: [Diagnostic] {
        let late = queue.elements.compactMap { what -> Diagnostic? in
            // What follows from a rule comes whenever it comes.
            guard !rules.contains(where: { $0.act.location == what.location }) else { return nil }
            return Diagnostic(.noEffect, "it would come after the end of the forecast", at: what.location)
        }
        let idle = rules.indices.filter { !fitting.contains($0) }.map { index in
            Diagnostic(.noEffect, "nothing that it could follow from has happened", at: rules[index].act.location)
        }
        return (late + idle).sorted { $0.location.line < $1.location.line }
    }

    mutating func refuse(_ edit: SimulationScript.Edit) {
        refused.append(Diagnostic(.noEffect, "the edit leaves the file as it is", at: edit.location))
    }

    /// Lets what follows from a message or task happen in its time.
    mutating func note(_ item: PlanItem, at now: Instant) {
        for (index, rule) in rules.enumerated() where rule.fits(item) {
            fitting.insert(index)
            guard rule.applies(to: item) else { continue }
            var act = rule.act
            act.person = item.person
            act.enrollment = item.enrollment
            act.step = item.step
            act.channel = item.channel
            queue.insert(.act(act), at: now.adding(seconds: rule.after.seconds))
        }
    }
}
