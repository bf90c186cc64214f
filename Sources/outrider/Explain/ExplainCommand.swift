internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain one person: what they got and why, what holds the rest, and when it goes.",
        discussion: """
            For each enrollment first the answer in a sentence, then every step: when it went and from whom, why it was \
            left out, every rule that holds it with the key and the line that set it, and the earliest time at which \
            it can go. Behind `>` stands the rule that binds: the one that ends last. Times are the person's.

            What is on main is explained, as the next run would take it; --at worktree explains the files as they are.

              outrider explain za/ada
              outrider explain ada@example.com --enrollment backend
              outrider explain +27821234567 --format json

            Exit codes: 0 fine, 1 nobody is meant by that, or several are, 4 the book has errors.
            """)

    @Argument(help: "Id of the person or the end of it, an email address or a phone number.")
    var person: String

    @Option(help: "Only this enrollment: its id or the end of it.")
    var enrollment: String?

    @Option(
        name: .customLong("at"), help: ArgumentHelp("main, worktree, or a git revision.", valueName: "revision"))
    var revision: String?

    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let comparison = try workspace.comparingWorktree()
            let revision: Workspace.Revision =
                self.revision.map(RevisionOptions.revision) ?? (workspace.hasRepository ? .main : .worktree)
            let now = try clock.instant()
            let ledger = try workspace.planLedger(revision, now: now)
            let explanation = try PersonExplanation.make(
                ledger, person: try find(in: ledger, revision, workspace),
                enrollment: try enrollment.map(ledger.findEnrollment), now: now,
                isPaused: Environment.isPaused)
            let differs = try comparison.differs()
            if common.format == .json {
                console.out(ExplainJSON(explanation).document(at: revision, differs: differs))
                return
            }
            console.out(
                lines: ExplainText(explanation, style: console.style, width: console.width, enrollment: enrollment)
                    .lines())
            guard differs, revision == .main else { return }
            console.note(
                "The work tree differs from \(workspace.branch), which is explained: --at worktree explains it.")
        }
    }

    /// The id of the person, whom the journal alone may know.
    private func find(
        in ledger: Ledger, _ revision: Workspace.Revision, _ workspace: Workspace
    ) throws -> String {
        do {
            return try ledger.findPerson(person)
        } catch let error as LookupError where error.cause != .ambiguous && revision == .main {
            guard workspace.folder != nil,
                (try? PersonLookup.find(person, in: Book(workspace.source(.worktree)))) != nil
            else { throw error }
            throw WorkspaceError(
                message: "the person stands only in the work tree, which nothing is sent from",
                hint: "commit it to \(workspace.branch), or explain it with --at worktree")
        }
    }
}
