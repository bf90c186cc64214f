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

    init(name: String, doc: String, keys: [any TableKey], requiresOneOf: [String] = []) {
        self.name = name
        self.doc = doc
        self.keys = keys
        names = keys.map(\.name)
        required = keys.filter(\.isRequired).map(\.name)
        self.requiresOneOf = requiresOneOf
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
