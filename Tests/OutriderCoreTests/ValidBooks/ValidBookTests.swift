import Testing

@testable import OutriderCore

/// Books of every kind and key are without an error, and whatever goes wrong in one is reported where it stands.
@Suite struct ValidBookTests {
    @Test func shapesAreThoseOfTheTables() {
        #expect(Set(Shape.all.keys) == Set(Tables.all.keys))
        for (name, table) in Tables.all {
            #expect(Set(Shape.all[name]?.keys.map(\.self) ?? []) == Set(table.names), "\(name)")
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func aValidBookHasNoErrors(seed: UInt64) throws {
        let book = ValidBook(seed: seed)
        let (source, line) = book.written(seed: seed)
        let errors = try Check.all(Book(source)).diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map { "\($0.location.description) \($0.code) \($0.message)" })")
        #expect(line == nil)
    }

    @Test(arguments: 0..<6 as Range<UInt64>) func aMistakeIsReportedOnItsLine(seed: UInt64) throws {
        let book = ValidBook(seed: seed)
        var codes: Set<DiagnosticCode> = []
        for (path, file) in book.files.sorted(by: { $0.key < $1.key }) {
            let mutations = Mutation.all(of: file.sample, table: file.table, path: path)
            // A part of them for each book: all would take minutes.
            for mutation in mutations.indices.filter({ $0 % 6 == Int(seed) }).map({ mutations[$0] }) {
                let (source, line) = book.written(seed: seed, changing: path, to: mutation.sample)
                let found = try Check.all(Book(source), warns: false).diagnostics
                codes.insert(mutation.code)
                let isFound = found.contains {
                    $0.code == mutation.code && $0.location.path == path && $0.location.line == line
                }
                #expect(
                    isFound,
                    """
                    \(mutation) is no \(mutation.code) on line \(line ?? 0) but \
                    \(found.map { "\($0.location.description) \($0.code)" })
                    \(source.files[path] ?? "")
                    """)
            }
        }
        #expect(codes.count > 10)
    }

    /// Lines behind a good file that leave no tree, each with its code.
    static let lines: [(String, DiagnosticCode)] = [
        ("\tnotes: x", .tab), ("x: \"open", .quoteUnclosed), ("x: 'open", .quoteUnclosed),
        ("x: [a, b", .bracketUnclosed),
        ("x: {a: b", .bracketUnclosed), ("x: *all", .alias), ("x: &all y", .anchor), ("x: !all y", .tag),
        ("x: {{firstName}}", .templateUnquoted), ("x: a: b", .colonUnquoted), ("--- x", .secondDocument),
        ("x: \u{1}", .encoding), ("x: \u{FEFF}", .byteOrderMark), ("x", .syntax), ("? [a]\n", .complexKey),
    ]

    @Test(arguments: lines) func aBrokenLineIsReportedAsSuch(line: String, code: DiagnosticCode) throws {
        for seed in 1..<3 as Range<UInt64> {
            let book = ValidBook(seed: seed)
            var (source, _) = book.written(seed: seed)
            for path in book.files.keys.sorted() {
                var text = source.files[path] ?? ""
                if !text.hasSuffix("\n") { text += "\n" }
                let number = text.split(separator: "\n", omittingEmptySubsequences: false).count
                let good = source.files[path]
                source.files[path] = text + line
                let found = try Check.all(Book(source), warns: false).diagnostics.filter { $0.location.path == path }
                #expect(
                    found.contains { $0.code == code && $0.location.line == number },
                    "\(path) line \(number): \(found.map { "\($0.location.description) \($0.code)" })\n\(text + line)")
                source.files[path] = good
            }
        }
    }
}
