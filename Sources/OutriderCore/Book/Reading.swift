internal import YAML

/// The reading of one file: where it stands, what it holds, what is wrong with it.
struct Reading {
    let path: String
    let bytes: [UInt8]
    var report = Report()

    func location(of node: Node) -> SourceLocation { SourceLocation(node, path: path) }

    mutating func add(_ code: DiagnosticCode, _ message: String, at node: Node, hint: String? = nil) {
        report.add(Diagnostic(code, message, at: location(of: node), hint: hint))
    }

    /// The root of the file, or `nil` if it is empty or cannot be read; problems go to the report.
    mutating func root() -> Node? {
        findSecrets()
        if bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
            report.add(
                Diagnostic(
                    .notAFile, "this is a pointer of Git LFS, not the file",
                    at: SourceLocation(path: path, line: 1, column: 1),
                    hint: "records do not go into LFS: take the path out of .gitattributes, or `git lfs pull`"))
            return nil
        }
        do throws(YAMLError) {
            let document = try YAML.parse(bytes, limits: FileLimit.limits(of: path))
            for problem in document.problems { report.add(diagnostic(problem)) }
            if document.root == nil {
                report.add(
                    Diagnostic(
                        .emptyFile, "the file is empty", at: SourceLocation(path: path),
                        hint: "delete it, or fill it in"))
            }
            return document.root
        } catch {
            report.add(diagnostic(error))
            return nil
        }
    }

    private func diagnostic(_ error: YAMLError) -> Diagnostic {
        let sameLine = error.end.map { $0.line == error.mark.line } ?? false
        let length = sameLine ? (error.end?.column ?? 0) - error.mark.column : 1
        let location = SourceLocation(
            path: path, line: error.mark.line, column: error.mark.column, length: length)
        return Diagnostic(
            DiagnosticCode(rawValue: error.code.rawValue) ?? .syntax, error.message, at: location, hint: error.hint)
    }
}
