internal import YAML

/// A mapping of the book, read key by key; what is missing, mistyped or unknown is reported where it stands.
struct Fields {
    private let node: Node
    private let entries: [Node.Entry]
    /// The names whose value is not missing.
    private let present: NameMask

    /// - Returns: `nil` where `node` is no mapping.
    init?(_ node: Node, _ table: RecordTable, _ reading: inout Reading) {
        guard case .mapping(let entries) = node.content else {
            reading.add(
                .wrongType, "expected a mapping of keys to values", at: node,
                hint: "write `key: value`, one a line")
            return nil
        }
        self.node = node
        self.entries = entries
        var present = NameMask()
        // People write keys in the order of the table: each is looked for behind the one before it first.
        var next = 0
        let span = entries.span
        for index in span.indices {
            guard case .scalar(let name, _) = span[index].key.content else { continue }
            if !span[index].value.isMissing { present.insert(NameMask(name)) }
            if let place = table.place(of: name, from: next) {
                next = place + 1
                continue
            }
            if table.open.contains(where: { $0.covers(name) }) { continue }
            reading.add(
                .unknownKey, "unknown key '\(name.printable)'", at: span[index].key,
                hint: Spelling.hint(for: name, in: table.names) ?? table.openHint(for: name)
                    ?? (table.names.contains("fields") ? "keys of your own go under 'fields'" : nil))
        }
        self.present = present
        for name in table.required where index(of: name) == nil {
            reading.add(.missingKey, "'\(name)' is missing", at: node.shortened, hint: nil)
        }
        if !table.requiresOneOf.isEmpty, !table.requiresOneOf.contains(where: { index(of: $0) != nil }) {
            let names = table.requiresOneOf.map { "'\($0)'" }.joined(separator: ", ")
            reading.add(.missingKey, "one of \(names) is required", at: node.shortened)
        }
    }

    /// Where the entry of that key is, unless its value is missing.
    private func index(of name: String) -> Int? {
        let span = entries.span
        for index in span.indices {
            guard case .scalar(let key, _) = span[index].key.content, key == name else { continue }
            return span[index].value.isMissing ? nil : index
        }
        return nil
    }

    private func index<Value>(of key: Key<Value>) -> Int? {
        present.mayHold(key.mask) ? index(of: key.name) : nil
    }

    /// Whether a key has a value, right or wrong.
    func has<Value>(_ key: Key<Value>) -> Bool { index(of: key) != nil }

    /// The value of a key; `nil` where it is missing or wrong, which is then reported.
    func value<Value>(_ key: Key<Value>, _ reading: inout Reading) -> Value? {
        guard let index = index(of: key) else { return nil }
        return key.type.read(entries[index].value, &reading)
    }

    /// The entries with a prefix and a name of the author's choice, in their order; empty values are left out.
    func open(_ prefix: String) -> [(name: String, key: Node, value: Node)] {
        entries.compactMap { entry in
            guard let name = entry.key.text, name.hasPrefix(prefix), name != prefix, !entry.value.isMissing else {
                return nil
            }
            return (String(name.dropFirst(prefix.count)), entry.key, entry.value)
        }
    }

    /// Where a key's value stands, else where the mapping does.
    func location<Value>(_ key: Key<Value>, _ reading: Reading) -> SourceLocation {
        reading.location(of: index(of: key).map { entries[$0].value } ?? node.shortened)
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
