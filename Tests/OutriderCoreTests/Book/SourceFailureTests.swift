import OutriderCore
import Testing
import YAML

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

        func list(_ folder: String) throws -> [BookEntry] { try files.list(folder) }
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
