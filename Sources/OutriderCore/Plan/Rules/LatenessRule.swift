/// `too-late`: the runner stood still so long that the words may no longer fit; a human decides.
///
/// Late is what went by since the step was due or the last run was, whichever is later: what a rule held is not late.
enum LatenessRule {
    static func hold(_ candidate: Candidate, _ context: RuleContext) -> Hold? {
        // What a human has just let go goes now.
        guard candidate.membership.lifted.isEmpty, let lastRun = context.lastRun else { return nil }
        let held = candidate.membership.hold?.until ?? .min
        let begin = max(candidate.opening, lastRun, min(held, context.now), candidate.membership.freed ?? .min)
        let late = context.now.seconds - begin.seconds
        let limit = candidate.rules.maxLateness
        guard late > limit.value.seconds else { return nil }
        return Hold(.tooLate, "\(late / 86_400)d \(late % 86_400 / 3_600)h late", limit.setting)
    }

    /// Whether a step that is held now would soon seem late for want of a run that has left a trace.
    static func wantsTrace(_ candidate: Candidate, _ context: RuleContext) -> Bool {
        guard let lastRun = context.ledger.header.lastRun, candidate.due <= context.now else { return false }
        return context.now.seconds - lastRun.seconds > candidate.rules.maxLateness.value.seconds / 2
    }
}
