import Testing

@testable import OutriderCore

/// Delays stand still while a file pauses; everybody goes on where they were. The intro goes on Monday the 23rd at 09:00
/// in Johannesburg (07:00Z), the nudge two days of 24 hours after it.
@Suite struct FilePauseTests {
    /// What is paused: the file, its text meanwhile, and whether it is Ada whom it stops.
    struct Level: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var path: String
        var text: String
        var stopsAda = true
    }

    static let paused = "paused: {reason: audit}\n"

    static let levels = [
        Level(testDescription: "book", path: "outrider.yaml", text: Stage.settings + paused),
        Level(
            testDescription: "channel", path: "outrider.yaml",
            text: Stage.settings + "channels: {email: {paused: true}}\n"),
        Level(
            testDescription: "other channel", path: "outrider.yaml",
            text: Stage.settings + "channels: {sms: {paused: true}}\n", stopsAda: false),
        Level(testDescription: "sender", path: "senders/jo.yaml", text: "firstName: Jo\n" + paused),
        Level(
            testDescription: "sender's channel", path: "senders/jo.yaml", text: "firstName: Jo\nemail: {paused: true}\n"
        ),
        Level(
            testDescription: "sender's other channel", path: "senders/jo.yaml",
            text: "firstName: Jo\nsms: {paused: true}\n", stopsAda: false),
        Level(
            testDescription: "other sender", path: "senders/sam.yaml", text: "firstName: Sam\n" + paused,
            stopsAda: false),
        Level(testDescription: "sequence", path: "sequences/s.yaml", text: sequence + paused),
        Level(testDescription: "company", path: "companies/c.yaml", text: "name: C\n" + paused),
        Level(testDescription: "person", path: "people/ada.yaml", text: ada + paused),
        Level(testDescription: "other person", path: "people/bob.yaml", text: .person("bob") + paused, stopsAda: false),
        Level(testDescription: "project", path: "projects/p.yaml", text: "title: P\nstatus: ON_HOLD\n"),
    ]

    static let steps = """
          - {id: intro, channel: email, subject: Hello, body: Hi}
          - {id: nudge, channel: email, delay: 48h, subject: Hello, body: Well?}
        """
    static let sequence = "name: S\nsteps:\n\(steps)\n"
    static let ada = String.person("ada") + "company: c\n"

    static func stage() throws -> Stage {
        try Stage([
            "sequences/s.yaml": sequence, "people/ada.yaml": ada, "people/bob.yaml": .person("bob"),
            "companies/c.yaml": "name: C\n", "projects/p.yaml": "title: P\n", "senders/jo.yaml": "firstName: Jo\n",
            "senders/sam.yaml": "firstName: Sam\n",
            "enrollments/e.yaml": "sequence: s\nproject: p\nsender: jo\npeople: [ada]\n",
        ])
    }

    /// Runs every hour from the stage's time, for so many hours.
    ///
    /// - Returns: `step time` of what went.
    static func run(_ stage: inout Stage, hours: Int) throws -> [String] {
        var went: [String] = []
        for _ in 0..<hours {
            stage.now = stage.now.adding(seconds: 3_600)
            for line in try stage.run() { went.append("\(line.split(separator: " ")[1]) \(stage.now.rfc3339)") }
        }
        return went
    }

    /// Paused from the 24th 07:00Z to the 27th 07:00Z: the nudge goes three days later, whoever paused it.
    @Test(arguments: levels)
    func movesDelays(level: Level) throws {
        var stage = try Self.stage()
        #expect(try stage.run() == ["ada intro"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        let before = stage.book[level.path]
        stage.book[level.path] = level.text
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try Self.run(&stage, hours: 72) == (level.stopsAda ? [] : ["nudge 2026-11-25T07:00:00Z"]))
        stage.book[level.path] = before
        try stage.reconcile()
        #expect(try Self.run(&stage, hours: 47) == (level.stopsAda ? ["nudge 2026-11-28T07:00:00Z"] : []))
        #expect(try stage.problems() == [])
    }

    /// What is due while it is paused waits for the end; what the plan says names the key, its end and its place.
    @Test func holdsWhatIsDue() throws {
        var stage = try Self.stage()
        stage.book["companies/c.yaml"] = "name: C\npaused: {until: \"2026-11-24 10:00\", reason: audit}\n"
        #expect(try stage.run() == [])
        let hold = try #require(try stage.plan(.all).items.first?.holds.first)
        #expect(hold.reason == .paused)
        #expect(hold.detail == "the person's company: audit")
        #expect(hold.until == (try Instant("2026-11-24T08:00:00Z")))
        #expect(hold.setting?.key == "paused")
        #expect(hold.setting?.location?.path == "companies/c.yaml")
        #expect(hold.setting?.location?.line == 2)
        // Entering counts no delay, so nothing is owed when the pause is over.
        #expect(try Self.run(&stage, hours: 30).first == "intro 2026-11-24T08:00:00Z")
    }

    /// An end in the file is obeyed without an edit, by the clock of the recipient; the first instant after it is free.
    @Test(arguments: [
        ("", "2026-11-25", "2026-11-24T22:00:00Z"),
        ("timezone: America/New_York\n", "2026-11-25", "2026-11-25T05:00:00Z"),
        ("", "\"2026-11-25 09:00\"", "2026-11-25T07:00:00Z"), ("", "2026-11-25T09:00:00Z", "2026-11-25T09:00:00Z"),
    ])
    func ends(zone: String, until: String, end: String) throws {
        var stage = try Self.stage()
        stage.book["people/ada.yaml"] = Self.ada + zone
        try stage.run()
        stage.book["sequences/s.yaml"] = Self.sequence + "paused: {until: \(until)}\n"
        try stage.reconcile()
        let due = try Instant(end).adding(seconds: 48 * 3_600)
        stage.now = due.adding(seconds: -1)
        #expect(try stage.run() == [])
        stage.now = due
        #expect(try stage.run() == ["ada nudge"])
    }

    /// Two at once count once: paused 24th to 26th by the sequence and 25th to 27th by the company is three days.
    @Test(arguments: [(25, 27, 3), (24, 26, 2), (24, 25, 2), (26, 27, 3), (25, 25, 2)])
    func overlappingCountOnce(begin: Int, end: Int, days: Int) throws {
        var stage = try Self.stage()
        try stage.run()
        for day in 24..<25 + days {
            try stage.move(to: "2026-11-\(day)T07:00:00Z")
            stage.book["sequences/s.yaml"] = Self.sequence + (24..<26 ~= day ? Self.paused : "")
            stage.book["companies/c.yaml"] = "name: C\n" + (begin..<end ~= day ? Self.paused : "")
            #expect(try stage.run() == [])
        }
        let due = try Instant("2026-11-25T07:00:00Z").adding(seconds: Int64(days) * 86_400)
        stage.now = due.adding(seconds: -1)
        #expect(try stage.run() == [])
        stage.now = due
        #expect(try stage.run() == ["ada nudge"])
    }

    /// Together with a pause of the person's own line, whichever ends first.
    @Test(arguments: [
        ("24", "26", "25", "27", 3), ("25", "27", "24", "26", 3), ("24", "27", "25", "26", 3),
        ("25", "26", "24", "27", 3),
    ])
    func togetherWithThePersonsOwn(from: String, to: String, fileFrom: String, fileTo: String, days: Int64) throws {
        var stage = try Self.stage()
        try stage.run()
        for day in ["24", "25", "26", "27"] {
            try stage.move(to: "2026-11-\(day)T07:00:00Z")
            let own = from <= day && day < to
            stage.book["enrollments/e.yaml"] =
                "sequence: s\nproject: p\nsender: jo\npeople: [\(own ? "ada: {status: PAUSED}" : "ada")]\n"
            stage.book["companies/c.yaml"] = "name: C\n" + (fileFrom <= day && day < fileTo ? Self.paused : "")
            #expect(try stage.run() == [])
        }
        let due = try Instant("2026-11-25T07:00:00Z").adding(seconds: days * 86_400)
        stage.now = due.adding(seconds: -1)
        #expect(try stage.run() == [])
        stage.now = due
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func datesDoNotMove() throws {
        var stage = try Self.stage()
        stage.book["sequences/s.yaml"] = Self.sequence.replacing("delay: 48h", with: "on: 2026-11-26")
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        stage.book["companies/c.yaml"] = "name: C\npaused: {until: 2026-11-25}\n"
        try stage.reconcile()
        try stage.move(to: "2026-11-25T22:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        // Neither does the date on which an enrollment begins.
        var other = try Self.stage()
        other.book["enrollments/e.yaml", default: ""] += "start: 2026-11-27\n"
        other.book["companies/c.yaml"] = "name: C\npaused: {until: 2026-11-25}\n"
        try other.reconcile()
        try other.move(to: "2026-11-26T22:00:00Z")
        #expect(try other.run() == ["ada intro"])
    }

    /// Twelve people enter an hour apart; a pause of three days moves each nudge by three days, and makes no burst.
    @Test func noBurst() throws {
        func times(pausing: Bool) throws -> [String: Int64] {
            var stage = try Self.stage()
            stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [in], enter: always}\n"
            var times: [String: Int64] = [:]
            for hour in 0..<134 {
                if hour < 12 { stage.book["people/p\(hour).yaml"] = .person("p\(hour)") + "tags: [in]\n" }
                if pausing, hour == 13 { stage.book["outrider.yaml"] = Stage.settings + Self.paused }
                if hour == 13 + 72 { stage.book["outrider.yaml"] = Stage.settings }
                for line in try stage.run() { times[line] = stage.now.seconds }
                stage.now = stage.now.adding(seconds: 3_600)
            }
            return times
        }
        let (plain, paused) = (try times(pausing: false), try times(pausing: true))
        #expect(plain.count == 24)
        for (line, time) in plain {
            #expect(paused[line] == (line.hasSuffix("nudge") ? time + 3 * 86_400 : time), "\(line)")
        }
    }

    /// The look ahead knows the pause and its end, as runs find it out.
    @Test func playedForward() throws {
        var stage = try Self.stage()
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        stage.book["companies/c.yaml"] = "name: C\npaused: {until: 2026-11-27T07:00:00Z}\n"
        try stage.reconcile()
        #expect(try stage.planText(until: "2026-11-30T00:00:00Z") == ["2026-11-28T07:00:00Z ada nudge: send"])
    }

    @Test func notesAreKeptAndDropped() throws {
        var stage = try Self.stage()
        func pauses() throws -> [String] {
            try stage.ledger.header.pauses.map { pause in
                [
                    pause.name, pause.channel?.rawValue, pause.localUntil?.description,
                    pause.ended.map { "ended \($0.rfc3339)" },
                ]
                .compactMap(\.self).joined(separator: " ")
            }
        }
        stage.book["companies/c.yaml"] = "name: C\npaused: {until: 2026-11-27}\n"
        stage.book["senders/jo.yaml"] = "firstName: Jo\nemail: {paused: true}\n"
        try stage.reconcile()
        #expect(try pauses() == ["sender/jo email", "company/c 2026-11-27"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        stage.book["companies/c.yaml"] = "name: C\npaused: {until: 2026-11-28}\n"
        stage.book["senders/za/jo.yaml"] = "firstName: Jo\nformerly: [jo]\nemail: {paused: true}\n"
        stage.book["senders/jo.yaml"] = nil
        stage.book["enrollments/e.yaml"] = "sequence: s\nproject: p\nsender: za/jo\npeople: [ada]\n"
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try pauses() == ["sender/za/jo email", "company/c 2026-11-28"])
        try stage.move(to: "2026-11-25T07:00:00Z")
        stage.book["companies/c.yaml"] = "name: C\n"
        try stage.reconcile()
        #expect(try pauses() == ["sender/za/jo email", "company/c 2026-11-28 ended 2026-11-25T07:00:00Z"])
        try stage.move(to: "2027-12-30T07:00:00Z")
        stage.book["companies/c.yaml"] = "name: C\npaused: true\n"
        try stage.reconcile()
        #expect(try pauses().count == 3)
        try stage.move(to: "2027-12-30T07:00:01Z")
        stage.book["companies/c.yaml"] = "name: C2\npaused: true\n"
        try stage.reconcile()
        #expect(try pauses() == ["sender/za/jo email", "company/c"])
    }
}
