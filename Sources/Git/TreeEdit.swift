/// One change to a tree, at a path below it.
public enum TreeEdit: Hashable, Sendable {
    /// Puts a regular file; in place of a file or link, not of a folder.
    case file(path: String, blob: ObjectID)
    /// Puts a whole folder; in place of a folder, not of a file.
    case folder(path: String, tree: ObjectID)
    /// Removes a file or folder; nothing happens when it is absent.
    case remove(path: String)

    /// Where.
    var path: String {
        switch self {
        case .file(let path, _), .folder(let path, _), .remove(let path): path
        }
    }
}
