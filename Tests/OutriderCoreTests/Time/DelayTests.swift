import OutriderCore
import Testing

@Suite struct DelayTests {
    @Test(arguments: [
        ("30m", 30, Delay.Unit.minutes, "30m"), ("4h", 4, .hours, "4h"), ("2d", 2, .days, "2d"), ("3", 3, .days, "3d"),
        ("0", 0, .days, "0d"), ("0d", 0, .days, "0d"), ("1w", 1, .weeks, "1w"), ("1mo", 1, .months, "1mo"),
        ("2bd", 2, .businessDays, "2bd"), ("0bd", 0, .businessDays, "0bd"), ("007d", 7, .days, "7d"),
        ("3650d", 3650, .days, "3650d"), ("120mo", 120, .months, "120mo"), ("87600h", 87_600, .hours, "87600h"),
    ])
    func reads(text: String, count: Int, unit: Delay.Unit, canonical: String) throws {
        let delay = try Delay(parsing: text)
        #expect(delay == Delay(count, unit))
        #expect(delay.description == canonical)
        #expect(try Delay(parsing: canonical) == delay)
    }

    @Test(arguments: [
        ("", 0, "30m, 4h"), ("d", 0, "30m, 4h"), ("-1d", 0, "30m, 4h"), ("+1d", 0, "30m, 4h"), ("P1D", 0, "30m, 4h"),
        (" 1d", 0, "30m, 4h"), ("1x", 1, "30m, 4h"), ("1d ", 1, "write 1d"), ("1 d", 1, "write 1d"),
        ("2 days", 1, "write 2d"), ("2 Business Days", 1, "write 2bd"), ("10D", 2, "write 10d"),
        ("90 minutes", 2, "write 90m"), ("1month", 1, "write 1mo"), ("1.5h", 1, "90m"), ("1,5h", 1, "90m"),
        ("3651d", 0, "at most 3650d"), ("999999999999bd", 0, "at most 2600bd"), ("5256001m", 0, "at most 5256000m"),
        ("9223372036854775808h", 0, "at most 87600h"), ("121mo", 0, "at most 120mo"), ("521w", 0, "at most 520w"),
        ("1d2h", 1, "30m, 4h"), ("٣d", 0, "30m, 4h"), (String(repeating: "9", count: 100_000), 0, "30m, 4h"),
    ])
    func refuses(text: String, offset: Int, hint: String) {
        let error = #expect(throws: DelaySyntaxError.self) { try Delay(parsing: text) }
        #expect(error?.offset == offset)
        #expect(error?.hint.contains(hint) == true)
    }

    @Test func countsOutOfRangeMakeNoDelay() {
        for unit in Delay.Unit.allCases {
            #expect(Delay(-1, unit) == nil)
            #expect(Delay(.max, unit) == nil)
            #expect(Delay(unit.limit, unit) != nil)
            #expect(Delay(unit.limit + 1, unit) == nil)
        }
    }
}
