internal import Glibc

/// The write-ahead log of a dead run, locked until the value goes so that only one run settles it.
public final class Leftover: Sendable {
    /// The run that wrote it.
    public let run: String
    public let content: LogContent

    private let folder: Folder
    private let file: FileDescriptor

    static let suffix = ".jsonl"
    /// A larger log is none of ours: 200,000 messages need about 60 MB.
    private static let limit = 1 << 29

    private init(_ folder: Folder, _ run: String, _ file: consuming FileDescriptor) throws(SystemError) {
        self.folder = folder
        self.run = run
        content = LogContent(lines: try file.contents(limit: Self.limit))
        self.file = file
    }

    enum Opened {
        case dead(Leftover)
        case held
        case gone
    }

    static func open(_ folder: Folder, run: String) throws(SystemError) -> Opened {
        guard let file = try folder.existingFile(run + suffix, O_RDONLY) else { return .gone }
        let status = try file.status()
        guard status.isRegular else { return .gone }
        guard try file.tryLock() else { return .held }
        // Whoever had the lock until now may have settled and removed it.
        guard try folder.identity(of: run + suffix) == status.identity else { return .gone }
        return .dead(try Leftover(folder, run, file))
    }

    /// Deletes the log, durably; the caller has settled all of it.
    public func remove() throws(SystemError) {
        try folder.remove(run + Self.suffix)
        try folder.synchronize()
    }
}

/// The logs that lie in a folder.
public struct Leftovers: Sendable {
    /// Of dead runs, oldest first.
    public let dead: [Leftover]
    /// The ids of runs that are alive, or whose log another run settles now.
    public let held: [String]
}
