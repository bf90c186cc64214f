internal import Git
internal import OutriderCore

/// The journal of one book, checked and at its tip, and the commits that one run or act makes on it.
///
/// Not for use by several threads at once.
final class JournalSession {
    /// Boundaries that a commit passes: when it is built, before it lands, when it has landed.
    typealias Reached = (built: [Boundary], pushing: [Boundary], landed: [Boundary])

    let workspace: Workspace
    let options: RunOptions
    let store: JournalStore
    /// Name of the run or act.
    let run: String
    private let identity: JournalIdentity
    private(set) var tip: ObjectID
    private(set) var ledger: Ledger
    /// Commits made so far, which number the history files.
    private(set) var commits = 0

    /// How often a commit is built anew because another run was faster.
    private static let attempts = 20

    /// - Parameter acceptsPast: whether a journal that was set back, or is another than the one seen, is taken as it is.
    /// - Throws: `Refusal` where this journal must not be touched.
    init(
        _ workspace: Workspace, _ options: RunOptions, settings: Configuration, acceptsPast: Bool = false
    ) throws {
        self.workspace = workspace
        self.options = options
        store = JournalStore(try workspace.requireRepository(), branch: workspace.journalBranch)
        run = RunID.make(at: options.now())
        identity = JournalIdentity(
            workspace: workspace, store: store, settings: settings, stateDirectory: options.stateDirectory)
        (tip, ledger) = try identity.check(now: options.now(), acceptsPast: acceptsPast)
    }

    func reach(_ boundaries: [Boundary]) { for boundary in boundaries { options.boundaries.reach(boundary) } }

    /// Builds a commit on the tip and lands it; where another run was faster, builds it anew on the new tip.
    ///
    /// - Parameters:
    ///   - isRun: whether the journal's `lastRun` moves.
    ///   - build: the change for the ledger; `nil` or an empty one where nothing is left to do.
    ///   - built: called with each commit before it lands.
    /// - Returns: whether a commit was made.
    /// - Throws: `RaceLost` where others were faster every time.
    @discardableResult
    func commit(
        _ message: String, isRun: Bool = true, reached: Reached = ([], [], []),
        built: (ObjectID) throws -> Void = { _ in }, build: (Ledger) throws -> LedgerChange?
    ) throws -> Bool {
        for attempt in 1...Self.attempts {
            guard var change = try build(ledger), !change.isEmpty else { return false }
            let now = options.now()
            if isRun { change.header.lastRun = now }
            if options.isSimulated { change.header.simulated = true }
            let edits = try change.edits(run: run, n: commits + 1, at: now, version: options.version)
            let commit = try store.build(edits, on: tip, message: "\(message)\n\nOutrider-Run: \(run)", at: now)
            reach(reached.built)
            try built(commit)
            reach(reached.pushing)
            if try store.land(commit, on: tip, message: message) {
                reach(reached.landed)
                commits += 1
                tip = commit
                ledger = try store.ledger(at: commit)
                return true
            }
            Pause.jittered(attempt: attempt)
            guard let moved = try store.tip() else {
                throw Refusal("the journal branch vanished during the run", hint: "restore it: git reflog")
            }
            tip = moved
            ledger = try store.ledger(at: moved)
        }
        throw RaceLost(attempts: Self.attempts)
    }

    /// The object id of the folder `book/` at the tip; `nil` before the first reconcile.
    var bookFolder: ObjectID? { get throws { try store.book(at: tip) } }

    /// Brings the witness to the tip where an earlier run was killed before it did.
    func repairWitness() throws { try store.moveWitness(to: tip) }

    /// Remembers the tip outside the repository.
    func remember() { identity.remember(ledger.header, tip) }
}
