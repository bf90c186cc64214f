/// `condition`: what `when` asks for is not so, and `otherwise` says to wait.
enum ConditionRule {
    /// What the conditions of an enrollment look at.
    static func facts(_ membership: Membership, _ recipient: Recipient) -> ConditionFacts {
        ConditionFacts(
            texts: { $0.texts(of: recipient.person, company: recipient.company, project: recipient.project) },
            outcomes: { step in Set(StepOutcome.allCases.filter { membership.has($0, of: step) }) },
            hasReplied: membership.replied != nil)
    }
}

extension Membership {
    /// Whether a step came to that.
    func has(_ outcome: StepOutcome, of step: String) -> Bool {
        let isDone = done.contains(step)
        switch outcome {
        case .sent, .done: return isDone && !skipped.contains(step)
        case .delivered: return delivered.contains(step)
        case .replied: return replied != nil && isDone && !skipped.contains(step)
        case .skipped: return skipped.contains(step)
        }
    }
}
