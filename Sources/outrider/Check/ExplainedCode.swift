internal import OutriderCore

/// What `check --explain` says of a code.
struct ExplainedCode {
    private let code: DiagnosticCode

    init(_ code: DiagnosticCode) { self.code = code }

    func write(to console: Console, format: OutputFormat) {
        let explanation = code.explanation
        guard format == .text else {
            console.out([
                "code": .string(code.rawValue), "severity": .string(code.severity.rawValue),
                "cause": .string(explanation.cause), "cure": .string(explanation.cure),
                "example": .string(explanation.example),
            ])
            return
        }
        let style = console.style
        let name = "\(code.severity.rawValue)[\(code)]"
        console.out("\(style(name, code.severity.role)): \(code.severity.meaning)")
        console.out("")
        console.out(lines: explanation.cause.wrapped(to: console.width))
        console.out("")
        console.out(lines: explanation.cure.wrapped(to: console.width))
        guard !explanation.example.isEmpty else { return }
        console.out("")
        console.out(
            lines: explanation.example.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 })
    }
}

extension Diagnostic.Severity {
    /// What it means for the next run.
    fileprivate var meaning: String {
        switch self {
        case .error: "nothing is sent until it is mended"
        case .warning: "the people concerned are held"
        case .note: "nobody is held"
        }
    }
}
