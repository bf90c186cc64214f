/// The words of a template, or of each step of a sequence, as one person would get them.
public struct Preview: Hashable, Sendable {
    /// A line above the words: who it is from, who it is to, the subject.
    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String
    }

    /// One message.
    public struct Message: Hashable, Sendable {
        /// Id of the step; `nil` for a template alone.
        public var step: String?
        /// `nil` for a template that any channel may use.
        public var channel: Channel?
        public var headers: [Header]
        public var text: String
        public var html: String?
        /// The variables, and the person's keys, that have no value; each is marked in the words.
        public var missing: [String]
    }

    /// What stands in the words where a value is missing.
    public static func mark(_ name: String) -> String { "[missing: \(name)]" }

    /// Id of the person.
    public var person: String
    /// The enrollment whose variables and project are used; `nil` where the person is in none that fits.
    public var enrollment: String?
    public var messages: [Message]

    /// Whether anything is missing.
    public var isIncomplete: Bool { messages.contains { !$0.missing.isEmpty } }

    /// Renders a template, a sequence or an enrollment for a person.
    ///
    /// A template or sequence takes variables and project from the first enrollment, by id, that uses it for the person.
    /// - Returns: `nil` where one of the files has an error, which the book's report then holds.
    /// - Throws: what the source says when a folder cannot be listed.
    public static func make(_ kind: RecordKind, _ id: String, person: String, in book: Book) throws -> Preview? {
        guard let configuration = book.configuration, let person = book.person(person) else { return nil }
        let enrollment: Enrollment?
        switch kind {
        case .enrollment:
            guard let named = book.enrollment(id) else { return nil }
            enrollment = named
        default: enrollment = try fitting(kind, id, person: person.id, in: book)
        }
        let recipient = Recipient(
            person: person, member: enrollment?.members[person.id] ?? .alone(person.id),
            enrollment: enrollment ?? .none(kind, id), configuration: configuration, book: book)
        guard let steps = steps(kind, id, enrollment, language: person.language, in: book) else { return nil }
        var preview = Preview(person: person.id, enrollment: enrollment?.id, messages: [])
        for (step, channel, words) in steps {
            guard let words else { return nil }
            let sender = sender(
                of: step, for: recipient, enrollment, sequence(kind, id, enrollment, in: book), in: book)
            preview.messages.append(Message(step: step, channel: channel, words, for: recipient, sender: sender))
        }
        return preview
    }

    private static func sequence(
        _ kind: RecordKind, _ id: String, _ enrollment: Enrollment?, in book: Book
    ) -> Sequence? {
        kind == .template ? nil : book.sequence(kind == .sequence ? id : enrollment?.sequence.id ?? "")
    }

    /// Who would write a step if nobody were away.
    private static func sender(
        of step: String?, for recipient: Recipient, _ enrollment: Enrollment?, _ sequence: Sequence?, in book: Book
    ) -> SenderIdentity {
        let configuration = recipient.configuration
        guard let sequence, let step = step.flatMap(sequence.step) else { return SenderIdentity(configuration) }
        var finder = SenderFinder(book, configuration)
        let answer = finder.sender(
            of: step, in: sequence, enrollment: enrollment ?? .none(.sequence, sequence.id), member: recipient.member,
            for: recipient.person, person: recipient.person.id, sticky: nil, at: .min)
        return switch answer {
        case .writes(let sender, _), .away(let sender, _): sender
        }
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

    private static func steps(
        _ kind: RecordKind, _ id: String, _ enrollment: Enrollment?, language: String?, in book: Book
    ) -> [(step: String?, channel: Channel?, words: StepWords?)]? {
        if kind == .template {
            guard let template = book.template(id) else { return nil }
            let isEmail = template.subject != nil || template.html != nil
            return [
                (
                    nil, template.channel?.value ?? (isEmail ? .email : nil),
                    StepWords(template, in: book, language: language)
                )
            ]
        }
        guard let sequence = book.sequence(kind == .sequence ? id : enrollment?.sequence.id ?? "") else { return nil }
        return sequence.steps.map { ($0.id, $0.channel, StepWords($0, of: sequence, in: book, language: language)) }
    }
}

extension Preview.Message {
    fileprivate init(
        step: String?, channel: Channel?, _ words: StepWords, for recipient: Recipient, sender: SenderIdentity
    ) {
        let missing = recipient.missing(words, sender: sender)
        let marks = Dictionary(missing.map { ($0, Preview.mark($0)) }, uniquingKeysWith: { first, _ in first })
        let values = recipient.values(
            words.fallback.merging(marks) { _, mark in mark }, sender: sender,
            unsubscribe: recipient.unsubscribe("TOKEN"))
        self.step = step
        self.channel = channel
        self.missing = missing
        // A name that only a section's own record lacks cannot be marked: then the words stand as they were written.
        var draft = Draft(
            channel: channel ?? .task, text: words.body.source, html: words.html?.source,
            envelope: Envelope(sender, channel ?? .task, cover: nil), references: [])
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
        guard channel == .email else { return }
        if let replyTo = sender.replyTo { add("Reply-To", replyTo.shown) }
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
