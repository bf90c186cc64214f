/// A whole second of time in the years 0001 to 9999 of UTC.
public struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, negative before it; leap seconds are not counted (POSIX time).
    public let seconds: Int64

    /// 0001-01-01T00:00:00Z.
    public static let min = Instant(seconds: Int64.min)
    /// 9999-12-31T23:59:59Z.
    public static let max = Instant(seconds: Int64.max)

    /// The instant so many seconds after 1970; outside the years 0001 to 9999 the nearer end of them.
    public init(seconds: Int64) {
        self.seconds = seconds.clamped(to: -62_135_596_800...253_402_300_799)
    }

    /// An instant written as RFC 3339 section 5.6 has it: `2026-11-22T08:12:00Z`, `2026-11-22T10:12:00.5+02:00`.
    ///
    /// Nil for anything else, for text over 64 bytes and for instants outside the years 0001 to 9999 of UTC. A fraction
    /// is cut off; a leap second (only at the end of June or December of UTC) is the second after it.
    public init?(rfc3339 text: String) {
        guard var cursor = ByteCursor(text), let date = CivilDate(reading: &cursor), cursor.take("T", "t") != nil,
            let time = Time(reading: &cursor), let offset = Self.offset(reading: &cursor), cursor.isAtEnd
        else { return nil }
        let seconds = Int64(date.day) * 86_400 + Int64(time.secondOfDay - offset)
        guard !time.isLeapSecond || Self.endsHalfYear(seconds) else { return nil }
        self.init(seconds: seconds)
        guard self.seconds == seconds else { return nil }
    }

    private struct Time {
        let secondOfDay: Int
        let isLeapSecond: Bool

        init?(reading cursor: inout ByteCursor) {
            guard let hour = cursor.number(digits: 2), hour <= 23, cursor.take(":") != nil,
                let minute = cursor.number(digits: 2), minute <= 59, cursor.take(":") != nil,
                let second = cursor.number(digits: 2), second <= 60
            else { return nil }
            if cursor.take(".") != nil {
                guard cursor.skipDigits() > 0 else { return nil }
            }
            secondOfDay = hour * 3_600 + minute * 60 + second
            isLeapSecond = second == 60
        }
    }

    /// Seconds east of Greenwich.
    private static func offset(reading cursor: inout ByteCursor) -> Int? {
        switch cursor.take("Z", "z", "+", "-") {
        case "Z", "z": return 0
        case let sign?:
            guard let hour = cursor.number(digits: 2), hour <= 23, cursor.take(":") != nil,
                let minute = cursor.number(digits: 2), minute <= 59
            else { return nil }
            let distance = hour * 3_600 + minute * 60
            return sign == "-" ? -distance : distance
        case nil: return nil
        }
    }

    /// Whether this is the first second of a January or July: all leap seconds so far came before one.
    private static func endsHalfYear(_ seconds: Int64) -> Bool {
        let date = CivilDate(day: Int(seconds / 86_400))
        return seconds % 86_400 == 0 && date.dayOfMonth == 1 && (date.month == 1 || date.month == 7)
    }

    /// The instant in UTC, whole seconds: `2026-11-22T08:12:00Z`. Sorts as text in the order of time.
    public var rfc3339: String {
        let (day, second) = seconds.quotientAndRemainder(flooringBy: 86_400)
        let hour = (second / 3_600).padded(to: 2)
        let minute = (second / 60 % 60).padded(to: 2)
        return "\(CivilDate(day: day))T\(hour):\(minute):\((second % 60).padded(to: 2))Z"
    }

    /// The instant so many seconds later (earlier when negative), at most the end of the range.
    public func adding(seconds distance: Int64) -> Instant {
        let (sum, overflow) = seconds.addingReportingOverflow(distance)
        guard overflow else { return Instant(seconds: sum) }
        return distance < 0 ? .min : .max
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: CustomStringConvertible {
    /// The same as ``rfc3339``.
    public var description: String { rfc3339 }
}

extension Int64 {
    /// Division that rounds down, so that the remainder is never negative.
    func quotientAndRemainder(flooringBy divisor: Int64) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (Int(quotient) - 1, Int(remainder + divisor)) : (Int(quotient), Int(remainder))
    }
}
