internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

/// Whom a suppression is about, and on which channel.
struct SuppressionOptions: ParsableArguments {
    @Argument(help: "Id of a person, an email address, a phone number with +, or @DOMAIN.")
    var target: String

    @Option(help: "Only this channel; all of them if left out.")
    var channel: Channel?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    /// - Parameter prefersPerson: whether an address that a person of the book has means the person.
    func found(in workspace: Workspace, prefersPerson: Bool) throws -> SuppressionTarget {
        if target.hasPrefix("@") {
            guard case .email(let address) = try address("name\(target)") else { throw notAnAddress }
            return .domain(address.domain.lowercased())
        }
        let isAddress = target.contains("@") || target.hasPrefix("+")
        let ledger = try workspace.requireJournal()
        guard isAddress else { return .person(try workspace.findPerson(target, in: ledger)) }
        if prefersPerson, let id = try? workspace.findPerson(target, in: ledger) { return .person(id) }
        return .address(try address(target))
    }

    private var notAnAddress: UsageError {
        UsageError(
            "this is no address, number or domain",
            hint: "write jo@acme.example, +27821234567 or @acme.example")
    }

    private func address(_ text: String) throws -> ChannelAddress {
        do throws(AddressError) {
            guard text.contains("@") else {
                return .phone(try PhoneNumber(parsing: text.filter { !" -().".contains($0) }))
            }
            return .email(try EmailAddress(parsing: text))
        } catch {
            throw UsageError("this is no address: \(error.message)", hint: error.hint)
        }
    }

    /// Where nothing is sent, in a sentence.
    var place: String { channel.map { "on \($0.rawValue)" } ?? "on any channel" }
}

struct SuppressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppress",
        abstract: "Never write to a person, an address or a domain again.",
        discussion: """
            The journal keeps it, whatever the book's files say; only `outrider resubscribe` lifts it. A person is known \
            by all their addresses, and whoever has a suppressed address is not written to under any other id.

              outrider suppress za/ada --reason "asked on the phone" --by jo
              outrider suppress bob@example.com --channel email
              outrider suppress @rival.example
            """)

    @OptionGroup var options: SuppressionOptions

    func run() throws {
        try Failure.run(options.common) { console in
            let workspace = try options.common.workspace()
            let target = try options.found(in: workspace, prefersPerson: false)
            var outcome = ActOutcome()
            outcome.isChange = try JournalActs(workspace, try Environment.runOptions()).suppress(
                target, options.channel, options.actor.actor)
            outcome.isSuppressed = outcome.isChange
            ActText(
                act: "suppress", done: "Suppressed: nothing is sent there \(options.place).",
                unchanged: "Nothing to change: it is suppressed already."
            ).show(outcome, options.common.format, console)
        }
    }
}

struct ResubscribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resubscribe",
        abstract: "Lift a suppression of the journal, because they want to hear from you again.",
        discussion: """
            The address of a person in the book means the person. What the book's own files forbid stays forbidden, and \
            what an opt-out has ended stays ended.

              outrider resubscribe za/ada --by jo --reason "wrote to us"
              outrider resubscribe @rival.example
            """)

    @OptionGroup var options: SuppressionOptions

    func run() throws {
        try Failure.run(options.common) { console in
            let workspace = try options.common.workspace()
            let target = try options.found(in: workspace, prefersPerson: true)
            var outcome = ActOutcome()
            outcome.isChange = try JournalActs(workspace, try Environment.runOptions()).resubscribe(
                target, options.channel, options.actor.actor)
            ActText(
                act: "resubscribe", done: "Resubscribed: the journal forbids nothing there \(options.place).",
                unchanged: "Nothing to change: the journal does not forbid it."
            ).show(outcome, options.common.format, console)
        }
    }
}

struct ReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Let people go on who had ended in an enrollment, where steps are left for them.",
        discussion: """
            Without a PERSON: who had finished, or whom a failure or the project had ended. Who has replied, bounced or \
            reached the goal has to be named. Who opted out never goes on.

              outrider reopen 2026-11/backend
              outrider reopen 2026-11/backend za/ada --by jo --reason "asked for more"
            """)

    @Argument(help: "Id of the enrollment, or the end of it.")
    var enrollment: String

    @Argument(help: "Ids of people or the ends of them, email addresses or phone numbers.")
    var people: [String] = []

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let ledger = try workspace.requireJournal()
            let people = try people.map { try workspace.findPerson($0, in: ledger) }
            let outcome = try JournalActs(workspace, try Environment.runOptions()).reopen(
                try ledger.findEnrollment(enrollment), people: people, actor.actor)
            ActText(
                act: "reopen", done: "Reopened: \(outcome.resumed.count.counted("person", "people")).",
                unchanged: "Nothing to change: nobody who may go on has ended with steps left."
            ).show(outcome, common.format, console)
        }
    }
}
