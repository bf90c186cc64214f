internal import CGit
internal import Glibc

extension Owned where Kind == TreeKind {
    /// How many entries the tree has.
    var count: Int { use { tree in unsafe git_tree_entrycount(tree) } }

    /// The entry at an index below `count`.
    func entry(at index: Int) -> TreeEntry {
        use { tree in unsafe TreeEntry(git_tree_entry_byindex(tree, index)) }
    }

    /// The entry with exactly this name; nil when absent.
    func entry(named name: String) -> TreeEntry? {
        use { tree in
            guard let entry = unsafe git_tree_entry_byname(tree, name) else { return nil }
            return unsafe TreeEntry(entry)
        }
    }

    /// How the entry at `index` compares with one of another tree.
    func compare(_ index: Int, with other: borrowing Owned<TreeKind>, _ otherIndex: Int) -> EntryOrder {
        use { tree in
            other.use { otherTree in
                unsafe EntryOrder(
                    git_tree_entry_byindex(tree, index), git_tree_entry_byindex(otherTree, otherIndex))
            }
        }
    }
}

extension TreeEntry {
    /// A copy of libgit2's entry.
    init(_ raw: OpaquePointer) {
        unsafe self.init(
            name: String(cString: git_tree_entry_name(raw)),
            kind: Kind(mode: git_tree_entry_filemode(raw)),
            id: ObjectID(git_tree_entry_id(raw).pointee))
    }
}

/// The place of one tree entry against another's, in git's order; compared as bytes, whatever their encoding.
enum EntryOrder {
    /// Sorted before the other.
    case before
    /// Sorted after the other.
    case after
    /// The same name, both folders or neither, with another id or mode.
    case differs
    /// The same name, mode and id.
    case equal

    init(_ left: OpaquePointer, _ right: OpaquePointer) {
        let leftName = unsafe git_tree_entry_name(left)
        let rightName = unsafe git_tree_entry_name(right)
        let leftMode = unsafe git_tree_entry_filemode(left)
        let rightMode = unsafe git_tree_entry_filemode(right)
        let leftCount = unsafe leftName.map { unsafe strlen($0) } ?? 0
        let rightCount = unsafe rightName.map { unsafe strlen($0) } ?? 0
        let common = min(leftCount, rightCount)
        var order: Int32 = 0
        if let leftName = unsafe leftName, let rightName = unsafe rightName {
            order = unsafe memcmp(leftName, rightName, common)
        }
        if order == 0 {
            // Past its name a folder counts as `/`, anything else as NUL.
            let leftEnd = leftCount > common ? unsafe Self.byte(leftName, common) : Self.end(leftMode)
            let rightEnd = rightCount > common ? unsafe Self.byte(rightName, common) : Self.end(rightMode)
            order = Int32(leftEnd) - Int32(rightEnd)
            if order == 0 { order = Int32(clamping: leftCount - rightCount) }
        }
        if order != 0 {
            self = order < 0 ? .before : .after
        } else if leftMode == rightMode, unsafe git_oid_equal(git_tree_entry_id(left), git_tree_entry_id(right)) == 1 {
            self = .equal
        } else {
            self = .differs
        }
    }

    private static func byte(_ name: UnsafePointer<CChar>?, _ index: Int) -> UInt8 {
        guard let name = unsafe name else { return 0 }
        return unsafe UInt8(bitPattern: name[index])
    }

    private static func end(_ mode: git_filemode_t) -> UInt8 {
        mode == GIT_FILEMODE_TREE ? UInt8(ascii: "/") : 0
    }
}
