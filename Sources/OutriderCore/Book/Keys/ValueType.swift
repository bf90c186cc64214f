internal import YAML

/// What a key may hold: how it is read and how a schema says so.
struct ValueType<Value: Sendable>: Sendable {
    /// JSON Schema of the value.
    let schema: JSONValue
    /// What a program is given for it.
    let shape: ValueShape
    /// The value of a node; what is wrong goes to the report and gives `nil`.
    let read: @Sendable (Node, inout Reading) -> Value?

    init(
        _ schema: JSONValue, shape: ValueShape = .asWritten, read: @escaping @Sendable (Node, inout Reading) -> Value?
    ) {
        self.schema = schema
        self.shape = shape
        self.read = read
    }
}

extension Reading {
    /// The text of a scalar; anything else is reported.
    mutating func text(_ node: Node, expected: String = "text") -> String? {
        if let text = node.text { return text }
        add(.wrongType, "expected \(expected)", at: node)
        return nil
    }
}

extension ValueType {
    /// A scalar that `parse` turns into a value or explains.
    static func scalar(
        _ expected: String, schema: JSONValue, shape: ValueShape = .asWritten,
        parse: @escaping @Sendable (String, Node, inout Reading) -> Value?
    ) -> ValueType {
        ValueType(schema, shape: shape) { node, reading in
            guard let text = reading.text(node, expected: expected) else { return nil }
            return parse(text, node, &reading)
        }
    }

}

extension ValueType where Value: Hashable {
    /// The value together with where it stands.
    var located: ValueType<Located<Value>> {
        ValueType<Located<Value>>(schema, shape: shape) { node, reading in
            read(node, &reading).map { Located($0, at: reading.location(of: node)) }
        }
    }
}

extension ValueType where Value == String {
    /// Any scalar as it stands.
    static let text = ValueType.scalar("text", schema: Schema.text) { text, node, reading in
        reading.reportCut(node, isMessage: false)
        return text
    }

    /// A web address.
    static let url = ValueType.scalar(
        "a web address",
        schema: Schema.text(matching: "^https?://\\S*$", else: "not a web address: write it whole, from https:// on")
    ) {
        text, node, reading in
        reading.reportCut(node, isMessage: false)
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.contains(where: \.isWhitespace) else {
            reading.add(
                .badURL, "not a web address", at: node, hint: "write it whole, from https:// on")
            return nil
        }
        return text
    }

    /// A country by its two letters (ISO 3166-1 alpha-2).
    static let country = ValueType.scalar(
        "a country code",
        schema: Schema.text(
            matching: "^[A-Z]{2}$", or: ["boolean"], else: "not a country code: two capital letters of ISO 3166-1")
    ) {
        text, node, reading in
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            let isLower = text.utf8.count == 2 && text.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
            reading.add(
                .badCountry, "not a country code", at: node,
                hint: isLower
                    ? "write \(text.uppercased())" : "two capital letters of ISO 3166-1, such as ZA, IN or US")
            return nil
        }
        return text
    }

    /// A name that a step has within its sequence.
    static let stepID = ValueType.scalar(
        "an id",
        schema: Schema.text(
            matching: "^[A-Za-z0-9_-][A-Za-z0-9._-]*$", or: ["number", "boolean"],
            else: "an id is made of letters, digits and . _ -")
    ) {
        text, node, reading in
        if let objection = RecordKind.objection(to: text) ?? (text.contains("/") ? "a step's id has no slash" : nil) {
            reading.add(.badID, objection, at: node)
            return nil
        }
        return text
    }
}

extension ValueType where Value == Int {
    /// A whole number of that range.
    static func integer(_ range: ClosedRange<Int>) -> ValueType {
        let schema: JSONValue = [
            "type": ["integer", "string"], "pattern": "^[+-]?[0-9]+$", "patternErrorMessage": "not a whole number",
            "minimum": .integer(range.lowerBound),
            "maximum": .integer(range.upperBound),
        ]
        return .scalar("a whole number", schema: schema, shape: .integer) { text, node, reading in
            guard let value = Int(text), range.contains(value) else {
                let digits = text.filter { $0 != "_" && $0 != "," && $0 != " " }
                reading.add(
                    .badNumber, "not a whole number from \(range.lowerBound) to \(range.upperBound)", at: node,
                    hint: digits != text ? Int(digits).map { "write \($0)" } : nil)
                return nil
            }
            return value
        }
    }
}

extension ValueType where Value == Bool {
    static let boolean = ValueType.scalar(
        "true or false",
        schema: Schema.text(
            matching: "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$", or: ["boolean"], else: "expected true or false"),
        shape: .boolean
    ) { text, node, reading in
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default:
            // What YAML 1.1 took for the same.
            let meant =
                switch text.lowercased() {
                case "yes", "on", "y", "1": "write true"
                case "no", "off", "n", "0": "write false"
                default: String?.none
                }
            reading.add(.wrongType, "expected true or false", at: node, hint: meant)
            return nil
        }
    }
}

extension ValueType where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of a fixed set of words, in any case.
    static var enumeration: ValueType {
        let words = Value.allCases.map(\.rawValue)
        return .scalar("one of \(words.joined(separator: ", "))", schema: Schema.words(words), shape: .words(words)) {
            text, node, reading in
            if let value = Value(rawValue: text) { return value }
            let lower = text.lowercased()
            if let value = Value.allCases.first(where: { $0.rawValue.lowercased() == lower }) { return value }
            reading.add(
                .unknownValue, "expected one of \(words.joined(separator: ", "))", at: node,
                hint: Spelling.hint(for: text, in: words))
            return nil
        }
    }
}

extension ValueType where Value == Reference {
    /// The id of a record of that kind.
    static func reference(to kind: RecordKind) -> ValueType {
        .scalar("the id of a \(kind.rawValue)", schema: RecordKind.idSchema) { text, node, reading in
            if let objection = RecordKind.objection(to: text) {
                reading.add(
                    .badID, objection, at: node,
                    hint: "the id of a \(kind.rawValue) is its path below \(kind.folder)/ without .yaml")
                return nil
            }
            return Reference(kind: kind, id: text, location: reading.location(of: node))
        }
    }
}

extension ValueType {
    /// A list of such values; one value alone is a list of one.
    ///
    /// - Parameter most: items that it may have, for the schema; the reader of the record counts them.
    static func list<Element>(of element: ValueType<Element>, atMost most: Int? = nil) -> ValueType
    where Value == [Element] {
        ValueType(Schema.list(of: element.schema, atMost: most), shape: .list(element.shape)) { node, reading in
            guard case .sequence(let nodes) = node.content else { return element.read(node, &reading).map { [$0] } }
            return nodes.compactMap { item in
                guard !item.isMissing else {
                    reading.add(.wrongType, "an empty item in a list", at: item)
                    return nil
                }
                return element.read(item, &reading)
            }
        }
    }

    /// A mapping from names of the author's choice to such values.
    static func map<Element>(of element: ValueType<Element>) -> ValueType where Value == [String: Element] {
        ValueType(
            ["type": "object", "additionalProperties": Schema.orEmpty(element.schema)], shape: .map(element.shape)
        ) { node, reading in
            guard case .mapping(let entries) = node.content else {
                reading.add(.wrongType, "expected a mapping of names to values", at: node)
                return nil
            }
            var values: [String: Element] = [:]
            for entry in entries {
                guard let name = entry.key.text, !entry.value.isMissing else { continue }
                values[name] = element.read(entry.value, &reading)
            }
            return values
        }
    }

    /// A record within a record.
    static func record(
        _ table: RecordTable, read: @escaping @Sendable (Fields, inout Reading) -> Value?
    ) -> ValueType {
        ValueType(table.definition, shape: table.shape) { node, reading in
            guard let fields = Fields(node, table, &reading) else { return nil }
            return read(fields, &reading)
        }
    }
}
