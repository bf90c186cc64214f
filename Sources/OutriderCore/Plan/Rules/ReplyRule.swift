/// `recent-reply`: somebody who has just answered is left alone by every other enrollment for a while.
enum ReplyRule {
    static func hold(_ candidate: Candidate, _ context: RuleContext) -> Hold? {
        guard let last = candidate.state.inbound.values.max(), candidate.membership.replied.map({ $0 < last }) ?? true
        else { return nil }
        let quiet = candidate.rules.quietAfterReply
        let end = last.adding(seconds: quiet.value.seconds)
        return end > context.now ? Hold(.recentReply, until: end, quiet.setting) : nil
    }
}
