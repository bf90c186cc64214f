/// Times at which a step can never go.
extension Check {
    /// Windows that steps and the sequence set.
    func times(of sequence: Sequence) throws {
        for step in sequence.steps {
            guard let window = step.window ?? sequence.policy.window else { continue }
            at(step, window.value)
        }
        let levels = [sequence.policy, book.configuration?.policy].compactMap(\.self)
        let clashing = sequence.steps.filter { clash(of: $0, levels) != nil }
        guard !clashing.isEmpty else { return }
        // Enrollments may lift the quiet hours; where there are none, nobody does.
        let isUsed = try book.ids(of: .enrollment).contains { book.enrollment($0)?.sequence.id == sequence.id }
        if !isUsed { for step in clashing { reportClash(of: step, levels) } }
    }

    /// Windows that a sequence leaves to the enrollment or the book.
    func windows(of enrollment: Enrollment, _ sequence: Sequence, _ configuration: Configuration) {
        let levels = [enrollment.policy, sequence.policy, configuration.policy]
        for step in sequence.steps { reportClash(of: step, levels) }
        guard let window = enrollment.policy.window ?? configuration.policy.window else { return }
        for step in sequence.steps
        where step.window == nil && (enrollment.policy.window != nil || sequence.policy.window == nil) {
            at(step, window.value)
        }
    }

    /// A time of day that no span of the window reaches is never come.
    private func at(_ step: Step, _ window: Window) {
        guard let at = step.at, !window.spans.contains(where: { $0.minutes.upperBound > at.value.minute }) else {
            return
        }
        book.report.add(
            Diagnostic(
                .neverOpen, "the window shuts before the time of the step '\(step.id)'", at: at.location,
                hint: "set an earlier `at`, or a window that is open then"))
    }

    private func reportClash(of step: Step, _ levels: [Policy]) {
        guard let location = clash(of: step, levels) else { return }
        book.report.add(
            Diagnostic(
                .neverOpen, "the step '\(step.id)' would go in the quiet hours only", at: location,
                hint: "\(step.channel.rawValue) goes from 08:00 to 20:00: set other times, or `quietHours: off`"))
    }

    /// What keeps a step from ever going between 08:00 and 20:00, where it must.
    ///
    /// - Parameter levels: the nearest first.
    private func clash(of step: Step, _ levels: [Policy]) -> SourceLocation? {
        let wishes = levels.compactMap(\.quietHours?.value)
        let isLifted = wishes.contains(false) && !wishes.contains(true)
        guard !isLifted, step.channels.value.allSatisfy(\.hasQuietHours) else { return nil }
        let window = step.window ?? levels.lazy.compactMap(\.window).first
        let at = step.at?.value.minute ?? 0
        let open = max(at, Channel.loudHours.lowerBound)..<max(at, Channel.loudHours.upperBound)
        guard !open.isEmpty else { return step.at?.location }
        guard let window else { return nil }
        let isOpen = window.value.spans.contains { span in
            span.minutes.overlaps(open)
                || span.minutes.overlaps(open.lowerBound + 1_440..<open.upperBound + 1_440)
        }
        return isOpen ? nil : window.location
    }
}

extension Channel {
    /// Whether it goes between 08:00 and 20:00 of the recipient only, unless `quietHours: off` lifts that.
    var hasQuietHours: Bool {
        switch self {
        case .sms, .whatsapp, .call: true
        case .email, .linkedin, .task: false
        }
    }

    /// Minutes of the day at which a channel with quiet hours goes.
    static let loudHours = 480..<1_200
}
