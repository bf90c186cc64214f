/// What only the settings, or a record together with others, show to be wrong.
extension Check {
    mutating func settings(_ configuration: Configuration) throws {
        try references(configuration.references)
        pause(configuration.paused)
        caps(configuration.caps)
        policy(configuration.policy, isDefault: true)
        for (channel, overlay) in configuration.channels.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            replies(to: channel, overlay)
            caps(overlay)
        }
    }

    /// Answers to what leaves the machine have to become known, or nobody's sequence ends when they answer.
    private func replies(to channel: Channel, _ overlay: Configuration.ChannelOverlay) {
        guard let provider = overlay.provider, provider != .outbox, overlay.replies == nil else { return }
        book.report.add(
            Diagnostic(
                .noReplySource, "nothing tells the runner of answers by \(channel.rawValue)", at: overlay.location,
                hint: "set `replies: manual` where somebody reads and records them"))
    }

    func sender(_ sender: Sender) {
        for (channel, overlay) in sender.channels.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let base = book.configuration?.channels[channel]
            replies(to: channel, overlay.over(base))
            caps(overlay, over: base)
        }
        pause(sender.paused)
        var seen: Set<String> = [sender.id]
        var away = sender.away
        while let cover = away?.cover {
            guard seen.insert(cover.id).inserted else {
                book.report.add(
                    Diagnostic(
                        .coverLoop, "the cover of '\(sender.id)' leads back to '\(cover.id)'",
                        at: sender.away?.cover?.location ?? sender.location, hint: "name somebody who is there"))
                return
            }
            away = book.sender(cover.id)?.away
        }
    }

    // MARK: Templates

    /// The words of a template in a language stand beside those without one, and have the same parts.
    func language(of template: Template) {
        let (base, language) = Template.split(template.id)
        guard let language else { return }
        let whole = SourceLocation(path: RecordKind.template.path(of: template.id))
        guard let original = book.template(base) else {
            if !book.exists(Reference(kind: .template, id: base, location: whole)) {
                book.report.add(
                    Diagnostic(
                        .danglingReference, "there is no template '\(base)' that this one is for '\(language)'",
                        at: whole,
                        hint: "make \(RecordKind.template.path(of: base)): people of other languages get it"))
            }
            return
        }
        if original.subject != nil, template.subject == nil {
            book.report.add(
                Diagnostic(
                    .missingKey, "'subject' is missing, though '\(base)' has one", at: template.location))
        }
    }

    /// The templates that words take in: each there, with the part that is needed, and none within itself.
    func partials(of words: Words) {
        var loops: [String: Bool] = [:]
        for partial in words.partials {
            guard let template = book.template(partial.id) else { continue }
            if words.text.kind == .html, template.html == nil {
                book.report.add(
                    Diagnostic(
                        .missingKey, "the template '\(partial.id)' has no 'html' to take in here", at: partial.location)
                )
            }
            if reaches(partial.id, words.location.path, &loops, words.text.kind, depth: 1) {
                book.report.add(
                    Diagnostic(
                        .partialLoop,
                        "the template '\(partial.id)' takes in this one, or over \(MessageText.depthLimit) levels of others",
                        at: partial.location, hint: "take one of the tags out"))
            }
        }
    }

    /// - Parameter known: what was found out of each template before; one that is being looked at counts as not reaching.
    private func reaches(
        _ id: String, _ goal: String, _ known: inout [String: Bool], _ kind: MessageText.Kind, depth: Int
    ) -> Bool {
        if depth > MessageText.depthLimit || RecordKind.template.path(of: id) == goal { return true }
        if let answer = known[id] { return answer }
        known[id] = false
        let template = book.template(id)
        for partial in (kind == .html ? template?.html : template?.body)?.partials ?? []
        where reaches(partial.id, goal, &known, kind, depth: depth + 1) {
            known[id] = true
            return true
        }
        return false
    }

    /// Whether every email of a sequence tells how to opt out, in its words or its header.
    func optOut(of sequence: Sequence) {
        guard warns, let configuration = book.configuration, configuration.unsubscribe == nil else { return }
        let emails = sequence.steps.filter { $0.channels.value.contains(.email) }.map { $0.on(.email) }
        for step in emails.flatMap(\.forms) {
            guard let words = StepWords(step, of: sequence, in: book), !words.names(["unsubscribe"]) else { continue }
            book.report.add(
                Diagnostic(
                    .noOptOut, "the email '\(step.id)' has no way to opt out", at: step.location,
                    hint: "set `unsubscribe` in outrider.yaml: it goes into the header of every email"))
            return
        }
    }
}
