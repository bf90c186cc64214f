internal import YAML

/// That nothing goes for a while; what remains of a delay is kept.
public struct Pause: Hashable, Sendable {
    /// When it ends by itself; `nil` for when it is taken out.
    public var until: LocalTime?
    public var reason: String?
}

enum PauseKeys {
    static let until = Key(
        "until", .localTime,
        "When it ends: a date, a date and time, or RFC 3339; if left out, when the key is taken out.")
    static let reason = Key("reason", .text, "Why, for plan and explain.")
    static let table = RecordTable(
        name: "pause", doc: "That nothing goes for a while.", keys: [until, reason], requiresOneOf: ["until", "reason"])

    /// `true`, `false` for none, or a mapping; the same sentence with another subject for each kind of record.
    static func key(_ subject: String) -> Key<Located<Pause>> {
        Key("paused", value.located, "true, or until when and why: \(subject); delays keep what remains of them.")
    }

    private static let schema: JSONValue = [
        "if": ["type": "object"], "then": table.definition, "else": ValueType<Bool>.boolean.schema,
    ]

    private static let value = ValueType<Pause>(schema, shape: .boolean) { node, reading in
        guard case .mapping = node.content else {
            return ValueType<Bool>.boolean.read(node, &reading) == true ? Pause() : nil
        }
        guard let fields = Fields(node, table, &reading) else { return nil }
        return Pause(until: fields.value(until, &reading), reason: fields.value(reason, &reading))
    }
}
