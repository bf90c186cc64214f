import Testing
import YAML

@testable import OutriderCore

/// Problems that no file of a test can have: the machine or the store fails.
@Suite struct SourceFailureTests {
    private struct Failure: Error, CustomStringConvertible {
        let description = "input/output error"
    }

    /// A store in which one file cannot be read.
    private struct FailingSource: BookSource {
        let files: MemorySource
        let broken: String

        func read(_ path: String, limit: Int) throws -> [UInt8]? {
            guard path != broken else { throw Failure() }
            return try files.read(path, limit: limit)
        }

        func list(_ folder: String) throws -> [BookEntry] {
            guard folder != broken else { throw Failure() }
            return try files.list(folder)
        }
    }

    @Test func unreadableFoldersOfTemplatesAreNotEmptyOnes() throws {
        let files = GoodBook.files.merging(["people/za/ada.yaml": "firstName: Ada\nlanguage: de\n"]) { _, new in new }
        let book = Book(FailingSource(files: MemorySource(files), broken: "templates"))
        #expect(throws: Failure.self) { try Check.all(book) }
        #expect(book.variant(of: "intro", in: "de") == nil)
        let problem = book.report.diagnostics.first
        #expect(problem?.code == .unreadable && problem?.location.path == "templates")
    }

    @Test func lookupsNameFilesThatCannotBeRead() throws {
        let files = MemorySource(GoodBook.files)
        let ada = "people/za/ada.yaml"
        let book = Book(FailingSource(files: files, broken: ada))
        let error = #expect(throws: LookupError.self) { try PersonLookup.find("ada@example.com", in: book) }
        #expect(error?.message == "nobody whose file can be read has this address")
        #expect(error?.hint.contains("za/ada") == true)
        #expect(try RecordUses.find(.company, "engines", in: book).map(\.location.path) == ["projects/backend.yaml"])
        #expect(book.report.diagnostics.map(\.location.path) == [ada])
        let summary = try RecordQuery(.person).run(book.source) { _ in }
        #expect(summary.leftOut == [ada])
    }

    @Test(arguments: ["people/za/ada.yaml", "outrider.yaml"]) func unreadable(_ path: String) throws {
        let source = FailingSource(files: MemorySource(GoodBook.files), broken: path)
        let problems = try GoodBook.problems(of: source).filter { $0.contains("[unreadable]") }
        #expect(problems == ["\(path) error[unreadable] the file cannot be read: input/output error"])
    }

    /// Each error of the YAML reader, `memory` among them, is a code of its own.
    @Test(arguments: YAMLError.Code.allCases) func errorsOfYAML(_ code: YAMLError.Code) {
        #expect(DiagnosticCode(rawValue: code.rawValue)?.severity == .error)
    }
}
