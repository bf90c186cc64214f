internal import YAML

/// How a value of the book is given to programs: as a JSON value of which type.
indirect enum ValueShape: Hashable, Sendable {
    /// Every scalar as text, lists and mappings as they stand.
    case asWritten
    case integer
    /// `true` or `false`; what is neither, as it stands.
    case boolean
    /// One of these words, in this spelling.
    case words([String])
    /// A list, also where one value stands alone.
    case list(ValueShape)
    case map(ValueShape)
    case record([String: ValueShape])
}

extension JSONValue {
    /// What a node of the book holds; what does not fit the shape is given as it stands.
    init(_ node: Node, _ shape: ValueShape) {
        if case .list(let item) = shape, node.items == nil {
            self = .array([JSONValue(node, item)])
            return
        }
        switch node.content {
        case .scalar(let text, _): self = shape.value(of: text)
        case .sequence(let nodes):
            let item: ValueShape = if case .list(let item) = shape { item } else { .asWritten }
            self = .array(nodes.lazy.filter { !$0.isMissing }.map { JSONValue($0, item) })
        case .mapping(let entries):
            var members = JSONObject()
            for entry in entries where !entry.value.isMissing {
                guard let key = entry.key.text else { continue }
                members.append(key, JSONValue(entry.value, shape.member(key)))
            }
            self = .object(members)
        }
    }
}

extension ValueShape {
    fileprivate func value(of text: String) -> JSONValue {
        switch self {
        case .integer: return Int64(text).map(JSONValue.integer) ?? .string(text)
        case .boolean:
            let lower = text.lowercased()
            return lower == "true" ? true : lower == "false" ? false : .string(text)
        case .words(let words):
            return .string(words.first { $0.lowercased() == text.lowercased() } ?? text)
        case .asWritten, .list, .map, .record: return .string(text)
        }
    }

    fileprivate func member(_ key: String) -> ValueShape {
        switch self {
        case .map(let element): element
        case .record(let members): members[key] ?? .asWritten
        case .asWritten, .integer, .boolean, .words, .list: .asWritten
        }
    }
}
