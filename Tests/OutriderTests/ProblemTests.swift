import Foundation
import OutriderCore
import Testing

/// Every kind of problem has a book that has it, `Tests/Problems/CODE/`, and the exact text of `outrider check`.
///
/// Where the folder holds `base/`, that is the book before, and `--base` is given. `RECORD=1` writes the texts anew.
@Suite struct ProblemTests {
    private static let folder = Binary.package + "/Tests/Problems"

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { !$0.hasPrefix(".") }.sorted()

    /// Codes that files in this repository cannot show, and why; this suite and `SourceFailureTests` show them.
    static let others: [DiagnosticCode: String] = [
        .unreadable: "needs a file without the right to read it",
        .missingFile: "needs a revision without outrider.yaml",
        .duplicateID: "two files that differ in case cannot be cloned on macOS and Windows",
        .tooLarge: "needs a file over 1 MiB",
        .tooManyNodes: "needs a file of 200 KB",
        .memory: "needs a machine without memory",
    ]

    @Test func noCodeLacksABook() {
        let codes = Set(DiagnosticCode.allCases.map(\.rawValue))
        #expect(Set(Self.names).subtracting(codes) == [])
        #expect(codes.subtracting(Self.names) == Set(Self.others.keys.map(\.rawValue)))
    }

    @Test(arguments: names) func problem(_ code: String) throws {
        let book = try TestBook()
        let place = "\(Self.folder)/\(code)"
        for entry in try FileManager.default.contentsOfDirectory(atPath: place) where entry != "expected.txt" {
            if entry != "base" { try book.copyFolder("\(place)/\(entry)", to: "\(book.folder)/\(entry)") }
        }
        var arguments = ["check"]
        if FileManager.default.fileExists(atPath: place + "/base") {
            try Self.commit("\(place)/base", in: book)
            arguments += ["--base", "HEAD"]
        }
        let run = Finished(try book.begin(arguments))
        let severity = try #require(DiagnosticCode(rawValue: code)).severity
        #expect(run.output.contains("\(severity.rawValue)[\(code)]"), "\(run.all)")
        #expect(run.end == .exit(run.output.contains("error[") ? 4 : 0))
        #expect(run.errors == "")
        let golden = place + "/expected.txt"
        let known = (try? String(contentsOfFile: golden, encoding: .utf8)) ?? ""
        guard known != run.output else { return }
        guard Binary.isRecording else {
            Issue.record("\(code) shows:\n\(run.output)")
            return
        }
        try Data(run.output.utf8).write(to: URL(fileURLWithPath: golden))
        Issue.record("\(code) was written anew")
    }

    /// Makes the book of a folder the first commit, and leaves the files of the work tree as they are.
    private static func commit(_ base: String, in book: TestBook) throws {
        let after = book.folder
        try book.copyFolder(base, to: book.root + "/before")
        book.folder = book.root + "/before"
        try book.git("init", "-q", "-b", "main")
        try book.commit("book: before")
        try FileManager.default.moveItem(atPath: book.folder + "/.git", toPath: after + "/.git")
        book.folder = after
    }

    private static func shown(_ files: [String: String], _ prepare: (TestBook) throws -> Void = { _ in }) throws
        -> String
    {
        let book = try TestBook()
        try book.write("outrider.yaml", "version: 1\nname: Acme\n")
        for (path, text) in files { try book.write(path, text) }
        try prepare(book)
        let run = try book.outrider("check")
        #expect(run.end == .exit(4) && run.errors == "")
        return run.output
    }

    @Test func duplicateID() throws {
        let shown = try Self.shown(["people/Ada.yaml": "firstName: Ada\n", "people/ada.yaml": "firstName: Ada\n"])
        #expect(
            shown == """
                people/ada.yaml: error[duplicate-id]: 'ada' and 'Ada' differ only in case
                    = hint: some file systems cannot hold both: rename one

                1 error in 3 files

                """)
    }

    @Test func hugeFiles() throws {
        let long = "firstName: Ada\nnotes: \"" + String(repeating: "a", count: 1 << 20) + "\"\n"
        let many = "firstName: Ada\ntags: [" + String(repeating: "a,", count: 100_001) + "a]\n"
        let shown = try Self.shown(["people/long.yaml": long, "people/many.yaml": many])
        #expect(shown.contains("people/long.yaml: error[too-large]: the file is larger than 1 MiB\n"))
        #expect(shown.contains("    = hint: split it into several files\n"))
        #expect(shown.contains("error[too-many-nodes]: more than 100000 values\n"))
        // The line of 200 KB is shown around the place.
        #expect(shown.utf8.count < 1000)
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything")) func unreadable() throws {
        let shown = try Self.shown(["people/ada.yaml": "firstName: Ada\n"]) { book in
            try FileManager.default.setAttributes(
                [.posixPermissions: 0], ofItemAtPath: book.folder + "/people/ada.yaml")
        }
        #expect(shown.contains("people/ada.yaml: error[unreadable]: the file cannot be read: "))
    }

    @Test func missingFile() throws {
        let book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        try book.write("people/ada.yaml", "firstName: Ada\n")
        try book.commit("book: people")
        try book.write("outrider.yaml", "version: 1\nname: Acme\n")
        let run = try book.outrider("check", "--at", "HEAD")
        #expect(run.end == .exit(4))
        #expect(
            run.output == """
                outrider.yaml: error[missing-file]: there is no outrider.yaml
                    = hint: `outrider init` makes one

                1 error in 1 file

                """)
    }
}
