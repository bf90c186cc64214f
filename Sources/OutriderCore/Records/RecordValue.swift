internal import YAML

extension JSONValue {
    /// What a node of the book holds, typed as its schema says: words of a fixed set in their canonical spelling, one value
    /// alone where a list is meant as a list of one; without a schema all scalars are text.
    init(_ node: Node, schema: JSONObject?) {
        if let item = schema?.listItem, node.items == nil {
            self = .array([JSONValue(node, schema: item)])
            return
        }
        switch node.content {
        case .scalar(let text, _):
            self = schema?.typed(text) ?? .string(text)
        case .sequence(let nodes):
            let item = schema?.listItem ?? schema?.alternative { $0["items"] }?["items"]?.members
            self = .array(nodes.lazy.filter { !$0.isMissing }.map { JSONValue($0, schema: item) })
        case .mapping(let entries):
            let object = schema?.alternative {
                $0["properties"] ?? $0["additionalProperties"]?.members.map { .object($0) }
            }
            let properties = object?["properties"]?.members
            let others = object?["additionalProperties"]?.members
            var members = JSONObject()
            for entry in entries where !entry.value.isMissing {
                guard let key = entry.key.text else { continue }
                members.append(key, JSONValue(entry.value, schema: properties?[key]?.members ?? others))
            }
            self = .object(members)
        }
    }
}

extension JSONObject {
    /// The schema of an item, where this is that of a list which may be left out around one value.
    fileprivate var listItem: JSONObject? {
        guard let alternatives = self["anyOf"]?.elements, alternatives.count == 2,
            let item = alternatives[0].members?["items"], item == alternatives[1]
        else { return nil }
        return item.members
    }

    /// This schema, or the first of its alternatives, that has a part.
    fileprivate func alternative(with part: (JSONObject) -> JSONValue?) -> JSONObject? {
        if part(self) != nil { return self }
        return self["anyOf"]?.elements?.lazy.compactMap(\.members).first { part($0) != nil }
    }

    /// The number, the truth value or the canonical word that a text stands for; `nil` where it is text.
    fileprivate func typed(_ text: String) -> JSONValue? {
        if let words = self["enum"]?.elements {
            return words.first { $0.text?.lowercased() == text.lowercased() }
        }
        if let alternatives = self["anyOf"]?.elements {
            return alternatives.lazy.compactMap { $0.members?.typed(text) }.first
        }
        switch self["type"]?.elements?.first ?? self["type"] {
        case .string("integer"): return Int64(text).map(JSONValue.integer)
        case .string("boolean"):
            switch text.lowercased() {
            case "true": return true
            case "false": return false
            default: return nil
            }
        default: return nil
        }
    }
}
