extension Sequence {
    /// What can be said of the steps without another file.
    func checkSteps(_ report: inout Report) {
        if steps.count > SequenceKeys.stepLimit {
            report.add(
                Diagnostic(
                    .tooManySteps, "a sequence has at most \(SequenceKeys.stepLimit) steps, this one \(steps.count)",
                    at: location, hint: "split it into several sequences"))
        }
        if let repeats, evergreen?.value == true {
            report.add(
                Diagnostic(
                    .twoEndings, "a sequence starts again or waits for steps to come, not both", at: repeats.location,
                    hint: "leave out 'repeat' or 'evergreen'"))
        }
        checkRound(&report)
        var earlier: [String: [Channel]] = [:]
        for step in steps {
            if earlier[step.id] != nil {
                report.add(
                    Diagnostic(
                        .duplicateStep, "the step id '\(step.id)' stands twice", at: step.location,
                        hint: "state goes by the step's id: give each its own"))
            }
            if let thread = step.thread { check(thread, of: step, earlier, &report) }
            step.checkWords(&report)
            step.checkRules(earlier.keys.sorted(), &report)
            earlier[step.id] = earlier[step.id] ?? step.channels.value
        }
    }

    /// A round is over before the next begins.
    private func checkRound(_ report: inout Report) {
        guard let repeats else { return }
        let least = steps.dropFirst().reduce(0) { $0 + $1.delay.leastMinutes }
        guard least > repeats.every.mostMinutes else { return }
        report.add(
            Diagnostic(
                .shortRepeat, "the steps take longer than \(repeats.every), so the rounds would overlap",
                at: repeats.location, hint: "at least \((least + 1_439) / 1_440)d"))
    }

    private func check(
        _ thread: Located<String>, of step: Step, _ earlier: [String: [Channel]], _ report: inout Report
    ) {
        guard step.channels.value.contains(.email) else {
            report.add(Diagnostic(.badThread, "only an email can answer an earlier step", at: thread.location))
            return
        }
        let emails = earlier.filter { $0.value.contains(.email) }.keys
        guard !emails.contains(thread.value) else { return }
        report.add(
            Diagnostic(
                .badThread, "'\(thread.value)' is no earlier email step of this sequence", at: thread.location,
                hint: Spelling.hint(for: thread.value, in: emails)))
    }
}

extension Step {
    fileprivate func checkWords(_ report: inout Report) {
        if !variants.isEmpty, let place = template?.location ?? body?.location ?? html?.location {
            report.add(
                Diagnostic(
                    .twoTexts, "a step has words of its own or variants, not both", at: place,
                    hint: "make the words one of the variants"))
        }
        for form in forms { form.checkForm(isEmail: channels.value.contains(.email), &report) }
        if !channels.value.contains(.whatsapp), let whatsapp {
            report.add(
                Diagnostic(
                    .notForChannel, "only a WhatsApp message has a content template", at: whatsapp.contentSid.location))
        }
    }

    /// The words of a step, or of one of its variants.
    private func checkForm(isEmail: Bool, _ report: inout Report) {
        if template != nil, let body {
            report.add(
                Diagnostic(
                    .twoTexts, "a step has a template or a body, not both", at: body.location,
                    hint: "put the words into the template, or leave it out"))
        }
        if template == nil, body == nil {
            report.add(
                Diagnostic(.missingKey, "the step '\(id)' has neither 'template' nor 'body'", at: location))
        }
        if !isEmail, let extra = subject ?? html {
            report.add(Diagnostic(.notForChannel, "only an email has a subject or HTML", at: extra.location))
        }
        if template != nil, let html {
            report.add(Diagnostic(.twoTexts, "HTML stands beside 'body', not beside a template", at: html.location))
        }
        if isEmail, template == nil, subject == nil, thread == nil {
            report.add(Diagnostic(.missingKey, "the email step '\(id)' has no 'subject'", at: location))
        }
    }
}
