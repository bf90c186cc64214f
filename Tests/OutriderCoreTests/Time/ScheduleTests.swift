import OutriderCore
import Testing

@Suite struct ScheduleTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        var window: String? = "mon-fri 09:00-17:00"
        var zone = "Africa/Johannesburg"
        var calendar = WorkCalendar.standard
        let end: String
        let delay: String
        let due: String

        var testDescription: String { "\(name), \(delay)" }

        var schedule: Schedule {
            get throws {
                Schedule(
                    zone: try #require(Zone(zone)),
                    window: try window.map { try Window(spans: $0.split(separator: ";").map(String.init)) },
                    calendar: calendar)
            }
        }
    }

    private static func holidays(_ names: String...) -> WorkCalendar {
        WorkCalendar(dated: Dictionary(uniqueKeysWithValues: names.compactMap(CivilDate.init).map { ($0, "holiday") }))
    }

    /// The table of the book's section 4, row by row, both values where it gives two.
    static let book: [Case] = [
        Case(name: "late in the window", end: "2026-11-23T16:58:00+02:00", delay: "1d", due: "2026-11-24T07:00:00Z"),
        Case(name: "runner earlier", end: "2026-11-23T09:00:20+02:00", delay: "1d", due: "2026-11-24T07:00:00Z"),
        Case(name: "Friday", end: "2026-11-20T16:50:00+02:00", delay: "1d", due: "2026-11-23T07:00:00Z"),
        Case(name: "Friday", end: "2026-11-20T16:50:00+02:00", delay: "24h", due: "2026-11-23T07:00:00Z"),
        Case(name: "Friday", end: "2026-11-20T16:50:00+02:00", delay: "2bd", due: "2026-11-24T07:00:00Z"),
        Case(name: "done on Saturday", end: "2026-11-21T11:00:00+02:00", delay: "1bd", due: "2026-11-23T07:00:00Z"),
        Case(name: "inside the window", end: "2026-11-23T10:12:00+02:00", delay: "0d", due: "2026-11-23T08:12:00Z"),
        Case(
            name: "holiday 16 Dec", calendar: holidays("2026-12-16"), end: "2026-12-15T10:00:00+02:00", delay: "1d",
            due: "2026-12-17T07:00:00Z"),
        Case(
            name: "holidays 25, 26 Dec", calendar: holidays("2026-12-25", "2026-12-26"),
            end: "2026-12-24T10:00:00+02:00", delay: "2bd", due: "2026-12-29T07:00:00Z"),
        Case(
            name: "spring forward", window: "daily 09:00-17:00", zone: "America/New_York",
            end: "2026-03-07T09:00:00-05:00", delay: "1d", due: "2026-03-08T13:00:00Z"),
        Case(
            name: "spring forward", window: "daily 09:00-17:00", zone: "America/New_York",
            end: "2026-03-07T09:00:00-05:00", delay: "24h", due: "2026-03-08T14:00:00Z"),
        Case(
            name: "opens in the gap", window: "daily 02:30-05:00", zone: "America/New_York",
            end: "2026-03-07T03:00:00-05:00", delay: "1d", due: "2026-03-08T07:00:00Z"),
        Case(
            name: "opens in the doubled hour", window: "daily 01:30-05:00", zone: "America/New_York",
            end: "2026-10-31T02:00:00-04:00", delay: "1d", due: "2026-11-01T05:30:00Z"),
        Case(
            name: "day begins at 01:00", window: nil, zone: "Africa/Cairo", end: "2026-04-23T12:00:00+02:00",
            delay: "1d", due: "2026-04-23T22:00:00Z"),
        Case(
            name: "over midnight, second half", window: "fri,sat 22:00-02:00", end: "2026-11-21T00:30:00+02:00",
            delay: "1d", due: "2026-11-21T20:00:00Z"),
        Case(
            name: "weekend Fri+Sat", window: "sun-thu 09:00-17:00", zone: "Asia/Riyadh",
            calendar: WorkCalendar(weekend: [.fri, .sat]), end: "2026-11-19T15:00:00+03:00", delay: "1bd",
            due: "2026-11-22T06:00:00Z"),
        Case(
            name: "odd offset", zone: "Asia/Kathmandu", end: "2026-11-23T16:00:00+05:45", delay: "1d",
            due: "2026-11-24T03:15:00Z"),
        Case(
            name: "zone changed after step 1", zone: "America/New_York", end: "2026-11-23T16:00:00+02:00", delay: "1d",
            due: "2026-11-24T14:00:00Z"),
    ]

    /// Edges the book's table leaves to its rules; worked out by hand from them.
    static let edges: [Case] = [
        Case(
            name: "all in the gap", window: "daily 02:00-03:00", zone: "America/New_York",
            end: "2026-03-07T02:30:00-05:00", delay: "1d", due: "2026-03-09T06:00:00Z"),
        Case(
            name: "closes before the doubled hour comes back", window: "daily 00:30-01:15", zone: "America/New_York",
            end: "2026-11-01T01:20:00-04:00", delay: "0d", due: "2026-11-01T06:00:00Z"),
        Case(
            name: "spans that touch", window: "daily 00:00-24:00", end: "2026-11-23T23:59:59+02:00", delay: "1d",
            due: "2026-11-23T22:00:00Z"),
        Case(name: "closed at its end", end: "2026-11-23T17:00:00+02:00", delay: "0d", due: "2026-11-24T07:00:00Z"),
        Case(name: "open at its start", end: "2026-11-23T09:00:00+02:00", delay: "0d", due: "2026-11-23T07:00:00Z"),
        Case(
            name: "holiday shuts the night after it", window: "fri,sat 22:00-02:00", calendar: holidays("2026-11-20"),
            end: "2026-11-21T00:30:00+02:00", delay: "0d", due: "2026-11-21T20:00:00Z"),
        Case(
            name: "holiday does not shut the night before", window: "fri 22:00-02:00",
            calendar: holidays("2026-11-21"), end: "2026-11-21T00:30:00+02:00", delay: "0d",
            due: "2026-11-20T22:30:00Z"),
        Case(
            name: "no window, holiday", window: nil, calendar: holidays("2026-11-24"),
            end: "2026-11-23T12:00:00+02:00", delay: "1d", due: "2026-11-23T22:00:00Z"),
        Case(
            name: "no window, business days", window: nil, calendar: holidays("2026-11-24"),
            end: "2026-11-23T12:00:00+02:00", delay: "1bd", due: "2026-11-24T22:00:00Z"),
        Case(
            name: "no window, workday", window: nil, end: "2026-11-23T12:00:00+02:00", delay: "0bd",
            due: "2026-11-23T10:00:00Z"),
        Case(name: "weekend", window: nil, end: "2026-11-21T12:00:00+02:00", delay: "0bd", due: "2026-11-22T22:00:00Z"),
        Case(
            name: "month end", window: nil, zone: "UTC", end: "2027-01-31T12:00:00Z", delay: "1mo",
            due: "2027-02-28T00:00:00Z"),
        Case(name: "weeks", end: "2026-11-23T12:00:00+02:00", delay: "2w", due: "2026-12-07T07:00:00Z"),
        Case(
            name: "skipped day", window: "daily 09:00-17:00", zone: "Pacific/Apia", end: "2011-12-29T12:00:00-10:00",
            delay: "1d", due: "2011-12-30T19:00:00Z"),
        Case(
            name: "today's own window has opened and closed",
            window: "fri 22:00-04:00; sat 01:00-02:00; sat 20:00-21:00",
            end: "2026-11-21T03:00:00+02:00", delay: "1d", due: "2026-11-27T20:00:00Z"),
        Case(
            name: "clocks go back over midnight", window: "sat 23:10-23:40; sun 00:00-00:30", zone: "America/St_Johns",
            end: "2010-11-06T23:50:00-02:30", delay: "0d", due: "2010-11-07T02:30:00Z"),
        Case(
            name: "own window today is past", window: "daily 22:00-21:00", end: "2026-11-21T10:00:00+02:00",
            delay: "1d", due: "2026-11-21T20:00:00Z"),
    ]

    @Test(arguments: book + edges)
    func due(row: Case) throws {
        let schedule = try row.schedule
        let end = try #require(Instant(rfc3339: row.end))
        let delay = try Delay(parsing: row.delay)
        let due = schedule.due(after: end, delay: delay)
        #expect(due?.rfc3339 == row.due)
    }

    @Test(arguments: DueTimes.table.split(separator: "\n").map(String.init))
    func agreesWithSearchByTheMinute(row: String) throws {
        let columns = row.split(separator: "|").map { $0.trimmingPrefix(" ") }.map { text in
            String(text.last == " " ? text.dropLast() : text)
        }
        let spans = columns[1].split(separator: ";").map(String.init)
        let holidays = columns[2] == "holidays" ? DueTimes.holidays.compactMap(CivilDate.init) : []
        let schedule = Schedule(
            zone: try #require(Zone(columns[0])), window: columns[1] == "-" ? nil : try Window(spans: spans),
            calendar: WorkCalendar(dated: Dictionary(uniqueKeysWithValues: holidays.map { ($0, "holiday") })))
        let end = try #require(Instant(rfc3339: columns[3]))
        #expect(schedule.due(after: end, delay: try Delay(parsing: columns[4]))?.rfc3339 == columns[5])
    }

    @Test func openWindowsAreClosedAtTheStartAndOpenAtTheEnd() throws {
        let schedule = Schedule(zone: .utc, window: try Window(parsing: "sun 22:00-02:00"))
        let open = try ["2026-11-22T22:00:00Z", "2026-11-23T00:00:00Z", "2026-11-23T01:59:59Z"].map {
            try #require(Instant(rfc3339: $0))
        }
        let shut = try ["2026-11-22T21:59:59Z", "2026-11-23T02:00:00Z", "2026-11-24T00:30:00Z"].map {
            try #require(Instant(rfc3339: $0))
        }
        #expect(open.allSatisfy(schedule.isOpen(at:)))
        #expect(!shut.contains(where: schedule.isOpen(at:)))
    }

    @Test func windowThatNeverOpensIsNeverDue() throws {
        let start = try #require(CivilDate("2026-11-20"))
        let days = (0..<600).map { start.adding(days: $0) }
        let calendar = WorkCalendar(dated: Dictionary(uniqueKeysWithValues: days.map { ($0, "shut") }))
        let schedule = Schedule(zone: .utc, window: try Window(parsing: "daily 09:00-17:00"), calendar: calendar)
        let end = try #require(Instant(rfc3339: "2026-11-23T10:00:00Z"))
        #expect(schedule.nextOpening(onOrAfter: end) == nil)
        for text in ["0d", "1d", "1h", "1mo", "1bd"] {
            #expect(schedule.due(after: end, delay: try Delay(parsing: text)) == nil)
        }
        #expect(schedule.due(after: end, delay: try Delay(parsing: "600d"))?.rfc3339 == "2028-07-15T09:00:00Z")
    }

    @Test(arguments: Delay.Unit.allCases)
    func endsOfTheRangeDoNotTrap(unit: Delay.Unit) throws {
        let longest = try #require(Delay(unit.limit, unit))
        let window = try Window(parsing: "daily 22:00-02:00")
        for zone in try [#require(Zone("Pacific/Kiritimati")), #require(Zone("Etc/GMT+12"))] {
            let schedule = Schedule(zone: zone, window: window)
            #expect(schedule.due(after: .max, delay: longest).map { $0 == .max } ?? true)
            #expect(schedule.due(after: .min, delay: longest) != nil)
            _ = schedule.isOpen(at: .min)
            _ = schedule.isOpen(at: .max)
        }
    }
}
