extension Repository {
    /// What differs between two trees, folders resolved into their files, by object id and mode, in path order (bytes).
    ///
    /// Nil is the empty tree. Equal folders are not read, renames are not sought. A path that is a file on one side
    /// and a folder on the other gives the file's removal (or addition) and each of the folder's files.
    /// Throws `.invalid` beyond 256 levels or 2,000,000 entries read.
    public func changes(from: ObjectID?, to: ObjectID?) throws(GitError) -> [TreeChange] {
        var comparison = TreeComparison(repository: self)
        try comparison.compare(from, to, prefix: "", depth: 0)
        return comparison.changes
    }
}

/// A walk through two trees at once, in git's order.
private struct TreeComparison {
    let repository: Repository
    var changes: [TreeChange] = []
    var limit = WalkLimit()

    init(repository: Repository) {
        self.repository = repository
    }

    mutating func compare(_ old: ObjectID?, _ new: ObjectID?, prefix: String, depth: Int) throws(GitError) {
        if old == new { return }
        guard let old, let new else {
            guard let id = old ?? new else { return }
            let entries = try repository.tree(id)
            try limit.enter(depth: depth, entries: entries.count)
            for entry in entries {
                try record(old == nil ? nil : entry, new == nil ? nil : entry, prefix: prefix, depth: depth)
            }
            return
        }
        let oldTree = try repository.openTree(old)
        let newTree = try repository.openTree(new)
        let oldCount = oldTree.count
        let newCount = newTree.count
        try limit.enter(depth: depth, entries: oldCount + newCount)
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < oldCount || newIndex < newCount {
            let order: EntryOrder =
                if oldIndex == oldCount { .after } else if newIndex == newCount { .before } else {
                    oldTree.compare(oldIndex, with: newTree, newIndex)
                }
            if order != .equal {
                try record(
                    order == .after ? nil : oldTree.entry(at: oldIndex),
                    order == .before ? nil : newTree.entry(at: newIndex), prefix: prefix, depth: depth)
            }
            if order != .after { oldIndex += 1 }
            if order != .before { newIndex += 1 }
        }
    }

    /// Adds what one entry changes; both sides are folders or neither is, or one is nil.
    private mutating func record(
        _ old: TreeEntry?, _ new: TreeEntry?, prefix: String, depth: Int
    ) throws(GitError) {
        guard let entry = new ?? old else { return }
        if entry.kind == .folder {
            try compare(old?.id, new?.id, prefix: prefix + entry.name + "/", depth: depth + 1)
        } else {
            changes.append(TreeChange(path: prefix + entry.name, old: old, new: new))
        }
    }
}
