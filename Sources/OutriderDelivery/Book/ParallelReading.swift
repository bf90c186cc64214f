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

    /// Reads those files of the journal that a plan looks at; one that cannot be read is left to the ledger.
    ///
    /// - Parameters:
    ///   - source: the journal's files.
    ///   - now: what is due by then is looked at; `nil` for everything.
    static func fill(_ ledger: Ledger, dueBy now: Instant?, from source: (any BookSource)?) throws {
        guard let source = source as? any ReopenableSource else { return }
        let names = try ledger.fileNames(dueBy: now)
        guard names.count > share else { return }
        let files = share(names, of: source, into: []) { (source, names) -> [PeopleFile] in
            names.compactMap { name in
                let bytes = try? source.read(PeopleFile.path(of: name), limit: Ledger.limit)
                return bytes.flatMap { try? PeopleFile(name, $0) }
            }
        } add: { (files: inout [PeopleFile], part) in
            files += part
        }
        ledger.adopt(files)
    }

    private static func read(
        _ entries: [BookEntry], of source: any ReopenableSource, outline: BookOutline
    ) -> ParsedFiles {
        share(entries, of: source, into: ParsedFiles(count: entries.count)) { (source, entries) -> [ParsedFile] in
            entries.compactMap { entry in
                let bytes = try? source.read(entry, limit: FileLimit.bytes(of: entry.path))
                return bytes.flatMap { ParsedFile(path: entry.path, bytes: $0, outline: outline) }
            }
        } add: { (files: inout ParsedFiles, part) in
            files.add(part)
        }
    }

    /// Lets threads take shares of some items until none is left; what they find is added in no order.
    private static func share<Item: Sendable, Part, Found: Sendable>(
        _ items: [Item], of source: any ReopenableSource, into start: Found,
        read: @Sendable (any ReopenableSource, ArraySlice<Item>) -> Part, add: @Sendable (inout Found, Part) -> Void
    ) -> Found {
        let reopen = source.reopen
        let threads = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))
        let next = Mutex(0)
        let found = Mutex(start)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            guard let source = try? reopen() else { return }
            while true {
                let start = next.withLock { next in
                    defer { next += share }
                    return next
                }
                guard start < items.count else { break }
                let part = read(source, items[start..<min(start + share, items.count)])
                found.withLock { add(&$0, part) }
            }
        }
        return found.withLock { $0 }
    }
}
