/// `gap`: messages of different enrollments to one person keep a distance; inside one enrollment the delays rule.
enum GapRule {
    /// - Parameter planned: what goes in this plan, by address.
    static func hold(
        _ candidate: Candidate, _ context: RuleContext, planned: [String: [Contacted]]
    ) throws -> Hold? {
        let gap = candidate.rules.minGap
        guard gap.value.count > 0, !candidate.isTask else { return nil }
        let since = candidate.at.adding(seconds: -gap.value.seconds)
        var last: Instant?
        for address in candidate.addresses {
            for recent in try context.ledger.address(address)?.recent ?? [] where recent.at > last ?? since {
                if !candidate.isOwn(recent.person, recent.enrollment) { last = recent.at }
            }
            for message in (context.claimed[address] ?? []) + (planned[address] ?? []) where message.at > last ?? since
            {
                if !candidate.isOwn(message.person, message.enrollment) { last = message.at }
            }
        }
        return last.map { Hold(.gap, until: $0.adding(seconds: gap.value.seconds), gap.setting) }
    }
}
