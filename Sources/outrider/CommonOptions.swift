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

/// Where the book is and how the output looks.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The book's folder, or one inside it.", valueName: "dir"), completion: .directory)
    var book: String = "."

    @Option(help: "auto, always or never; auto also obeys NO_COLOR and CLICOLOR_FORCE.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Leave out notes and progress.")
    var quiet = false
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @OptionGroup var place: PlaceOptions

    @Option(help: "text, or json for programs.")
    var format: OutputFormat = .text

    var book: String { place.book }
    var color: ColorChoice { place.color }
    var quiet: Bool { place.quiet }

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
        revision.map(Self.revision) ?? (workspace.folder == nil ? .main : .worktree)
    }

    /// The state of the book that a name on the command line means.
    static func revision(named name: String) -> Workspace.Revision {
        switch name {
        case "worktree": .worktree
        case "main": .main
        default: .revision(name)
        }
    }
}

extension Workspace.Revision {
    /// What programs call the state of the book.
    var word: String {
        switch self {
        case .worktree: "worktree"
        case .main: "main"
        case .revision(let name): name
        }
    }

    /// What the state of the book is called in a sentence.
    func name(in workspace: Workspace) -> String {
        switch self {
        case .worktree: "the work tree"
        case .main: workspace.branch
        case .revision(let name): name
        }
    }
}
