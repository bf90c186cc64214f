internal import Dispatch
internal import Foundation
public import OutriderCore
internal import Synchronization

/// A source whose files another thread can read too.
protocol ReopenableSource: BookSource {
    /// Opens the source once more, for the thread that calls it.
    var reopen: @Sendable () throws -> any ReopenableSource { get }
    /// The bytes of a file that the source has listed.
    func read(_ entry: BookEntry, limit: Int) throws -> [UInt8]?
}

extension Workspace {
    /// The book at a revision with all its records read, by a thread for each processor, at most four.
    ///
    /// - Throws: what the source says when a folder cannot be listed.
    public func wholeBook(_ revision: Revision) throws -> Book {
        let book = Book(try source(revision))
        try ParallelReading.fill(book)
        return book
    }
}

/// Reads the files of a book on several threads, each with a handle of its own.
enum ParallelReading {
    /// Files that a thread takes at a time.
    private static let share = 128

    /// Changed files from which on all are read ahead.
    static let worthwhile = 1000

    /// Reads every record; a file that cannot be read is left to the book, which then says why.
    static func fill(_ book: Book) throws {
        let entries = try RecordKind.allCases.flatMap { try book.entries(of: $0) }.filter { $0.kind == .file }
        guard entries.count > share, let source = book.source as? any ReopenableSource else { return }
        book.adopt(read(entries, of: source, outline: try BookOutline(book)))
    }

    /// Reads those records of the book that many steps are planned from.
    ///
    /// - Parameter source: the book's files, by paths from its root.
    static func fill(_ book: Book, _ paths: [String], from source: any BookSource) throws {
        guard paths.count >= worthwhile, let source = source as? any ReopenableSource else { return }
        let entries = paths.map { BookEntry(path: $0, kind: .file) }
        book.adopt(read(entries, of: source, outline: try BookOutline(book)))
    }

    private static func read(
        _ entries: [BookEntry], of source: any ReopenableSource, outline: BookOutline
    ) -> ParsedFiles {
        let reopen = source.reopen
        let threads = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))
        let next = Mutex(0)
        let found = Mutex(ParsedFiles(count: entries.count))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            guard let source = try? reopen() else { return }
            while true {
                let start = next.withLock { next in
                    defer { next += share }
                    return next
                }
                guard start < entries.count else { break }
                var files: [ParsedFile] = []
                files.reserveCapacity(share)
                for entry in entries[start..<min(start + share, entries.count)] {
                    let bytes = try? source.read(entry, limit: FileLimit.bytes(of: entry.path))
                    guard let bytes, let file = ParsedFile(path: entry.path, bytes: bytes, outline: outline) else {
                        continue
                    }
                    files.append(file)
                }
                found.withLock { $0.add(files) }
            }
        }
        return found.withLock { $0 }
    }
}
