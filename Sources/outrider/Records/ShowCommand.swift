internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one record, what names it, and for a person where they stand.",
        discussion: """
            A record is named by kind and id, by its path, or by the id or the end of an id that no other has; a \
            person also by email address or phone number. Where people stand comes from the journal, the record from \
            the files.

              outrider show person za/ada
              outrider show companies/acme.yaml
              outrider show ada@example.com
              outrider show sequence drip --format json

            Exit codes: 0 fine, 1 there is no such record, or several fit.
            """)

    @Argument(help: ArgumentHelp("KIND ID, KIND/ID, or a PERSON.", valueName: "record"))
    var words: [String]

    @Flag(help: "Show all items of lists, not only the first \(RecordText.limit).")
    var all = false

    @OptionGroup var state: RevisionOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if words.count > 2 { throw ValidationError("name one record: KIND ID, KIND/ID, or a PERSON") }
        if words.count == 2, RecordKind(word: words[0]) == nil {
            throw ValidationError("kinds are \(RecordKind.folders)")
        }
    }

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let book = Book(try workspace.source(state.revision(in: workspace)))
            let (kind, id) = try find(in: book)
            guard let record = try RecordFile.read(kind, id: id, in: book.source) else {
                throw LookupError.unreadable(kind, id)
            }
            let hasStandings = kind == .person || kind == .enrollment
            let ledger = hasStandings && workspace.hasRepository ? try workspace.journal() : nil
            let text = ShowText(
                record: record, uses: try RecordUses.find(kind, id, in: book), book: book,
                report: try ledger.flatMap { try report($0, kind, id) }, now: try clock.instant(),
                console: console, showsAll: all)
            if common.format == .json { console.out(text.json()) } else { console.out(lines: text.lines()) }
            if record.hasErrors { warn("the file has errors", console) }
            if book.report.hasErrors { warn("other files have errors, and what they name is not shown", console) }
        }
    }

    private func warn(_ message: String, _ console: Console) {
        console.error("outrider: \(console.errorStyle("warning:", .warning)) \(message)")
        console.error("  = hint: `outrider check` names them")
    }

    /// The record that is meant: a person first, where only an id is given.
    private func find(in book: Book) throws -> (kind: RecordKind, id: String) {
        let word = words[0]
        if words.count == 2, let kind = RecordKind(word: word) { return try find(kind, words[1], in: book) }
        if let named = RecordArgument(naming: word) { return try find(named.kind, named.id, in: book) }
        do {
            return (.person, try PersonLookup.find(word, in: book))
        } catch let error as LookupError where error.cause == .unknown && RecordKind.canBeID(word) {
            return try RecordLookup.find(word, kinds: RecordKind.allCases, in: book)
        }
    }

    private func find(_ kind: RecordKind, _ text: String, in book: Book) throws -> (kind: RecordKind, id: String) {
        kind == .person
            ? (kind, try PersonLookup.find(text, in: book))
            : try RecordLookup.find(text, kinds: [kind], in: book)
    }

    private func report(_ ledger: Ledger, _ kind: RecordKind, _ id: String) throws -> StatusReport? {
        let now = try clock.instant()
        return kind == .person
            ? try StatusReport.make(ledger, now: now, person: id)
            : try StatusReport.make(ledger, now: now, enrollments: [id])
    }
}
