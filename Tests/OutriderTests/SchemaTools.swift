import Foundation
import Testing

/// Tools that others wrote, which judge our schemas: check-jsonschema and yaml-language-server.
enum SchemaTools {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    static let schemas = Binary.package + "/schemas"
    private static let scripts = Binary.package + "/Tests/Schemas"

    /// The Python that has them, installed by the first test that asks.
    private static let python = Result<String, any Error> {
        let folder = try TemporaryFolder()
        let install = Finished(
            try Child(
                "sh", [scripts + "/install.sh"], environment: ProcessInfo.processInfo.environment, in: "/",
                scratch: folder.path), seconds: 300)
        guard install.end == .exit(0) else { throw Missing(description: install.all) }
        return Binary.package + "/.build/test-tools/bin/python"
    }

    static func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Finished {
        let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        let python = try python.get()
        return Finished(
            try Child(python, ["-B"] + arguments, environment: environment, in: folder.path, scratch: folder.path),
            seconds: 120)
    }

    static func script(_ name: String) -> String { scripts + "/" + name }

    /// The problems that check-jsonschema finds in some files, by their paths; none for a file that fits.
    ///
    /// - Throws: `Missing` where it says anything else.
    static func problems(_ paths: [String], schema: String, in folder: TemporaryFolder) throws -> [String: [String]] {
        struct Output: Decodable {
            struct Problem: Decodable {
                var filename: String
                var path: String?
                var message: String
            }
            var errors: [Problem]?
            var parseErrors: [Problem]?
        }
        let result = try run(
            ["-m", "check_jsonschema", "--schemafile", schema, "--output-format", "json"] + paths, in: folder)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let output = try? decoder.decode(Output.self, from: Data(result.output.utf8)) else {
            throw Missing(description: result.all)
        }
        var problems: [String: [String]] = [:]
        for problem in (output.errors ?? []) + (output.parseErrors ?? []) {
            problems[problem.filename, default: []].append("\(problem.path ?? ""): \(problem.message)")
        }
        guard (result.end == .exit(0)) == problems.isEmpty else { throw Missing(description: result.all) }
        return problems
    }

    /// The kind of a file of the book by its path.
    static func kind(of path: String) -> String? {
        let kinds = [
            "people": "person", "companies": "company", "projects": "project", "templates": "template",
            "sequences": "sequence", "enrollments": "enrollment", "senders": "sender", "calendars": "calendar",
            "suppressions": "suppression", "approvals": "approval",
        ]
        if path == "outrider.yaml" { return "outrider" }
        if path == "replies.yaml" { return "script" }
        return path.hasSuffix(".yaml") ? kinds[String(path.prefix { $0 != "/" })] : nil
    }

    static func schema(_ kind: String) -> String { "\(schemas)/\(kind).schema.json" }
}

/// The problems that `outrider check` finds, by file.
struct CheckReport: Decodable {
    struct Problem: Decodable {
        var severity: String
        var code: String
        var path: String
    }

    var diagnostics: [Problem]

    /// The codes of the errors in a file.
    func errors(in path: String) -> [String] {
        diagnostics.filter { $0.path == path && $0.severity == "error" }.map(\.code)
    }

    static func of(_ folder: String, in scratch: TemporaryFolder) throws -> CheckReport {
        let check = Finished(
            try Child(
                Binary.path, ["check", "--format", "json", "--book", folder, "--at", "worktree"],
                environment: Binary.environment(home: scratch.path, now: nil), in: folder, scratch: scratch.path))
        guard let report = try? JSONDecoder().decode(CheckReport.self, from: Data(check.output.utf8)) else {
            throw SchemaTools.Missing(description: check.all)
        }
        return report
    }
}
