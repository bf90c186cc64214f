internal import OutriderCore

/// The problems of a book for people: on a terminal, or as Markdown for a pull request.
struct ProblemText {
    private let book: CheckedBook
    private let style: TextStyle
    private let width: Int
    private let showsAll: Bool

    init(_ book: CheckedBook, style: TextStyle, width: Int, showsAll: Bool) {
        self.book = book
        self.style = style
        self.width = width
        self.showsAll = showsAll
    }

    var text: String {
        var lines = problems
        if !lines.isEmpty { lines.append("") }
        return (lines + [summary]).joined(separator: "\n")
    }

    /// A heading and the problems as they stand on a terminal.
    var markdown: String {
        let heading = "### outrider check: \(summary)"
        guard !book.report.problems.isEmpty else { return heading }
        return "\(heading)\n\n\(MarkdownText.block(problems))"
    }

    private var problems: [String] {
        let printer = DiagnosticPrinter(source: book.source, style: style, width: width)
        let shown = showsAll ? book.report.problems.count : min(book.report.problems.count, 100)
        var lines = book.report.problems.prefix(shown).map { printer.text($0) }
        if shown < book.report.problems.count {
            lines.append(
                "… and \((book.report.problems.count - shown).counted("more problem")): outrider check --all")
        }
        return lines
    }

    /// `1 error, 2 warnings, 3 notes in 12 files`.
    private var summary: String {
        let files = book.report.files.counted("file")
        let older = book.report.older.map { $0 > 0 ? "; \($0.counted("older problem")) left out" : "" } ?? ""
        let kinds = Diagnostic.Severity.allCases.map { ($0, book.report.count($0)) }.filter { $0.1 > 0 }
        guard !kinds.isEmpty else {
            return style("\(files), no \(book.report.older == nil ? "" : "new ")problems", .good) + older
        }
        let parts = kinds.map { severity, count in style(count.counted(severity.rawValue), severity.role) }
        return "\(parts.joined(separator: ", ")) in \(files)\(older)"
    }
}
