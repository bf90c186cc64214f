import Foundation
import Testing

/// The commands that edit the book's files, over the real program.
@Suite struct EditCommandTests {
    private func edit(_ book: TestBook, _ arguments: String...) throws -> Finished {
        let finished = Finished(try book.begin(arguments))
        #expect(finished.end == .exit(0), "\(finished.all)")
        return finished
    }

    @Test func aDayOfEdits() throws {
        let book = try TestBook(copying: Samples.three)
        _ = try edit(book, "new", "company/engines", "name=Engines")
        _ = try edit(book, "set", "person/p001", "company=engines", "tags+=ios", "fields.level=senior")
        _ = try edit(book, "new", "person/za/ada", "firstName=Ada", "email=ada@example.com")
        _ = try edit(book, "enroll", "ada@example.com", "p002", "--in", "all")
        _ = try edit(book, "mv", "person/za/ada", "ada")
        _ = try edit(book, "pause", "ada", "--in", "all")
        _ = try edit(book, "enroll", "p003", "--in", "hello", "--as", "late/one", "--start", "2026-12-01")
        _ = try edit(book, "move", "p002", "--from", "all", "--to", "late/one", "--at", "second")
        _ = try edit(book, "cancel", "late/one")
        #expect(try book.read("people/p001.yaml").hasSuffix("tags: [ios]\nfields:\n  level: senior\n"))
        #expect(
            try book.read("enrollments/all.yaml")
                == "sequence: hello\npeople:\n  - p001\n  - p003\n  - ada: {status: PAUSED}\n")
        #expect(
            try book.read("enrollments/late/one.yaml") == """
                # yaml-language-server: $schema=../../.outrider/schemas/enrollment.schema.json
                sequence: hello
                start: 2026-12-01
                status: CANCELLED
                people:
                  - p003
                  - p002: {startAt: second}

                """)
        #expect(
            try book.read("people/ada.yaml") == """
                # yaml-language-server: $schema=../.outrider/schemas/person.schema.json
                firstName: Ada
                email: ada@example.com
                formerly: [za/ada]

                """)
        #expect(try book.outrider("check").end == .exit(0))
        _ = try edit(book, "resume", "ada", "--in", "all")
        _ = try edit(book, "rm", "enrollment/late/one")
        _ = try edit(book, "rm", "person/ada", "--force")
        #expect(try book.read("enrollments/all.yaml") == "sequence: hello\npeople:\n  - p001\n  - p003\n")
        #expect(try book.git("status", "--porcelain", "enrollments/late", "people/ada.yaml") == "")
        #expect(try book.git("log", "--oneline", "main") == book.git("log", "--oneline", "HEAD"))
    }

    @Test func sendersAreReassigned() throws {
        let book = try TestBook(copying: Samples.three)
        _ = try edit(book, "new", "sender/jo", "firstName=Jo")
        _ = try edit(book, "new", "sender/sam", "firstName=Sam")
        _ = try edit(book, "set", "person/p001", "owner=jo")
        _ = try edit(book, "set", "enrollment/all", "people[p002].sender=jo", "sender=[jo, sam]")
        _ = try edit(book, "set", "outrider", "defaults.sender=jo")
        _ = try edit(book, "reassign", "jo", "sam")
        #expect(try book.read("people/p001.yaml").contains("owner: sam\n"))
        #expect(try book.read("enrollments/all.yaml").contains("- p002: {sender: sam}\n"))
        #expect(try book.read("enrollments/all.yaml").contains("sender: [sam]\n"))
        #expect(try book.read("outrider.yaml").contains("sender: sam"))
        _ = try edit(book, "rm", "sender/jo")
    }

    /// Two people exchange their ids, a run between the moves: each goes on with what they had.
    @Test func idsAreExchanged() throws {
        let book = try TestBook(copying: Samples.three)
        #expect(try book.outrider("run").end == .exit(0))
        let before = try book.outrider("status", "all").output
        func run() throws {
            _ = try book.commit("book: move")
            let finished = try book.outrider("run")
            #expect(finished.end == .exit(0), "\(finished.all)")
            #expect(try book.outrider("check").end == .exit(0))
        }
        _ = try edit(book, "mv", "person/p001", "tmp")
        let early = try book.outrider("mv", "person/p002", "p001")
        #expect(early.end == .exit(1))
        #expect(early.errors.contains("'p001' is another person on the book's branch still"))
        try run()
        _ = try edit(book, "mv", "person/p002", "p001")
        try run()
        _ = try edit(book, "mv", "person/tmp", "p002")
        try run()
        _ = try edit(book, "set", "person/p001", "title=X")
        _ = try edit(book, "set", "person/p002", "title=Y")
        try run()
        #expect(try book.read("people/p001.yaml").contains("firstName: P2"))
        #expect(try book.read("people/p002.yaml").contains("firstName: P1"))
        #expect(try book.outrider("status", "all").output == before)
        book.now = "2026-11-24T09:00:00Z"
        try run()
        #expect(try book.outrider("journal", "verify").end == .exit(0))
    }

    @Test func aDryRunWritesNothing() throws {
        let book = try TestBook(copying: Samples.three)
        let before = try book.git("status", "--porcelain")
        let shown = try edit(book, "set", "person/p001", "firstName=Else", "--dry-run")
        #expect(
            shown.output
                == "~ people/p001.yaml\n    - firstName: P1\n    + firstName: Else\n      email: p001@example.com\n      phone: \"+27821000001\"\n"
        )
        #expect(shown.errors == "Nothing was written.\n")
        #expect(try book.git("status", "--porcelain") == before)
        let same = try edit(book, "set", "person/p001", "firstName=P1")
        #expect(same.output == "Nothing to change.\n")
    }

    @Test func changesComeAsJSON() throws {
        struct Changes: Decodable, Equatable {
            struct File: Decodable, Equatable {
                var path: String
                var action: String
                var from: String?
            }
            var changed: [File]
            var notes: [String]
            var dryRun: Bool
        }
        let book = try TestBook(copying: Samples.three)
        let moved = try edit(book, "mv", "person/p001", "x", "--format", "json")
        let changes = try JSONDecoder().decode(Changes.self, from: Data(moved.output.utf8))
        #expect(
            changes
                == Changes(
                    changed: [
                        .init(path: "enrollments/all.yaml", action: "changed"),
                        .init(path: "people/x.yaml", action: "moved", from: "people/p001.yaml"),
                    ], notes: [], dryRun: false))
        let refused = try book.outrider("rm", "person/x", "--format", "json")
        #expect(refused.end == .exit(1))
        #expect(refused.output.contains("\"code\": \"in-use\""))
    }

    @Test func refusalsChangeNothing() throws {
        let book = try TestBook(copying: Samples.three)
        let before = try book.git("status", "--porcelain")
        for (line, exit, text) in [
            ("set person/p001 company=none", 1, "people/p001.yaml:2:10: error[dangling-reference]"),
            ("set person/p001 emial=x", 1, "did you mean 'email'?"), ("set persn/p001 a=b", 64, "write KIND/ID"),
            ("set person/p01 notes=b", 1, "did you mean 'p001'?"),
            ("rm sequence/hello --force", 1, "enrollments/all.yaml:1:11"),
            ("new person/../../x firstName=X", 1, "no part of an id begins with a dot"),
            ("new person/p001", 1, "already"),
            ("mv person/p001 p002", 1, "already"), ("resume all --in nowhere", 1, "there is no enrollment"),
            ("enroll nobody --in all", 1, "there is no person"), ("fmt nothing.yaml", 1, "no file of the book"),
        ] {
            let refused = Finished(try book.begin(line.split(separator: " ").map(String.init)))
            #expect(refused.end == .exit(Int32(exit)), "\(line): \(refused.all)")
            #expect(refused.errors.contains(text), "\(line): \(refused.all)")
        }
        #expect(try book.git("status", "--porcelain") == before)
    }

    @Test func linksAreRefused() throws {
        let book = try TestBook(copying: Samples.three)
        let outside = book.root + "/outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        try Data("firstName: Out\n".utf8).write(to: URL(fileURLWithPath: outside + "/out.yaml"))
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: book.folder + "/people/link.yaml", withDestinationPath: outside + "/out.yaml")
        #expect(try book.outrider("set", "person/link", "firstName=X").end == .exit(1))
        #expect(try book.outrider("new", "person/link", "firstName=X").end == .exit(1))
        try files.removeItem(atPath: book.folder + "/people/link.yaml")
        try files.createSymbolicLink(atPath: book.folder + "/people/far", withDestinationPath: outside)
        #expect(try book.outrider("new", "person/far/new", "firstName=X").end == .exit(1))
        #expect(try book.outrider("mv", "person/p001", "far/p001").end == .exit(1))
        #expect(try files.contentsOfDirectory(atPath: outside) == ["out.yaml"])
        #expect(try book.read("people/p001.yaml").contains("P1"))
        #expect(try String(contentsOfFile: outside + "/out.yaml", encoding: .utf8) == "firstName: Out\n")
    }

    /// Rights stay, and nothing but the record is left behind.
    @Test func filesAreReplacedWhole() throws {
        let book = try TestBook(copying: Samples.three)
        let path = book.folder + "/people/p001.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        _ = try edit(book, "set", "person/p001", "title=X")
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: book.folder + "/people").count == 3)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: book.folder + "/people")
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: book.folder + "/people")
        }
        guard !FileManager.default.isWritableFile(atPath: book.folder + "/people") else { return }
        let failed = try book.outrider("mv", "person/p001", "x")
        #expect(failed.end == .exit(1))
        #expect(failed.errors.contains("written before that: enrollments/all.yaml"))
    }

    @Test func filesAreFormatted() throws {
        let book = try TestBook(copying: Samples.three)
        #expect(try book.outrider("fmt", "--check").end == .exit(0))
        try book.write("people/p001.yaml", "email:   p001@example.com\nfirstName: P1   \n\n")
        let listed = try book.outrider("fmt", "--check")
        #expect(listed.end == .exit(1))
        #expect(listed.output.hasPrefix("~ people/p001.yaml\n"))
        _ = try edit(book, "fmt", "people/p001.yaml")
        #expect(try book.read("people/p001.yaml") == "firstName: P1\nemail: p001@example.com\n")
        #expect(try edit(book, "fmt").output == "Nothing to change.\n")
        try book.write("people/bad.yaml", "firstName: [x\n")
        let broken = try book.outrider("fmt")
        #expect(broken.end == .exit(1))
        #expect(broken.errors.contains("not formatted: people/bad.yaml:1:12"))
    }
}
