internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what the next run would do: who would get which words, and when.",
        discussion: """
            It changes and sends nothing. By default it plans the files of the work tree, as if they were on main; \
            with --until it looks ahead, taking each message to go when it is due.

              outrider plan --until 7d
              outrider plan --at main --detailed-exitcode

            Exit codes: 0 fine, 2 something is due now (only with --detailed-exitcode), 4 the book has errors.
            """)

    @Option(help: ArgumentHelp("Look ahead: \(TimeArgument.forms).", valueName: "time"))
    var until: TimeArgument?

    @Flag(help: "Show all items, not only the first \(PlanText.limit).")
    var all = false

    @Flag(help: "Exit with 2 when something is due now.")
    var detailedExitcode = false

    @OptionGroup var state: RevisionOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let comparison = try workspace.comparingWorktree()
            let revision = state.revision(in: workspace)
            let now = try clock.instant()
            let (ledger, overrun) = try workspace.planRehearsal(revision, now: now)
            let zone = ledger.book.configuration?.timezone ?? .utc
            let end = until?.end(from: now, in: zone)
            let plan = try Simulation.plan(
                ledger, now: now, until: end ?? now, isPaused: Environment.isPaused)
            let differs = try comparison.differs()
            if common.format == .json {
                console.out(PlanText.json(plan, at: revision, differs: differs))
            } else {
                if !common.quiet { console.out(title(workspace, revision, differs: differs)) }
                let text = PlanText(plan, zone: zone, style: console.style, width: console.width, showsAll: all)
                console.out(lines: text.lines())
            }
            if let overrun {
                let style = console.errorStyle
                console.error(style("warning", .attention) + ": a run would be stopped: \(overrun.message)")
                console.error("  \(overrun.hint)")
            }
            if detailedExitcode, plan.isPending { throw ExitCode(2) }
            // To free a large plan takes a tenth of its time.
            console.end()
        }
    }

    private func title(_ workspace: Workspace, _ revision: Workspace.Revision, differs: Bool) -> String {
        let style = common.console.style
        let name = revision.name(in: workspace)
        guard workspace.hasRepository else {
            return style("Plan of the files here, which are in no git repository", .strong)
        }
        guard differs else { return style("Plan of \(name.onOneLine)", .strong) }
        return switch revision {
        case .worktree:
            style("Plan of the work tree", .strong)
                + style("; it differs from \(workspace.branch), which is what may be sent", .attention)
        case .main: style("Plan of \(name)", .strong) + style("; the work tree differs from it", .attention)
        case .revision: style("Plan of \(name.onOneLine)", .strong)
        }
    }
}

extension Workspace {
    /// The journal as if that state of the book were on main.
    ///
    /// - Throws: `BookFailure` with the files where the book has errors.
    func planLedger(_ revision: Revision, now: Instant) throws -> Ledger {
        try planRehearsal(revision, now: now).ledger
    }

    /// The same, with the people whom a run would refuse to end at once.
    ///
    /// - Parameter isFresh: whether the journal is left out, so that everybody enters anew.
    func planRehearsal(
        _ revision: Revision, now: Instant, isFresh: Bool = false
    ) throws -> (ledger: Ledger, overrun: CancelOverrun?) {
        do {
            return try rehearsal(of: revision, now: now, isFresh: isFresh)
        } catch let error as BookErrors {
            throw BookFailure(report: error.report, revision: revision)
        }
    }
}

extension Plan {
    /// Whether something is to be sent or done now.
    var isPending: Bool {
        items.contains { item in
            item.isAction && item.at <= now
        }
    }
}
