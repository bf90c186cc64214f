import Testing

@testable import OutriderCore

/// Calendars, zones of companies, times of day, dates and spreads. Johannesburg is two hours ahead of UTC.
@Suite struct BookTimesTests {
    private static func book(steps: String, _ more: [String: String] = [:]) -> [String: String] {
        [String: String].book().merging(["sequences/s.yaml": "name: S\nsteps:\n\(steps)"]) { _, new in new }
            .merging(more) { _, new in new }
    }

    private static let two = """
          - {id: a, channel: email, subject: A, body: A}
          - {id: b, channel: email, delay: DELAY, subject: B, body: B}

        """

    /// The table of BOOK section 4 through files: the calendar stands at the person, the company, the enrollment or the book.
    @Test(arguments: [
        ("people/ada.yaml", "calendar: za\n"),
        ("companies/c.yaml", "name: C\ncalendar: za\n"),
        ("enrollments/e.yaml", "calendar: za\n"),
        ("outrider.yaml", "calendar: za\n"),
        ("outrider.yaml", "defaults: {calendar: za}\n"),
    ])
    func holidays(path: String, line: String) throws {
        for (start, delay, due) in [
            ("2026-12-15T08:00:00Z", "1d", "2026-12-17T07:00:00Z"),
            ("2026-12-24T08:00:00Z", "2bd", "2026-12-29T07:00:00Z"),
        ] {
            var book = Self.book(
                steps: Self.two.replacing("DELAY", with: delay),
                [
                    "calendars/za.yaml":
                        "weekend: [sat, sun]\nholidays:\n  - {date: 2026-12-16, name: Reconciliation}\n"
                        + "  - {yearly: 12-25, name: Christmas}\n  - {yearly: 12-26}\n",
                    "outrider.yaml": Stage.settings,
                ])
            book["enrollments/e.yaml", default: ""] += "window: mon-fri 09:00-17:00\n"
            book["people/ada.yaml", default: ""] += path.hasPrefix("companies") ? "company: c\n" : ""
            if line.hasPrefix("defaults") {
                book[path] = Stage.settings(defaults: "calendar: za")
            } else {
                book[path, default: ""] += line
            }
            var stage = try Stage(book, at: start)
            #expect(try stage.run() == ["ada a"])
            #expect(try stage.membership("ada")?.next == (try Instant(due)), "\(delay)")
        }
    }

    @Test func zoneOfTheCompany() throws {
        var book = Self.book(steps: Self.two, ["companies/c.yaml": "name: C\ntimezone: America/New_York\n"])
        book["sequences/s.yaml"] = book["sequences/s.yaml"]?.replacing("DELAY", with: "0d")
        book["people/ada.yaml", default: ""] += "company: c\n"
        book["enrollments/e.yaml", default: ""] += "window: daily 09:00-17:00\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T14:00:00Z")))
        // Everybody there moves with the company.
        stage.book["companies/c.yaml"] = "name: C\ntimezone: Asia/Kathmandu\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T07:00:00Z")))
    }

    @Test func aChangedCalendarMovesWhatWaits() throws {
        var book = Self.book(
            steps: Self.two.replacing("DELAY", with: "1bd"), ["calendars/za.yaml": "name: ZA\n"])
        book["people/ada.yaml", default: ""] += "calendar: za\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T22:00:00Z")))
        stage.book["calendars/za.yaml"] = "holidays: [{date: 2026-11-24}]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-24T22:00:00Z")))
    }

    @Test(arguments: [
        // Entered at 09:00 local: not before the time on that day.
        ("at: \"10:00\"", "2026-11-23T08:00:00Z"),
        ("at: \"08:00\"", "2026-11-23T07:00:00Z"),
        ("delay: 1d, at: 06:30", "2026-11-24T04:30:00Z"),
        ("delay: 1w", "2026-11-29T22:00:00Z"), ("delay: 1mo", "2026-12-22T22:00:00Z"),
        ("on: 2026-12-01", "2026-11-30T22:00:00Z"),
        ("on: 2026-12-01, at: \"09:30\"", "2026-12-01T07:30:00Z"),
        ("on: {field: fields.startDate, offset: -7d}", "2026-12-24T22:00:00Z"),
        ("on: {field: fields.startDate}", "2026-12-31T22:00:00Z"),
        ("on: 2026-12-01, window: mon-fri 09:00-17:00", "2026-12-01T07:00:00Z"),
        ("on: 2026-12-05, window: mon-fri 09:00-17:00", "2026-12-07T07:00:00Z"),
        ("at: \"16:30\", window: mon-fri 09:00-16:00 mon-fri 16:00-17:00", "2026-11-23T14:30:00Z"),
    ])
    func times(keys: String, due: String) throws {
        let window = keys.replacing("09:00-16:00 mon-fri 16:00-17:00", with: "09:00-17:00")
        var book = Self.book(steps: "  - {id: a, channel: email, \(window), subject: A, body: A}\n")
        book["people/ada.yaml", default: ""] += "fields: {startDate: 2027-01-01}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.membership("ada")?.next == (try Instant(due)))
        #expect(try stage.planText(until: "2027-01-30T00:00:00Z") == ["\(due) ada a: send"])
    }

    /// Late on a day whose time has passed, a step goes on the next day that reaches the time.
    @Test func atBehindTheWindow() throws {
        let step = "  - {id: a, channel: email, at: \"16:30\", window: mon-fri 09:00-17:00, subject: A, body: A}\n"
        var stage = try Stage(Self.book(steps: step), at: "2026-11-23T15:30:00Z")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-24T14:30:00Z")))
    }

    @Test func aDateThatHasPassedIsSkipped() throws {
        let steps = """
              - {id: a, channel: email, on: 2026-11-20, subject: A, body: A}
              - {id: b, channel: email, delay: 1d, subject: B, body: B}
              - {id: c, channel: email, on: 2026-11-24, subject: C, body: C}

            """
        var stage = try Stage(Self.book(steps: steps))
        try stage.reconcile()
        #expect(
            try stage.planText() == ["2026-11-23T07:00:00Z ada a: skip (its date has passed)"])
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.done == ["a"])
        #expect(try stage.planText() == [])
        // The next one waits from the time at which the skipped one would have been due.
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T22:00:00Z")))
        try stage.move(to: "2026-11-25T08:00:00Z")
        #expect(try stage.run() == ["ada b"])
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.status == .completed)
        #expect(try stage.membership("ada")?.done == ["a", "b", "c"])
        #expect(try stage.problems() == [])
    }

    /// A date on which the window is shut is not over before the window was open.
    @Test func aDateOnAClosedDayGoesOnTheNextOpenOne() throws {
        let step = "  - {id: a, channel: email, on: 2026-12-05, window: mon-fri 09:00-17:00, subject: A, body: A}\n"
        var stage = try Stage(Self.book(steps: step))
        try stage.run()
        try stage.move(to: "2026-12-05T10:00:00Z")
        #expect(try stage.run() == [])
        var late = stage
        try stage.move(to: "2026-12-07T10:00:00Z")
        #expect(try stage.run() == ["ada a"])
        try late.move(to: "2026-12-08T10:00:00Z")
        #expect(try late.run() == [])
        #expect(try late.membership("ada")?.skipped == ["a"])
    }

    @Test func aPauseMovesNoDate() throws {
        var stage = try Stage(Self.book(steps: "  - {id: a, channel: email, on: 2026-12-24, subject: A, body: A}\n"))
        try stage.run()
        let file = try #require(stage.book["enrollments/e.yaml"])
        try stage.move(to: "2026-12-10T08:00:00Z")
        stage.book["enrollments/e.yaml"] = file + "status: PAUSED\n"
        try stage.reconcile()
        try stage.move(to: "2026-12-15T08:00:00Z")
        stage.book["enrollments/e.yaml"] = file
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-12-23T22:00:00Z")))
        try stage.move(to: "2026-12-24T08:00:00Z")
        #expect(try stage.run() == ["ada a"])
    }

    /// Who was only skipped so far is new to the guard.
    @Test func theGuardCountsThoseWhoWereOnlySkipped() throws {
        var book = Self.book(
            steps: "  - {id: a, channel: email, on: 2026-11-20, subject: A, body: A}\n"
                + "  - {id: b, channel: email, subject: B, body: B}\n",
            ["outrider.yaml": Stage.settings + "guard: {newPeople: 2}\n"])
        book["enrollments/e.yaml"] = "sequence: s\npeople: [p1, p2, p3]\n"
        for number in 1...3 { book["people/p\(number).yaml"] = .person("p\(number)") }
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.plan().items.map(\.reason) == [.guard, .guard, .guard])
    }

    @Test func aMissingDateHolds() throws {
        var stage = try Stage(
            Self.book(steps: "  - {id: a, channel: email, on: {field: fields.start}, subject: A, body: A}\n"))
        try stage.reconcile()
        #expect(try stage.planText(.all) == ["2026-11-23T07:00:00Z ada a: missing-variable (fields.start)"])
        #expect(try stage.run() == [])
        stage.book["people/ada.yaml", default: ""] += "fields: {start: 2026-11-25}\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-24T22:00:00Z")))
        #expect(try stage.membership("ada")?.hold == nil)
    }

    @Test func spread() throws {
        var book = Self.book(steps: "  - {id: a, channel: email, subject: A, body: A}\n")
        book["enrollments/e.yaml"] = "sequence: s\nwindow: mon-fri 09:00-10:00\nspread: 2h\npeople:\n"
        for number in 0..<50 {
            book["people/p\(number).yaml"] = "name: P\nemail: p\(number)@example.com\n"
            book["enrollments/e.yaml", default: ""] += "  - p\(number)\n"
        }
        var stage = try Stage(book)
        try stage.reconcile()
        let times = try stage.plan(until: Instant("2026-11-24T00:00:00Z")).items.map(\.due)
        #expect(times.count == 50)
        let opening = try Instant("2026-11-23T07:00:00Z")
        // Inside the window, although the spread is longer, and well apart.
        #expect(times.allSatisfy { $0 >= opening && $0.seconds < opening.seconds + 3_600 })
        #expect(Set(times).count > 40)
        let again = try stage.plan(.all, until: Instant("2026-11-24T00:00:00Z")).items.map(\.due)
        #expect(times == again)
    }

    @Test func startAt() throws {
        var book = Self.book(steps: Self.two.replacing("DELAY", with: "1d"))
        book["enrollments/e.yaml"] = "sequence: s\npeople:\n  - ada: {startAt: b}\n"
        var stage = try Stage(book)
        try stage.move(to: "2026-11-24T08:00:00Z")
        try stage.reconcile()
        try stage.move(to: "2026-11-25T08:00:00Z")
        #expect(try stage.run() == ["ada b"])
        #expect(try stage.membership("ada")?.status == .completed)
    }
}
