internal import Foundation

extension Step {
    /// The step as one person gets it: on a channel, with the variant that is theirs.
    ///
    /// The variant is drawn by a hash of the person and the test (rendezvous hashing by weight), so that neither the order of
    /// the variants nor one that is added moves anybody who keeps theirs.
    func drawn(for person: String, on channel: Channel) -> Step {
        var step = self
        if let variant = draw(for: person) {
            step = with(variant)
            step.variant = variant.id
        }
        step.channels = Located([channel], at: channels.location)
        step.drawnFor = person
        return step
    }

    /// What the words of a drawn step are kept under.
    func drawnID(in sequence: Sequence) -> String {
        let answered = thread == nil ? nil : answered(in: sequence)?.drawnID(in: sequence)
        return "\(id)/\(variant ?? "")/\(channel.rawValue)" + (answered.map { " answers \($0)" } ?? "")
    }

    /// The email step that it answers, with the variant of the same person.
    func answered(in sequence: Sequence) -> Step? {
        guard let first = thread.flatMap({ sequence.step($0.value) }), first.id != id else { return nil }
        return drawnFor.map { first.drawn(for: $0, on: .email) } ?? first.forms.first?.on(.email)
    }

    /// The variant that a person gets; `nil` where the step has none.
    private func draw(for person: String) -> Variant? {
        guard !variants.isEmpty else { return nil }
        let scores = variants.map { $0.weight.value > 0 ? score($0, person) : -.infinity }
        let best = variants.indices.filter { scores[$0] > -.infinity }.max { scores[$0] < scores[$1] }
        return best.map { variants[$0] }
    }

    /// Weighted rendezvous hashing: -weight / ln(hash), the hash a number between 0 and 1.
    private func score(_ variant: Variant, _ person: String) -> Double {
        let share = Digest.share("\(person)\0\(test?.value ?? id)\0\(variant.id)")
        return -Double(variant.weight.value) / log(share)
    }
}
