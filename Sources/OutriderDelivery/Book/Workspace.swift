internal import Foundation
internal import Git
public import OutriderCore

/// Where a book is: its folder, and the git repository that holds it.
///
/// Not for use by several threads at once.
public final class Workspace {
    /// Which state of the book is meant.
    public enum Revision: Hashable, Sendable {
        case worktree
        /// The tip of the book's branch.
        case main
        case revision(String)
    }

    let repository: Repository?
    /// The book's folder in the work tree, absolute; `nil` where there is no work tree or the folder is not in it.
    public let folder: String?
    /// The book's folder in the repository; empty for its root.
    public let prefix: String
    /// The book's branch.
    public let branch: String
    /// The journal's branch.
    public let journalBranch: String

    private init(
        repository: Repository?, folder: String?, prefix: String, branch: String = "main",
        journalBranch: String = "outrider-journal"
    ) {
        self.repository = repository
        self.folder = folder
        self.prefix = prefix
        self.branch = branch
        self.journalBranch = journalBranch
    }

    /// Finds the book that a folder belongs to: the nearest `outrider.yaml` upwards, in the work tree or in git.
    ///
    /// - Throws: `WorkspaceError` where there is none; `GitError` where the repository cannot be opened.
    public static func open(_ directory: String) throws -> Workspace {
        let start = URL(fileURLWithPath: directory).standardizedFileURL.resolvingSymlinksInPath().path
        guard FileManager.default.fileExists(atPath: start) else {
            throw WorkspaceError(message: "there is no folder '\(directory)'", hint: "check --book, or where you are")
        }
        let repository = try repository(at: start)
        let found = folder(upwardsFrom: start)
        guard let repository else {
            guard let found else { throw WorkspaceError.noBook }
            return Workspace(repository: nil, folder: found, prefix: "")
        }
        let top = repository.workDirectory.map(trimmed)
        if let found, let top, found == top || found.hasPrefix(top + "/") {
            return try Workspace(repository, folder: found, prefix: String(found.dropFirst(top.count + 1)))
        }
        let prefix = try prefix(in: repository, from: top.map { String(start.dropFirst($0.count + 1)) } ?? "")
        // Found from above: its files, and so its outbox, are in the work tree all the same.
        let below = top.map { prefix.isEmpty ? $0 : $0 + "/" + prefix }
        let isThere = below.map { FileManager.default.fileExists(atPath: $0 + "/" + Configuration.path) } ?? false
        return try Workspace(repository, folder: isThere ? below : nil, prefix: prefix)
    }

    /// A place where a book can be made: the folder itself, in whatever repository is around it.
    public static func place(_ directory: String) throws -> Workspace {
        let folder = URL(fileURLWithPath: directory).standardizedFileURL.resolvingSymlinksInPath().path
        guard let repository = try repository(at: folder), let top = repository.workDirectory.map(trimmed) else {
            return Workspace(repository: nil, folder: folder, prefix: "")
        }
        return try Workspace(repository, folder: folder, prefix: String(folder.dropFirst(top.count + 1)))
    }

    private convenience init(_ repository: Repository, folder: String?, prefix: String) throws {
        let bare = Workspace(repository: repository, folder: folder, prefix: prefix)
        let settings = try bare.settings
        self.init(
            repository: repository, folder: folder, prefix: prefix, branch: settings?.branch ?? "main",
            journalBranch: settings?.journal.branch ?? "outrider-journal")
    }

    /// The settings as they stand here: they name the branch whose settings count.
    private var settings: Configuration? {
        get throws {
            if let folder, let settings = Book(FolderSource(folder)).configuration { return settings }
            guard let repository, let head = try repository.resolve("HEAD") else { return nil }
            return Book(try source(at: head)).configuration
        }
    }

    private static func repository(at path: String) throws -> Repository? {
        do {
            return try Repository.discover(from: path)
        } catch  where error.kind == .notFound {
            return nil
        }
    }

    private static func trimmed(_ path: String) -> String {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func folder(upwardsFrom start: String) -> String? {
        var folder = start
        while true {
            if FileManager.default.fileExists(atPath: folder + "/" + Configuration.path) { return folder }
            guard folder != "/" else { return nil }
            folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        }
    }

    /// The folder of `outrider.yaml` in HEAD: upwards from `start`, else the only one there is.
    private static func prefix(in repository: Repository, from start: String) throws -> String {
        guard let head = try repository.resolve("HEAD") else { throw WorkspaceError.noBook }
        let tree = try repository.commit(head).tree
        var parts = start.split(separator: "/").map(String.init)
        while true {
            let path = (parts + [Configuration.path]).joined(separator: "/")
            if try repository.entry(at: path, in: tree) != nil { return parts.joined(separator: "/") }
            guard !parts.isEmpty else { break }
            parts.removeLast()
        }
        let found = try repository.files(in: tree, under: nil).map(\.path).filter {
            $0.hasSuffix("/" + Configuration.path)
        }
        guard found.count <= 1 else {
            throw WorkspaceError(
                message: "this repository holds several books",
                hint: "name one with --book: \(found.joined(separator: ", "))")
        }
        guard let only = found.first else { throw WorkspaceError.noBook }
        return String(only.dropLast(Configuration.path.count + 1))
    }

    /// Whether a git repository holds the book.
    public var hasRepository: Bool { repository != nil }

    func requireRepository() throws -> Repository {
        guard let repository else {
            throw WorkspaceError(
                message: "the book is in no git repository",
                hint: "`git init -b main`, commit the book, then `outrider init`")
        }
        return repository
    }

    /// Where the outbox is: beside the book, or in the git folder where there is no work tree.
    var outboxFolder: String {
        if let folder { return folder + "/outbox" }
        return (repository?.gitDirectory ?? "") + "/outrider/outbox"
    }

    /// The tip of the book's branch; `nil` where it has no commit.
    func mainTip() throws -> ObjectID? { try requireRepository().reference("refs/heads/\(branch)") }

    /// The tree of the book at a commit; `nil` where the folder is not there.
    func bookTree(at commit: ObjectID) throws -> ObjectID? {
        let repository = try requireRepository()
        let tree = try repository.commit(commit).tree
        guard !prefix.isEmpty else { return tree }
        guard let entry = try repository.entry(at: prefix, in: tree), entry.kind == .folder else { return nil }
        return entry.id
    }

    private func source(at commit: ObjectID) throws -> any BookSource {
        TreeSource(try requireRepository(), try bookTree(at: commit))
    }

    /// The files of the book at a revision.
    ///
    /// - Throws: `WorkspaceError` where git does not know the revision, or there is no work tree.
    public func source(_ revision: Revision) throws -> any BookSource {
        switch revision {
        case .worktree:
            guard let folder else {
                throw WorkspaceError(message: "there is no work tree here", hint: "use --at \(branch)")
            }
            return FolderSource(folder)
        case .main:
            guard let tip = try mainTip() else { throw WorkspaceError.noCommit(branch) }
            return try source(at: tip)
        case .revision(let name):
            guard let commit = try requireRepository().resolve(name) else {
                throw WorkspaceError(
                    message: "git knows no revision '\(name)'", hint: "use a branch, a tag or a commit")
            }
            return try source(at: commit)
        }
    }

    /// Whether the book's branch has a file; `false` where there is no such branch yet.
    ///
    /// - Throws: what the source says when the file cannot be read.
    public func isPublished(_ path: String) throws -> Bool {
        guard repository != nil, let tip = try mainTip() else { return false }
        return try source(at: tip).read(path, limit: FileLimit.any) != nil
    }

    /// The files of the book that differ between two states of it, in path order.
    ///
    /// - Throws: what a source says when a folder cannot be listed or a file not read.
    public func changes(from old: any BookSource, to new: any BookSource) throws -> [BookFileChange] {
        try BookDifference.files(from: old, to: new)
    }

    /// Begins to compare the work tree with the branch; without both they do not differ.
    public func comparingWorktree() throws -> WorktreeComparison {
        let start = prefix.isEmpty ? "" : prefix + "/"
        let place = folder == nil ? nil : repository?.workDirectory
        return WorktreeComparison(
            place, tip: repository == nil ? nil : try mainTip(), names: BookDifference.names.map { start + $0 },
            start: start)
    }
}

/// Why there is no book to work on.
public struct WorkspaceError: Error, Hashable, Sendable {
    public var message: String
    public var hint: String

    public init(message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    static let noBook = WorkspaceError(
        message: "there is no outrider.yaml here or in a folder above",
        hint: "`outrider init` makes a book; --book DIR names one elsewhere")

    static func noCommit(_ branch: String) -> WorkspaceError {
        WorkspaceError(
            message: "the branch '\(branch)' has no commit",
            hint: "commit the book: only what is on '\(branch)' may be sent")
    }
}
