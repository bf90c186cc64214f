internal import Git
internal import OutriderCore

/// What differs between two states of a book.
enum BookDifference {
    /// The entries of a book's root that belong to it.
    static let names = [Configuration.path] + RecordKind.allCases.map(\.folder)

    /// Compares file by file: by object id where both sides know one, else by bytes.
    static func files(from old: any BookSource, to new: any BookSource) throws -> [BookFileChange] {
        var changes: [BookFileChange] = []
        try add(Configuration.path, [Configuration.path], old, new, &changes)
        for kind in RecordKind.allCases { try add(kind.folder, nil, old, new, &changes) }
        return changes.sorted { $0.path < $1.path }
    }

    /// Compares two trees of git; folders that are the same are not looked into.
    static func files(
        from old: ObjectID?, to new: ObjectID?, in repository: Repository
    ) throws -> [BookFileChange] {
        func entries(_ tree: ObjectID?) throws -> [String: TreeEntry] {
            let entries = try tree.map(repository.tree) ?? []
            return Dictionary(
                entries.filter { names.contains($0.name) }.map { ($0.name, $0) },
                uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (try entries(old), try entries(new))
        return try names.flatMap { name -> [BookFileChange] in
            let (left, right) = (before[name], after[name])
            guard left != right else { return [] }
            let isFolder = name != Configuration.path
            func folder(_ entry: TreeEntry?) -> ObjectID? { entry.flatMap { $0.kind == .folder ? $0.id : nil } }
            guard isFolder else {
                return [
                    BookFileChange(
                        path: name, old: left?.id.hex, new: right?.id.hex,
                        kind: right.map { BookEntry.Kind($0.kind) } ?? .file)
                ]
            }
            return try repository.changes(from: folder(left), to: folder(right)).map { change in
                BookFileChange(
                    path: name + "/" + change.path, old: change.old?.id.hex, new: change.new?.id.hex,
                    kind: change.new.map { BookEntry.Kind($0.kind) } ?? .file)
            }
        }.sorted { $0.path < $1.path }
    }

    private static func add(
        _ folder: String, _ paths: [String]?, _ old: any BookSource, _ new: any BookSource,
        _ changes: inout [BookFileChange]
    ) throws {
        func entries(_ source: any BookSource) throws -> [String: BookEntry] {
            let entries = try paths.map { $0.map { BookEntry(path: $0, kind: .file) } } ?? source.list(folder)
            return Dictionary(entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let before = try entries(old)
        let after = try entries(new)
        for path in Set(before.keys).union(after.keys) {
            let left = try before[path].flatMap { try name(of: $0, in: old) }
            // Where nothing was before, nothing has moved either: no file needs to be read for its name.
            let right = try after[path].flatMap { try before.isEmpty ? "\($0.kind)" : name(of: $0, in: new) }
            guard left != right else { continue }
            changes.append(BookFileChange(path: path, old: left, new: right, kind: after[path]?.kind ?? .file))
        }
    }

    /// The git object id that a file has, or would have.
    private static func name(of entry: BookEntry, in source: any BookSource) throws -> String? {
        if let id = entry.objectID { return id }
        guard entry.kind == .file else { return "\(entry.kind)" }
        do {
            return try source.read(entry.path, limit: FileLimit.any).map(Digest.gitBlob)
        } catch is BookSourceError {
            return "unreadable"
        }
    }
}
