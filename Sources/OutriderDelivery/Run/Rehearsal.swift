internal import OutriderCore

/// The journal as it would be if a book were reconciled now.
enum Rehearsal {
    /// - Throws: `BookErrors` where the book cannot be reconciled.
    static func ledger(
        _ ledger: Ledger, journal: (any BookSource)?, book: Book, now: Instant, entered: Instant
    ) throws -> Ledger {
        let files = try BookDifference.files(from: ledger.book.source, to: book.source)
        guard !files.isEmpty else { return ledger }
        guard
            var change = try Reconciliation.reconcile(ledger, with: book, files: files, now: now, entered: entered),
            !book.report.hasErrors
        else { throw BookErrors(report: book.report) }
        change.setBook("")
        let edits = try change.edits(run: "rehearsal", n: 1, at: now, version: "")
        return try Ledger(OverlaySource(journal, edits: edits, book: book.source))
    }
}
