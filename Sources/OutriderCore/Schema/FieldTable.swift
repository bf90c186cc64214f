/// A member of a JSON object that the journal keeps or a command prints.
struct Field: Sendable {
    let name: String
    let schema: JSONValue
    /// Whether it is always there.
    let isRequired: Bool
    let doc: String

    init(_ name: String, _ schema: JSONValue, _ doc: String) {
        self.init(name, schema, isRequired: true, doc)
    }

    /// A member that is left out where there is nothing to say.
    init(optional name: String, _ schema: JSONValue, _ doc: String) {
        self.init(name, schema, isRequired: false, doc)
    }

    private init(_ name: String, _ schema: JSONValue, isRequired: Bool, _ doc: String) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.doc = doc
    }
}

/// The members of one kind of JSON object. Others are allowed: a later version may add some.
///
/// The journal's readers take their members one by one, by hand, for speed; tests hold such a reader, its writer and
/// its table together.
struct FieldTable: Sendable {
    let name: String
    let doc: String
    let fields: [Field]

    var schema: JSONValue {
        var properties = JSONObject()
        for field in fields {
            var object = field.schema.members ?? JSONObject()
            object["description"] = .string(field.doc)
            properties[field.name] = .object(object)
        }
        var object: JSONObject = [
            "type": "object", "description": .string(doc), "properties": .object(properties),
        ]
        let required = fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { object["required"] = .strings(required) }
        return .object(object)
    }

    /// The schema where the object stands within another: defined once, by its name.
    var definition: JSONValue { Schema.definition(name, schema) }
}

extension Schema {
    static let string: JSONValue = ["type": "string"]
    static let strings = array(of: string)
    static let flag: JSONValue = ["type": "boolean"]
    /// A whole number from 0 on.
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    /// An instant in UTC.
    static let time = definition(
        "time", ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"])
    /// A day.
    static let day = definition("day", ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"])
    /// An instant that the journal sorts by: `9` stands behind every other.
    static let nextTime = definition(
        "next", ["type": "string", "pattern": "^(9|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)$"])
    /// A delivery key.
    static let key = definition("key", ["type": "string", "pattern": "^[a-z2-7]{32}$"])

    static func array(of element: JSONValue) -> JSONValue { ["type": "array", "items": element] }

    static func map(of element: JSONValue) -> JSONValue { ["type": "object", "additionalProperties": element] }

    /// One of the words of a type, spelled as they are.
    static func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> JSONValue
    where Word.RawValue == String {
        ["type": "string", "enum": .strings(Word.allCases.map(\.rawValue))]
    }

    /// One of two kinds of object: those with the member `name`, and the others.
    static func with(_ name: String, _ first: JSONValue, else second: JSONValue) -> JSONValue {
        ["type": "object", "if": ["required": .strings([name])], "then": first, "else": second]
    }
}
