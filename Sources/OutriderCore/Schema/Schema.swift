/// The pieces that JSON Schemas are made of (draft 2020-12).
///
/// The book reads every scalar as text. An editor reads `007` as a number, `No` perhaps as a boolean and `Null` as
/// nothing, so what is text to the book has all those types in a schema.
enum Schema {
    /// Any scalar.
    static let text = definition("text", ["type": ["string", "number", "boolean", "null"]])

    /// A scalar whose text fits `pattern` (ECMA 262); `types` are what else editors take such a text for, and
    /// `else` is what they say of a text that does not fit.
    static func text(
        matching pattern: String, or types: [String] = [], examples: [String] = [], else message: String
    ) -> JSONValue {
        var object: JSONObject = [
            "type": types.isEmpty ? "string" : .strings(["string"] + types), "pattern": .string(pattern),
            "patternErrorMessage": .string(message),
        ]
        if !examples.isEmpty { object["examples"] = .strings(examples) }
        return .object(object)
    }

    /// One of some words in any case; editors offer the words as they are given, and none of the `others`.
    static func words(_ words: [String], or others: [String] = []) -> JSONValue {
        let pattern = "^(\((words + others).map(anyCase).joined(separator: "|")))$"
        return ["type": "string", "anyOf": [["enum": .strings(words)], ["pattern": .string(pattern)]]]
    }

    /// A regular expression of a word in any case: ECMA 262 has no sign for that.
    private static func anyCase(_ word: String) -> String {
        word.map { character in
            let forms = [character.uppercased(), character.lowercased()]
            if forms[0] != forms[1] { return "[\(forms[0])\(forms[1])]" }
            return character.isLetter || character.isNumber || character == "_" ? forms[0] : "[\(forms[0])]"
        }.joined()
    }

    /// A list of such values, or one alone: written so that editors name the mistake and not only the choices.
    ///
    /// - Parameters:
    ///   - count: items that a list must have.
    ///   - most: items that it may have.
    static func list(of element: JSONValue, atLeast count: Int = 0, atMost most: Int? = nil) -> JSONValue {
        let inner = element.members?["$defs"]?.members?.members.first?.value ?? element
        guard var object = inner.members, let type = object["type"], object["enum"] == nil, type != "object" else {
            var items: JSONObject = ["items": element]
            if let most { items["maxItems"] = .integer(most) }
            return ["if": ["type": "array"], "then": .object(items), "else": element]
        }
        object["type"] = .array((type.elements ?? [type]) + ["array"])
        object["items"] = element
        if count > 0 { object["minItems"] = .integer(count) }
        if let most { object["maxItems"] = .integer(most) }
        return .object(object)
    }

    /// A schema that is defined once in the document, by its name.
    static func definition(_ name: String, _ schema: JSONValue) -> JSONValue {
        ["$ref": .string("#/$defs/\(name)"), "$defs": .object(JSONObject([(name, schema)]))]
    }

    /// The schema with room for an empty value, which the book takes for a missing one.
    static func orEmpty(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.members, !takesEmpty(schema) else { return schema }
        let empty: JSONValue = ["type": "null"]
        if object["$ref"] != nil || object["enum"] != nil || object["const"] != nil {
            return ["anyOf": [schema, empty]]
        }
        if let type = object["type"] {
            object["type"] = .array((type.elements ?? [type]) + ["null"])
        } else if let choices = object["anyOf"]?.elements {
            object["anyOf"] = .array(choices + [empty])
        } else if let other = object["else"] {
            object["else"] = orEmpty(other)
        }
        return .object(object)
    }

    private static func takesEmpty(_ schema: JSONValue) -> Bool {
        guard let object = schema.members else { return false }
        if let inner = object["$defs"]?.members?.members.first { return takesEmpty(inner.value) }
        if let type = object["type"] { return type == "null" || type.elements?.contains("null") == true }
        return object["anyOf"]?.elements?.contains(where: takesEmpty) ?? false
    }

    /// A whole document: the schema under its name, every definition within it moved to the end.
    static func document(_ name: String, _ schema: JSONValue) -> JSONValue {
        var definitions = JSONObject()
        let body = lift(schema, into: &definitions)
        var document = JSONObject([
            ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("$id", .string(identifier + name)),
            ("title", .string("Outrider \(name)")),
        ])
        for member in body.members?.members ?? [] { document[member.key] = member.value }
        if !definitions.isEmpty { document["$defs"] = .object(definitions) }
        return .object(document)
    }

    /// What every `$id` of ours begins with.
    static let identifier = "urn:outrider:schema:1:"

    private static func lift(_ value: JSONValue, into definitions: inout JSONObject) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { lift($0, into: &definitions) })
        case .object(let object):
            var kept = JSONObject()
            for member in object.members {
                if member.key == "$defs" {
                    for inner in member.value.members?.members ?? [] where definitions[inner.key] == nil {
                        definitions[inner.key] = .null
                        definitions[inner.key] = lift(inner.value, into: &definitions)
                    }
                } else {
                    kept.append(member.key, lift(member.value, into: &definitions))
                }
            }
            return .object(kept)
        default: return value
        }
    }
}
