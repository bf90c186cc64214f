/// A value of a document with the place it was read from.
///
/// Scalars are never resolved to types: `No`, `007`, `~` and `1e3` are the text that stands in the file.
public struct Node: Hashable, Sendable {
    /// What a node holds.
    public enum Content: Hashable, Sendable {
        /// Text, unescaped and unfolded.
        case scalar(String, ScalarStyle)
        /// Items in the order of the file.
        case sequence([Node])
        /// Entries in the order of the file; every key is a scalar and no two keys have equal text.
        case mapping([Entry])
    }

    /// A key and its value.
    public struct Entry: Hashable, Sendable {
        public var key: Node
        public var value: Node

        /// Makes an entry; the key should be a scalar.
        public init(key: Node, value: Node) {
            self.key = key
            self.value = value
        }
    }

    public var content: Content
    /// The first character: the quote of a quoted scalar, the `|` or `>` of a block scalar, the bracket of a flow
    /// collection, the first key or `-` of a block collection.
    public var start: Mark
    /// The place after the last character.
    ///
    /// For plain and quoted scalars and flow collections that is exact. For block scalars and block collections it is
    /// where libyaml ends them: at the line or the token that follows, so line breaks and comments may lie before it.
    public var end: Mark

    /// Makes a node; the marks are not checked.
    public init(content: Content, start: Mark, end: Mark) {
        self.content = content
        self.start = start
        self.end = end
    }

    /// The text of a scalar, else nil. A missing value has the text "".
    public var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// How a scalar is written, else nil.
    public var style: ScalarStyle? {
        guard case .scalar(_, let style) = content else { return nil }
        return style
    }

    /// The items of a sequence, else nil.
    public var items: [Node]? {
        guard case .sequence(let items) = content else { return nil }
        return items
    }

    /// The entries of a mapping, else nil.
    public var entries: [Entry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// Whether nothing was written: an empty plain scalar, as after `key:`. `""` is not missing.
    public var isMissing: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return text.isEmpty
    }

    /// The value of the entry with that key; nil when there is none or the node is no mapping. Linear in the entries.
    public subscript(key: String) -> Node? {
        entries?.first { $0.key.text == key }?.value
    }
}
