/// All edits at one path and below it, brought together.
final class EditNode {
    enum Content {
        case file(ObjectID)
        case folder(ObjectID)
    }

    /// What is put here; the children's edits are on top of a folder.
    private(set) var content: Content?
    /// Whether what the base tree has here goes first.
    private(set) var isRemoved = false
    /// By the bytes of their names: Swift takes two strings for equal whose bytes differ.
    private(set) var children: [[UInt8]: EditNode] = [:]

    /// Whether anything is put at or below this path.
    var adds: Bool { content != nil || children.values.contains(where: \.adds) }

    /// The node at a path below this one, made where needed.
    ///
    /// Where an earlier edit put a file on the way there is nothing to remove (nil), and nothing can be put (`.invalid`).
    func descendant(_ parts: [String], edit: TreeEdit) throws(GitError) -> EditNode? {
        var node = self
        for part in parts {
            if case .file = node.content {
                if case .remove = edit { return nil }
                throw Repository.collision(edit.path, "an earlier edit put a file on the way")
            }
            let key = Array(part.utf8)
            if let child = node.children[key] {
                node = child
            } else {
                let child = EditNode()
                node.children[key] = child
                node = child
            }
        }
        return node
    }

    /// Applies an edit of exactly this path.
    func set(_ edit: TreeEdit) throws(GitError) {
        switch edit {
        case .file(let path, let blob):
            if case .folder = content { throw Repository.collision(path, "an earlier edit put a folder there") }
            if children.values.contains(where: \.adds) {
                throw Repository.collision(path, "an earlier edit put a file below it")
            }
            content = .file(blob)
        case .folder(let path, let tree):
            if case .file = content { throw Repository.collision(path, "an earlier edit put a file there") }
            content = .folder(tree)
        case .remove:
            content = nil
            isRemoved = true
        }
        children = [:]
    }
}
