internal import YAML

/// A key that asks for values of a path.
struct FactKey: Sendable {
    let path: FactPath
    let key: Key<[Located<String>]>

    init(_ path: FactPath, _ doc: String) {
        self.path = path
        key = Key(path.name, .values(of: path.element), doc)
    }
}

/// The keys that ask for values, fixed ones and those with a name of the author's choice.
struct FactKeys: Sendable {
    let fixed: [FactKey]
    /// The prefix of open keys, and the path of a name behind it.
    let open: [(prefix: String, path: @Sendable (String) -> FactPath, doc: String)]

    var keys: [any TableKey] { fixed.map(\.key) }

    var openKeys: [OpenKey] {
        open.map { OpenKey($0.prefix, ValueType<[Located<String>]>.values(of: .text).schema, $0.doc) }
    }

    func read(_ fields: Fields, _ reading: inout Reading) -> [FactTest] {
        var tests: [FactTest] = []
        for fact in fixed {
            guard let values = fields.value(fact.key, &reading) else { continue }
            tests.append(FactTest(fact.path, values, at: fields.location(fact.key, reading)))
        }
        for (prefix, path, _) in open {
            for entry in fields.open(prefix) {
                guard let values = ValueType.values(of: .text).read(entry.value, &reading) else { continue }
                tests.append(FactTest(path(entry.name), values, at: reading.location(of: entry.value)))
            }
        }
        return tests
    }
}

extension ValueType where Value == [Located<String>] {
    /// A value, or a list of which any will do.
    static func values(of element: ValueType<String>) -> ValueType {
        let list = ValueType<[Located<String>]>.list(of: element.located)
        return ValueType(Schema.list(of: element.schema, atLeast: 1), shape: list.shape) { node, reading in
            guard let values = list.read(node, &reading) else { return nil }
            if node.items?.isEmpty == true {
                reading.add(.wrongType, "the list is empty", at: node, hint: "name a value, or leave the key out")
            }
            return values.isEmpty ? nil : values
        }
    }
}
