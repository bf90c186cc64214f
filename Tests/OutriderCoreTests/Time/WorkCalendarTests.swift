import OutriderCore
import Testing

@Suite struct WorkCalendarTests {
    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func southAfrica() throws -> WorkCalendar {
        WorkCalendar(
            dated: [try date("2026-12-16"): "Day of Reconciliation", try date("2026-12-25"): "Dated"],
            yearly: [
                try #require(WorkCalendar.MonthDay("12-25")): "Christmas",
                try #require(WorkCalendar.MonthDay("02-29")): "Leap day",
            ])
    }

    @Test func namesHolidays() throws {
        let calendar = try southAfrica()
        #expect(calendar.holiday(on: try date("2026-12-16")) == "Day of Reconciliation")
        #expect(calendar.holiday(on: try date("2027-12-16")) == nil)
        #expect(calendar.holiday(on: try date("2026-12-25")) == "Dated")
        #expect(calendar.holiday(on: try date("2031-12-25")) == "Christmas")
        #expect(calendar.holiday(on: try date("2028-02-29")) == "Leap day")
        #expect(calendar.holiday(on: try date("2027-03-01")) == nil)
    }

    /// Friday 2026-12-11 and what follows it, by the wall calendar.
    @Test(arguments: [
        (0, "2026-12-11", "2026-12-11"), (1, "2026-12-11", "2026-12-14"), (0, "2026-12-12", "2026-12-14"),
        (1, "2026-12-12", "2026-12-14"), (1, "2026-12-15", "2026-12-17"), (0, "2026-12-16", "2026-12-17"),
        (5, "2026-12-11", "2026-12-21"), (-7, "2026-12-12", "2026-12-14"),
    ])
    func countsWorkdays(count: Int, from: String, expected: String) throws {
        #expect(try southAfrica().date(workdays: count, after: date(from))?.description == expected)
    }

    @Test func findsNoWorkdayWhereThereIsNone() throws {
        let never = WorkCalendar(weekend: Set(Weekday.allCases))
        #expect(never.date(workdays: 0, after: try date("2026-12-11")) == nil)
        #expect(never.date(workdays: 1, after: try date("2026-12-11")) == nil)
        #expect(WorkCalendar.standard.date(workdays: .max, after: try date("9990-12-11")) == nil)
    }

    @Test(arguments: ["", "1-1", "13-01", "00-10", "02-30", "04-31", "12-32", "12-25 ", "2026-12-25"])
    func refusesYearlyDay(text: String) {
        #expect(WorkCalendar.MonthDay(text) == nil)
    }
}
