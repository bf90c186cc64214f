internal import OutriderCore

/// What becomes of an enrollment, in a sentence: why somebody did not get the mail, or when they get it.
struct AnswerText {
    let part: EnrollmentExplanation
    let now: Instant
    let zone: Zone

    var sentence: String {
        if let ending = part.ending {
            let since = part.since.map { " since \(zone.time($0))" } ?? ""
            return "over\(since): \(ending)"
        }
        guard let step = part.next else {
            if part.sequence == nil { return "nothing goes: the book has lost the enrollment or its sequence" }
            return "nothing is left to send; a step that is put behind the last one goes to them"
        }
        return words(step)
    }

    private func words(_ step: StepExplanation) -> String {
        let name = "step \(step.step)"
        let verb = step.verb
        switch step.state {
        case .due:
            guard let cause = step.cause else { return "\(name) \(verb) with the next run" }
            return step.isEnd
                ? "it ends with the next run, before \(name): \(cause)"
                : "\(name) is left out with the next run: \(cause)"
        case .waiting where step.cause != nil: return "\(name) \(left(step) ?? "waits")"
        case .waiting:
            let at = step.at.map { "\(verb) \(zone.time($0)), \($0.distance(from: now))" } ?? "waits"
            return "\(name) \(at); "
                + (step.holds.first.map { "until then \($0.reason.explanation)" } ?? "nothing holds it")
        case .task:
            let since = step.at.map { " since \(zone.time($0))" } ?? ""
            return "\(name) waits for a human\(since): `outrider done \(step.key.prefix(8))`\(more(step))" + paused
        case .inDoubt: return "\(name) is in doubt: \(Reason.unknownOutcome.explanation)" + paused
        case .held: return held(step)
        case .sent, .done, .skipped, .later, .never: return name
        }
    }

    private func held(_ step: StepExplanation) -> String {
        guard let hold = step.holds.first else { return "step \(step.step) is held" }
        let verb = step.verb
        let text = HoldText(hold: hold, zone: zone)
        let detail = text.detail.map { " (\($0.cut(to: 60)))" } ?? ""
        let end =
            left(step).map { "it \($0)" } ?? step.at.map {
                "it \(verb) \(zone.time($0)) at the earliest, \($0.distance(from: now))"
            } ?? hold.remedy
        return
            "step \(step.step) is held (\(hold.reason.rawValue)): \(hold.reason.explanation)\(detail)\(more(step)); \(end)"
    }

    /// What becomes of a step that does not go when its time comes, as things are now.
    private func left(_ step: StepExplanation) -> String? {
        guard let cause = step.cause, let at = step.at else { return nil }
        let when = "\(zone.time(at)), \(at.distance(from: now)): \(cause)"
        return step.isEnd ? "never goes, for the enrollment ends \(when)" : "will be left out \(when)"
    }

    /// Beside what the step waits for.
    private var paused: String {
        part.status == .paused ? "; it is paused\(part.reason.map { " (\($0))" } ?? "")" : ""
    }

    private func more(_ step: StepExplanation) -> String {
        step.holds.count > 1 ? " (+\((step.holds.count - 1).counted("more rule")))" : ""
    }
}

extension StepExplanation {
    /// A task does not go: a human gets it.
    var verb: String { channel?.isManual == true ? "comes up" : "goes" }
}

extension HistoryEvent.Kind {
    /// The word for it, and for an answer what kind it was.
    func word(_ code: String?) -> String { self == .replied ? code ?? rawValue : rawValue }
}
