internal import Glibc
internal import Synchronization

/// The log of a run on its own machine: what it is about to do, before it does it.
///
/// One file a run, `<git dir>/outrider/wal/<run>.jsonl`, locked for the life of the run. A log whose lock is free
/// belongs to a dead run.
public final class WriteAheadLog: Sendable {
    private struct State: ~Copyable {
        let file: FileDescriptor
        /// Bytes of whole lines.
        var length = 0
    }

    private let folder: Folder
    private let name: String
    private let reached: Boundaries
    private let state: Mutex<State>

    private init(_ folder: Folder, _ name: String, _ reached: Boundaries, _ file: consuming FileDescriptor) {
        self.folder = folder
        self.name = name
        self.reached = reached
        state = Mutex(State(file: file))
    }

    /// Creates and locks the log of a run; the folder too where it is missing.
    ///
    /// The file gets its name after it is locked, so that no recovery takes it for a dead run's. A crash in between
    /// leaves an empty file whose name starts with a dot, and nothing that anyone reads.
    /// - Throws: `SystemError`; `EEXIST` when the run has a log already, `EINVAL` for a run id that is no file name.
    public static func create(
        directory: String, run: String, reached: Boundaries = .none
    ) throws(SystemError) -> WriteAheadLog {
        guard isRun(run) else { throw SystemError(code: EINVAL, operation: "make", path: directory) }
        let folder = try Folder.make(directory)
        let draft = ".\(run).\(UInt64.random(in: 0...UInt64.max))"
        let file = try folder.file(draft, O_WRONLY | O_APPEND | O_CREAT | O_EXCL)
        do throws(SystemError) {
            guard try file.tryLock() else { throw SystemError(code: EWOULDBLOCK, operation: "lock", path: file.path) }
            try folder.move(draft, to: folder, as: run + Leftover.suffix)
            try folder.synchronize()
        } catch {
            try? folder.remove(draft)
            throw error
        }
        return WriteAheadLog(folder, run + Leftover.suffix, reached, file)
    }

    /// Run ids are `20261122T081200Z-` and hex digits; anything that could be a path is refused.
    static func isRun(_ run: some StringProtocol) -> Bool {
        1...64 ~= run.utf8.count
            && run.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            }
    }

    /// Appends entries in their order, together; callable from any thread.
    ///
    /// - Parameter sync: Whether to return only when they are on the disk.
    /// - Throws: `SystemError`; then none of them counts, and what they were to allow must not be done. A `done` that
    ///   could not be written leaves its message in doubt, which is safe.
    public func append(_ entries: [LogEntry], sync: Bool) throws(SystemError) {
        guard !entries.isEmpty else { return }
        var bytes: [UInt8] = []
        for entry in entries { entry.write(into: &bytes) }
        let hasBegin = entries.contains { if case .begin = $0 { true } else { false } }
        let hasDone = entries.contains { if case .done = $0 { true } else { false } }
        try state.withLock { state throws(SystemError) in
            do throws(SystemError) {
                try state.file.write(bytes)
            } catch {
                // No half a line may stand before the next one.
                try state.file.truncate(to: state.length)
                throw error
            }
            state.length += bytes.count
            if hasBegin { reached.reach(.sendBeginAppend) }
            if hasDone { reached.reach(.sendDoneAppend) }
            guard sync else { return }
            try state.file.synchronize()
            if hasBegin { reached.reach(.sendBeginSynced) }
            if hasDone { reached.reach(.sendDoneSynced) }
        }
    }

    /// Says that all outcomes are recorded in the journal, durably.
    public func end() throws(SystemError) {
        try append([.end], sync: true)
        reached.reach(.walEnd)
    }

    /// Deletes the log; after `end()`, or when nothing was claimed.
    public func remove() throws(SystemError) {
        try folder.remove(name)
        try folder.synchronize()
        reached.reach(.walRemoved)
    }

    /// The logs in a folder: those of dead runs, locked and read, and the runs that are alive.
    ///
    /// - Throws: `SystemError` for a folder or log that cannot be read; a missing folder has no logs.
    public static func leftovers(in directory: String) throws(SystemError) -> Leftovers {
        guard let folder = try Folder.open(directory) else { return Leftovers(dead: [], held: []) }
        var runs: [String] = []
        try folder.forEachName { name in
            guard name.hasSuffix(Leftover.suffix), isRun(name.dropLast(Leftover.suffix.utf8.count)) else { return }
            runs.append(String(name.dropLast(Leftover.suffix.utf8.count)))
        }
        var dead: [Leftover] = []
        var held: [String] = []
        for run in runs.sorted() {
            switch try Leftover.open(folder, run: run) {
            case .dead(let leftover): dead.append(leftover)
            case .held: held.append(run)
            case .gone: break
            }
        }
        return Leftovers(dead: dead, held: held)
    }
}
