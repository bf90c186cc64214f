/// A key of a record, or a key within one: `company`, `fields.level`, `relationships.project`.
public struct RecordPath: Hashable, Sendable {
    public let text: String

    public init(_ text: String) { self.text = text }

    /// The key of the first level.
    var first: String { String(text.prefix { $0 != "." }) }

    /// Every text that stands there, through lists; a mapping stands for its keys.
    func texts(in members: JSONObject) -> [String] {
        var found: [String] = []
        Self.collect(.object(members), text[...], into: &found)
        return found
    }

    private static func collect(_ value: JSONValue, _ rest: Substring, into found: inout [String]) {
        switch value {
        case .array(let elements):
            for element in elements { collect(element, rest, into: &found) }
        case .object(let object):
            guard !rest.isEmpty else {
                found += object.members.map(\.key)
                return
            }
            // A key of the author's choice may itself hold dots.
            if let whole = object[String(rest)] { return collect(whole, "", into: &found) }
            guard let dot = rest.firstIndex(of: "."), let inner = object[String(rest[..<dot])] else { return }
            collect(inner, rest[rest.index(after: dot)...], into: &found)
        default:
            if rest.isEmpty, let text = value.scalarText { found.append(text) }
        }
    }
}

extension JSONValue {
    /// A text, a number or a truth value as it is written in YAML; `nil` for anything else.
    public var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .integer(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
