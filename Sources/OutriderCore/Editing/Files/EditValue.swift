internal import YAML

/// A value that a file of the book may hold.
public indirect enum EditValue: Hashable, Sendable {
    case text(String)
    case list([EditValue])
    /// Keys and values in the order they are written.
    case mapping([EditEntry])

    /// What a text in YAML's short form holds: `[a, b]` or `{key: value}`.
    ///
    /// - Returns: `nil` where the text is no list and no mapping in brackets.
    public init?(flow text: String) {
        guard text.hasPrefix("[") || text.hasPrefix("{"), let document = try? YAML.parse(Array(text.utf8)),
            document.problems.isEmpty, let root = document.root
        else { return nil }
        self.init(root)
    }

    init(_ node: Node) {
        switch node.content {
        case .scalar(let text, _): self = .text(text)
        case .sequence(let items): self = .list(items.map(EditValue.init))
        case .mapping(let entries):
            self = .mapping(entries.map { EditEntry($0.key.text ?? "", EditValue($0.value)) })
        }
    }

    /// A mapping with one key.
    static func mapping(_ key: String, _ value: EditValue) -> EditValue { .mapping([EditEntry(key, value)]) }

    /// The value as a node without a place; an empty text is one that is written.
    var node: Node {
        let content: Node.Content =
            switch self {
            case .text(let text): .scalar(text, .doubleQuoted)
            case .list(let items): .sequence(items.map(\.node))
            case .mapping(let entries):
                .mapping(entries.map { Node.Entry(key: EditValue.text($0.key).node, value: $0.value.node) })
            }
        return Node(content: content, start: .start, end: .start)
    }

    /// Whether there is a list or a mapping with nothing in it.
    var isEmptyCollection: Bool {
        switch self {
        case .text: false
        case .list(let items): items.isEmpty
        case .mapping(let entries): entries.isEmpty
        }
    }
}

extension EditValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(arrayLiteral elements: EditValue...) { self = .list(elements) }
}

/// A key and its value.
public struct EditEntry: Hashable, Sendable {
    public var key: String
    public var value: EditValue

    public init(_ key: String, _ value: EditValue) {
        self.key = key
        self.value = value
    }
}

extension Node {
    /// Whether both hold the same, wherever and however they are written; the order of keys does not matter.
    func holdsSame(as other: Node) -> Bool {
        switch (content, other.content) {
        case (.scalar(let left, _), .scalar(let right, _)): return left == right && isMissing == other.isMissing
        case (.sequence(let left), .sequence(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.holdsSame(as: $1) }
        case (.mapping(let left), .mapping(let right)):
            guard left.count == right.count else { return false }
            let values = Dictionary(left.map { ($0.key.text, $0.value) }, uniquingKeysWith: { first, _ in first })
            return right.allSatisfy { values[$0.key.text]?.holdsSame(as: $0.value) ?? false }
        default: return false
        }
    }
}
