internal import YAML

/// A mapping of the book, read key by key; what is missing, mistyped or unknown is reported where it stands.
struct Fields {
    private let node: Node
    private let values: [(key: Node, value: Node)]

    /// - Returns: `nil` where `node` is no mapping.
    init?(_ node: Node, _ table: RecordTable, _ reading: inout Reading) {
        guard case .mapping(let entries) = node.content else {
            reading.add(
                .wrongType, "expected a mapping of keys to values", at: node,
                hint: "write `key: value`, one a line")
            return nil
        }
        self.node = node
        var values: [(Node, Node)] = []
        values.reserveCapacity(entries.count)
        for entry in entries {
            guard let name = entry.key.text else { continue }
            if table.keys.contains(where: { $0.name == name }) {
                if !entry.value.isMissing { values.append((entry.key, entry.value)) }
            } else {
                reading.add(
                    .unknownKey, "unknown key '\(name.printable)'", at: entry.key,
                    hint: Spelling.hint(for: name, in: table.keys.map(\.name))
                        ?? (table.keys.contains { $0.name == "fields" } ? "keys of your own go under 'fields'" : nil))
            }
        }
        self.values = values
        for key in table.keys where key.isRequired && self.node(of: key.name) == nil {
            reading.add(.missingKey, "'\(key.name)' is missing", at: node.shortened, hint: nil)
        }
        if !table.requiresOneOf.isEmpty, !table.requiresOneOf.contains(where: { self.node(of: $0) != nil }) {
            let names = table.requiresOneOf.map { "'\($0)'" }.joined(separator: ", ")
            reading.add(.missingKey, "one of \(names) is required", at: node.shortened)
        }
    }

    private func node(of name: String) -> Node? { values.first { $0.key.text == name }?.value }

    /// The value of a key; `nil` where it is missing or wrong, which is then reported.
    func value<Value>(_ key: Key<Value>, _ reading: inout Reading) -> Value? {
        guard let node = node(of: key.name) else { return nil }
        return key.type.read(node, &reading)
    }

    /// Where a key's value stands, else where the mapping does.
    func location<Value>(_ key: Key<Value>, _ reading: Reading) -> SourceLocation {
        reading.location(of: node(of: key.name) ?? node.shortened)
    }

    /// Where the mapping begins.
    func location(_ reading: Reading) -> SourceLocation { reading.location(of: node.shortened) }
}

extension Node {
    /// The node with its first line only, for a message about the whole.
    var shortened: Node {
        guard case .mapping(let entries) = content, let first = entries.first else { return self }
        return first.key
    }
}

extension String {
    /// The text without what could steer a terminal, cut after 60 characters.
    var printable: String {
        var text = ""
        for scalar in unicodeScalars.prefix(60) {
            let category = scalar.properties.generalCategory
            text.unicodeScalars.append(category == .control || category == .format ? "\u{FFFD}" : scalar)
        }
        return unicodeScalars.count > 60 ? text + "…" : text
    }
}
