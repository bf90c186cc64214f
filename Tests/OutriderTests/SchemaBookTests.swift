import Foundation
import Testing

/// The schemas of the book's files against check-jsonschema: what `check` takes they take, and they refuse what it
/// refuses wherever a schema can say it.
@Suite("Schemas of the book") struct SchemaBookTests {
    /// Writes files below a folder of their own and returns their paths.
    private static func write(_ files: [(path: String, text: String)], below root: String) throws -> [String] {
        try files.map { file in
            let url = URL(fileURLWithPath: "\(root)/\(file.path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url)
            return url.path
        }
    }

    /// The problems that the schemas find in the files of a folder, by path below it.
    private static func schemaProblems(_ paths: [String], below root: String, in scratch: TemporaryFolder) throws
        -> [String: [String]]
    {
        let kinds = Dictionary(grouping: paths) { SchemaTools.kind(of: $0) ?? "" }
        var found: [String: [String]] = [:]
        for (kind, paths) in kinds where !kind.isEmpty {
            let problems = try SchemaTools.problems(
                paths.map { "\(root)/\($0)" }, schema: SchemaTools.schema(kind), in: scratch)
            for (path, texts) in problems { found[String(path.dropFirst(root.count + 1))] = texts }
        }
        return found
    }

    private static func files(below root: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".yaml") && SchemaTools.kind(of: $0) != nil }.sorted()
    }

    @Test func ourSchemasAreSchemas() throws {
        let scratch = try TemporaryFolder()
        let names = try FileManager.default.contentsOfDirectory(atPath: SchemaTools.schemas).sorted()
        let paths = names.map { "\(SchemaTools.schemas)/\($0)" }
        let result = try SchemaTools.run(["-m", "check_jsonschema", "--check-metaschema"] + paths, in: scratch)
        #expect(result.end == .exit(0), "\(result.all)")
        #expect(names.count > 20)
    }

    @Test func theExamplesFit() throws {
        let scratch = try TemporaryFolder()
        let examples = Binary.package + "/examples"
        for name in try FileManager.default.contentsOfDirectory(atPath: examples) where !name.hasSuffix(".sh") {
            let root = "\(examples)/\(name)"
            let files = Self.files(below: root)
            #expect(files.count > 3, "\(name)")
            #expect(try Self.schemaProblems(files, below: root, in: scratch) == [:], "\(name)")
        }
        let book = try TestBook()
        try #require(try book.outrider("init").end == .exit(0))
        let files = Self.files(below: book.folder)
        #expect(files.count == 6)
        #expect(try Self.schemaProblems(files, below: book.folder, in: scratch) == [:])
    }

    /// One file of `cases.txt`.
    struct Case {
        var verdict: Substring
        var path: String
        var code: String
        var text = ""
    }

    static let cases: [Case] = {
        let text = (try? String(contentsOfFile: SchemaTools.script("cases.txt"), encoding: .utf8)) ?? ""
        var cases: [Case] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let match = line.wholeMatch(of: /-- (accepted|refused|beyond) (\S+?)(?: ([a-z-]+)(?:: .+)?)? --/) {
                cases.append(Case(verdict: match.1, path: String(match.2), code: match.3.map(String.init) ?? ""))
            } else if !cases.isEmpty {
                cases[cases.count - 1].text += line + "\n"
            }
        }
        return cases
    }()

    @Test func theCasesAreJudgedAlike() throws {
        let scratch = try TemporaryFolder()
        #expect(Self.cases.count > 60)
        // All records make one book; each further outrider.yaml is a book of its own.
        var books: [[Case]] = [[]]
        for item in Self.cases {
            if item.path != "outrider.yaml" || item.verdict == "accepted" {
                books[0].append(item)
            } else {
                books.append([item])
            }
        }
        for (number, book) in books.enumerated() {
            let root = "\(scratch.path)/book\(number)"
            _ = try Self.write(book.map { ($0.path, $0.text) }, below: root)
            let report = try CheckReport.of(root, in: scratch)
            let problems = try Self.schemaProblems(book.map(\.path), below: root, in: scratch)
            for item in book {
                let errors = report.errors(in: item.path)
                #expect(errors.isEmpty == (item.verdict == "accepted"), "check: \(item.path): \(errors)")
                if item.verdict != "accepted" { #expect(errors.contains(item.code), "check: \(item.path): \(errors)") }
                let found = problems[item.path] ?? []
                #expect(found.isEmpty == (item.verdict != "refused"), "schema: \(item.path), \(item.code): \(found)")
            }
        }
    }

    /// Codes of mistakes that no schema sees: it sees the values of one file and compares none of them.
    private static let unseen: Set<String> = [
        "cannot-remove", "two-lists", "unreachable-channel", "duplicate-variant", "no-weight", "impossible-condition",
        "two-endings", "short-repeat", "cover-loop", "duplicate-address", "duplicate-holiday", "duplicate-relationship",
        "never-open", "partial-loop",
        "two-addresses", "two-times", "unknown-stage", "unknown-step",
        "anchor", "bad-thread", "bad-zone", "comment-cut", "complex-key", "dangling-reference", "duplicate-person",
        "duplicate-step", "not-a-file", "not-for-channel", "possible-secret", "template-syntax", "too-long-sms",
        "two-texts", "unknown-variable", "wrong-channel",
    ]
    /// Files whose mistake is beyond a schema though others of its code are not: `cases.txt` says why.
    private static let exempt: Set<String> = [
        "bad-id/templates/in.tro.de.yaml",
        "bad-id/people/Ada Lovelace.yaml", "bad-phone/people/ada.yaml", "bad-window/sequences/short.yaml",
        "bad-content/templates/role.yaml", "missing-key/sequences/empty.yaml", "missing-key/sequences/short.yaml",
    ]

    @Test func theProblemsAreSeenWhereASchemaCan() throws {
        let scratch = try TemporaryFolder()
        let root = Binary.package + "/Tests/Problems"
        var errors: [String: [String]] = [:]
        var kinds: [String: [String]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: root) where !name.hasPrefix(".") {
            let report = try CheckReport.of("\(root)/\(name)", in: scratch)
            for path in Self.files(below: "\(root)/\(name)") {
                errors["\(name)/\(path)"] = report.errors(in: path)
                kinds[SchemaTools.kind(of: path) ?? "", default: []].append("\(root)/\(name)/\(path)")
            }
        }
        #expect(errors.count > 100)
        var refused: Set<String> = []
        for (kind, paths) in kinds {
            let problems = try SchemaTools.problems(paths, schema: SchemaTools.schema(kind), in: scratch)
            for path in problems.keys { refused.insert(String(path.dropFirst(root.count + 1))) }
        }
        for (path, codes) in errors {
            if codes.isEmpty {
                #expect(!refused.contains(path), "\(path) has no error")
            } else if !Self.unseen.isSuperset(of: codes), !Self.exempt.contains(path) {
                #expect(refused.contains(path), "\(path) has \(codes)")
            }
        }
    }

    /// A record of each kind with what it must have.
    private static let least = [
        "person": "name: Ada", "company": "name: Acme", "project": "title: Engineer",
        "template": "name: Intro\nchannel: sms\nbody: Hi",
        "sequence": "name: A\nsteps: [{id: a, channel: sms, body: Hi}]",
        "enrollment": "sequence: file\npeople: [file]", "outrider": "version: 1\nname: Acme",
        "sender": "firstName: Jo", "calendar": "name: ZA", "suppression": "entries: [{domain: rival.example}]",
    ]

    /// `key:` with nothing behind it is a missing key, for the reader and in every schema.
    @Test func everyOptionalKeyMayBeEmpty() throws {
        let scratch = try TemporaryFolder()
        let root = scratch.path + "/book"
        let names = try FileManager.default.contentsOfDirectory(atPath: SchemaTools.schemas)
        var files: [(path: String, text: String)] = []
        for (kind, least) in Self.least {
            #expect(names.contains("\(kind).schema.json"))
            let data = try Data(contentsOf: URL(fileURLWithPath: SchemaTools.schema(kind)))
            let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let keys = try #require(schema["properties"] as? [String: Any]).keys.sorted()
            let there = least.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
            let text = least + "\n" + keys.filter { !there.contains($0) }.map { "\($0):\n" }.joined()
            let folders = [
                "person": "people", "company": "companies", "project": "projects", "template": "templates",
                "sequence": "sequences", "enrollment": "enrollments", "sender": "senders", "calendar": "calendars",
                "suppression": "suppressions",
            ]
            files.append((folders[kind].map { "\($0)/file.yaml" } ?? "outrider.yaml", text))
        }
        _ = try Self.write(files, below: root)
        let report = try CheckReport.of(root, in: scratch)
        #expect(report.diagnostics.filter { $0.severity == "error" }.map { "\($0.path) \($0.code)" } == [])
        #expect(try Self.schemaProblems(files.map(\.path), below: root, in: scratch) == [:])
    }

    @Test func anEditorKnowsTheBook() throws {
        let book = try TestBook()
        try #require(try book.outrider("init").end == .exit(0))
        let scratch = try TemporaryFolder()
        let session = try SchemaTools.run([SchemaTools.script("editor.py"), book.folder], in: scratch)
        #expect(session.end == .exit(0), "\(session.all)")
        #expect(session.errors.contains(/Ran \d+ tests/), "\(session.all)")
    }
}
