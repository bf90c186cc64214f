internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write people, companies or projects as CSV, JSON or vCards.",
        discussion: """
            What it writes, `outrider import` reads: every key is a column, what stands below a key too (`fields.x`, \
            `consent.at`, `emails.work` beside `email` for the first address). Items of a list are joined by `; `, what is \
            deeper is JSON. In CSV, a value that a spreadsheet would calculate or change (`=1+1`, `+2782…`, `007`, a date) \
            has an apostrophe in front, which the import takes away again. A file begins with the mark by which Excel knows \
            UTF-8; standard output does not.

              outrider export people --format csv --output people.csv
              (change it in a spreadsheet, save it as CSV)
              outrider import people.csv --on-match update

            Exit codes: 0 fine, 4 a record cannot be read.
            """)

    @Argument(
        help: "people, companies or projects.", completion: .list(RecordKind.exchanged.map(\.folder)),
        transform: RecordKind.exchanged)
    var kind: RecordKind

    @Option(
        help: "csv, json or vcard (people only); by the name of the output if left out, else csv.",
        completion: .list(ExportTable.Format.allCases.map(\.rawValue)), transform: Choice.parse)
    var format: ExportTable.Format?

    @Option(
        name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var state: RevisionOptions
    @OptionGroup var place: PlaceOptions

    /// The common options, whose `--format` is another one.
    private var common: CommonOptions {
        var options = CommonOptions()
        options.place = place
        options.format = .text
        return options
    }

    func run() throws {
        let common = common
        try Failure.run(common, at: .worktree) { console in
            let format = format ?? namedFormat ?? .csv
            guard format != .vcard || kind == .person else { throw UsageError("only people can be vCards") }
            let workspace = try common.workspace()
            let revision = state.revision(in: workspace)
            let book = Book(try workspace.source(revision))
            let table: ExportTable
            do {
                table = try ExportTable(book, kind)
            } catch let error as UnreadableRecords {
                throw BookFailure(report: error.report, revision: revision)
            }
            let bytes = table.bytes(format, hasMark: output != nil)
            guard let output else {
                console.out(bytes: bytes)
                return
            }
            try OutputFile.write(bytes, to: output)
            console.note("\(table.count.counted("record")) in \(output)")
        }
    }

    private var namedFormat: ExportTable.Format? {
        switch output?.lowercased().split(separator: ".").last {
        case "json": .json
        case "vcf", "vcard": .vcard
        case "csv": .csv
        default: nil
        }
    }
}
