import OutriderCore
import Testing

@Suite struct CivilDateTests {
    /// Python: `date.fromisoformat(d).toordinal() - 719163` and `strftime("%a")`.
    @Test(arguments: [
        ("0001-01-01", -719_162, Weekday.mon), ("0004-02-29", -718_008, .sun), ("1600-02-29", -135_081, .tue),
        ("1899-12-31", -25_568, .sun), ("1900-02-28", -25_509, .wed), ("1900-03-01", -25_508, .thu),
        ("1969-12-31", -1, .wed), ("1970-01-01", 0, .thu), ("2000-02-29", 11_016, .tue), ("2000-03-01", 11_017, .wed),
        ("2026-11-23", 20_780, .mon), ("2100-02-28", 47_540, .sun), ("2100-03-01", 47_541, .mon),
        ("9999-12-31", 2_932_896, .fri),
    ])
    func agreesWithPython(text: String, day: Int, weekday: Weekday) {
        let date = CivilDate(text)
        #expect(date?.day == day)
        #expect(date?.weekday == weekday)
        #expect(CivilDate(day: day).description == text)
    }

    /// Python: `for o in range(1, 3652060, 97): h = (h * 31 + byte) % 2**64` over the bytes of `isoformat()`, a space,
    /// the weekday in lower case and a line feed.
    @Test func everyNinetySeventhDayAgreesWithPython() {
        var checksum: UInt64 = 0
        for day in stride(from: CivilDate.min.day, through: CivilDate.max.day, by: 97) {
            let date = CivilDate(day: day)
            for byte in "\(date) \(date.weekday.name)\n".utf8 { checksum = checksum &* 31 &+ UInt64(byte) }
        }
        #expect(checksum == 14_529_971_475_714_925_403)
    }

    @Test func partsMakeTheSameDay() {
        for day in stride(from: CivilDate.min.day, through: CivilDate.max.day, by: 1_009) {
            let date = CivilDate(day: day)
            #expect(CivilDate(year: date.year, month: date.month, day: date.dayOfMonth) == date)
        }
    }

    @Test(arguments: [
        "", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01",
        "2026-1-1",
        "2026-11-23 ", " 2026-11-23", "2026/11/23", "20261123", "12026-11-23", "2026-11-23T00:00:00Z", "2026-11-2३",
        "-026-11-23",
    ])
    func refuses(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func refusesPartsOutOfRange() {
        #expect(CivilDate(year: .max, month: .max, day: .max) == nil)
        #expect(CivilDate(year: .min, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 12, day: 32) == nil)
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 2, "2026-03-31"),
        ("2026-11-30", 3, "2027-02-28"), ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-31", -1, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2026-05-05", 0, "2026-05-05"),
        ("2026-05-05", .max, "9999-12-31"), ("2026-05-05", .min, "0001-01-01"), ("9999-12-31", 1, "9999-12-31"),
    ])
    func addsMonths(text: String, months: Int, expected: String) {
        #expect(CivilDate(text)?.adding(months: months).description == expected)
    }

    @Test func addsDaysWithinTheRange() {
        #expect(CivilDate("2026-12-31")?.adding(days: 1).description == "2027-01-01")
        #expect(CivilDate("2026-03-01")?.adding(days: -1).description == "2026-02-28")
        #expect(CivilDate.max.adding(days: .max) == .max)
        #expect(CivilDate.min.adding(days: .min) == .min)
        #expect(CivilDate(day: .max) == .max)
        #expect(CivilDate(day: .min) == .min)
    }

    @Test func weekdaysHaveNames() {
        #expect(Weekday.allCases.map(\.name) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        #expect(Weekday("Wed") == .wed)
        #expect(Weekday("monday") == nil)
    }
}
