/// A key of a record: its name, what it may hold, and what it is for.
struct Key<Value: Sendable>: Sendable {
    let name: String
    let type: ValueType<Value>
    let isRequired: Bool
    let doc: String
    /// What the reader takes where the key is missing, for editors.
    let defaultValue: JSONValue?
    /// What editors offer beside what the type offers.
    let examples: [JSONValue]
    /// Where the name may be among those of a mapping.
    let mask: NameMask

    init(
        _ name: String, _ type: ValueType<Value>, required: Bool = false, _ doc: String,
        default value: JSONValue? = nil,
        examples: [JSONValue] = []
    ) {
        self.name = name
        self.type = type
        isRequired = required
        self.doc = doc
        defaultValue = value
        self.examples = examples
        mask = NameMask(name)
    }
}

/// A key without its type: what the schema and the search for unknown keys need.
protocol TableKey: Sendable {
    var name: String { get }
    var isRequired: Bool { get }
    var schema: JSONValue { get }
    var shape: ValueShape { get }
}

extension Key: TableKey {
    var shape: ValueShape { type.shape }

    var schema: JSONValue {
        var object = (isRequired ? type.schema : Schema.orEmpty(type.schema)).members ?? JSONObject()
        object["description"] = .string(doc)
        object["default"] = defaultValue ?? object["default"]
        if !examples.isEmpty { object["examples"] = .array(examples) }
        return .object(object)
    }
}

/// Keys that begin alike and go on as the author likes: `fields.x`.
struct OpenKey: Sendable {
    let prefix: String
    let schema: JSONValue

    init(_ prefix: String, _ schema: JSONValue, _ doc: String) {
        self.prefix = prefix
        var object = Schema.orEmpty(schema).members ?? JSONObject()
        object["description"] = .string(doc)
        self.schema = .object(object)
    }

    /// The names as a regular expression (ECMA 262).
    var pattern: String { "^" + prefix.replacing(".", with: "\\.") + "." }

    /// Whether a name is one of these.
    func covers(_ name: String) -> Bool { name.hasPrefix(prefix) && name != prefix }

    /// Whether a name fits the `pattern` of some open keys.
    static func covers(_ name: String, pattern: String) -> Bool {
        let prefix = pattern.dropFirst().dropLast().replacing("\\.", with: ".")
        return name.hasPrefix(prefix) && name != prefix
    }
}

/// The keys of one kind of record: the one table that drives the reader and prints the schema.
final class RecordTable: Sendable {
    let name: String
    let doc: String
    let keys: [any TableKey]
    /// The names of the keys, and of those that must be there.
    let names: [String]
    let required: [String]
    /// Of these at least one must be there; empty for none.
    let requiresOneOf: [String]
    let open: [OpenKey]

    init(
        name: String, doc: String, keys: [any TableKey], requiresOneOf: [String] = [], open: [OpenKey] = []
    ) {
        self.name = name
        self.doc = doc
        self.keys = keys
        names = keys.map(\.name)
        required = keys.filter(\.isRequired).map(\.name)
        self.requiresOneOf = requiresOneOf
        self.open = open
    }

    /// Which open key a misspelt one was meant to be.
    func openHint(for name: String) -> String? {
        guard !open.isEmpty else { return nil }
        let heads = open.map { String($0.prefix.dropLast()) }
        if let dot = name.lastIndex(of: "."), let head = Spelling.nearest(to: String(name[..<dot]), in: heads) {
            return "did you mean '\((head + name[dot...]).printable)'?"
        }
        return heads.contains("fields") ? "a field of the person is 'fields.NAME'" : nil
    }

    /// Where a name stands among the keys: looked for from `start` on, then before it.
    func place(of name: String, from start: Int) -> Int? {
        for index in start..<names.count where names[index] == name { return index }
        for index in 0..<start where names[index] == name { return index }
        return nil
    }

    /// JSON Schema (draft 2020-12) of a mapping with these keys and no others.
    var schema: JSONValue {
        var properties = JSONObject()
        for key in keys { properties[key.name] = key.schema }
        var object: JSONObject = ["type": "object"]
        object["description"] = .string(doc)
        object["properties"] = .object(properties)
        if !open.isEmpty {
            object["patternProperties"] = .object(JSONObject(open.map { ($0.pattern, $0.schema) }))
        }
        if !required.isEmpty { object["required"] = .strings(required) }
        if !requiresOneOf.isEmpty {
            object["anyOf"] = .array(requiresOneOf.map { ["required": .strings([$0])] })
        }
        object["additionalProperties"] = false
        return .object(object)
    }

    /// What a program is given for a record.
    var shape: ValueShape {
        .record(Dictionary(keys.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The schema where the record stands within another: defined once, by its name.
    var definition: JSONValue { Schema.definition(name, schema) }
}
