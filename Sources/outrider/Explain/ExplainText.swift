internal import OutriderCore

/// The explanation of one person as a recruiter reads it: answers first.
struct ExplainText {
    private let explanation: PersonExplanation
    private let style: TextStyle
    private let width: Int
    /// What `--enrollment` named.
    private let enrollment: String?
    private var zone: Zone { explanation.zone }

    init(_ explanation: PersonExplanation, style: TextStyle, width: Int, enrollment: String?) {
        self.explanation = explanation
        self.style = style
        self.width = width
        self.enrollment = enrollment
    }

    func lines() -> [String] {
        var lines = [style(explanation.person.onOneLine, .strong) + style("  \(zone.name)", .faint)]
        if !explanation.isInBook { lines.append("  The book has no file of the person any more; nothing is sent.") }
        lines += facts()
        for part in explanation.enrollments { lines += [""] + EnrollmentText(part, explanation, style, width).lines() }
        if explanation.enrollments.isEmpty {
            lines += ["", enrollment == nil ? "In no enrollment, so nothing is sent." : "Not in that enrollment."]
        }
        for omission in explanation.omissions {
            let words = omission.cause == .excluded ? "excluded there" : "cancelled there before a run took them in"
            lines += [
                "",
                "\(style(omission.enrollment.onOneLine, .accent)): not in it: \(words)"
                    + style("  \(omission.location.place)", .faint),
            ]
        }
        return lines
    }

    // MARK: The person

    private func facts() -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ words: String, _ place: String? = nil, role: TextStyle.Role? = nil) {
            let all = ("\(name): \(words)".onOneLine + (place.map { ", \($0.onOneLine)" } ?? "")).wrapped(to: width - 4)
            let head = role.map { style(name, $0) } ?? name
            lines.append("  " + head + all[0].dropFirst(name.count))
            lines += all.dropFirst().map { "    " + $0 }
        }
        for prohibition in explanation.prohibitions {
            let isAll = prohibition.channels.count == Channel.allCases.count
            let channels = isAll ? "any channel" : prohibition.channels.map(\.rawValue).joined(separator: ", ")
            var words = "nothing goes on \(channels)"
            if let reason = prohibition.reason { words += ": \(reason)" }
            if let at = prohibition.at { words += ", since \(zone.time(at))" }
            add("suppressed", words, prohibition.location?.place ?? "by the journal", role: .attention)
        }
        for pause in explanation.pauses {
            let text = HoldText(hold: pause, zone: zone)
            add("paused", text.words(), pause.setting?.location?.place ?? text.setting, role: .attention)
        }
        if let consent = explanation.consent { add("consent", words(consent.value), consent.location.place) }
        if !explanation.namesakes.isEmpty {
            add("same address", "also of \(explanation.namesakes.joined(separator: ", "))", role: .attention)
        }
        for answer in explanation.answers { add(answer.kind.word(answer.code), words(answer)) }
        return lines
    }

    private func words(_ consent: Consent) -> String {
        let expiry = consent.expires.map { date in
            zone.local(explanation.now).date >= date ? "expired on \(date)" : "until \(date)"
        }
        let parts = [
            consent.basis, consent.source.map { "from \($0)" }, consent.at.map { "given on \($0)" }, expiry,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    private func words(_ answer: HistoryEvent) -> String {
        var words = zone.time(answer.at)
        if let channel = answer.channel { words += " by \(channel.rawValue)" }
        if let enrollment = answer.enrollment { words += ", in \(enrollment)" }
        if let step = answer.step { words += " to \(step)" }
        return words
    }
}
