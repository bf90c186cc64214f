/// What a file holds.
public struct Document: Hashable, Sendable {
    /// The outermost node; nil when the file is empty or holds only comments.
    public var root: Node?
    /// Every duplicate key and complex key, in the order of the file. The tree has none of them.
    public var problems: [YAMLError]

    /// Makes a document.
    public init(root: Node?, problems: [YAMLError] = []) {
        self.root = root
        self.problems = problems
    }
}

/// Reads one YAML document, in UTF-8, with or without a byte order mark.
///
/// Time and memory are linear in the bytes and bounded by `limits`. Anchors, aliases, tags and second documents are
/// errors; a leading `---` and a trailing `...` are not. Throws the first error that leaves no usable tree.
public func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(YAMLError) -> Document {
    let source = try Source(bytes, limits: limits)
    guard source.bodyStart < bytes.count else { return Document(root: nil) }
    try source.refuseTagDirectives()
    return unsafe try bytes.withUnsafeBufferPointer { (buffer) throws(YAMLError) -> Document in
        var events = unsafe try EventStream(reading: buffer, of: source)
        var builder = TreeBuilder(limits: limits)
        return try builder.build(from: &events)
    }
}
