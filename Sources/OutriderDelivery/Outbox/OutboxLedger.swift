internal import Glibc

/// What the outbox remembers of every message it began to deliver, in `.sent/`.
///
/// One file for each pair of first characters of a key (1,024 files, about 130 KB each after a million messages), so
/// that a look-up reads little and a group writes little. Lines `KEY GEN MARK`, appended, never rewritten. A line
/// that was cut or garbled is skipped: a mark counts only after its sync, and every append starts a new line.
struct OutboxLedger {
    /// What happened to a key and generation; the first letters differ, so a cut word is never another one.
    enum Mark: String {
        /// Its staged file may be renamed from now on.
        case begin
        /// The rename did not happen, and the staged file may go.
        case void
        /// The message is in its folder, durably.
        case done
        /// Evidence said "not sent": it never will be.
        case fenced
    }

    /// The last standing word on a key and generation.
    typealias Marks = [ProviderKey: Mark]

    let folder: Folder

    /// A file larger than this holds no ledger of ours.
    private static let limit = 1 << 28
    /// A key, a space, a digit, a space and a word of four letters.
    private static let shortest = ProviderKey.keyLength + 7
    /// From so many files on, one sync of the filesystem is faster than one a file.
    static let manyFiles = 5

    /// The marks of all generations of the given delivery keys.
    func marks(of keys: some Sequence<String>) throws(SystemError) -> Marks {
        var marks: Marks = [:]
        for (name, keys) in Dictionary(grouping: keys, by: Self.fileName) {
            guard let file = try folder.existingFile(name, O_RDONLY) else { continue }
            Self.read(try file.contents(limit: Self.limit), wanted: Set(keys), into: &marks)
        }
        return marks
    }

    /// Appends lines; when it returns they are on the disk.
    func append(_ lines: [(id: ProviderKey, mark: Mark)]) throws(SystemError) {
        guard !lines.isEmpty else { return }
        let files = Dictionary(grouping: lines) { Self.fileName($0.id.key) }
        for (name, lines) in files {
            // The empty line at the start ends what a crash may have cut.
            var bytes: [UInt8] = [UInt8(ascii: "\n")]
            for line in lines {
                bytes.append(contentsOf: "\(line.id.key) \(line.id.gen) \(line.mark.rawValue)\n".utf8)
            }
            let file = try folder.file(name, O_WRONLY | O_APPEND | O_CREAT)
            try file.write(bytes)
            if files.count < Self.manyFiles { try file.synchronize() }
        }
        if files.count < Self.manyFiles {
            try folder.synchronize()
        } else {
            try folder.synchronizeFilesystem()
        }
    }

    private static func fileName(_ key: String) -> String { String(key.prefix(2)) }

    private static func read(_ bytes: [UInt8], wanted: Set<String>, into marks: inout Marks) {
        // Most lines are of other keys: they are told apart by eight bytes, without making strings.
        let samples = Set(wanted.map { sample(Array($0.utf8), at: 0) })
        var start = 0
        while let end = lineEnd(bytes, from: start) {
            defer { start = end + 1 }
            guard shortest...64 ~= end - start, samples.contains(sample(bytes, at: start)),
                let (id, mark) = line(bytes[start..<end]), wanted.contains(id.key)
            else { continue }
            marks[id] = follow(marks[id], mark)
        }
    }

    /// Where the line ends; `nil` for a last line without an end, which was cut.
    private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        unsafe bytes.withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress,
                let end = unsafe memchr(base + start, 0x0A, buffer.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(end) - base
        }
    }

    /// The last eight bytes of the key at `start`; 0 where there is none.
    private static func sample(_ bytes: [UInt8], at start: Int) -> UInt64 {
        let offset = start + ProviderKey.keyLength - 8
        guard offset + 8 <= bytes.count else { return 0 }
        return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> (ProviderKey, Mark)? {
        let parts = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, let gen = ProviderKey.number(parts[1]),
            let mark = Mark(rawValue: String(decoding: parts[2], as: UTF8.self))
        else { return nil }
        let id = ProviderKey(key: String(decoding: parts[0], as: UTF8.self), gen: gen)
        return (id, mark)
    }

    /// Delivered stays delivered, fenced stays fenced; else the later line counts.
    private static func follow(_ earlier: Mark?, _ mark: Mark) -> Mark {
        switch (earlier, mark) {
        case (.done, _), (_, .done): .done
        case (.fenced, _): .fenced
        default: mark
        }
    }
}
