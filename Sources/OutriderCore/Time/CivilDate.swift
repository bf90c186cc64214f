/// A day of the proleptic Gregorian calendar, without a zone, in the years 0001 to 9999.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public let day: Int

    /// 0001-01-01.
    public static let min = CivilDate(day: -719_162)
    /// 9999-12-31.
    public static let max = CivilDate(day: 2_932_896)

    /// The day of this number since 1970-01-01; outside the years 0001 to 9999 the nearer end of them.
    public init(day: Int) {
        self.day = day.clamped(to: -719_162...2_932_896)
    }

    /// The day of this year (1...9999), month (1...12) and day of the month, or nil when there is none.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.dayCount(year: year, month: month)).contains(day)
        else { return nil }
        self.init(valid: year, month, day)
    }

    /// A day written as `2026-11-23`: ten ASCII characters, nothing else.
    public init?(_ text: String) {
        guard var cursor = ByteCursor(text), let date = Self(reading: &cursor), cursor.isAtEnd else { return nil }
        self = date
    }

    init?(reading cursor: inout ByteCursor) {
        guard let year = cursor.number(digits: 4), cursor.take("-") != nil,
            let month = cursor.number(digits: 2), cursor.take("-") != nil,
            let day = cursor.number(digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Counts years from March, so that the leap day ends a year: Howard Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms", `days_from_civil`, https://howardhinnant.github.io/date_algorithms.html.
    private init(valid year: Int, _ month: Int, _ dayOfMonth: Int) {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear / 400
        let yearOfEra = marchYear % 400
        let marchMonth = (month + 9) % 12
        let dayOfYear = (153 * marchMonth + 2) / 5 + dayOfMonth - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        day = era * 146_097 + dayOfEra - 719_468
    }

    /// 1...9999.
    public var year: Int { components.year }
    /// 1...12.
    public var month: Int { components.month }
    /// 1...31.
    public var dayOfMonth: Int { components.dayOfMonth }

    /// `civil_from_days` of the same source.
    var components: (year: Int, month: Int, dayOfMonth: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
    }

    /// The day of the week.
    public var weekday: Weekday {
        let thursdayBased = (day + Weekday.thu.rawValue) % 7
        return Weekday(rawValue: (thursdayBased + 7) % 7) ?? .thu
    }

    /// The date so many days later (earlier when negative), at most the end of the range.
    public func adding(days: Int) -> CivilDate {
        CivilDate(day: day + days.clamped(to: -10_000_000...10_000_000))
    }

    /// The same day of the month so many months later (earlier when negative), or the last day of a month that is
    /// shorter; at most the end of the range.
    ///
    /// A caller that repeats monthly keeps the first date and adds 1, 2, 3 months to it, so that the 31st comes back.
    public func adding(months: Int) -> CivilDate {
        let (year, month, dayOfMonth) = components
        let total = year * 12 + month - 1 + months.clamped(to: -1_000_000...1_000_000)
        guard total >= 12 else { return .min }
        guard total < 10_000 * 12 else { return .max }
        let length = Self.dayCount(year: total / 12, month: total % 12 + 1)
        return CivilDate(valid: total / 12, total % 12 + 1, Swift.min(dayOfMonth, length))
    }

    /// How many days this month of the Gregorian calendar has; the month is 1...12.
    static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool { left.day < right.day }
}

extension CivilDate: CustomStringConvertible {
    /// The date as ISO 8601 writes it: `2026-11-23`.
    public var description: String {
        let (year, month, dayOfMonth) = components
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(dayOfMonth.padded(to: 2))"
    }
}
