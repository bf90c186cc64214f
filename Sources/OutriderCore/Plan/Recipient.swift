/// A person within an enrollment, with everything their messages may name.
struct Recipient {
    let person: Person
    private let member: Enrollment.Member
    private let configuration: Configuration
    private let employer: Company?
    private let company: Company?
    private let project: Project?
    private let vars: [String: TemplateValue]

    init(
        person: Person, member: Enrollment.Member, enrollment: Enrollment, configuration: Configuration, book: Book
    ) {
        self.person = person
        self.member = member
        self.configuration = configuration
        employer = person.company.flatMap { book.company($0.id) }
        project = enrollment.project.flatMap { book.project($0.id) }
        let companyReference = project.map(\.company) ?? nil
        company = companyReference.flatMap { book.company($0.id) } ?? employer
        vars = enrollment.vars.merging(member.vars) { _, own in own }
    }

    /// The zone in which windows and dates of this person count.
    var zone: Zone { person.timezone ?? configuration.timezone }

    func values(_ fallback: [String: String]) -> TemplateValue {
        Variables.values(
            person: person, employer: employer, company: company, project: project, vars: vars,
            fallback: configuration.fallback.merging(fallback) { _, own in own })
    }

    /// Why a step cannot be written to this person as the book stands.
    enum Problem: Hashable {
        case noAddress(Channel)
        case missingVariables([String])

        func diagnostic(for person: Reference, step: Step) -> Diagnostic {
            switch self {
            case .noAddress(let channel):
                Diagnostic(
                    .noAddress, "'\(person.id)' has no \(channel.addressKey) for the step '\(step.id)'",
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

    func problems(with step: Step, _ words: StepWords?) -> [Problem] {
        var problems: [Problem] = []
        if step.channel.needsAddress, person.address(for: step.channel) == nil {
            problems.append(.noAddress(step.channel))
        }
        let names = words.map(missing) ?? []
        if !names.isEmpty { problems.append(.missingVariables(names)) }
        return problems
    }

    func missing(_ words: StepWords) -> [String] {
        let values = values(words.fallback)
        let found = [words.subject, words.body, words.html].flatMap { $0?.text.missing(in: values) ?? [] }
        var seen: Set<String> = []
        return found.map(\.name).filter { seen.insert($0).inserted }
    }

    /// The words of a step as this person would get them.
    ///
    /// - Parameter references: message ids of the thread that the step answers, oldest first.
    func draft(_ step: Step, _ words: StepWords, references: [String]) -> Result<Draft, Problem> {
        if step.channel.needsAddress, person.address(for: step.channel) == nil {
            return .failure(.noAddress(step.channel))
        }
        let values = values(words.fallback)
        do throws(MissingVariables) {
            var subject = try words.subject?.text.renderLine(values)
            if words.isReply, !references.isEmpty, let original = subject {
                subject = EmailMessage.replySubject(original)
            }
            return .success(
                Draft(
                    channel: step.channel, address: person.address(for: step.channel), name: person.fullName,
                    subject: subject, text: try words.body.text.render(values),
                    html: try words.html?.text.render(values), references: references))
        } catch {
            return .failure(.missingVariables(missing(words)))
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

/// A message with its words, before it is claimed.
public struct Draft: Hashable, Sendable {
    public var channel: Channel
    public var address: ChannelAddress?
    /// The recipient's name, for the header of an email.
    public var name: String?
    public var subject: String?
    public var text: String
    public var html: String?
    /// Message ids of the thread that it answers, oldest first.
    public var references: [String]

    /// The first line of the words that holds any, at most 120 characters.
    public var firstLine: String {
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return String(line.prefix(120))
    }
}
