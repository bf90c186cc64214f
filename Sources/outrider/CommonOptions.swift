internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

/// How results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// When colours are used.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The book's folder, or one inside it.", valueName: "dir"), completion: .directory)
    var book: String = "."

    @Option(help: "text, or json for programs.")
    var format: OutputFormat = .text

    @Option(help: "auto, always or never; auto also obeys NO_COLOR and CLICOLOR_FORCE.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Leave out notes and progress.")
    var quiet = false

    /// Where the command writes.
    var console: Console { Console(format: format, color: color, isQuiet: quiet) }

    /// The book that is meant.
    ///
    /// - Throws: `WorkspaceError`, `GitError`.
    func workspace() throws -> Workspace { try Workspace.open(book) }
}

/// The clock of commands that only read.
struct ClockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Another clock than the present time, in RFC 3339: 2026-11-23T09:00:00Z.", valueName: "time"),
        transform: ClockOptions.parse)
    var now: Instant?

    private static func parse(_ text: String) throws -> Instant {
        guard let instant = Instant(rfc3339: text) else { throw ValidationError("write it as 2026-11-23T09:00:00Z") }
        return instant
    }

    /// The instant that the command works with.
    ///
    /// - Throws: `UsageError` where `OUTRIDER_NOW` is no time.
    func instant() throws -> Instant { try now ?? Environment.now() }
}

/// Which state of the book a command reads.
struct RevisionOptions: ParsableArguments {
    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "worktree, main, or a git revision; the work tree where there is one.", valueName: "revision"))
    var revision: String?

    func revision(in workspace: Workspace) -> Workspace.Revision {
        switch revision {
        case nil: workspace.folder == nil ? .main : .worktree
        case "worktree": .worktree
        case "main": .main
        case let name?: .revision(name)
        }
    }
}

extension Workspace.Revision {
    /// What the state of the book is called in a sentence.
    func name(in workspace: Workspace) -> String {
        switch self {
        case .worktree: "the work tree"
        case .main: workspace.branch
        case .revision(let name): name
        }
    }
}
