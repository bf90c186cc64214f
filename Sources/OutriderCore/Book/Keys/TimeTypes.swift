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

extension ValueType where Value == LocalTime {
    static let localTime = ValueType.scalar(
        "a date",
        schema: Schema.text(
            matching: "^ *[0-9]{4}-[0-9]{2}-[0-9]{2}([ Tt].*)?$",
            examples: ["2026-11-23", "2026-11-23 10:00", "2026-11-23T08:00:00Z"], else: "not a date or time")
    ) { text, node, reading in
        if let time = LocalTime(text) { return time }
        reading.add(
            .badDate, "not a date or time", at: node,
            hint: "write 2026-11-23, \"2026-11-23 10:00\" (the recipient's time) or 2026-11-23T08:00:00Z")
        return nil
    }
}

extension ValueType where Value == Bool {
    /// `on` or `off`.
    static let onOff = ValueType.scalar(
        "on or off", schema: Schema.words(["on", "off"]), shape: .words(["on", "off"])
    ) { text, node, reading in
        switch text.lowercased() {
        case "on": return true
        case "off": return false
        default:
            let meant = ["true": "on", "yes": "on", "false": "off", "no": "off"][text.lowercased()]
            reading.add(.unknownValue, "expected on or off", at: node, hint: meant.map { "write \($0)" })
            return nil
        }
    }
}

extension ValueType where Value == Delay {
    /// A time in some of the units of a delay; a bare number is days.
    ///
    /// - Parameter minimum: the least count.
    static func delay(in units: [Delay.Unit], atLeast minimum: Int = 0, examples: [String]) -> ValueType {
        let names = units.map(\.rawValue)
        let usage =
            "a whole number and \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""):"
            + " \(examples.joined(separator: ", "))"
        let schema: JSONValue = [
            "type": ["string", "integer"], "pattern": .string("^[0-9]+(\(names.joined(separator: "|")))?$"),
            "patternErrorMessage": .string("write \(usage)"), "minimum": .integer(minimum),
            "maximum": .integer(Delay.Unit.days.limit), "examples": .strings(examples),
        ]
        return .scalar("a time", schema: schema) { text, node, reading in
            guard let delay = ValueType<Delay>.delay.read(node, &reading) else { return nil }
            guard units.contains(delay.unit), delay.count >= minimum else {
                let message = units.contains(delay.unit) ? "the time is too short" : "not counted in this unit"
                reading.add(.badDelay, message, at: node, hint: usage)
                return nil
            }
            return delay
        }
    }

    /// Elapsed time, or days: what business days and months would not make clearer.
    static let duration = delay(in: [.minutes, .hours, .days, .weeks], examples: ["15m", "20h", "3d", "1w"])

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
