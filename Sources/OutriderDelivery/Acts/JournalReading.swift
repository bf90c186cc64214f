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
            guard isFresh || settings.book == nil || repository == nil else { throw Refusal.missingJournal(journalBranch) }
            let rehearsal = try Rehearsal(
                try Ledger(emptyJournal(settings)), journal: emptyJournal(settings), book: book, now: now, entered: now)
            return (rehearsal.ledger, nil)
        }
        let store = JournalStore(repository, branch: journalBranch)
        let rehearsal = try Rehearsal(
            try store.ledger(at: tip), journal: try store.source(at: tip), book: book, now: now,
            entered: try entered(revision, now: now))
        return (rehearsal.ledger, try rehearsal.change.flatMap { try CancelOverrun($0, with: book) })
    }

    /// When people enter whom this state of the book brings: at its commit, or now where it has none.
    private func entered(_ revision: Revision, now: Instant) throws -> Instant {
        let name: String
        switch revision {
        case .worktree: return now
        case .main: name = branch
        case .revision(let revision): name = revision
        }
        let repository = try requireRepository()
        guard let commit = try repository.resolve(name) else { return now }
        return min(now, Instant(seconds: try repository.commit(commit).committerTime))
    }

    private func emptyJournal(_ settings: Configuration) -> MemorySource {
        let header = JournalHeader(
            book: settings.book ?? "", prefix: prefix, branch: branch, ref: "refs/heads/\(journalBranch)", salt: "")
        return MemorySource([JournalHeader.path: header.json.pretty])
    }
}
