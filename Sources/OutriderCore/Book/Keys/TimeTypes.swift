internal import YAML

extension ValueType where Value == TimeOfDay {
    static let timeOfDay = ValueType.scalar(
        "a time of day",
        schema: Schema.text(
            matching: "^([01][0-9]|2[0-3]):[0-5][0-9]$", or: ["integer"], else: "not a time of day: write 09:30")
    ) { text, node, reading in
        if let time = TimeOfDay(text) { return time }
        reading.add(.badTime, "not a time of day", at: node, hint: "write hours and minutes, such as \"09:30\"")
        return nil
    }
}

extension ValueType where Value == Delay {
    /// How far times are spread: minutes or hours, at most a day.
    static let spread = ValueType.scalar(
        "a time",
        schema: [
            "type": ["string", "integer"], "pattern": "^([0-9]+[mh]|0)$",
            "patternErrorMessage": "write minutes or hours, such as 30m or 2h", "minimum": 0, "maximum": 0,
            "examples": ["30m", "2h"],
        ]
    ) { text, node, reading in
        if text == "0" { return Delay.none }
        if let delay = try? Delay(parsing: text), delay.unit == .minutes || delay.unit == .hours,
            delay.count * (delay.unit == .hours ? 60 : 1) <= 1_440
        {
            return delay
        }
        reading.add(.badDelay, "not a time from 0 to 24h", at: node, hint: "write minutes or hours, such as 30m or 2h")
        return nil
    }
}

extension ValueType where Value == Weekday {
    static let weekday = ValueType.scalar(
        "a day of the week", schema: Schema.words(Weekday.allCases.map(\.name)),
        shape: .words(Weekday.allCases.map(\.name))
    ) { text, node, reading in
        let names = Weekday.allCases.map(\.name)
        if let day = Weekday(text) { return day }
        reading.add(
            .unknownValue, "expected one of \(names.joined(separator: ", "))", at: node,
            hint: Weekday(text.prefix(3)).map { "write \($0.name)" })
        return nil
    }
}
