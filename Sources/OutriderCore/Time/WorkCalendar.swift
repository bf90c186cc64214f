/// Which days are worked: a weekend and holidays, of one country or region.
public struct WorkCalendar: Hashable, Sendable {
    /// A day that comes every year; 29 February comes in leap years only.
    public struct MonthDay: Hashable, Sendable {
        /// 1...12.
        public let month: Int
        /// 1...31.
        public let day: Int

        /// The day of a month, or nil when no year has it.
        public init?(month: Int, day: Int) {
            let leapYear = 2024
            guard (1...12).contains(month), (1...CivilDate.dayCount(year: leapYear, month: month)).contains(day) else {
                return nil
            }
            (self.month, self.day) = (month, day)
        }

        /// A day written as `12-25`.
        public init?(_ text: String) {
            guard var cursor = ByteCursor(text), let month = cursor.number(digits: 2), cursor.take("-") != nil,
                let day = cursor.number(digits: 2), cursor.isAtEnd
            else { return nil }
            self.init(month: month, day: day)
        }
    }

    /// The days of the week that are not worked.
    public var weekend: Set<Weekday>
    /// Names of holidays by their date.
    public var dated: [CivilDate: String]
    /// Names of holidays that come every year on the same day.
    public var yearly: [MonthDay: String]

    /// Saturday and Sunday off, no holidays: the calendar of those who have none.
    public static let standard = WorkCalendar()

    public init(
        weekend: Set<Weekday> = [.sat, .sun], dated: [CivilDate: String] = [:], yearly: [MonthDay: String] = [:]
    ) {
        self.weekend = weekend
        self.dated = dated
        self.yearly = yearly
    }

    /// The name of the holiday on this date, the dated one before the yearly one, or nil when there is none.
    public func holiday(on date: CivilDate) -> String? {
        if let name = dated[date] { return name }
        guard !yearly.isEmpty else { return nil }
        let (_, month, dayOfMonth) = date.components
        return MonthDay(month: month, day: dayOfMonth).flatMap { yearly[$0] }
    }

    /// Whether the date is neither weekend nor holiday.
    public func isWorkday(_ date: CivilDate) -> Bool {
        !weekend.contains(date.weekday) && holiday(on: date) == nil
    }

    /// The date so many workdays after this one; for 0 the date itself when it is a workday, else the next workday.
    ///
    /// Nil when ``Schedule/searchLimit`` days in a row are off, or the years end.
    public func date(workdays count: Int, after date: CivilDate) -> CivilDate? {
        var current = date
        var remaining = count
        if remaining <= 0 {
            if isWorkday(date) { return date }
            remaining = 1
        }
        var daysOff = 0
        while current < .max, daysOff < Schedule.searchLimit {
            current = current.adding(days: 1)
            guard isWorkday(current) else {
                daysOff += 1
                continue
            }
            daysOff = 0
            remaining -= 1
            if remaining == 0 { return current }
        }
        return nil
    }
}
