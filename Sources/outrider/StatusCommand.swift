internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show where enrollments and people stand, what is in doubt, when the last run was.",
        discussion: """
            It reads the journal, and so the book as the last run knew it: what is new on main shows in \
            `outrider plan`. With enrollments it lists the people in them one by one.
            """)

    @Argument(help: "Ids of enrollments, or the ends of them.")
    var enrollments: [String] = []

    @Flag(help: "Show everybody, not only the first \(StatusText.limit).")
    var all = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let ledger = try common.workspace().requireJournal()
            let ids = try enrollments.map { try Self.id($0, ledger) }
            let now = try clock.instant()
            let report = try StatusReport.make(ledger, now: now, enrollments: ids)
            let text = StatusText(report, now: now, style: console.style, width: console.width, showsAll: all)
            if common.format == .json { console.out(text.json()) } else { console.out(lines: text.lines()) }
        }
    }

    /// The id of an enrollment; one that has left the book is known by its whole id.
    private static func id(_ text: String, _ ledger: Ledger) throws -> String {
        do {
            return try RecordLookup.find(text, kinds: [.enrollment], in: ledger.book).id
        } catch let error as LookupError {
            var isKnown = false
            try ledger.forEachState { state in
                for membership in state.memberships where !isKnown {
                    isKnown = try ledger.id(of: .enrollment, uid: membership.enrollment) == text
                }
            }
            guard isKnown else { throw error }
            return text
        }
    }
}

extension Workspace {
    /// The journal at its tip.
    ///
    /// - Throws: `WorkspaceError` where there is none yet, `JournalError`.
    func requireJournal() throws -> Ledger {
        guard let ledger = try journal() else {
            throw WorkspaceError(
                message: "there is no journal yet: no branch '\(journalBranch)' in this clone",
                hint:
                    "`outrider init` makes it; where another clone has it: git fetch origin \(journalBranch):\(journalBranch)"
            )
        }
        return ledger
    }
}
