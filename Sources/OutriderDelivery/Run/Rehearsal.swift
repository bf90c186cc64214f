internal import OutriderCore

/// The journal as it would be if a book were reconciled now.
struct Rehearsal {
    let ledger: Ledger
    /// What would be committed; `nil` where nothing has changed.
    let change: LedgerChange?

    /// - Parameters:
    ///   - files: what differs between the journal's book and this one.
    ///   - isWhole: whether everybody will be looked at, not only those of whom something is due.
    /// - Throws: `BookErrors` where the book cannot be reconciled.
    init(
        _ ledger: Ledger, journal: (any BookSource)?, book: Book, files: [BookFileChange], now: Instant,
        entered: Instant, isWhole: Bool = false
    ) throws {
        guard !files.isEmpty else {
            self.ledger = ledger
            change = nil
            try ParallelReading.fill(ledger, dueBy: isWhole ? nil : now, from: journal)
            try readAhead(from: book.source, now: now)
            return
        }
        if files.count > ParallelReading.worthwhile { try ParallelReading.fill(book) }
        guard
            var change = try Reconciliation.reconcile(ledger, with: book, files: files, now: now, entered: entered),
            !book.report.hasErrors
        else { throw BookErrors(report: book.report) }
        change.setBook("")
        let edits = try change.edits(run: "rehearsal", n: 1, at: now, version: "")
        self.ledger = try Ledger(OverlaySource(journal, edits: edits, book: book.source))
        self.change = change
        try readAhead(from: book.source, now: now)
    }

    /// Reads the people of whom something is due, where they are many.
    private func readAhead(from source: any BookSource, now: Instant) throws {
        let due = try ledger.people(dueBy: now).compactMap { uid in
            let id = try ledger.id(of: .person, uid: uid)
            return RecordKind.canBeID(id) ? RecordKind.person.path(of: id) : nil
        }
        try ParallelReading.fill(ledger.book, due, from: source)
    }
}
