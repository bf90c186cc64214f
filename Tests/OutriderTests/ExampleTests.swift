import Foundation
import Testing

/// The books of `examples/`: without errors, true to what they say, and played for weeks.
@Suite struct ExampleTests {
    static let recruiting = ExampleBook(name: "recruiting")
    static let sales = ExampleBook(name: "sales")
    static let quickstart = ExampleBook(name: "quickstart")
    /// With everything that `check` says of them, on purpose.
    static let all: [(ExampleBook, problems: [String])] = [
        (quickstart, ["missing-variable enrollments/backend.yaml:11"]),
        (
            recruiting,
            [
                "suppressed-person enrollments/2026-11/backend-engineer.yaml:10",
                "suppressed-person enrollments/2026-11/data-engineer.yaml:7",
            ]
        ),
        (sales, ["consent-expired enrollments/2026-11/granite.yaml:7", "suppressed-person enrollments/letter.yaml:4"]),
    ]

    private struct Checked: Decodable {
        struct Problem: Decodable {
            var code: String
            var path: String
            var line: Int
        }

        var diagnostics: [Problem]
    }

    @Test(arguments: all) func checked(_ example: ExampleBook, problems: [String]) throws {
        let book = try example.copy(now: TestBook.monday)
        let check = try book.outrider("check", "--strict", "--format", "json")
        // Warnings, which only --strict fails on.
        #expect(check.end == .exit(4))
        let found = try JSONDecoder().decode(Checked.self, from: Data(check.output.utf8)).diagnostics
        #expect(found.map { "\($0.code) \($0.path):\($0.line)" } == problems)
        #expect(try book.outrider("check").end == .exit(0))
        let format = try book.outrider("fmt", "--check")
        #expect(format.end == .exit(0), "\(format.all)")
    }

    @Test(arguments: [recruiting, sales]) func golden(_ example: ExampleBook) throws {
        try Scenario.verify("\(Binary.package)/Tests/Examples/\(example.name).txt", files: example.files)
    }

    /// Two months of an example are as its author has recorded them; `RECORD=1` records them anew.
    @Test(arguments: [recruiting, sales]) func simulation(_ example: ExampleBook) throws {
        let book = try example.copy(now: TestBook.monday)
        let path = "\(example.folder)/simulation.json"
        let script = "\(example.folder)/replies.yaml"
        let option = FileManager.default.fileExists(atPath: script) ? ("--script", script) : ("--every", "15m")
        if Binary.isRecording {
            let made = try book.outrider(
                "simulate", "--fresh", "--until", "60d", "--now", TestBook.monday, "--record", path, option.0, option.1)
            #expect(made.end == .exit(0), "\(made.all)")
        }
        let checked = try book.outrider("simulate", "--check", path, option.0, option.1)
        #expect(checked.end == .exit(0), "\(checked.all)")
    }

    /// What the README of an example shows is what one gets.
    @Test(arguments: [recruiting, sales]) func readme(_ example: ExampleBook) throws {
        try replay("\(example.folder)/README.md", in: example)
    }

    @Test func mainReadme() throws {
        try replay("\(Binary.package)/README.md", section: "## Looking around", in: Self.recruiting)
    }

    /// Runs the commands that a page shows, all or those of one section, and compares.
    private func replay(_ path: String, section: String? = nil, in example: ExampleBook) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let book = try example.copy(now: "2026-11-23T06:00:00Z")
        var lines: [String] = []
        var isOutput = false
        var isMeant = section == nil
        var count = 0
        defer { #expect(count > 3, "\(path)") }
        for line in text.components(separatedBy: "\n") {
            if let section, line.hasPrefix("## ") { isMeant = line == section }
            if line == "```" || isMeant && line.hasPrefix("$ ") { isOutput = false }
            if !isOutput { lines.append(line) }
            guard isMeant, line.hasPrefix("$ ") else { continue }
            count += 1
            var words = line.dropFirst(2).split(separator: " ").map(String.init)
            if let clock = words.first, clock.hasPrefix("OUTRIDER_NOW=") {
                book.now = String(clock.dropFirst("OUTRIDER_NOW=".count))
                words.removeFirst()
            }
            try #require(words.first == "outrider")
            let shown = Finished(try book.begin(Array(words.dropFirst())))
            #expect(shown.end == .exit(0), "\(line): \(shown.all)")
            lines += shown.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            isOutput = true
        }
        Scenario.compare(text, lines.joined(separator: "\n"), at: path)
    }

    // MARK: Weeks

    /// - Parameters:
    ///   - zone: of a person.
    ///   - closed: holidays in the weeks that are played, by the first part of a person's id.
    ///   - hours: of an enrollment, in minutes of the day.
    private func keepsHours(
        _ walk: ExampleWalk, closed: [String: Set<String>], zone: (String) -> String,
        hours: (ExampleWalk.Message) -> Range<Int>, days: (ExampleWalk.Message) -> ClosedRange<Int> = { _ in 2...6 }
    ) throws {
        for message in walk.messages {
            let (date, weekday, minute) = try message.local(zone(message.person))
            #expect(days(message).contains(weekday), "\(message.name) on weekday \(weekday), \(date)")
            #expect(hours(message).contains(minute), "\(message.name) at minute \(minute)")
            let folder = String(message.person.prefix { $0 != "/" })
            #expect(closed[folder]?.contains(date) != true, "\(message.name) on a holiday, \(date)")
        }
    }

    @Test func recruitingForWeeks() throws {
        let walk = try ExampleWalk(
            Self.recruiting,
            clocks: ExampleWalk.clocks("11", 23...30, ["01:15", "05:45", "08:45", "14:45", "20:15"])
                + ExampleWalk.clocks("12", 1...4, ["05:45", "08:45", "14:45"])
                + ExampleWalk.clocks("12", 5...18, ["08:45", "14:45"]))
        let zones = ["in": "Asia/Kolkata", "de": "Europe/Berlin", "samira-cassiem": "Europe/Lisbon"]
        try keepsHours(
            walk,
            closed: ["za": ["2026-12-16"], "samira-cassiem": ["2026-12-16"], "in": ["2026-11-27"]],
            zone: { zones[String($0.prefix { $0 != "/" })] ?? "Africa/Johannesburg" },
            hours: { $0.enrollment == "clients/2026-q4" ? 540..<720 : 510..<1020 },
            days: { $0.enrollment == "clients/2026-q4" ? 2...5 : 2...6 })

        // Not one who is suppressed, off limits, paused, cancelled or marked, and everybody else.
        #expect(
            Set(walk.messages.map(\.person)).sorted() == [
                "de/anke-petersen", "de/jonas-brandt", "in/bhavana-gowda", "in/chetan-kulkarni", "in/deepa-nair",
                "in/esha-reddy", "in/farhan-khan", "in/gauri-hegde", "samira-cassiem", "za/amahle-dube",
                "za/bongani-khumalo", "za/chantal-februarie", "za/esihle-mabaso", "za/ilse-naude", "za/jabu-mthembu",
                "za/karin-olivier", "za/lwazi-ngcobo", "za/megan-pillay",
            ])
        // Candidates hear from us at home, never at work.
        let recipients = walk.messages.filter { $0.enrollment == "2026-11/backend-engineer" && $0.channel == "email" }
        #expect(recipients.allSatisfy { $0.to.hasSuffix("@home.example") || $0.to.hasSuffix("@zuhause.example") })

        // German for whoever reads German, with a German footer, and for nobody else.
        for message in walk.messages {
            let isGerman = message.person.hasPrefix("de/")
            #expect(message.text.hasPrefix("Guten Tag ") == isGerman, "\(message.name)")
            guard message.channel == "email" else { continue }
            #expect(message.text.contains("Sie möchten nichts mehr von uns hören?") == isGerman, "\(message.name)")
            #expect(message.text.contains("You would rather not hear from us?") != isGerman, "\(message.name)")
        }
        #expect(walk.messages.count { $0.person.hasPrefix("de/") } == 6)

        // Pieter is away from the 25th: his own people still hear from him, new ones from Naledi.
        let own = try walk.mail("de/jonas-brandt 2026-11/backend-engineer last")
        #expect(own.header("From") == "Pieter van Wyk <pieter@marula.example>")
        #expect(
            own.header("Reply-To")
                == "Pieter van Wyk <pieter@marula.example>, Naledi Mokoena <naledi@marula.example>")
        let first = try walk.mail("de/jonas-brandt 2026-11/backend-engineer intro")
        #expect(first.header("From") == "Pieter van Wyk <pieter@marula.example>")
        #expect(first.header("Reply-To") == nil)
        #expect(own.header("In-Reply-To") == first.header("Message-ID"))
        #expect(own.header("Subject") == "Re: Backend Engineer bei Table Bay Insurance")
        let covered = try walk.mail("za/ilse-naude clients/2026-q4 mail")
        #expect(covered.header("From") == "Naledi Mokoena <naledi@marula.example>")
        let back = try walk.mail("za/megan-pillay 2026-11/first-days welcome")
        #expect(back.header("From") == "Pieter van Wyk <pieter@marula.example>")
        #expect(back.header("Reply-To") == nil)

        // Four business days from the 23rd, of which the 27th is none in Bengaluru; wishes on a holiday go the day after.
        #expect(try walk.day("in/bhavana-gowda 2026-11/data-engineer last", "Asia/Kolkata") == "2026-11-30")
        #expect(try walk.day("za/megan-pillay 2026-11/first-days wishes", "Africa/Johannesburg") == "2026-12-17")
        // One began with the second step, and the tasks were his as well.
        #expect(try walk.day("za/bongani-khumalo 2026-11/backend-engineer intro", "UTC") == nil)
        #expect(walk.tasks.contains("za/bongani-khumalo connect"))
    }

    @Test func salesForWeeks() throws {
        let walk = try ExampleWalk(
            Self.sales,
            clocks: ExampleWalk.clocks("11", 23...30, ["03:15", "09:45", "14:45", "16:45", "22:15"])
                + ExampleWalk.clocks("12", 1...10, ["09:45", "14:45", "17:45"])
                + ExampleWalk.clocks("12", 11...31, ["15:15"]))
        let zones = ["us/abel-torres": "America/Chicago", "us/brenda-kowalski": "America/Chicago"]
        let folders = ["us": "America/New_York", "fr": "Europe/Paris"]
        let british: Set = ["2026-12-25", "2026-12-28"]
        try keepsHours(
            walk, closed: ["us": ["2026-11-26", "2026-12-25"], "uk": british, "fr": ["2026-12-25"]],
            zone: { zones[$0] ?? folders[String($0.prefix(2))] ?? "Europe/London" },
            hours: { $0.enrollment == "letter" ? 570..<960 : 540..<1050 },
            days: { $0.enrollment == "letter" ? 3...5 : 2...6 })

        // Not one who is suppressed, paused, marked or whose consent is over.
        #expect(
            Set(walk.messages.map(\.person)).sorted() == [
                "fr/amelie-roux", "fr/bastien-morel", "uk/agnes-whitlock", "uk/basil-hughes", "uk/clara-osei",
                "uk/dominic-frayne", "uk/iris-cole", "us/abel-torres", "us/brenda-kowalski", "us/celeste-gagnon",
                "us/dana-whitfield", "us/eli-navarro",
            ])
        let french: Set = ["fr/amelie-roux", "fr/bastien-morel", "us/celeste-gagnon"]
        for message in walk.messages where message.channel == "email" {
            let isFrench = message.text.contains("Pour ne plus recevoir ces messages")
            #expect(isFrench == french.contains(message.person), "\(message.name)")
        }

        // Three business days from the 23rd: Thanksgiving is none in New York; a day later in London it does not matter.
        #expect(try walk.day("us/dana-whitfield 2026-11/hudson question", "America/New_York") == "2026-11-27")
        #expect(try walk.day("uk/dominic-frayne 2026-11/granite question", "Europe/London") == "2026-11-27")
        // Thirty days before a renewal: a Monday, a Saturday, and a Wednesday.
        #expect(try walk.day("us/abel-torres renewals notice", "America/Chicago") == "2026-11-30")
        #expect(try walk.day("fr/amelie-roux renewals notice", "Europe/Paris") == "2026-12-07")
        #expect(try walk.day("uk/agnes-whitlock renewals notice", "Europe/London") == "2026-12-09")
        #expect(walk.tasks.contains("us/abel-torres ask"))
        // The letter of December is due while Odile is away and nobody covers for her.
        #expect(walk.messages.count { $0.enrollment == "letter" } == 7)
        let report = try walk.book.outrider("plan", now: "2026-12-30T15:00:00Z")
        #expect(report.output.contains("sender-away"), "\(report.all)")
        #expect(try walk.book.run(now: "2027-01-05T15:00:00Z").messages.count { $0.enrollment == "letter" } > 0)
    }

    @Test func quickstartForDays() throws {
        let walk = try ExampleWalk(
            Self.quickstart,
            clocks: ExampleWalk.clocks("11", 23...30, ["04:15", "09:15", "16:15", "23:15"])
                + ExampleWalk.clocks("12", 1...3, ["09:15"]))
        let zones = [
            "ada": "Europe/London", "sophie": "Europe/London", "hedy": "Europe/Vienna", "lin": "Asia/Singapore",
            "thandi": "Africa/Johannesburg", "radia": "America/Los_Angeles",
        ]
        try keepsHours(
            walk, closed: [:], zone: { zones[$0] ?? "America/New_York" }, hours: { _ in 540..<1020 })
        #expect(!walk.messages.contains { $0.person == "shakuntala" })
        #expect(Set(walk.messages.map(\.person)).count == 9)
        #expect(walk.messages.count { $0.step == "nudge" } == 9)
        #expect(walk.tasks.count == 9)
    }
}
