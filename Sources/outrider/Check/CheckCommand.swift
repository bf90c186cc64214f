internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find every problem in the book, with its place.",
        discussion: """
            Errors keep anything from being sent until they are mended. Warnings hold the people they name: somebody \
            without an address, a variable without a value. Notes hold nobody.

            Each problem has a code; --explain says what it means and what to do:

              outrider check --explain unknown-key

            With --base only those problems are shown, and counted, that REV does not have: what a change adds. It also \
            finds people and enrollments that were moved since then without `formerly:`. For a branch that has fallen \
            behind take the commit where it began:

              outrider check --base $(git merge-base origin/main HEAD)

            Exit codes: 0 no errors, 4 errors (with --strict also warnings).
            """)

    @Flag(help: "Fail on warnings too.")
    var strict = false

    @Flag(help: "Show all problems, not only the first 100.")
    var all = false

    @Option(help: ArgumentHelp("Show only problems that this revision does not have.", valueName: "revision"))
    var base: String?

    @Option(
        help: ArgumentHelp("Say what a code means and what to do about it, and nothing else.", valueName: "code"),
        completion: .list(DiagnosticCode.allCases.map(\.rawValue)), transform: CheckCommand.parse)
    var explain: DiagnosticCode?

    @OptionGroup var state: RevisionOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var report: ReportOptions

    func validate() throws {
        let isPlain = report.output.isEmpty && (report.format == .text || report.format == .json)
        guard explain == nil || isPlain else { throw ValidationError("--explain writes text or JSON") }
    }

    func run() throws {
        try Failure.run(report.common) { console in
            if let explain {
                ExplainedCode(explain).write(to: console, format: report.common.format)
                return
            }
            let workspace = try report.common.workspace()
            let problems = try CheckedBook(
                workspace, at: state.revision(in: workspace),
                base: base.map { RevisionOptions.revision(named: $0) }, isStrict: strict,
                now: try clock.instant())
            // The process ends with the check: taking a large book apart before would only take time.
            _ = unsafe Unmanaged.passRetained(problems.book)
            for output in report.output {
                var text = problems.text(output.format, style: TextStyle(isColored: false), width: 100, showsAll: true)
                if !text.hasSuffix("\n") { text += "\n" }
                try OutputFile.write(Array(text.utf8), to: output.path)
            }
            let text = problems.text(report.format, style: console.style, width: console.width, showsAll: all)
            console.out(text, as: report.format.syntax)
            if problems.report.fails { throw ExitCode(4) }
        }
    }

    private static func parse(_ text: String) throws -> DiagnosticCode {
        guard let code = DiagnosticCode(named: text) else {
            let hint = DiagnosticCode.hint(for: text) ?? "codes stand in [ ] behind error, warning or note"
            throw ValidationError("there is no code of that name; \(hint)")
        }
        return code
    }
}
