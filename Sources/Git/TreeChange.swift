/// One path that differs between two trees.
public struct TreeChange: Hashable, Sendable {
    /// The path below the trees.
    public let path: String
    /// What was there; nil when added.
    public let old: TreeEntry?
    /// What is there; nil when removed.
    public let new: TreeEntry?

    /// A change with all its parts.
    public init(path: String, old: TreeEntry?, new: TreeEntry?) {
        self.path = path
        self.old = old
        self.new = new
    }
}
