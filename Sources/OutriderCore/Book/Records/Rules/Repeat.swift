internal import YAML

/// That a sequence starts again when it is over.
public struct Repeat: Hashable, Sendable {
    /// From the first message of a round to the first of the next; not in minutes or hours.
    public var every: Delay
    /// Rounds in all, the first counted; `nil` for without end.
    public var times: Int?
    public var location: SourceLocation
}

/// What people inside a sequence get when it is edited.
public enum OnEdit: String, CaseIterable, Hashable, Sendable {
    /// The steps and words as they are now.
    case follow
    /// Those that they started with.
    case pin
}

enum RepeatKeys {
    static let every = Key(
        "every", .delay(in: [.days, .weeks, .months, .businessDays], atLeast: 1, examples: ["1w", "1mo"]),
        required: true,
        "From the first message of a round to the first of the next: 1w, 1mo; the day of the month is kept.")
    static let times = Key("times", .integer(2...1_000), "Rounds in all, the first counted; without end if left out.")
    static let table = RecordTable(name: "repeat", doc: "That the sequence starts again.", keys: [every, times])

    static let record = ValueType<Repeat>.record(table) { fields, reading in
        let times = fields.value(times, &reading)
        return fields.value(every, &reading).map {
            Repeat(every: $0, times: times, location: fields.location(every, reading))
        }
    }
}
