/// The problems of a state of the book; those that an earlier state has too may be left out.
public struct CheckReport {
    /// A state of the book to compare with, and the files that differ from it.
    public typealias Base = (book: Book, files: [BookFileChange])

    public let problems: [Diagnostic]
    /// Problems that the base has too, and so left out; `nil` without one.
    public let older: Int?
    /// Files of the book.
    public let files: Int
    public let isStrict: Bool
    private let source: any BookSource
    /// The fingerprints of the problems, where they had to be made.
    private let known: [String]?

    /// Checks a book.
    ///
    /// - Parameters:
    ///   - isStrict: whether warnings make it fail.
    ///   - now: the clock by which consents expire.
    /// - Throws: what a source says when a folder cannot be listed.
    public init(_ book: Book, base: Base? = nil, isStrict: Bool, now: Instant?) throws {
        source = book.source
        self.isStrict = isStrict
        files = try Self.fileCount(book)
        let diagnostics = try Check.all(book, now: now).diagnostics
        guard let base else {
            problems = diagnostics
            older = nil
            known = nil
            return
        }
        let old = Set(Self.fingerprints(of: try Check.all(base.book, now: now).diagnostics, in: base.book.source))
        var report = Report()
        for diagnostic in diagnostics { report.add(diagnostic) }
        report.add(contentsOf: try MoveCheck.problems(from: base.book, to: book, files: base.files))
        report.add(contentsOf: try CancelCheck.problems(from: base.book, to: book, files: base.files))
        let all = report.diagnostics
        let new = zip(all, Self.fingerprints(of: all, in: source)).filter { !old.contains($0.1) }
        problems = new.map(\.0)
        known = new.map(\.1)
        older = all.count - new.count
    }

    /// What makes each problem the same one in another state of the book: hex; equal as long as code, message, path and the
    /// line's text are, and unlike for each problem of a book.
    public var fingerprints: [String] { known ?? Self.fingerprints(of: problems, in: source) }

    public func count(_ severity: Diagnostic.Severity) -> Int { problems.count { $0.severity == severity } }

    /// Whether the book is not as it should be: it has errors or, where that is asked for, warnings.
    public var fails: Bool { count(.error) > 0 || (isStrict && count(.warning) > 0) }

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
        let settings = (try? book.source.read(Configuration.path, limit: FileLimit.any)) ?? nil
        return records.reduce(settings == nil ? 0 : 1, +)
    }
}
