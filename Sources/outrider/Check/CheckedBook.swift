internal import OutriderCore
internal import OutriderDelivery

/// The problems of a state of the book in every form of report.
struct CheckedBook {
    let report: CheckReport
    let book: Book
    let source: any BookSource
    /// The book's folder in its repository, for what shows places there; empty for its root.
    let prefix: String

    init(
        _ workspace: Workspace, at revision: Workspace.Revision, base: Workspace.Revision?, isStrict: Bool, now: Instant
    ) throws {
        let book = try workspace.wholeBook(revision)
        self.book = book
        source = book.source
        prefix = workspace.prefix
        let before = try base.map { base in
            let before = try workspace.wholeBook(base)
            return (before, try workspace.changes(from: before.source, to: book.source))
        }
        report = try CheckReport(book, base: before, isStrict: isStrict, now: now)
    }

    /// Path of a file from the root of the repository.
    func repositoryPath(_ path: String) -> String { prefix.isEmpty ? path : prefix + "/" + path }

    /// The report in a format.
    func text(_ format: ReportFormat, style: TextStyle, width: Int, showsAll: Bool) -> String {
        switch format {
        case .text: ProblemText(self, style: style, width: width, showsAll: showsAll).text
        case .json: json.pretty
        case .markdown: ProblemText(self, style: TextStyle(isColored: false), width: 100, showsAll: showsAll).markdown
        case .github: gitHub
        case .gitlab: gitLab.pretty
        case .junit: junit
        case .sarif: sarif.pretty
        }
    }

    private var json: JSONValue {
        var object: JSONObject = [
            "diagnostics": .array(report.problems.map(\.json)), "errors": .integer(report.count(.error)),
            "warnings": .integer(report.count(.warning)), "notes": .integer(report.count(.note)),
            "files": .integer(report.files),
        ]
        object["older"] = report.older.map(JSONValue.integer)
        return .object(object)
    }
}
