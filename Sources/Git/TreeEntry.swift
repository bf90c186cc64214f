internal import CGit

/// One entry of a git tree.
public struct TreeEntry: Hashable, Sendable {
    /// What an entry is, from its mode.
    public enum Kind: Hashable, Sendable {
        /// A regular file (mode 100644, or the old 100664).
        case file
        /// An executable file (mode 100755).
        case executable
        /// A symbolic link, whose blob is its target (mode 120000).
        case symlink
        /// A tree (mode 40000).
        case folder
        /// A commit of another repository (mode 160000), whose id is no object of this one.
        case submodule
    }

    /// The name within its folder; bytes that are not UTF-8 are shown as U+FFFD.
    public let name: String
    /// What the entry is.
    public let kind: Kind
    /// The blob, tree or commit.
    public let id: ObjectID

    /// An entry with all its parts.
    public init(name: String, kind: Kind, id: ObjectID) {
        self.name = name
        self.kind = kind
        self.id = id
    }
}

extension TreeEntry.Kind {
    init(mode: git_filemode_t) {
        self =
            switch mode {
            case GIT_FILEMODE_TREE: .folder
            case GIT_FILEMODE_BLOB_EXECUTABLE: .executable
            case GIT_FILEMODE_LINK: .symlink
            case GIT_FILEMODE_COMMIT: .submodule
            default: .file
            }
    }
}
