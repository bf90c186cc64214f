/// `gap`: messages of different enrollments to one person keep a distance; inside one enrollment the delays rule.
enum GapRule {
    /// - Parameter planned: what goes in this plan, by address.
    static func hold(
        _ candidate: Candidate, _ context: RuleContext, planned: [String: (at: Instant, enrollment: String)]
    ) throws -> Hold? {
        let gap = candidate.rules.minGap
        guard gap.value.count > 0, !candidate.isTask else { return nil }
        let since = candidate.at.adding(seconds: -gap.value.seconds)
        var last: Instant?
        for address in candidate.addresses {
            for recent in try context.ledger.address(address)?.recent ?? [] where recent.at > since {
                if recent.at > last ?? .min, !candidate.isOwn(recent.key) { last = recent.at }
            }
            if let claim = context.claimed[address], claim.at > last ?? since, !candidate.isOwn(claim.key) {
                last = claim.at
            }
            if let plan = planned[address], plan.enrollment != candidate.membership.enrollment, plan.at > last ?? since
            {
                last = plan.at
            }
        }
        return last.map { Hold(.gap, until: $0.adding(seconds: gap.value.seconds), gap.setting) }
    }
}
