/// A person within an enrollment, with everything their messages may name.
final class Recipient {
    let person: Person
    let member: Enrollment.Member
    private let surroundings: Surroundings
    /// The zone in which windows and dates of this person count.
    let zone: Zone
    let employer: Company?
    let company: Company?
    private let vars: [String: TemplateValue]

    /// What all people of an enrollment share.
    final class Surroundings {
        let enrollment: Enrollment
        let configuration: Configuration
        let project: Project?

        init(_ enrollment: Enrollment, _ configuration: Configuration, in book: Book) {
            self.enrollment = enrollment
            self.configuration = configuration
            project = enrollment.project.flatMap { book.project($0.id) }
        }
    }

    convenience init(
        person: Person, member: Enrollment.Member, enrollment: Enrollment, configuration: Configuration, book: Book
    ) {
        self.init(
            person: person, member: member, surroundings: Surroundings(enrollment, configuration, in: book), book: book)
    }

    init(person: Person, member: Enrollment.Member, surroundings: Surroundings, book: Book) {
        self.person = person
        self.member = member
        self.surroundings = surroundings
        zone = book.zone(of: person)
        employer = person.company.flatMap { book.company($0.id) }
        let companyReference = surroundings.project.map(\.company) ?? nil
        company = (companyReference ?? person.soleCompany).flatMap { book.company($0.id) }
        let shared = surroundings.enrollment.vars
        vars = member.vars.isEmpty ? shared : shared.merging(member.vars) { _, own in own }
    }

    var configuration: Configuration { surroundings.configuration }
    var project: Project? { surroundings.project }
    private var enrollment: Enrollment { surroundings.enrollment }

    /// Which of several companies is meant cannot be known: no project says it, and the person stands to more than one.
    var hasAmbiguousCompany: Bool { company == nil && project?.company == nil && person.companies.count > 1 }

    /// The address that a channel writes to.
    func address(_ channel: Channel) -> ChannelAddress? {
        person.address(for: channel, label: enrollment.address?.value)
    }

    /// The person's key that holds the channel's address, with the label that is asked for.
    func addressKey(_ channel: Channel) -> String {
        guard channel == .email, let label = enrollment.address?.value else { return channel.addressKey }
        return "email labelled '\(label.printable)'"
    }

    /// What the names in some words stand for.
    ///
    /// - Parameter marks: what stands for names that have no value, before every other fallback.
    func values(
        _ words: StepWords, sender: SenderIdentity, unsubscribe: String?, marks: [String: String] = [:]
    ) -> TemplateValue {
        var fallback = surroundings.configuration.fallback
        if !words.fallback.isEmpty { fallback.merge(words.fallback) { _, own in own } }
        if !marks.isEmpty { fallback.merge(marks) { _, mark in mark } }
        return Variables.values(
            of: words.names, person: person, employer: employer, company: company, project: project, vars: vars,
            sender: sender, unsubscribe: unsubscribe, postalAddress: surroundings.configuration.postalAddress,
            fallback: fallback)
    }

    /// What `{{unsubscribe}}` stands for in the message of that key.
    func unsubscribe(_ key: String) -> String? {
        if let url = configuration.unsubscribe?.url { return url.replacing("{{token}}", with: key) }
        return configuration.unsubscribe?.mailto?.text
    }

    /// Why a step cannot be written to this person as the book stands.
    enum Problem: Hashable {
        /// The person's key that is missing.
        case noAddress(String)
        case missingVariables([String])

        func diagnostic(for person: Reference, step: Step) -> Diagnostic {
            switch self {
            case .noAddress(let key):
                Diagnostic(
                    .noAddress, "'\(person.id)' has no \(key) for the step '\(step.id)'",
                    at: person.location, hint: "add it to \(person.kind.path(of: person.id))")
            case .missingVariables(let names):
                Diagnostic(
                    .missingVariable,
                    "'\(person.id)' has no value for \(names.joined(separator: ", ")) in the step '\(step.id)'",
                    at: person.location,
                    hint: "add it, give a fallback, or test for it with {{#name}}…{{/name}}")
            }
        }
    }

    func problems(with step: Step, _ words: StepWords?, sender: SenderIdentity) -> [Problem] {
        var problems: [Problem] = []
        if step.channel.needsAddress, address(step.channel) == nil {
            problems.append(.noAddress(addressKey(step.channel)))
        }
        let names = words.map { missing($0, sender: sender) } ?? []
        if !names.isEmpty { problems.append(.missingVariables(names)) }
        return problems
    }

    func missing(_ words: StepWords, sender: SenderIdentity) -> [String] {
        let values = values(words, sender: sender, unsubscribe: unsubscribe(""))
        let found = words.texts.flatMap { $0.missing(in: values) }
        var seen: Set<String> = []
        return found.map(\.name).filter { seen.insert($0).inserted }
    }

    /// The words of a step as this person would get them.
    ///
    /// - Parameters:
    ///   - key: the delivery key of the message.
    ///   - cover: who gets the answers too.
    ///   - references: message ids of the thread that the step answers, oldest first.
    func draft(
        _ step: Step, _ words: StepWords, key: String, sender: SenderIdentity, cover: SenderIdentity? = nil,
        references: [String]
    ) -> Result<Draft, Problem> {
        let address = address(step.channel)
        if step.channel.needsAddress, address == nil { return .failure(.noAddress(addressKey(step.channel))) }
        let values = values(words, sender: sender, unsubscribe: unsubscribe(key))
        do throws(MissingVariables) {
            var draft = Draft(
                channel: step.channel, address: address, name: person.fullName, text: "",
                envelope: Envelope(sender, step.channel, cover: cover), references: references)
            draft.subject = try words.subject?.renderLine(values)
            if words.isReply, !references.isEmpty, let original = draft.subject {
                draft.subject = EmailMessage.replySubject(original)
            }
            try words.render(into: &draft, values, signature: sender.record?.signature)
            draft.envelope.unsubscribe =
                configuration.unsubscribe.map { ($0, key) }.map(Envelope.unsubscribeHeader) ?? []
            return .success(draft)
        } catch {
            return .failure(.missingVariables(missing(words, sender: sender)))
        }
    }
}

extension Recipient.Problem: Error {}

extension Channel {
    /// Whether a step of the channel cannot go without an address.
    var needsAddress: Bool {
        switch self {
        case .email, .sms, .whatsapp, .call: true
        case .linkedin, .task: false
        }
    }

    /// The person's key that holds the channel's address.
    var addressKey: String {
        switch self {
        case .email: "email"
        case .sms, .call: "phone"
        case .whatsapp: "whatsapp"
        case .linkedin: "linkedin"
        case .task: "name"
        }
    }
}
