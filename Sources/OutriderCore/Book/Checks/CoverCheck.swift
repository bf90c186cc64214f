/// Finds what those who write in place of absent senders lack, once for each sender.
struct CoverCheck {
    /// Sender, cover and variable of what is reported.
    private var known: Set<[String]> = []

    /// The variables of a step's words that the sender has and a cover of theirs has not.
    ///
    /// - Parameter now: absences that are over then are passed over; `nil` for none.
    mutating func problems(
        with step: Step, _ words: StepWords?, for recipient: Recipient, _ sender: SenderIdentity,
        _ senders: inout SenderFinder, now: Instant?
    ) -> [Diagnostic] {
        guard let words, let away = sender.record?.away, away.cover != nil,
            now.map({ sender.zone.local($0).date < away.until }) ?? true
        else { return [] }
        let own = Set(recipient.missing(words, sender: sender))
        var problems: [Diagnostic] = []
        var seen: Set<String> = [sender.id]
        var next = away.cover
        while let reference = next, seen.insert(reference.id).inserted, let cover = senders.identity(reference.id) {
            let names = recipient.missing(words, sender: cover).filter {
                !own.contains($0) && known.insert([sender.id, cover.id, $0]).inserted
            }
            if !names.isEmpty {
                problems.append(
                    Diagnostic(
                        .missingVariable,
                        "'\(cover.id)', who writes for '\(sender.id)', has no value for \(names.joined(separator: ", ")) "
                            + "in the step '\(step.id)'",
                        at: reference.location,
                        hint: "add it to \(RecordKind.sender.path(of: cover.id)), give a fallback, or test for it with "
                            + "{{#name}}…{{/name}}"))
            }
            // Somebody else writes only while both are away.
            next = cover.record?.away.flatMap { $0.from < away.until && away.from < $0.until ? $0.cover : nil }
        }
        return problems
    }
}
