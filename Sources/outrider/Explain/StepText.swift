internal import OutriderCore

/// What happened to a step, or will, in words.
struct StepText {
    let step: StepExplanation
    let now: Instant
    let zone: Zone

    var words: String {
        switch step.state {
        case .sent: past("sent")
        case .done: past("done")
        case .skipped: past("left out")
        case .inDoubt: "in doubt" + (step.at.map { ": claimed \(zone.time($0))" } ?? "") + key
        case .task: "a task" + (step.at.map { " since \(zone.time($0))" } ?? "") + key
        case .due: due
        case .held: held
        case .waiting: left ?? "\(verb) " + (step.at.map(zone.time) ?? "later") + from
        case .later: later
        case .never: "never" + (step.cause.map { ": \($0)" } ?? "")
        }
    }

    private var key: String { ", key \(step.key.prefix(8))" }

    private var verb: String { step.verb }

    private var from: String {
        guard let sender = step.sender, sender != Sender.defaultID, step.channel?.isManual != true else { return "" }
        return " from \(sender.onOneLine)"
    }

    private func past(_ word: String) -> String {
        var words = word + (step.at.map { " \(zone.time($0))" } ?? "")
        if step.state == .sent { words += from }
        if let variant = step.variant { words += ", variant \(variant)" }
        if let by = step.by { words += " by \(by)" }
        if let cause = step.cause { words += ": \(cause)" }
        for outcome in step.outcomes { words += "; \(outcome.kind.word(outcome.code)) \(zone.time(outcome.at))" }
        return words
    }

    private var due: String {
        guard let cause = step.cause else { return "\(verb) with the next run" + from }
        return step.isEnd ? "the enrollment ends before it: \(cause)" : "the next run leaves it out: \(cause)"
    }

    private var held: String {
        let due = step.due.map { $0 <= now ? ", due since \(zone.time($0))" : ", due \(zone.time($0))" } ?? ""
        if let left { return "held\(due); \(left)" }
        return "held\(due)" + (step.at.map { "; \(verb) \(zone.time($0)) at the earliest" } ?? "")
    }

    /// That it will be left out, or never come to; `nil` where it goes some day.
    private var left: String? {
        guard let cause = step.cause, let at = step.at else { return nil }
        return step.isEnd ? "it ends before it, \(zone.time(at)): \(cause)" : "left out \(zone.time(at)): \(cause)"
    }

    private var later: String {
        guard let at = step.at else {
            let holds = step.holds.isEmpty ? "" : "; will be held"
            return step.delay.map { "\($0) after the step before it\(holds)" } ?? "when its day comes\(holds)"
        }
        if step.isEnd, let cause = step.cause { return "it ends before it, \(zone.time(at)) at the earliest: \(cause)" }
        if let cause = step.cause { return "left out \(zone.time(at)) at the earliest: \(cause)" }
        return "\(verb) \(zone.time(at)) at the earliest" + from
    }
}
