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
        let answered = answered(in: sequence)?.drawnID(in: sequence)
        return "\(id)/\(variant ?? "")/\(channel.rawValue)" + (answered.map { " answers \($0)" } ?? "")
    }

    /// The email step that it answers, with the variant of the same person.
    func answered(in sequence: Sequence) -> Step? {
        guard let first = thread.flatMap({ sequence.step($0.value) }), first.id != id else { return nil }
        return drawnFor.map { first.drawn(for: $0, on: .email) } ?? first.forms.first?.on(.email)
    }

    /// The variant that a person gets; `nil` where the step has none.
    private func draw(for person: String) -> Variant? {
        variants.filter { $0.weight.value > 0 }.max { score($0, person) < score($1, person) }
    }

    /// Weighted rendezvous hashing: -weight / ln(hash), the hash a number between 0 and 1.
    private func score(_ variant: Variant, _ person: String) -> Double {
        let digits = Digest.hex(Array("\(person)\0\(test?.value ?? id)\0\(variant.id)".utf8)).prefix(13)
        let share = (Double(UInt64(digits, radix: 16) ?? 0) + 0.5) / Double(UInt64(1) << 52)
        return -Double(variant.weight.value) / log(share)
    }
}
