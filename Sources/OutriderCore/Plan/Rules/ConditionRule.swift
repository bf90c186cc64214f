/// `condition`: what `when` asks for is not so, and `otherwise` says to wait.
enum ConditionRule {
    /// What the conditions of an enrollment look at.
    static func facts(_ candidate: Membership, _ course: Course, _ recipient: Recipient) -> ConditionFacts {
        ConditionFacts(
            person: recipient.person, project: recipient.project, company: recipient.company,
            relationship: recipient.relationship, outcome: { step, outcome in candidate.has(outcome, of: step) },
            hasReplied: candidate.replied != nil)
    }
}

extension Membership {
    /// Whether a step came to that.
    func has(_ outcome: Condition.Outcome, of step: String) -> Bool {
        let isDone = done.contains(step)
        switch outcome {
        case .sent, .done: return isDone && !skipped.contains(step)
        case .delivered: return delivered.contains(step)
        case .replied: return replied != nil && isDone && !skipped.contains(step)
        case .skipped: return skipped.contains(step)
        }
    }
}
