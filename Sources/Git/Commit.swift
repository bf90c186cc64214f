/// A commit as git stores it.
public struct Commit: Hashable, Sendable {
    /// The commit's own id.
    public let id: ObjectID
    /// The tree of its files.
    public let tree: ObjectID
    /// Its parents, first one first; in a shallow clone they need not be there.
    public let parents: [ObjectID]
    /// When it was committed, by the committer's clock: seconds since 1970.
    public let committerTime: Int64
    /// The message; bytes that are not UTF-8 are shown as U+FFFD.
    public let message: String

    /// A commit with all its parts.
    public init(id: ObjectID, tree: ObjectID, parents: [ObjectID], committerTime: Int64, message: String) {
        self.id = id
        self.tree = tree
        self.parents = parents
        self.committerTime = committerTime
        self.message = message
    }
}
