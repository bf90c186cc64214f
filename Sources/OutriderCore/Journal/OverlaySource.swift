/// A journal as it would be after a commit that is not made: what `plan` and `--dry-run` look at.
public struct OverlaySource: BookSource {
    private let base: (any BookSource)?
    private var files: [String: [UInt8]] = [:]
    private var removed: [String] = []
    private var folders: [(prefix: String, source: any BookSource)] = []

    /// - Parameters:
    ///   - base: the journal as it is; `nil` where there is none yet.
    ///   - book: the book that stands in `book/` from now on.
    public init(_ base: (any BookSource)?, edits: [JournalEdit], book: any BookSource) {
        self.base = base
        for edit in edits {
            switch edit {
            case .file(let path, let bytes): files[path] = bytes
            case .remove(let path): removed.append(path)
            case .folder(let path, _): if path == "book" { folders.append(("book/", book)) }
            }
        }
    }

    public func read(_ path: String, limit: Int) throws -> [UInt8]? {
        if let bytes = files[path] { return bytes }
        for (prefix, source) in folders where path.hasPrefix(prefix) {
            return try source.read(String(path.dropFirst(prefix.count)), limit: limit)
        }
        return isRemoved(path) ? nil : try base?.read(path, limit: limit)
    }

    public func list(_ folder: String) throws -> [BookEntry] {
        for (prefix, source) in folders where (folder + "/").hasPrefix(prefix) {
            return try source.list(String((folder + "/").dropFirst(prefix.count).dropLast())).map {
                BookEntry(path: prefix + $0.path, kind: $0.kind, objectID: $0.objectID)
            }
        }
        var entries: [String: BookEntry] = [:]
        for entry in try base?.list(folder) ?? [] where !isRemoved(entry.path) { entries[entry.path] = entry }
        for path in files.keys where path.hasPrefix(folder + "/") { entries[path] = BookEntry(path: path, kind: .file) }
        return entries.values.sorted { $0.path < $1.path }
    }

    private func isRemoved(_ path: String) -> Bool {
        removed.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
}
