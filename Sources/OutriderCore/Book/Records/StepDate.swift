internal import YAML

/// The day of a step that has no delay.
public enum StepDate: Hashable, Sendable {
    case date(CivilDate)
    /// The day in a field of the person, and so many days later, before where negative.
    case field(String, offset: Int, location: SourceLocation)
}

enum StepDateKeys {
    static let field = Key(
        "field", .text, required: true, "A field of the person that holds a date: fields.startDate.",
        examples: ["fields.startDate"])
    static let offset = Key("offset", .dayOffset, "Days later, or before with a minus: 3d, -7d, -1w.")
    static let table = RecordTable(name: "on", doc: "A date in a field of the person.", keys: [field, offset])

    static let value = ValueType<StepDate>(["anyOf": .array([ValueType<CivilDate>.date.schema, table.schema])]) {
        node, reading in
        guard case .mapping = node.content else {
            return ValueType<CivilDate>.date.read(node, &reading).map(StepDate.date)
        }
        guard let fields = Fields(node, table, &reading) else { return nil }
        let offset = fields.value(offset, &reading) ?? 0
        guard let name = fields.value(field, &reading) else { return nil }
        let location = fields.location(Self.field, reading)
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "fields", !parts[1].isEmpty else {
            reading.report.add(
                Diagnostic(
                    .unknownVariable, "a date stands in a field of the person", at: location,
                    hint: "write fields.NAME, such as fields.startDate"))
            return nil
        }
        return .field(String(parts[1]), offset: offset, location: location)
    }
}

extension ValueType where Value == Int {
    /// Days forward, or back with a minus: `3d`, `-7d`, `-2w`; at most ten years.
    static let dayOffset = ValueType.scalar(
        "a number of days",
        schema: Schema.text(
            matching: "^[+-]?[0-9]+[dw]?$", or: ["integer"], examples: ["-7d", "3d"],
            else: "not a number of days: write days or weeks, such as 3d, -7d or -1w")
    ) { text, node, reading in
        let digits = text.drop { $0 == "+" || $0 == "-" }
        if text.count - digits.count <= 1, let delay = try? Delay(parsing: String(digits)),
            delay.unit == .days || delay.unit == .weeks
        {
            let days = delay.count * (delay.unit == .weeks ? 7 : 1)
            return text.hasPrefix("-") ? -days : days
        }
        reading.add(.badDelay, "not a number of days", at: node, hint: "write days or weeks, such as 3d, -7d or -1w")
        return nil
    }
}
