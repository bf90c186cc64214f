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
        switch step.state {
        case .due:
            guard let cause = step.cause else { return "\(name) goes with the next run" }
            return step.isEnd
                ? "it ends with the next run, before \(name): \(cause)"
                : "\(name) is left out with the next run: \(cause)"
        case .waiting:
            let at = step.at.map { "goes \(zone.time($0)), \($0.distance(from: now))" } ?? "waits"
            return "\(name) \(at); nothing holds it"
        case .task:
            let since = step.at.map { " since \(zone.time($0))" } ?? ""
            return "\(name) waits for a human\(since): `outrider done \(step.key.prefix(8))`" + more(step)
        case .inDoubt: return "\(name) is in doubt: \(Reason.unknownOutcome.explanation)"
        case .held: return held(step)
        case .sent, .done, .skipped, .later, .never: return name
        }
    }

    private func held(_ step: StepExplanation) -> String {
        guard let hold = step.holds.first else { return "step \(step.step) is held" }
        let text = HoldText(hold: hold, zone: zone)
        let detail = text.detail.map { " (\($0.cut(to: 60)))" } ?? ""
        let end =
            step.at.map { "it goes \(zone.time($0)) at the earliest, \($0.distance(from: now))" } ?? hold.remedy
        return "step \(step.step) is held by \(hold.reason.rawValue): \(hold.reason.explanation)\(detail)\(more(step)); \(end)"
    }

    private func more(_ step: StepExplanation) -> String {
        step.holds.count > 1 ? " (+\((step.holds.count - 1).grouped) more)" : ""
    }
}
