internal import ArgumentParser
internal import Foundation
internal import OutriderCore
internal import OutriderDelivery

/// Arguments or environment that cannot be meant: exit code 64 (`EX_USAGE` of sysexits.h).
struct UsageError: Error {
    var message: String
    var hint: String?

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}

/// A state of the book has errors.
struct BookFailure: Error {
    var report: Report
    var revision: Workspace.Revision
}

/// Why a command ended without doing what was asked: what is said, and the exit code (DESIGN section 3).
struct Failure {
    /// Stable name of the cause.
    var code: String
    var message: String
    var hint: String?
    var exit: ExitCode
    /// The problems of the book, where they are the cause, and the state of it; `nil` for the one that the command is about.
    var problems: (report: Report, revision: Workspace.Revision?)?
    /// Where the lines of the problems are, where that is no state of the book.
    var source: (any BookSource)?

    init(_ code: String, _ message: String, hint: String?, exit: Int32) {
        self.code = code
        self.message = message
        self.hint = hint
        self.exit = ExitCode(exit)
    }

    /// Runs a command; what it throws is told on standard error, and as JSON on standard output where that is asked for.
    ///
    /// - Parameter revision: the state of the book that the command is about: its lines are shown with its errors.
    /// - Throws: `ExitCode`, or what ArgumentParser itself explains.
    static func run(
        _ options: CommonOptions, at revision: Workspace.Revision = .main, _ body: (Console) throws -> Void
    ) throws {
        do {
            try body(options.console)
        } catch let code as ExitCode {
            throw code
        } catch let error as ValidationError {
            throw error
        } catch let error as CleanExit {
            throw error
        } catch {
            let failure = Failure(error)
            let shown = failure.problems?.revision ?? revision
            let source = failure.problems == nil ? nil : failure.source ?? (try? options.workspace().source(shown))
            failure.tell(options, source: source)
            throw failure.exit
        }
    }

    init(_ error: any Error) {
        switch error {
        case let error as UsageError: self.init("usage", error.message, hint: error.hint, exit: 64)
        case let error as BoundarySyntaxError: self.init("usage", error.description, hint: error.hint, exit: 64)
        case let error as BookFailure: self.init(error.report, error.revision)
        case let error as BookErrors: self.init(error.report, nil)
        case let error as EditRefusal: self.init(error.error, error.files)
        case let error as EditError: self.init(error, nil)
        case let error as BookWriteError: self.init(error)
        case let error as UnreadableRecords: self.init(error.report, .worktree)
        case let error as ScriptFailure: self.init(error)
        case let error as ScriptError: self.init(error)
        case let error as ExchangeError: self.init("exchange", error.message, hint: error.hint, exit: 1)
        case let error as RaceLost:
            self.init(
                "race-lost", "lost the race for the journal \(error.attempts.counted("time"))",
                hint: "other runs are at work; run again", exit: 5)
        case let error as Refusal: self.init("refused", error.message, hint: error.hint, exit: 6)
        case let error as JournalError:
            self.init("journal", "journal:\(error.place): \(error.message)", hint: error.hint, exit: 1)
        case let error as WorkspaceError: self.init("workspace", error.message, hint: error.hint, exit: 1)
        case let error as ActError: self.init("act", error.message, hint: error.hint, exit: 1)
        case let error as BookSourceError:
            self.init("source", "\(error.path): \(error.message)", hint: error.hint, exit: 1)
        case let error as SystemError: self.init("system", error.message, hint: error.hint, exit: 1)
        case let error as LookupError: self.init("unknown-record", error.message, hint: error.hint, exit: 1)
        case let error as CocoaError:
            // Its own description holds paths of this machine and the names of classes.
            self.init("file", error.localizedDescription, hint: "look at the path and its rights", exit: 1)
        default:
            let (message, hint) = RepositoryFailure.explain(error)
            self.init("failed", message, hint: hint, exit: 1)
        }
    }

    private init(_ report: Report, _ revision: Workspace.Revision?) {
        self.init(
            "book-errors", "the book has \(report.errorCount.counted("error"))",
            hint: "mend \(report.errorCount == 1 ? "it" : "them"), then commit",
            exit: 4
        )
        problems = (report, revision)
    }

    private init(_ error: EditError, _ files: MemorySource?) {
        let place = error.problems.isEmpty ? error.location.map { "\($0.description): " } ?? "" : ""
        self.init(error.code.rawValue, place + error.message, hint: error.hint, exit: 1)
        guard !error.problems.isEmpty else { return }
        var report = Report()
        for problem in error.problems { report.add(problem) }
        problems = (report, .worktree)
        source = files
    }

    private init(_ error: ScriptFailure) {
        let count = error.report.errorCount.counted("error")
        self.init(
            "script", "the script has \(count)", hint: "`outrider simulate --help` shows what it may say", exit: 1)
        problems = (error.report, .worktree)
        source = MemorySource([error.path: String(decoding: error.bytes, as: UTF8.self)])
    }

    private init(_ error: ScriptError) {
        self.init("script", error.message, hint: error.hint, exit: error.report != nil ? 4 : error.isStopped ? 6 : 1)
        guard let report = error.report else { return }
        problems = (report, .worktree)
        source = MemorySource(error.files)
    }

    private init(_ error: BookWriteError) {
        self.init(error.cause)
        guard !error.written.isEmpty else { return }
        message += "; written before that: \(error.written.joined(separator: ", "))"
        hint = (hint.map { $0 + "; " } ?? "") + "git diff shows what is written, git restore takes it back"
    }

    private func tell(_ options: CommonOptions, source: (any BookSource)?) {
        let console = options.console
        let style = console.errorStyle
        if let problems {
            let printer = DiagnosticPrinter(source: source, style: style, width: console.width)
            for diagnostic in problems.report.diagnostics.prefix(100) { console.error(printer.text(diagnostic)) }
        }
        console.error("outrider: \(style("error:", .error)) \(message.onOneLine)")
        if let hint { console.error("  = hint: \(hint.onOneLine)") }
        guard options.format == .json else { return }
        var error: JSONObject = ["code": .string(code), "message": .string(message)]
        error["hint"] = .optional(hint)
        if let problems { error["diagnostics"] = .array(problems.report.diagnostics.map(\.json)) }
        console.out(.object(["error": .object(error)]))
    }
}

extension Int {
    /// The number and its noun: `1 error`, `2 errors`, `1,200 errors`.
    func counted(_ noun: String, _ plural: String? = nil) -> String {
        "\(grouped) \(self == 1 ? noun : plural ?? noun + "s")"
    }

    /// The number with a comma between thousands.
    var grouped: String {
        var digits = String(magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}
