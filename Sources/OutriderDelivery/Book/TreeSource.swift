internal import Git
internal import OutriderCore

/// The files of a git tree: a book or a journal at one commit.
struct TreeSource: ReopenableSource {
    private let repository: Repository
    private let tree: ObjectID?

    /// - Parameter tree: `nil` for a tree without files.
    init(_ repository: Repository, _ tree: ObjectID?) {
        self.repository = repository
        self.tree = tree
    }

    func read(_ path: String, limit: Int) throws -> [UInt8]? {
        guard let tree, let entry = try repository.entry(at: path, in: tree) else { return nil }
        switch entry.kind {
        case .file, .executable: break
        case .folder: return nil
        case .symlink, .submodule:
            throw BookSourceError(
                path: path, code: .notAFile, message: "a record is a regular file, not a link or a submodule",
                hint: "put the file itself here")
        }
        // A run reads many records: as git itself does, it does not hash them again; the journal's own files it does.
        if path.hasSuffix(".yaml"), let bytes = try? repository.unverifiedBlob(entry.id, limit: limit) { return bytes }
        guard try repository.blobSize(entry.id) <= limit else { throw BookSourceError.tooLarge(path, limit: limit) }
        return try repository.blob(entry.id)
    }

    func read(_ entry: BookEntry, limit: Int) throws -> [UInt8]? {
        guard let id = entry.objectID.flatMap(ObjectID.init(hex:)) else { return try read(entry.path, limit: limit) }
        return try repository.unverifiedBlob(id, limit: limit)
    }

    var reopen: @Sendable () throws -> any ReopenableSource {
        { [folder = repository.gitDirectory, tree] in TreeSource(try Repository(at: folder), tree) }
    }

    func list(_ folder: String) throws -> [BookEntry] {
        guard let tree, let entry = try repository.entry(at: folder, in: tree), entry.kind == .folder else { return [] }
        return try repository.files(in: tree, under: folder).map { path, entry in
            BookEntry(path: path, kind: BookEntry.Kind(entry.kind), objectID: entry.id.hex)
        }
    }
}

extension BookEntry.Kind {
    init(_ kind: TreeEntry.Kind) {
        switch kind {
        case .file, .executable: self = .file
        case .symlink: self = .symlink
        case .submodule: self = .submodule
        case .folder: self = .other
        }
    }
}
