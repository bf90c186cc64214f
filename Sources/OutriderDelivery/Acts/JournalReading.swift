internal import Git
public import OutriderCore

/// What commands that only read see of the journal.
extension Workspace {
    /// The journal at its tip; `nil` where there is none.
    ///
    /// - Throws: `JournalError` where it is damaged.
    public func journal() throws -> Ledger? {
        let store = JournalStore(try requireRepository(), branch: journalBranch)
        guard let tip = try store.tip() else { return nil }
        return try store.ledger(at: tip)
    }

    /// The journal as it would be if a state of the book were reconciled now: what a plan is made from.
    ///
    /// Without a journal everybody enters anew.
    ///
    /// - Parameter isFresh: whether the journal is left out.
    /// - Returns: the journal, and the people whom a run would refuse to end at once.
    /// - Throws: `BookErrors` where the book has errors; `Refusal` where it has a journal that is not here.
    public func rehearsal(
        of revision: Revision, now: Instant, isFresh: Bool = false
    ) throws -> (ledger: Ledger, overrun: CancelOverrun?) {
        let book = Book(try source(revision))
        guard let settings = book.configuration else { throw BookErrors(report: book.report) }
        guard !isFresh, let repository, let tip = try JournalStore(repository, branch: journalBranch).tip() else {
            guard isFresh || settings.book == nil || repository == nil else {
                throw Refusal.missingJournal(journalBranch)
            }
            let ledger = try Ledger(emptyJournal(settings))
            let rehearsal = try Rehearsal(
                ledger, journal: emptyJournal(settings), book: book,
                files: try BookDifference.files(from: ledger.book.source, to: book.source), now: now, entered: now)
            return (rehearsal.ledger, nil)
        }
        let store = JournalStore(repository, branch: journalBranch)
        let ledger = try store.ledger(at: tip)
        let commit = try commit(revision)
        let files =
            try commit.map {
                try BookDifference.files(from: try store.book(at: tip), to: try bookTree(at: $0), in: repository)
            } ?? BookDifference.files(from: ledger.book.source, to: book.source)
        let rehearsal = try Rehearsal(
            ledger, journal: try store.source(at: tip), book: book, files: files, now: now,
            entered: try entered(commit, now: now), isWhole: true)
        return (rehearsal.ledger, try rehearsal.change.flatMap { try CancelOverrun($0, with: book) })
    }

    /// When people enter whom this state of the book brings: at its commit, or now where it has none.
    private func entered(_ commit: ObjectID?, now: Instant) throws -> Instant {
        guard let commit else { return now }
        return min(now, Instant(seconds: try requireRepository().commit(commit).committerTime))
    }

    /// The commit of a state of the book; `nil` for the work tree.
    private func commit(_ revision: Revision) throws -> ObjectID? {
        switch revision {
        case .worktree: nil
        case .main: try mainTip()
        case .revision(let name): try requireRepository().resolve(name)
        }
    }

    private func emptyJournal(_ settings: Configuration) -> MemorySource {
        let header = JournalHeader(
            book: settings.book ?? "", prefix: prefix, branch: branch, ref: "refs/heads/\(journalBranch)", salt: "")
        return MemorySource([JournalHeader.path: header.json.pretty])
    }
}
