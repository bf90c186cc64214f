/// `gap`: messages of different enrollments to one person keep a distance; inside one enrollment the delays rule.
enum GapRule {
    /// By the person and by each of their addresses, so that a new address is no way around it.
    ///
    /// - Parameter planned: what goes in this plan, by person and address.
    static func hold(
        _ candidate: Candidate, _ context: RuleContext, planned: [String: [Contacted]]
    ) throws -> Hold? {
        let gap = candidate.rules.minGap
        guard gap.value.count > 0, !candidate.isTask else { return nil }
        let since = candidate.at.adding(seconds: -gap.value.seconds)
        var last: Instant?
        for state in candidate.subject.addresses.states {
            for recent in state.recent where recent.at > last ?? since {
                if !candidate.isOwn(recent.person, recent.enrollment) { last = recent.at }
            }
        }
        if let contact = candidate.state.last, contact.at > last ?? since, let enrollment = contact.enrollment,
            enrollment != candidate.membership.enrollment
        {
            last = contact.at
        }
        for name in candidate.subject.names {
            for message in (context.claimed[name] ?? []) + (planned[name] ?? []) where message.at > last ?? since {
                if !candidate.isOwn(message.person, message.enrollment) { last = message.at }
            }
        }
        return last.map { Hold(.gap, until: $0.adding(seconds: gap.value.seconds), gap.setting) }
    }
}
