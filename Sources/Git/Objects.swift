internal import CGit

extension Repository {
    /// The commit with this id.
    ///
    /// Throws `.notFound` when it is not here, `.invalid` when the id is another kind of object.
    public func commit(_ id: ObjectID) throws(GitError) -> Commit {
        let commit: Owned<CommitKind> = try unsafe find("commit", id) { made, repository, raw in
            unsafe git_commit_lookup(made, repository, raw)
        }
        return commit.use { commit in
            let parents = unsafe (0..<git_commit_parentcount(commit)).compactMap { index -> ObjectID? in
                guard let parent = unsafe git_commit_parent_id(commit, index) else { return nil }
                return unsafe ObjectID(parent.pointee)
            }
            let message = unsafe git_commit_message(commit).map { text in unsafe String(cString: text) }
            return unsafe Commit(
                id: id, tree: ObjectID(git_commit_tree_id(commit).pointee), parents: parents,
                committerTime: git_commit_time(commit), message: message ?? "")
        }
    }

    /// The entries of one tree, in git's order (bytes, folders as if their names ended in `/`).
    public func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
        let tree = try openTree(id)
        return (0..<tree.count).map { tree.entry(at: $0) }
    }

    /// The entry at a path such as `a/b/c` below `tree`; nil when absent.
    ///
    /// Throws `.invalid` for an empty path or an empty part of one.
    public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        let parts = try Self.parts(of: path)
        var folder = tree
        for (index, part) in parts.enumerated() {
            guard let entry = try openTree(folder).entry(named: part) else { return nil }
            if index == parts.count - 1 { return entry }
            guard entry.kind == .folder else { return nil }
            folder = entry.id
        }
        return nil
    }

    /// All entries but folders, at any depth below `tree` or its folder `under`, in git's order.
    ///
    /// Paths are relative to `tree`. Empty when `under` is absent or no folder.
    /// Throws `.invalid` beyond 256 levels or 2,000,000 entries.
    public func files(
        in tree: ObjectID, under: String? = nil
    ) throws(GitError) -> [(path: String, entry: TreeEntry)] {
        var found: [(path: String, entry: TreeEntry)] = []
        var limit = WalkLimit()
        guard let under else {
            try collect(tree, prefix: "", depth: 0, limit: &limit, into: &found)
            return found
        }
        guard let folder = try entry(at: under, in: tree), folder.kind == .folder else { return [] }
        try collect(folder.id, prefix: under + "/", depth: 0, limit: &limit, into: &found)
        return found
    }

    /// The size of a blob in bytes, without reading its content.
    public func blobSize(_ id: ObjectID) throws(GitError) -> Int {
        let database = try openDatabase()
        var raw = id.raw
        var size = 0
        var type = GIT_OBJECT_INVALID
        do throws(GitError) {
            try database.use { database throws(GitError) in
                _ = try check(unsafe git_odb_read_header(&size, &type, database, &raw))
            }
        } catch {
            throw Self.missing("blob", id, error)
        }
        guard type == GIT_OBJECT_BLOB else { throw GitError(.invalid, "object \(id) is not a blob") }
        return size
    }

    /// The bytes of a blob of at most `limit` bytes, or of any size.
    ///
    /// Throws `.invalid` for a larger one before its content is read, `.notFound` when the object is not in this clone.
    public func blob(_ id: ObjectID, limit: Int? = nil) throws(GitError) -> [UInt8] {
        if let limit {
            let size = try blobSize(id)
            if size > limit {
                throw GitError(.invalid, "blob \(id) has \(size) bytes; the limit here is \(limit)")
            }
        }
        let blob: Owned<BlobKind> = try unsafe find("blob", id) { made, repository, raw in
            unsafe git_blob_lookup(made, repository, raw)
        }
        return blob.use { blob in
            let count = Int(clamping: unsafe git_blob_rawsize(blob))
            return unsafe Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob), count: count))
        }
    }

    /// The parts of a path; throws `.invalid` for an empty part, a NUL or too many levels.
    static func parts(of path: String) throws(GitError) -> [String] {
        let slash = UInt8(ascii: "/")
        let parts = path.utf8.split(separator: slash, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count <= WalkLimit.depth, parts.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else {
            throw GitError(.invalid, "a path in a tree has 1 to \(WalkLimit.depth) parts, none of them empty: \(path)")
        }
        return parts
    }

    func openTree(_ id: ObjectID) throws(GitError) -> Owned<TreeKind> {
        try unsafe find("tree", id) { made, repository, raw in unsafe git_tree_lookup(made, repository, raw) }
    }

    func openDatabase() throws(GitError) -> Owned<DatabaseKind> {
        try handle.use { repository throws(GitError) in
            try Owned { made in unsafe git_repository_odb(made, repository) }
        }
    }

    /// Whether the object is on disk, or held by `buffered`.
    func isStored(_ id: ObjectID) throws(GitError) -> Bool {
        var raw = id.raw
        return try openDatabase().use { database in unsafe git_odb_exists(database, &raw) == 1 }
    }

    private func collect(
        _ id: ObjectID, prefix: String, depth: Int, limit: inout WalkLimit,
        into found: inout [(path: String, entry: TreeEntry)]
    ) throws(GitError) {
        let entries = try tree(id)
        try limit.enter(depth: depth, entries: entries.count)
        for entry in entries {
            if entry.kind == .folder {
                try collect(entry.id, prefix: prefix + entry.name + "/", depth: depth + 1, limit: &limit, into: &found)
            } else {
                found.append((prefix + entry.name, entry))
            }
        }
    }

    private func find<Kind: Released>(
        _ word: String, _ id: ObjectID,
        _ look: (UnsafeMutablePointer<OpaquePointer?>, OpaquePointer, UnsafePointer<git_oid>) -> Int32
    ) throws(GitError) -> Owned<Kind> {
        var raw = id.raw
        do throws(GitError) {
            return try handle.use { repository throws(GitError) in
                try Owned { made in unsafe look(made, repository, &raw) }
            }
        } catch {
            throw Self.missing(word, id, error)
        }
    }

    /// Says more about an absent object than libgit2 does.
    private static func missing(_ word: String, _ id: ObjectID, _ error: GitError) -> GitError {
        guard error.kind == .notFound else { return error }
        return GitError(
            code: error.code, kind: .notFound, message: "\(word) \(id) is not in this repository",
            hint: "a shallow or partial clone leaves objects out: fetch it, or clone in full; "
                + "otherwise check the repository with: git fsck")
    }
}
