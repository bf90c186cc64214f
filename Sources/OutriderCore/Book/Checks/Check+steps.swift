/// What the rules of a step say in vain, as far as other files show it.
extension Check {
    mutating func rules(of sequence: Sequence) throws {
        policy(sequence.policy)
        pause(sequence.paused)
        for step in sequence.steps {
            if let when = step.when { try condition(when.value) }
            if let timeout = step.timeout, try !mayBeTask(step) {
                book.report.add(
                    Diagnostic(
                        .notForChannel, "only a task has a timeout, and '\(step.id)' is a message",
                        at: timeout.location, hint: "leave it out, or use linkedin, call or task"))
            }
            guard warns else { continue }
            idle(step)
            coldWhatsApp(step, of: sequence)
        }
    }

    /// Whether a human does the step, by its channel or somebody's provider for it.
    private func mayBeTask(_ step: Step) throws -> Bool {
        let channels = step.channels.value
        if channels.contains(where: \.isManual) { return true }
        if channels.contains(where: { book.configuration?.channels[$0]?.provider == .manual }) { return true }
        return try book.ids(of: .sender).contains { id in
            channels.contains { book.sender(id)?.channels[$0]?.provider == .manual }
        }
    }

    /// Keys that change nothing.
    private func idle(_ step: Step) {
        if let otherwise = step.otherwise, step.when == nil, step.channels.value.count == 1 {
            book.report.add(
                Diagnostic(
                    .noEffect, "'otherwise' stands without 'when' and without a list of channels",
                    at: otherwise.location, hint: "say when the step goes, or leave it out"))
        }
        if let test = step.test, step.variants.isEmpty {
            book.report.add(
                Diagnostic(
                    .noEffect, "'test' stands without variants", at: test.location,
                    hint: "give the step variants, or leave it out"))
        }
        guard step.variants.contains(where: { $0.weight.value > 0 }) else { return }
        for variant in step.variants where variant.weight.value == 0 {
            book.report.add(
                Diagnostic(
                    .noEffect, "nobody gets the variant '\(variant.id)'", at: variant.weight.location,
                    hint: "take it out, or give it a weight"))
        }
    }

    /// A WhatsApp message without an approved template reaches only those who wrote within a day.
    private func coldWhatsApp(_ step: Step, of sequence: Sequence) {
        guard step.channels.value.last == .whatsapp, !asksForReply(step.when?.value),
            book.configuration?.channels[.whatsapp]?.provider != .manual
        else { return }
        let stops = sequence.policy.stopOn ?? book.configuration?.policy.stopOn
        if step.id != sequence.steps.first?.id, let stops, !stops.value.contains(.reply) { return }
        for form in step.forms where form.whatsapp == nil {
            guard form.template.flatMap({ book.template($0.id) })?.whatsapp == nil else { continue }
            book.report.add(
                Diagnostic(
                    .coldWhatsApp, "the step '\(step.id)' reaches nobody who has not written within a day",
                    at: step.channels.location,
                    hint: "give it `whatsapp: {contentSid: …}`, or another channel behind whatsapp"))
            return
        }
    }

    /// Whether the condition speaks of an answer, so that the message is not the first contact.
    private func asksForReply(_ condition: Condition?) -> Bool {
        condition?.leaves.contains { leaf in
            switch leaf {
            case .replied(let wanted): wanted.value
            case .step(_, let outcomes): outcomes.contains(.replied)
            default: false
            }
        } ?? false
    }
}
