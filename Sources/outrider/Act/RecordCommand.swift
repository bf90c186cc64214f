internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Say what came back from a person: a reply, a bounce, an opt-out …",
        discussion: """
            It is in force at once: the next claim of every run obeys it.

              reply, meeting, interested, not-interested, wrong-person
                               ends what they answered (stopOn); a wrong person's address is suppressed
              out-of-office    pauses it until the day they are back (--until), else five business days
              bounce           ends it, and suppresses the address on that channel
              unsubscribe, complaint
                               ends everything, and suppresses the person and all their addresses (optOut)

              outrider record reply ada@example.com --channel email
              outrider record out-of-office za/ada --until 2026-12-07
              outrider record unsubscribe +27821234567 --by jo --reason "asked on the phone"
            """)

    @Argument(help: "What came back.")
    var event: Answer

    @Argument(help: "Id of the person or the end of it, an email address or a phone number.")
    var person: String

    @Option(help: "Id of the enrollment that it answers, or the end of it; all that fit if left out.")
    var enrollment: String?

    @Option(help: "How it came, or which address it is about.")
    var channel: Channel?

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp("When it came: \(TimeArgument.forms); now if left out.", valueName: "time"))
    var time: TimeArgument?

    @Option(
        help: ArgumentHelp("With out-of-office: the day on which they are back: 2026-12-07.", valueName: "date"),
        transform: RecordCommand.date)
    var until: CivilDate?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    private static func date(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else { throw ValidationError("write a date: 2026-12-07") }
        return date
    }

    func validate() throws {
        if until != nil, event != .outOfOffice { throw ValidationError("--until goes with out-of-office") }
    }

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let ledger = try workspace.requireJournal()
            let options = try Environment.runOptions()
            let id = try workspace.findPerson(person, in: ledger)
            let zone = ledger.book.configuration?.timezone ?? .utc
            let received = Received(
                event, person: id, at: time.map { $0.start(from: options.now(), in: zone) } ?? options.now(),
                enrollment: try enrollment.map(ledger.findEnrollment), channel: channel, until: until)
            let outcome = try JournalActs(workspace, options).record(received, actor.actor)
            ActText(
                act: "record", done: "Recorded: \(event.rawValue) of \(id.onOneLine).",
                unchanged: "Nothing to change: that is known, or the book says to ignore it."
            ).show(outcome, common.format, console)
        }
    }
}

struct MarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark",
        abstract: "Say what became of a message, where only you know it.",
        discussion: """
            The beginning of the key is enough; `outrider log --format json` names the keys.

              outrider mark godr22l6 DELIVERED
              outrider mark godr22l6 BOUNCED --by jo

            A message in doubt is settled by it; BOUNCED does what `outrider record bounce` does.
            """)

    @Argument(help: "The message's key, or the beginning of it.")
    var key: String

    @Argument(help: "What became of it.")
    var status: DeliveryStatus

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let acts = JournalActs(try common.workspace(), try Environment.runOptions())
            let outcome = try acts.mark(key, status, actor.actor)
            ActText(
                act: "mark", done: "The message is \(status.rawValue).",
                unchanged: "Nothing to change: it is \(status.rawValue) already."
            ).show(outcome, common.format, console)
        }
    }
}
