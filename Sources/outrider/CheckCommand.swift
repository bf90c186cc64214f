internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find every problem in the book, with its place.",
        discussion: """
            Errors keep anything from being sent until they are mended. Warnings hold the people they name: somebody \
            without an address, a variable without a value.

            Exit codes: 0 no errors, 4 errors (with --strict also warnings).
            """)

    @Flag(help: "Fail on warnings too.")
    var strict = false

    @Flag(help: "Show all problems, not only the first 100.")
    var all = false

    @OptionGroup var state: RevisionOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let book = try workspace.wholeBook(state.revision(in: workspace))
            let report = try Check.all(book)
            let files = try Self.fileCount(book)
            if common.format == .json {
                console.out([
                    "diagnostics": .array(report.diagnostics.map(\.json)), "errors": .integer(report.errorCount),
                    "warnings": .integer(report.warningCount), "files": .integer(files),
                ])
            } else {
                show(report, book.source, files: files)
            }
            if report.hasErrors || (strict && report.warningCount > 0) { throw ExitCode(4) }
        }
    }

    private func show(_ report: Report, _ source: any BookSource, files: Int) {
        let console = common.console
        let style = console.style
        let printer = DiagnosticPrinter(source: source, style: style, width: console.width)
        let problems = report.diagnostics
        let shown = all ? problems.count : min(problems.count, 100)
        for problem in problems.prefix(shown) { console.out(printer.text(problem)) }
        if shown < problems.count {
            console.out("… and \((problems.count - shown).counted("more problem")): outrider check --all")
        }
        if !problems.isEmpty { console.out("") }
        guard !problems.isEmpty else {
            console.out(style("\(files.counted("file")), no problems", .good))
            return
        }
        var parts: [String] = []
        if report.errorCount > 0 { parts.append(style(report.errorCount.counted("error"), .error)) }
        if report.warningCount > 0 { parts.append(style(report.warningCount.counted("warning"), .warning)) }
        console.out("\(parts.joined(separator: ", ")) in \(files.counted("file"))")
    }

    private static func fileCount(_ book: Book) throws -> Int {
        let records = try RecordKind.allCases.map { kind in
            try book.entries(of: kind).count { $0.path.hasSuffix(".yaml") || $0.path.hasSuffix(".yml") }
        }
        let settings = (try? book.source.read(Configuration.path, limit: 1 << 20)) ?? nil
        return records.reduce(settings == nil ? 0 : 1, +)
    }
}
