/// What one walk through trees may cost: a few crafted trees can name billions of paths.
struct WalkLimit {
    /// The most levels of folders that are followed.
    static let depth = 256
    /// The most entries that are read.
    static let entries = 2_000_000

    private var read = 0

    /// Counts a folder that is about to be walked; throws `.invalid` beyond a limit.
    mutating func enter(depth: Int, entries: Int) throws(GitError) {
        guard depth < Self.depth else {
            throw GitError(.invalid, "a tree has more than \(Self.depth) levels of folders")
        }
        read += entries + 1
        guard read <= Self.entries else {
            throw GitError(.invalid, "a tree has more than \(Self.entries) entries")
        }
    }
}
