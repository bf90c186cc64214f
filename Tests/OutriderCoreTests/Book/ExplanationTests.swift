import Testing

@testable import OutriderCore

/// What `check --explain` says of every code.
@Suite struct ExplanationTests {
    @Test(arguments: DiagnosticCode.allCases) func everyCodeIsExplained(_ code: DiagnosticCode) {
        let explanation = code.explanation
        #expect(explanation.cause.hasSuffix("."))
        #expect(explanation.cause.count >= 30)
        #expect(explanation.cure.hasSuffix(explanation.example.isEmpty ? "." : ":"))
        // No two codes share their words.
        #expect(DiagnosticCode.allCases.count { $0.explanation.cause == explanation.cause } == 1)
    }

    static let examples = DiagnosticCode.allCases.filter { !$0.explanation.example.isEmpty }

    /// An example is a file that has no problem of its own.
    @Test(arguments: examples) func theExampleIsRight(_ code: DiagnosticCode) throws {
        let example = code.explanation.example
        let first = try #require(example.split(separator: "\n").first)
        #expect(first.hasPrefix("# "))
        let path = String(first.dropFirst(2))
        #expect((2...9).contains(example.split(separator: "\n").count))
        if path == Configuration.path {
            let book = Book(MemorySource([path: example]))
            _ = book.configuration
            #expect(book.report.diagnostics == [])
            return
        }
        let (kind, id) = try #require(RecordKind.record(at: path))
        #expect(Record.parse(kind, id: id, bytes: Array(example.utf8)).report.diagnostics == [])
    }

    @Test func namesOfCodes() {
        #expect(DiagnosticCode(named: "Unknown-Key") == .unknownKey)
        #expect(DiagnosticCode(named: "unknown key") == nil)
        #expect(DiagnosticCode.hint(for: "unknow-key") == "did you mean 'unknown-key'?")
        #expect(DiagnosticCode.hint(for: "zzz") == nil)
    }
}
