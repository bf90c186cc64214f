/// `grace`: a first step waits a little after the merge that brought the person, so that the merge can be taken back.
enum GraceRule {
    static func hold(_ candidate: Candidate, _ context: RuleContext) -> Hold? {
        guard candidate.membership.isUntouched, candidate.membership.occurrence == 0 else { return nil }
        let grace = candidate.rules.grace
        let end = candidate.membership.at.adding(seconds: grace.value.seconds)
        return end > context.now ? Hold(.grace, until: end, grace.setting) : nil
    }
}
