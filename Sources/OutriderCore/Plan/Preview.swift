/// The words of a template, or of each step of a sequence, as one person would get them.
public struct Preview: Hashable, Sendable {
    /// A line above the words: who it is from, who it is to, the subject.
    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String
    }

    /// Why a step is left out.
    public enum Omission: String, CaseIterable, Hashable, Sendable {
        /// Its day is over.
        case passed
        /// The person begins at a later step.
        case startAt
    }

    /// One message.
    public struct Message: Hashable, Sendable {
        /// Id of the step; `nil` for a template alone.
        public var step: String?
        /// `nil` for a template that any channel may use.
        public var channel: Channel?
        /// How long after the end of the step before; `nil` for a template alone and a step with a date.
        public var delay: Delay?
        /// When it would go; `nil` where no beginning is known, its window never opens, or its date is missing.
        public var at: Instant?
        /// Why the step would not go at all.
        public var omission: Omission?
        /// Id of the sender.
        public var sender: String
        public var headers: [Header]
        public var text: String
        public var html: String?
        /// The variables, and the person's keys, that have no value; each is marked in the words.
        public var missing: [String]

        /// What an SMS is billed by; `nil` on other channels.
        public var segments: SMSSegments? { channel == .sms ? SMSSegments(text) : nil }
    }

    /// What stands in the words where a value is missing.
    public static func mark(_ name: String) -> String { "[missing: \(name)]" }

    /// Id of the person.
    public var person: String
    /// The enrollment whose variables and project are used; `nil` where the person is in none that fits.
    public var enrollment: String?
    public var messages: [Message] = []
    /// The zone in which the person's times are shown.
    public var zone: Zone
    /// When the first delay begins; `nil` where that was not asked for.
    public var start: Instant?

    /// Whether anything is missing.
    public var isIncomplete: Bool { messages.contains { !$0.missing.isEmpty } }

    /// Renders a template, a sequence or an enrollment for a person.
    ///
    /// - Parameters:
    ///   - enrollment: id of the enrollment whose variables and project a template or sequence takes; `nil` for the first,
    ///     by id, that uses it for the person.
    ///   - start: when the first delay begins; `nil` for the enrollment's start if that is to come, else `now`.
    ///   - now: `nil` for a preview without times. A task counts as done when it is due.
    /// - Returns: `nil` where one of the files has an error, which the book's report then holds.
    /// - Throws: what the source says when a folder cannot be listed.
    public static func make(
        _ kind: RecordKind, _ id: String, person: String, enrollment: String? = nil, start: LocalTime? = nil,
        now: Instant? = nil, in book: Book
    ) throws -> Preview? {
        let preview = try compose(kind, id, person: person, enrollment: enrollment, start: start, now: now, in: book)
        if preview == nil, !book.report.hasErrors { try explain(kind, id, person: person, in: book) }
        return preview
    }

    /// Finds out why words that can be read one by one cannot be put together.
    private static func explain(_ kind: RecordKind, _ id: String, person: String, in book: Book) throws {
        _ = try Check.all(book, warns: false)
        guard !book.report.hasErrors else { return }
        let language = book.person(person)?.language
        let sequence = kind == .sequence ? id : book.enrollment(id)?.sequence.id ?? ""
        let steps = kind == .template ? [] : book.sequence(sequence)?.steps ?? []
        let broken = steps.first { step in
            book.sequence(sequence).map { StepWords(step, of: $0, in: book, language: language) == nil } ?? false
        }
        let place = broken?.template?.location ?? broken?.location ?? SourceLocation(path: kind.path(of: id))
        let name = broken.map { "the words of the step '\($0.id)'" } ?? "the words"
        let readable = language.map { " as somebody who reads '\($0)' gets them" } ?? ""
        book.report.add(
            Diagnostic(
                .templateSyntax, "\(name)\(readable), with all that they take in, are too large or take in themselves",
                at: place,
                hint: "at most \(MessageText.byteLimit >> 10) KiB and \(MessageText.tagLimit) tags together"))
    }

    private static func compose(
        _ kind: RecordKind, _ id: String, person: String, enrollment: String?, start: LocalTime?,
        now: Instant?, in book: Book
    ) throws -> Preview? {
        guard let configuration = book.configuration, let person = book.person(person) else { return nil }
        let named = kind == .enrollment ? id : enrollment
        let enrollment = try named.map(book.enrollment) ?? fitting(kind, id, person: person.id, in: book)
        guard named == nil || enrollment != nil else { return nil }
        let recipient = Recipient(
            person: person, member: enrollment?.members[person.id] ?? .alone(person.id),
            enrollment: enrollment ?? .none(kind, id), configuration: configuration, book: book)
        var preview = Preview(person: person.id, enrollment: enrollment?.id, zone: recipient.zone)
        if kind == .template {
            guard let message = message(of: id, in: enrollment, for: recipient, at: now ?? .min, in: book) else {
                return nil
            }
            preview.messages = [message]
            return preview
        }
        guard let sequence = book.sequence(kind == .sequence ? id : enrollment?.sequence.id ?? "") else { return nil }
        var played = enrollment ?? .none(.sequence, sequence.id)
        if let now {
            let begin =
                start?.instant(in: preview.zone) ?? max(played.start?.instant(in: preview.zone) ?? now, now)
            played.start = .instant(begin)
            preview.start = begin
        }
        guard preview.play(Course(played, of: sequence, configuration, in: book), for: recipient, in: book) else {
            return nil
        }
        return preview
    }

    /// The words of a template from whoever would write them: by the step that uses it, else by the book's settings.
    private static func message(
        of template: String, in enrollment: Enrollment?, for recipient: Recipient, at now: Instant, in book: Book
    ) -> Message? {
        guard let template = book.template(template),
            let words = StepWords(template, in: book, language: recipient.person.language)
        else { return nil }
        let configuration = recipient.configuration
        let sequence = enrollment.flatMap { book.sequence($0.sequence.id) }
        let step = sequence?.steps.first { $0.template?.id == template.id }
        var finder = SenderFinder(book, configuration)
        let sender = finder.sender(
            by: [
                step?.sender, recipient.member.sender, enrollment?.policy.sender, sequence?.policy.sender,
                configuration.policy.sender,
            ], for: recipient.person, at: now
        ).writer.sender
        let isEmail = template.subject != nil || template.html != nil
        return Message(
            step: nil, channel: template.channel?.value ?? (isEmail ? .email : nil), words, for: recipient,
            sender: sender, cover: nil)
    }

    /// Goes through the steps as if each ended when it is due.
    private mutating func play(_ course: Course, for recipient: Recipient, in book: Book) -> Bool {
        let person = recipient.person
        var finder = SenderFinder(book, course.configuration)
        var membership = Membership(person: person.id, enrollment: course.uid, at: start ?? .min)
        let first = recipient.member.startAt.flatMap { start in
            course.sequence.steps.firstIndex { $0.id == start.value }
        }
        var isKnown = start != nil
        for (index, step) in course.sequence.steps.enumerated() {
            let channels = step.channels.value
            let usable = channels.first { !$0.needsAddress || recipient.address($0) != nil }
            let step = step.drawn(for: person.id, on: usable ?? step.channel)
            guard let words = StepWords(step, of: course.sequence, in: book, language: person.language) else {
                return false
            }
            var omission: Omission?
            var due: Instant?
            if index < first ?? 0 {
                omission = .startAt
            } else if isKnown, course.passed(step, of: membership, for: person, at: membership.at) != nil {
                omission = .passed
            } else if isKnown {
                due = course.due(step, of: membership, for: person)
                isKnown = due != nil
            }
            let (sender, cover) = finder.writer(
                of: step, course, recipient, history: membership.history, at: due ?? start ?? .min)
            var message = Message(
                step: step.id, channel: step.channel, words, for: recipient, sender: sender, cover: cover)
            message.delay = step.on == nil ? step.delay : nil
            message.at = due
            message.omission = omission
            messages.append(message)
            guard omission == nil else { continue }
            if !sender.isManual(step.channel) {
                membership.noteSender(sender.id, of: step.id)
                if step.channel == .email { membership.thread[step.id] = step.id }
            }
            membership.finish(step.id, at: due ?? membership.at)
        }
        return true
    }

    private static func fitting(_ kind: RecordKind, _ id: String, person: String, in book: Book) throws -> Enrollment? {
        for name in try book.ids(of: .enrollment) {
            guard let enrollment = book.enrollment(name), enrollment.members[person] != nil else { continue }
            if kind == .sequence, enrollment.sequence.id == id { return enrollment }
            if kind == .template,
                book.sequence(enrollment.sequence.id)?.steps.contains(where: { $0.template?.id == id }) ?? false
            {
                return enrollment
            }
        }
        return nil
    }
}

extension SenderFinder {
    /// Who writes a step, and who covers for them; somebody away without a cover writes all the same.
    fileprivate mutating func writer(
        of step: Step, _ course: Course, _ recipient: Recipient, history: SenderHistory, at now: Instant
    ) -> (SenderIdentity, cover: SenderIdentity?) {
        sender(
            of: step, in: course.sequence, enrollment: course.enrollment, member: recipient.member,
            for: recipient.person, person: recipient.person.id, history: history, at: now
        ).writer
    }
}

extension SenderFinder.Answer {
    /// Who writes, also while away.
    fileprivate var writer: (sender: SenderIdentity, cover: SenderIdentity?) {
        switch self {
        case .writes(let sender, let cover, _): (sender, cover)
        case .away(let sender, _): (sender, nil)
        }
    }
}

extension Preview.Message {
    fileprivate init(
        step: String?, channel: Channel?, _ words: StepWords, for recipient: Recipient, sender: SenderIdentity,
        cover: SenderIdentity?
    ) {
        let missing = recipient.missing(words, sender: sender)
        let marks = Dictionary(missing.map { ($0, Preview.mark($0)) }, uniquingKeysWith: { first, _ in first })
        let values = recipient.values(
            words, sender: sender, unsubscribe: recipient.unsubscribe("TOKEN"), marks: marks)
        self.step = step
        self.channel = channel
        self.sender = sender.id
        self.missing = missing
        // A name that only a section's own record lacks cannot be marked: then the words stand as they were written.
        var draft = Draft(
            channel: channel ?? .task, text: words.body.source, html: words.html?.source,
            envelope: Envelope(sender, channel ?? .task, cover: cover), references: [])
        try? words.render(into: &draft, values, signature: sender.record?.signature)
        text = draft.text
        html = draft.html
        headers = []
        guard let channel else { return }
        if channel == .email {
            add("From", sender.mailbox.shown)
        } else if let number = sender.number(channel) {
            add("From", number.text)
        }
        addRecipient(recipient, channel)
        if let content = draft.content { add("Content", content.sid) }
        guard channel == .email else { return }
        let replyTo = draft.envelope.replyTo.map(\.shown)
        if !replyTo.isEmpty { add("Reply-To", replyTo.joined(separator: ", ")) }
        if let subject = words.subject {
            let line = (try? subject.renderLine(values)) ?? subject.source
            add("Subject", words.isReply ? EmailMessage.replySubject(line) : line)
        }
    }

    private mutating func addRecipient(_ recipient: Recipient, _ channel: Channel) {
        let person = recipient.person
        if case .email(let address) = recipient.address(channel) {
            add("To", Mailbox(name: person.fullName, address: address).shown)
        } else if let address = recipient.address(channel) {
            add("To", [person.fullName, address.text].compactMap(\.self).joined(separator: " "))
        } else if channel == .linkedin, let profile = person.linkedin {
            add("To", profile)
        } else if channel.needsAddress {
            missing.append(recipient.addressKey(channel))
            add("To", Preview.mark(recipient.addressKey(channel)))
        } else {
            add("To", person.fullName ?? person.id)
        }
    }

    private mutating func add(_ name: String, _ value: String) {
        headers.append(Preview.Header(name: name, value: value))
    }
}

extension Mailbox {
    /// As people read it, without the encodings of a header.
    fileprivate var shown: String { name.map { "\($0) <\(address.text)>" } ?? address.text }
}

extension Enrollment {
    /// Stands in where a person is in no enrollment.
    fileprivate static func none(_ kind: RecordKind, _ id: String) -> Enrollment {
        let place = SourceLocation(path: kind.path(of: id))
        return Enrollment(
            id: "", location: place, sequence: Reference(kind: .sequence, id: "", location: place), start: nil,
            status: .active, project: nil, people: [], exclude: [], vars: [:], policy: .none, address: nil,
            formerly: [])
    }
}

extension Enrollment.Member {
    fileprivate static func alone(_ person: String) -> Enrollment.Member {
        let place = SourceLocation(path: RecordKind.person.path(of: person))
        return Enrollment.Member(plain: Reference(kind: .person, id: person, location: place))
    }
}
