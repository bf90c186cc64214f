/// How long a step waits after the end of the step before: `30m`, `4h`, `2d`, `1w`, `1mo`, `3bd`.
public struct Delay: Hashable, Sendable {
    /// What is counted.
    public enum Unit: String, Hashable, CaseIterable, Sendable {
        /// 60 seconds of elapsed time.
        case minutes = "m"
        /// 3,600 seconds of elapsed time.
        case hours = "h"
        /// Local dates.
        case days = "d"
        /// Seven local dates.
        case weeks = "w"
        /// The same day of a later month, or its last day when it is shorter.
        case months = "mo"
        /// Days that are neither weekend nor holiday of the recipient's calendar.
        case businessDays = "bd"

        /// The most of this unit that a delay may count: about ten years.
        public var limit: Int {
            switch self {
            case .minutes: 5_256_000
            case .hours: 87_600
            case .days: 3_650
            case .weeks: 520
            case .months: 120
            case .businessDays: 2_600
            }
        }
    }

    /// 0 up to the limit of the unit.
    public let count: Int
    public let unit: Unit

    /// `0d`: at once, or when the window next opens.
    public static let none = Delay(unchecked: 0, .days)

    /// So many of a unit, or nil when negative or over the unit's limit.
    public init?(_ count: Int, _ unit: Unit) {
        guard (0...unit.limit).contains(count) else { return nil }
        self.init(unchecked: count, unit)
    }

    private init(unchecked count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Reads a whole number and its unit; a number without a unit is days.
    public init(parsing text: String) throws(DelaySyntaxError) {
        let longestDelay = 32
        guard text.utf8.count <= longestDelay else {
            throw DelaySyntaxError(message: "the delay is too long", offset: 0, hint: DelaySyntaxError.usage)
        }
        let digits = text.prefix { ("0"..."9").contains($0) && $0.isASCII }
        guard !digits.isEmpty else { throw .noNumber(text) }
        let unit = try Self.unit(text.dropFirst(digits.count), after: String(digits))
        guard let count = Int(digits), let delay = Delay(count, unit) else {
            throw DelaySyntaxError(
                message: "the delay is more than ten years", offset: 0, hint: "at most \(unit.limit)\(unit.rawValue)")
        }
        self = delay
    }

    private static func unit(_ text: Substring, after digits: String) throws(DelaySyntaxError) -> Unit {
        guard !text.isEmpty else { return .days }
        if let unit = Unit(rawValue: String(text)) { return unit }
        throw .unknownUnit(String(text), after: digits)
    }
}

extension Delay: CustomStringConvertible {
    /// The number and its unit: `2bd`.
    public var description: String { "\(count)\(unit.rawValue)" }
}

/// Why a text is no delay.
public struct DelaySyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, as a clause.
    public let message: String
    /// Characters before the place that is wrong.
    public let offset: Int
    /// What to write instead.
    public let hint: String

    static let usage = "a whole number and m, h, d, w, mo or bd: 30m, 4h, 2d, 1w, 1mo, 3bd"

    /// One line: message, place, hint.
    public var description: String { "\(message) at character \(offset + 1); \(hint)" }

    static func noNumber(_ text: String) -> DelaySyntaxError {
        switch text.first {
        case nil: DelaySyntaxError(message: "the delay is empty", offset: 0, hint: usage)
        case "-": DelaySyntaxError(message: "a delay is never negative", offset: 0, hint: usage)
        default: DelaySyntaxError(message: "a delay begins with a whole number", offset: 0, hint: usage)
        }
    }

    static func unknownUnit(_ text: String, after digits: String) -> DelaySyntaxError {
        if text.hasPrefix(".") || text.hasPrefix(",") {
            return DelaySyntaxError(
                message: "a delay is a whole number", offset: digits.count, hint: "a smaller unit, as 90m for 1.5h")
        }
        let word = text.filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }.lowercased()
        guard let unit = spellings[word] else {
            return DelaySyntaxError(message: "unknown unit of a delay", offset: digits.count, hint: usage)
        }
        return DelaySyntaxError(
            message: "a unit is written short, in lower case, next to its number", offset: digits.count,
            hint: "write \(digits)\(unit.rawValue)")
    }

    private static let spellings: [String: Delay.Unit] = [
        "m": .minutes, "min": .minutes, "mins": .minutes, "minute": .minutes, "minutes": .minutes,
        "h": .hours, "hr": .hours, "hrs": .hours, "hour": .hours, "hours": .hours,
        "d": .days, "day": .days, "days": .days,
        "w": .weeks, "wk": .weeks, "week": .weeks, "weeks": .weeks,
        "mo": .months, "mon": .months, "mth": .months, "month": .months, "months": .months,
        "bd": .businessDays, "wd": .businessDays, "businessday": .businessDays, "businessdays": .businessDays,
        "workday": .businessDays, "workdays": .businessDays, "workingdays": .businessDays,
    ]
}
