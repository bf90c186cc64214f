internal import OutriderCore

/// The journal as it would be if a book were reconciled, and pauses that are over ended, now.
enum Rehearsal {
    /// - Throws: `BookErrors` where the book cannot be reconciled.
    static func ledger(
        _ ledger: Ledger, journal: (any BookSource)?, book: Book, now: Instant, entered: Instant
    ) throws -> Ledger {
        let ahead = try reconciled(ledger, journal: journal, book: book, now: now, entered: entered)
        var recording = try Recording(ahead.ledger)
        try recording.endPauses(at: now)
        guard !recording.change.isEmpty else { return ahead.ledger }
        let edits = try recording.change.edits(run: "rehearsal", n: 2, at: now, version: "")
        return try Ledger(OverlaySource(ahead.journal, edits: edits, book: book.source))
    }

    private static func reconciled(
        _ ledger: Ledger, journal: (any BookSource)?, book: Book, now: Instant, entered: Instant
    ) throws -> (ledger: Ledger, journal: (any BookSource)?) {
        let files = try BookDifference.files(from: ledger.book.source, to: book.source)
        guard !files.isEmpty else { return (ledger, journal) }
        guard
            var change = try Reconciliation.reconcile(ledger, with: book, files: files, now: now, entered: entered),
            !book.report.hasErrors
        else { throw BookErrors(report: book.report) }
        change.setBook("")
        let edits = try change.edits(run: "rehearsal", n: 1, at: now, version: "")
        let source = OverlaySource(journal, edits: edits, book: book.source)
        return (try Ledger(source), source)
    }
}
