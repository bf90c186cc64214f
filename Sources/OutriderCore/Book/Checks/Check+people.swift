/// What holds people, and what is said of them wrongly.
extension Check {
    mutating func person(_ person: Person) throws {
        try reference(person.company)
        try reference(person.owner)
        try reference(person.calendar)
        pause(person.paused)
        if warns {
            addresses.add(person, &book.report)
            suppressions.note(person)
        }
        for relationship in person.relationships {
            try reference(relationship.company)
            try reference(relationship.project)
            if let stage = relationship.stage { self.stage(stage) }
        }
    }

    mutating func stage(_ stage: Located<String>) {
        // What cannot be read of the settings is told there.
        guard book.configuration != nil else { return }
        let known = stages ?? Set((book.configuration?.stages ?? []).map { $0.lowercased() })
        stages = known
        guard !known.contains(stage.value.lowercased()) else { return }
        let all = book.configuration?.stages ?? []
        book.report.add(
            Diagnostic(
                .unknownStage, "there is no stage '\(stage.value.printable)'", at: stage.location,
                hint: Spelling.hint(for: stage.value, in: all) ?? "`stages` of outrider.yaml lists them"))
    }

    /// What holds people of an enrollment: no address, no value for a variable, a rule against writing to them.
    mutating func enrollment(_ enrollment: Enrollment) throws {
        guard let sequence = book.sequence(enrollment.sequence.id), let configuration = book.configuration else {
            return
        }
        windows(of: enrollment, sequence, configuration)
        for member in enrollment.people {
            guard let start = member.startAt, sequence.step(start.value) == nil else { continue }
            book.report.add(
                Diagnostic(
                    .unknownStep, "the sequence '\(sequence.id)' has no step '\(start.value.printable)'",
                    at: start.location, hint: Spelling.hint(for: start.value, in: sequence.steps.map(\.id))))
        }
        policy(enrollment.policy)
        allow(enrollment.allow, configuration.guard)
        try goal(of: enrollment, sequence)
        for member in enrollment.people {
            if let until = member.until { pause(until: until.value, at: until.location) }
        }
        let isActive = enrollment.status != .cancelled
        guard isActive, warns || sequence.steps.contains(where: SMSLengths.matters) else {
            return try match(of: enrollment, people: [])
        }
        let people = try people(of: enrollment)
        try match(of: enrollment, people: people)
        let forms = sequence.steps.flatMap(\.forms)
        var senders = SenderFinder(book, configuration)
        var words: [FormKey: StepWords?] = [:]
        for member in people {
            guard let person = book.person(member.person.id) else { continue }
            let recipient = Recipient(
                person: person, member: member, enrollment: enrollment, configuration: configuration, book: book)
            guard try !warns || mayWrite(to: recipient, sequence) else { continue }
            for (index, form) in forms.enumerated() {
                let step = form.on(recipient.channel(of: form))
                let key = FormKey(form: index, channel: step.channel, language: person.language)
                let found = words[key] ?? StepWords(step, of: sequence, in: book, language: person.language)
                if words[key] == nil, found == nil, let language = person.language {
                    unreadable(step, language, sequence)
                }
                words[key] = .some(found)
                let answer = senders.sender(
                    of: step, in: sequence, enrollment: enrollment, member: member, for: person, person: person.id,
                    history: .none, at: .min)
                guard case .writes(let sender, _, _) = answer else { continue }
                messages.add(step, found, for: recipient, sender, &book.report)
                guard warns else { continue }
                warn(recipient, step, found, sender)
                for problem in covers.problems(with: step, found, for: recipient, sender, &senders, now: now) {
                    book.report.add(problem)
                }
            }
        }
    }

    /// Words that those without a language can read, and this language not.
    private func unreadable(_ step: Step, _ language: String, _ sequence: Sequence) {
        guard StepWords(step, of: sequence, in: book) != nil else { return }
        book.report.add(
            Diagnostic(
                .partialLoop, "the words of the step '\(step.id)' cannot be put together in '\(language)'",
                at: step.template?.location ?? step.location,
                hint: "look at what the templates in it take in: one takes in itself, or one has no 'html'"))
    }

    /// What the words of a step depend on.
    private struct FormKey: Hashable {
        var form: Int
        var channel: Channel
        var language: String?
    }

    private func warn(_ recipient: Recipient, _ step: Step, _ words: StepWords?, _ sender: SenderIdentity) {
        let reference = recipient.member.person
        var problems = recipient.problems(with: step, words, sender: sender)
        if let words { problems += content(of: step, words, for: recipient, sender) }
        for problem in problems {
            if case .missingVariables(let names) = problem, recipient.hasAmbiguousCompany,
                names.contains(where: { $0 == "company" || $0.hasPrefix("company.") })
            {
                book.report.add(
                    Diagnostic(
                        .ambiguousCompany,
                        "which company the step '\(step.id)' means for '\(reference.id)' is not known",
                        at: reference.location, hint: "give the enrollment a project that has a company"))
            } else {
                book.report.add(problem.diagnostic(for: reference, step: step))
            }
        }
        guard case .field(let name, _, _) = step.on else { return }
        let text = recipient.person.fields[name]
        if case .text(let text) = text, CivilDate(text) != nil { return }
        book.report.add(
            Diagnostic(
                .missingVariable, "'\(reference.id)' has no date in fields.\(name) for the step '\(step.id)'",
                at: reference.location,
                hint: "write it as year-month-day in \(RecordKind.person.path(of: reference.id))"))
    }

    /// Whether any step may go to the person; each rule that forbids some is reported once.
    private func mayWrite(to recipient: Recipient, _ sequence: Sequence) throws -> Bool {
        let reference = recipient.member.person
        var channels: Set<Channel> = []
        var rules: Set<SourceLocation> = []
        var isFree = false
        for channel in sequence.steps.flatMap(\.channels.value) where channels.insert(channel).inserted {
            guard let rule = try suppressions.rule(against: recipient.person, on: channel) else {
                isFree = true
                continue
            }
            guard rules.insert(rule.location).inserted else { continue }
            book.report.add(
                Diagnostic(
                    .suppressedPerson, "'\(reference.id)' may not be written to by \(channel.rawValue)",
                    at: reference.location, hint: "\(rule.location.description) says so: take the person out"))
        }
        guard let now, let expiry = recipient.person.consent?.expires, recipient.zone.local(now).date >= expiry else {
            return isFree
        }
        book.report.add(
            Diagnostic(
                .consentExpired, "the consent of '\(reference.id)' expired on \(expiry)", at: reference.location,
                hint: "renew consent.expires in \(RecordKind.person.path(of: reference.id)), or take the person out"))
        return false
    }

    /// The variables of a content template for which the person has no value.
    private func content(
        of step: Step, _ words: StepWords, for recipient: Recipient, _ sender: SenderIdentity
    ) -> [Recipient.Problem] {
        guard step.channel == .whatsapp else { return [] }
        let library = TemplateLibrary(book, language: recipient.person.language)
        let content = step.whatsapp ?? step.template.flatMap { library.template($0.id) }?.whatsapp
        var names: [String] = []
        for text in (content?.words ?? []).compactMap(library.text) {
            var probe = words
            (probe.subject, probe.html, probe.body) = (nil, nil, text)
            names += recipient.missing(probe, sender: sender).filter { !names.contains($0) }
        }
        return names.isEmpty ? [] : [.missingVariables(names)]
    }
}

extension Recipient {
    /// The first channel of a step for which the person has what it needs, else the first of all.
    fileprivate func channel(of step: Step) -> Channel {
        step.channels.value.first { !$0.needsAddress || address($0) != nil } ?? step.channel
    }
}
