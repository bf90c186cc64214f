internal import CGit

extension Repository {
    /// The tree that `base` (nil: the empty tree) becomes by the edits, applied in order; index and work tree untouched.
    ///
    /// Parent folders are made, folders that become empty are dropped; the root may be empty.
    /// Throws `.invalid` for a path git refuses and for a file where a folder is or the other way round, unless that
    /// was removed before; `.notFound` when `base` or a folder on the way is not here.
    public func editTree(_ base: ObjectID?, _ edits: [TreeEdit]) throws(GitError) -> ObjectID {
        let root = EditNode()
        for edit in edits {
            try root.descendant(Self.parts(of: edit.path), edit: edit)?.set(edit)
        }
        return try write { buffer throws(GitError) in
            if let id = try self.apply(root, to: base, path: "", buffer) { return id }
            return try buffer.add([], type: GIT_OBJECT_TREE)
        }
    }

    /// The id of an edited folder, nil when nothing is left in it.
    private func apply(
        _ node: EditNode, to base: ObjectID?, path: String, _ buffer: ObjectBuffer
    ) throws(GitError) -> ObjectID? {
        let builder = try openBuilder(base)
        for (name, child) in node.children {
            let name = String(decoding: name, as: UTF8.self)
            try apply(child, name: name, path: path + name, in: builder, buffer)
        }
        return try builder.use { builder throws(GitError) -> ObjectID? in
            guard unsafe git_treebuilder_entrycount(builder) > 0 else { return nil }
            var made = git_oid()
            try check(unsafe git_treebuilder_write(&made, builder))
            let id = ObjectID(made)
            try buffer.adopt(id)
            return id
        }
    }

    private func apply(
        _ node: EditNode, name: String, path: String, in builder: borrowing Owned<TreeBuilderKind>,
        _ buffer: ObjectBuffer
    ) throws(GitError) {
        let existing = node.isRemoved ? nil : builder.entry(named: name)
        switch node.content {
        case .file(let blob):
            if existing?.kind == .folder { throw Self.collision(path, "a folder is there") }
            try builder.put(name, blob, GIT_FILEMODE_BLOB)
        case .folder(let tree):
            if let existing, existing.kind != .folder { throw Self.collision(path, "a file is there") }
            try put(node, over: tree, name: name, path: path, in: builder, buffer)
        case nil:
            if let existing, existing.kind != .folder {
                // Removals below a file find nothing to remove.
                if node.adds { throw Self.collision(path, "a file is there") }
            } else {
                try put(node, over: existing?.id, name: name, path: path, in: builder, buffer)
            }
        }
    }

    private func put(
        _ node: EditNode, over tree: ObjectID?, name: String, path: String,
        in builder: borrowing Owned<TreeBuilderKind>, _ buffer: ObjectBuffer
    ) throws(GitError) {
        let id: ObjectID?
        if node.children.isEmpty, let tree {
            id = try openTree(tree).count == 0 ? nil : tree
        } else {
            id = try apply(node, to: tree, path: path + "/", buffer)
        }
        if let id {
            try builder.put(name, id, GIT_FILEMODE_TREE)
        } else {
            try builder.remove(name)
        }
    }

    private func openBuilder(_ base: ObjectID?) throws(GitError) -> Owned<TreeBuilderKind> {
        try handle.use { repository throws(GitError) in
            guard let base else { return try Owned { made in unsafe git_treebuilder_new(made, repository, nil) } }
            return try openTree(base).use { tree throws(GitError) in
                try Owned { made in unsafe git_treebuilder_new(made, repository, tree) }
            }
        }
    }

    static func collision(_ path: String, _ reason: String) -> GitError {
        GitError(.invalid, "cannot edit \(path): \(reason)", hint: "remove what is there first")
    }
}

extension Owned where Kind == TreeBuilderKind {
    fileprivate func entry(named name: String) -> TreeEntry? {
        use { builder in
            guard let entry = unsafe git_treebuilder_get(builder, name) else { return nil }
            return unsafe TreeEntry(entry)
        }
    }

    fileprivate func put(_ name: String, _ id: ObjectID, _ mode: git_filemode_t) throws(GitError) {
        var raw = id.raw
        try use { builder throws(GitError) in
            _ = try check(unsafe git_treebuilder_insert(nil, builder, name, &raw, mode))
        }
    }

    fileprivate func remove(_ name: String) throws(GitError) {
        guard entry(named: name) != nil else { return }
        try use { builder throws(GitError) in _ = try check(unsafe git_treebuilder_remove(builder, name)) }
    }
}
