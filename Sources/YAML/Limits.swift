/// Bounds that are checked before and while a file is read.
public struct Limits: Hashable, Sendable {
    /// The deepest nesting that may be asked for: trees are compared, hashed and freed recursively.
    public static let deepest = 512

    /// The largest file, in bytes.
    public var bytes: Int
    /// The most collections inside each other; the outermost one counts as 1. Over `deepest` means `deepest`.
    public var depth: Int
    /// The most nodes: scalars (keys too), sequences and mappings.
    public var nodes: Int

    /// Makes limits; the defaults are 1 MiB, 32 levels and 100,000 nodes.
    public init(bytes: Int = 1 << 20, depth: Int = 32, nodes: Int = 100_000) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }
}
