/// A file of the book that differs between the journal's tree and the branch.
public struct BookFileChange: Hashable, Sendable {
    /// Path below the book's root.
    public var path: String
    /// Git object ids in hex; `nil` where the file is not there.
    public var old: String?
    public var new: String?
    /// What the entry is now, where it is there.
    public var kind: BookEntry.Kind

    public init(path: String, old: String?, new: String?, kind: BookEntry.Kind = .file) {
        self.path = path
        self.old = old
        self.new = new
        self.kind = kind
    }
}
