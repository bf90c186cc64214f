/// The files of a book, or of a journal, wherever they are kept.
public protocol BookSource {
    /// The bytes of a file, or `nil` if there is no regular file at `path`.
    ///
    /// - Throws: what the store says when a file that is there cannot be read, or is larger than `limit` bytes.
    func read(_ path: String, limit: Int) throws -> [UInt8]?

    /// Every entry below a folder that is no folder itself, in path order; empty where the folder is missing.
    func list(_ folder: String) throws -> [BookEntry]
}

/// A file that a source lists.
public struct BookEntry: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case file, symlink, submodule, other }

    /// Path below the book's root.
    public var path: String
    public var kind: Kind
    /// The git object id in hex, where the source knows it.
    public var objectID: String?

    public init(path: String, kind: Kind, objectID: String? = nil) {
        self.path = path
        self.kind = kind
        self.objectID = objectID
    }
}

/// Why a source could not give a file.
public struct BookSourceError: Error, Hashable, Sendable {
    public var path: String
    public var code: DiagnosticCode
    public var message: String
    public var hint: String?

    public init(path: String, code: DiagnosticCode, message: String, hint: String? = nil) {
        self.path = path
        self.code = code
        self.message = message
        self.hint = hint
    }

    public static func tooLarge(_ path: String, limit: Int) -> BookSourceError {
        BookSourceError(
            path: path, code: .tooLarge, message: "the file is larger than \(limit >> 20) MiB",
            hint: "split it into several files")
    }
}

/// A source held in memory: for tests and for books that are being written.
public struct MemorySource: BookSource, Sendable {
    public var files: [String: String]

    public init(_ files: [String: String]) { self.files = files }

    public func read(_ path: String, limit: Int) throws -> [UInt8]? {
        guard let text = files[path] else { return nil }
        guard text.utf8.count <= limit else { throw BookSourceError.tooLarge(path, limit: limit) }
        return Array(text.utf8)
    }

    public func list(_ folder: String) throws -> [BookEntry] {
        files.keys.filter { $0.hasPrefix(folder + "/") }.sorted().map { BookEntry(path: $0, kind: .file) }
    }
}
