/// The date of a message's header (RFC 5322, 3.3), always in UTC.
enum MessageDate {
    /// The seconds since 1970 that can be written: years 1900, the first the RFC allows, to 9999.
    static let range: ClosedRange<Int64> = -2_208_988_800...253_402_300_799

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Such as `Sun, 22 Nov 2026 08:12:00 +0000`; seconds outside of `range` count as the nearest inside it.
    static func text(secondsSince1970 seconds: Int64) -> String {
        let seconds = Int(min(max(seconds, range.lowerBound), range.upperBound))
        let second = (seconds % 86_400 + 86_400) % 86_400
        let day = (seconds - second) / 86_400
        let date = civil(daysSince1970: day)
        let time = [second / 3_600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
        let weekday = weekdays[(day % 7 + 7) % 7]
        return "\(weekday), \(padded(date.day)) \(months[date.month - 1]) \(date.year) \(time) +0000"
    }

    /// The Gregorian date, by Howard Hinnant's `civil_from_days`, with years that start in March.
    private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        // From 0000-03-01; never negative within `range`.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
