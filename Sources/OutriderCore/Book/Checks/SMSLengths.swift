/// How long the messages of each SMS step get for the people who would receive them.
struct SMSLengths {
    fileprivate struct Longest {
        var segments: SMSSegments
        var step: String
        var person: String
        var words: StepWords
    }

    /// By where the words stand.
    private var longest: [SourceLocation: Longest] = [:]

    /// Whether the length of a step's words matters.
    static func matters(_ step: Step) -> Bool { step.channels.value.contains(.sms) }

    /// Notes the length of a step's words for a person; what is too long to be sent is reported, once for the words.
    mutating func add(
        _ step: Step, _ words: StepWords?, for recipient: Recipient, _ sender: SenderIdentity, _ report: inout Report
    ) {
        guard step.channel == .sms, let words, let text = recipient.text(of: words, sender) else { return }
        let segments = SMSSegments(text)
        let known = longest[words.place]
        guard segments.count > known?.segments.count ?? 1 else { return }
        let person = recipient.person.id
        longest[words.place] = Longest(
            segments: segments, step: step.id, person: person, words: words)
        guard segments.count > SMSSegments.limit, known?.segments.count ?? 1 <= SMSSegments.limit else { return }
        report.add(
            Diagnostic(
                .tooLongSMS,
                "the SMS of the step '\(step.id)' takes more than \(SMSSegments.limit) segments for '\(person)'",
                at: words.place, hint: "shorten it, or send it as an email"))
    }

    /// Reports the words that take more than one segment for somebody.
    func report(to report: inout Report) {
        for (location, long) in longest where long.segments.count <= SMSSegments.limit {
            report.add(
                Diagnostic(
                    .longSMS,
                    "the SMS of the step '\(long.step)' takes \(long.segments.count) segments for '\(long.person)'",
                    at: location, hint: long.hint))
        }
    }
}

extension SMSLengths.Longest {
    fileprivate var hint: String {
        let single = segments.encoding.capacity.single
        guard segments.firstForeign != nil else {
            return "each is paid for as a message; one holds \(single) characters, this text has \(segments.units)"
        }
        // A character of a person's own words is not shown.
        let own = words.body.source.unicodeScalars.first { GSMAlphabet.septets(of: $0) == 0 }
        guard let own else {
            return "each is paid for as a message; a value of '\(person)' has a character outside GSM-7,"
                + " so one holds \(single) characters and not 160"
        }
        let code = String(own.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        return "each is paid for as a message; because of U+\(padded) one holds \(single) characters and not 160"
    }
}

extension Recipient {
    /// The words as this person would get them; `nil` where a value is missing.
    fileprivate func text(of words: StepWords, _ sender: SenderIdentity) -> String? {
        try? words.body.render(values(words, sender: sender, unsubscribe: unsubscribe("")))
    }
}
