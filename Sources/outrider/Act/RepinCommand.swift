internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct RepinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repin",
        abstract: "Move people who keep a sequence as it was to its present steps and words.",
        discussion: """
            A sequence with `onEdit: pin` lets people keep the steps and words that they started with; whoever entered \
            before that follows edits. The present words are those of the book as the last run took it: put an edit on \
            the main branch and run first. What was sent is not sent again, also under another step id.

              outrider repin 2026-11/backend
              outrider repin 2026-11/backend --step nudge
              outrider repin 2026-11/backend za/ada --by jo --reason "the old offer is gone"
            """)

    @Argument(help: "Id of the enrollment, or the end of it.")
    var enrollment: String

    @Argument(help: "Ids of people or the ends of them, email addresses or phone numbers; all if left out.")
    var people: [String] = []

    @Option(help: "Only who would get this step next.")
    var step: String?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let ledger = try workspace.requireJournal()
            let people = try people.map { try workspace.findPerson($0, in: ledger) }
            let outcome = try JournalActs(workspace, try Environment.runOptions()).repin(
                try ledger.findEnrollment(enrollment), step: step, people: people, actor.actor)
            ActText(
                act: "repin",
                done: "Moved to the present words: \(outcome.repinned.count.counted("person", "people")).",
                unchanged: "Nothing to change: nobody there keeps other words than the present ones."
            ).show(outcome, common.format, console)
        }
    }
}
