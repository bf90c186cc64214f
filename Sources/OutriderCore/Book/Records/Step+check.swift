extension Step {
    /// What can be said of a step's rules without another file.
    ///
    /// - Parameter earlier: the ids of the steps before it.
    func checkRules(_ earlier: [String], _ report: inout Report) {
        checkVariants(&report)
        checkChannels(&report)
        if let onFail, channels.value.allSatisfy(\.isManual) {
            report.add(
                Diagnostic(
                    .notForChannel, "a task does not fail: a human does it", at: onFail.location,
                    hint: "leave 'onFail' out; 'timeout' ends a task that nobody does"))
        }
        guard let when else { return }
        for leaf in when.value.leaves {
            guard case .step(let id, _) = leaf, !earlier.contains(id.value) else { continue }
            report.add(
                Diagnostic(
                    .unknownStep, "'\(id.value.printable)' is no earlier step of this sequence", at: id.location,
                    hint: Spelling.hint(for: id.value, in: earlier)))
        }
        if ConditionLogic.isImpossible(when.value) {
            report.add(
                Diagnostic(
                    .impossibleCondition, "the condition contradicts itself, so the step never goes",
                    at: when.location, hint: "all keys must hold at once"))
        }
    }

    private func checkVariants(_ report: inout Report) {
        var seen: Set<String> = []
        for variant in variants where !seen.insert(variant.id).inserted {
            report.add(
                Diagnostic(
                    .duplicateVariant, "the variant '\(variant.id)' stands twice", at: variant.location,
                    hint: "counts go by the variant's id: give each its own"))
        }
        if let first = variants.first, variants.allSatisfy({ $0.weight.value == 0 }) {
            report.add(
                Diagnostic(
                    .noWeight, "every variant has weight 0, so nobody could get the step", at: first.weight.location,
                    hint: "give one of them a weight"))
        }
    }

    /// A task that needs no address can always be done, so nothing behind it is ever tried.
    private func checkChannels(_ report: inout Report) {
        guard let task = channels.value.dropLast().first(where: { $0.isManual && !$0.needsAddress }) else { return }
        report.add(
            Diagnostic(
                .unreachableChannel, "what stands behind \(task.rawValue) is never tried: a task can always be done",
                at: channels.location, hint: "put \(task.rawValue) last"))
    }
}

extension Delay {
    /// At least so much time, in minutes: a day may be the rest of one only.
    var leastMinutes: Int {
        switch unit {
        case .minutes: count
        case .hours: count * 60
        case .days, .businessDays: count * 1_440
        case .weeks: count * 10_080
        case .months: count * 28 * 1_440
        }
    }

    /// At most so much time, in minutes: a month has 31 days, a week two business days.
    var mostMinutes: Int {
        switch unit {
        case .minutes, .hours, .days, .weeks: leastMinutes
        case .months: count * 31 * 1_440
        case .businessDays: count * 4 * 1_440
        }
    }
}
