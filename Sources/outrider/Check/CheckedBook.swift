internal import OutriderCore
internal import OutriderDelivery

/// The problems of a state of the book, and what every form of report needs to know of them.
struct CheckedBook {
    let problems: [Diagnostic]
    /// Problems that the base has too, and so left out; `nil` without one.
    let older: Int?
    /// Files of the book.
    let files: Int
    let isStrict: Bool
    let source: any BookSource
    /// The book's folder in its repository, for what shows places there; empty for its root.
    let prefix: String
    /// The fingerprints of the problems, where they had to be made.
    private let known: [String]?

    init(
        _ workspace: Workspace, at revision: Workspace.Revision, base: Workspace.Revision?, isStrict: Bool, now: Instant
    ) throws {
        let book = try workspace.wholeBook(revision)
        // The process ends with the check: taking a large book apart before would only take time.
        _ = unsafe Unmanaged.passRetained(book)
        source = book.source
        self.isStrict = isStrict
        prefix = workspace.prefix
        files = try Self.fileCount(book)
        let diagnostics = try Check.all(book, now: now).diagnostics
        guard let base else {
            problems = diagnostics
            older = nil
            known = nil
            return
        }
        let before = try workspace.wholeBook(base)
        let old = Set(Self.fingerprints(of: try Check.all(before, now: now).diagnostics, in: before.source))
        var report = Report()
        for diagnostic in diagnostics { report.add(diagnostic) }
        report.add(
            contentsOf: try MoveCheck.problems(
                from: before, to: book, files: try workspace.changes(from: before.source, to: source)))
        let all = report.diagnostics
        let new = zip(all, Self.fingerprints(of: all, in: source)).filter { !old.contains($0.1) }
        problems = new.map(\.0)
        known = new.map(\.1)
        older = all.count - new.count
    }

    /// What makes each problem the same one in another state of the book: hex; equal as long as code, message, path and the
    /// line's text are, and unlike for each problem of a book.
    var fingerprints: [String] { known ?? Self.fingerprints(of: problems, in: source) }

    func count(_ severity: Diagnostic.Severity) -> Int { problems.count { $0.severity == severity } }

    /// Whether the command ends as failed.
    var fails: Bool { count(.error) > 0 || (isStrict && count(.warning) > 0) }

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
            "diagnostics": .array(problems.map(\.json)), "errors": .integer(count(.error)),
            "warnings": .integer(count(.warning)), "notes": .integer(count(.note)), "files": .integer(files),
        ]
        object["older"] = older.map(JSONValue.integer)
        return .object(object)
    }

    private static func fingerprints(of diagnostics: [Diagnostic], in source: any BookSource) -> [String] {
        let lines = SourceLines(source)
        var counts: [String: Int] = [:]
        return diagnostics.map { diagnostic in
            let location = diagnostic.location
            let key = [
                diagnostic.code.rawValue, diagnostic.message, location.path,
                lines.text(location.line, of: location.path) ?? "",
            ].joined(separator: "\0")
            let count = counts[key, default: 0] + 1
            counts[key] = count
            return Digest.hex("\(key)\0\(count)".utf8)
        }
    }

    private static func fileCount(_ book: Book) throws -> Int {
        let records = try RecordKind.allCases.map { kind in
            try book.entries(of: kind).count { $0.path.hasSuffix(".yaml") || $0.path.hasSuffix(".yml") }
        }
        let settings = (try? book.source.read(Configuration.path, limit: 1 << 20)) ?? nil
        return records.reduce(settings == nil ? 0 : 1, +)
    }
}
