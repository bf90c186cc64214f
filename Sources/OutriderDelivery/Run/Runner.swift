internal import Git
public import OutriderCore

/// What a run may use and must obey.
public struct RunOptions: Sendable {
    public var now: @Sendable () -> Instant
    /// Whether the clock was set by hand: the journal is marked, and leases run on the boot clock alone.
    public var isSimulated: Bool
    /// Seconds after which no further claim is made.
    public var deadline: Int?
    public var isDryRun: Bool
    /// How many people edits of the book may end for this once; `nil` for what the book allows.
    public var allowedCancels: Int?
    /// Whether nothing may be sent: `OUTRIDER_PAUSED=1`.
    public var isPaused: Bool
    /// Where this machine remembers what it has seen; `nil` for nowhere.
    public var stateDirectory: String?
    public var boundaries: Boundaries
    /// Whether the run has been asked to stop.
    public var isInterrupted: @Sendable () -> Bool
    public var progress: @Sendable (RunProgress) -> Void
    /// Version of the program, for the claims.
    public var version: String

    public init(
        now: @escaping @Sendable () -> Instant, isSimulated: Bool, version: String, deadline: Int? = nil,
        isDryRun: Bool = false, isPaused: Bool = false, stateDirectory: String? = nil, boundaries: Boundaries = .none,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) {
        self.now = now
        self.isSimulated = isSimulated
        self.version = version
        self.deadline = deadline
        self.isDryRun = isDryRun
        self.isPaused = isPaused
        self.stateDirectory = stateDirectory
        self.boundaries = boundaries
        self.isInterrupted = isInterrupted
        self.progress = progress
    }
}

/// One run: brings the journal in line with the book, settles what is in doubt, sends what is due, records it.
///
/// Not for use by several threads at once.
public final class Runner {
    let workspace: Workspace
    let options: RunOptions
    let clock: LeaseClock
    let started: Double
    var summary: RunSummary
    /// Number of this run's claims so far.
    var claims = 0
    /// Keys that the guard held when the run began; later plans of the run do not free them.
    var guarded: Set<DeliveryKey>?
    /// What has gone, and what the journal said before.
    var soFar = RunSoFar()
    /// Messages that the provider did not take now; the next run tries them again.
    var refused: Set<DeliveryKey> = []
    /// Whether the last plan has left out steps or ended somebody, so that another may find more.
    var hasDecided = false
    /// When the messages of the last plan that only so many a minute hold back may go on.
    var paced: Instant?
    /// What this run found held, by key.
    private var held: [DeliveryKey: Reason] = [:]
    var log: WriteAheadLog?
    /// Everything that follows from the reconciled book, by the id of its folder.
    private var desk: (folder: ObjectID, made: PlanningBook)?
    let outbox: Outbox

    /// Messages of one claim.
    static let batch = 1000
    /// Messages that are sent before the lease and the journal are looked at again.
    static let group = 500

    /// - Throws: `WorkspaceError` where the book is in no repository.
    public init(_ workspace: Workspace, _ options: RunOptions) throws {
        self.workspace = workspace
        self.options = options
        _ = try workspace.requireRepository()
        clock = .system(frozenAt: options.isSimulated ? Int(options.now().seconds) : nil)
        started = clock.bootSeconds()
        summary = RunSummary()
        outbox = Outbox(path: workspace.outboxFolder)
    }

    /// Does all that is due.
    ///
    /// - Throws: `BookErrors`, `Refusal`, `RaceLost`, `GitError`, `SystemError`, `WorkspaceError`.
    public func perform() throws -> RunSummary { try Refusal.ofDamage(work) }

    private func work() throws -> RunSummary {
        guard let main = try workspace.mainTip() else { throw WorkspaceError.noCommit(workspace.branch) }
        let book = Book(try workspace.source(.main))
        guard let settings = book.configuration else { throw BookErrors(report: book.report) }
        options.boundaries.reach(.resolveFetched)
        let session = try JournalSession(workspace, options, settings: settings)
        summary.run = session.run
        if options.isDryRun { return try rehearse(book, main: main, session) }
        try session.repairWitness()
        // The commits of this run count as no run of their own.
        soFar.began = RunSoFar.Beginning(lastRun: session.ledger.header.lastRun)
        let leftovers = try WriteAheadLog.leftovers(in: logDirectory(session))
        options.boundaries.reach(.recoverRead)
        try reconcile(session)
        try settle(leftovers, session)
        try dispatch(session)
        try closeLog()
        let open = Set(try session.ledger.openClaims().map(\.run))
        for leftover in leftovers.dead where !open.contains(leftover.run) { try leftover.remove() }
        session.remember()
        summary.commits = session.commits
        return summary
    }

    func logDirectory(_ session: JournalSession) -> String { session.store.repository.gitDirectory + "/outrider/wal" }

    /// Whether no further claim may be made, because of a signal or the deadline.
    func isOver() -> Bool {
        if options.isInterrupted() {
            summary.end = .interrupted
            return true
        }
        guard let deadline = options.deadline, clock.bootSeconds() - started >= Double(deadline) else { return false }
        options.boundaries.reach(.deadline)
        summary.end = .deadline
        return true
    }

    /// The plan of the present instant, with what the book gave to the plan before where it is still the same book.
    func plan(_ ledger: Ledger, _ session: JournalSession) throws -> Plan {
        let folder = try session.bookFolder
        let made: PlanningBook
        if let desk, desk.folder == folder, try desk.made.fits(ledger) {
            made = desk.made
        } else {
            made = try PlanningBook(ledger)
            desk = folder.map { ($0, made) }
        }
        return try Planner.plan(
            ledger, with: made, now: options.now(), scope: .index, isPaused: options.isPaused, after: soFar)
    }

    // MARK: Reconciling

    /// The branch is read after the journal's tip: another run may have reconciled a later state, and a step back from
    /// it would undo pauses and removals.
    func reconcile(_ session: JournalSession) throws {
        let repository = session.store.repository
        var events: [HistoryEvent] = []
        let landed = try session.commit(
            "reconcile", reached: ([.reconcileBuilt], [], []),
            build: { ledger in
                guard let main = try workspace.mainTip(), let tree = try workspace.bookTree(at: main) else {
                    throw WorkspaceError.noCommit(workspace.branch)
                }
                let book = Book(try workspace.source(.revision(main.hex)))
                let entered = Instant(seconds: try repository.commit(main).committerTime)
                let known = try session.bookFolder
                guard let wanted = try bookFolder(of: tree, differingFrom: known, repository) else { return nil }
                let files = try changes(from: known, to: wanted, repository)
                options.progress(.reconciling(files: files.count))
                if files.count > ParallelReading.worthwhile { try ParallelReading.fill(book) }
                guard
                    var change = try Reconciliation.reconcile(
                        ledger, with: book, files: files, now: options.now(), entered: entered),
                    !book.report.hasErrors
                else { throw BookErrors(report: book.report) }
                try refuseOverrun(change, with: book)
                change.setBook(wanted.hex)
                change.header.main = main.hex
                events = change.events
                return change
            })
        guard landed else { return }
        summary.resumed += events.count { $0.kind == .resumed }
        summary.entered += events.count { $0.kind == .enrolled }
        summary.ended += events.count { $0.kind == .cancelled || $0.kind == .completed }
    }

    private func refuseOverrun(_ change: LedgerChange, with book: Book) throws {
        guard let overrun = try CancelOverrun(change, with: book, allowed: options.allowedCancels) else { return }
        throw Refusal(overrun.message, hint: overrun.hint)
    }

    /// The folder that the journal keeps of a book's tree: `outrider.yaml` and the folders of records.
    ///
    /// - Returns: `nil` where it is what the journal has already.
    func bookFolder(
        of tree: ObjectID, differingFrom known: ObjectID?, _ repository: Repository
    ) throws -> ObjectID? {
        let entries = try repository.tree(tree).filter { BookDifference.names.contains($0.name) }
        if let known, Set(try repository.tree(known)) == Set(entries) { return nil }
        let edits = entries.map { entry in
            entry.kind == .folder
                ? TreeEdit.folder(path: entry.name, tree: entry.id) : .file(path: entry.name, blob: entry.id)
        }
        return try repository.buffered { try repository.editTree(nil, edits) }
    }

    private func changes(
        from old: ObjectID?, to new: ObjectID, _ repository: Repository
    ) throws -> [BookFileChange] {
        try repository.changes(from: old, to: new).map { change in
            BookFileChange(
                path: change.path, old: change.old?.id.hex, new: change.new?.id.hex,
                kind: change.new.map { BookEntry.Kind($0.kind) } ?? .file)
        }
    }

    // MARK: Rehearsing

    /// What a run would do, without a commit, a log or a message.
    private func rehearse(_ book: Book, main: ObjectID, _ session: JournalSession) throws -> RunSummary {
        let entered = Instant(seconds: try session.store.repository.commit(main).committerTime)
        let files = try BookDifference.files(
            from: try session.bookFolder, to: try workspace.bookTree(at: main), in: session.store.repository)
        let rehearsal = try Rehearsal(
            session.ledger, journal: try session.store.source(at: session.tip), book: book, files: files,
            now: options.now(), entered: entered)
        if let change = rehearsal.change { try refuseOverrun(change, with: book) }
        let ahead = rehearsal.ledger
        let plan = try Planner.plan(ahead, now: options.now(), scope: .index, isPaused: options.isPaused)
        summary.isDryRun = true
        note(plan)
        summary.plan = plan
        summary.next = [try ahead.earliest(after: options.now()), plan.next].compactMap(\.self).min()
        return summary
    }

    /// Notes what a plan holds until the book changes: no later plan of the run looks at it again.
    func noteWaiting(_ plan: Plan) {
        for item in plan.items {
            if case .hold(let hold) = item.action, hold.isKept { held[item.key] = hold.reason }
        }
    }

    /// Notes what a plan holds.
    func note(_ plan: Plan) {
        for item in plan.items where item.due <= plan.now {
            guard case .hold(let hold) = item.action else { continue }
            held[item.key] = hold.reason
            if hold.reason == .claimedElsewhere, let until = hold.until {
                summary.claimedUntil = max(summary.claimedUntil ?? until, until)
            }
        }
        summary.held = Dictionary(held.values.map { ($0, 1) }, uniquingKeysWith: +)
    }
}
