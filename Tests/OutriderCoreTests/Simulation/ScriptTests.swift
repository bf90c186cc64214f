import Testing

@testable import OutriderCore

/// What comes back, what humans do and how files change while the calendar is played forward.
@Suite struct ScriptTests {
    private static func report(
        _ files: [String: String], _ script: String = "[]", days: Int64 = 10
    ) throws -> SimulationReport {
        var stage = try Stage(files)
        try stage.reconcile()
        let (parsed, problems) = SimulationScript.parse(Array(script.utf8), path: "replies.yaml")
        #expect(problems.diagnostics.map(\.message) == [])
        return try SimulationReport.make(
            try stage.ledger, now: stage.now, until: stage.now.adding(seconds: days * 86_400), every: 900,
            script: parsed)
    }

    private static let task =
        "  - {id: call, channel: task, body: Call, timeout: 5d}\n  - {id: bye, channel: email, subject: S, body: B}"

    @Test(arguments: [
        ("reply", "replied"), ("meeting", "replied"), ("bounce", "bounced"), ("complaint", "complained"),
        ("unsubscribe", "unsubscribed"),
    ])
    func answersEnd(deed: String, reason: String) throws {
        let report = try Self.report(.book(people: ["ada", "bob"]), "- {after: 1h, do: \(deed), person: ada}")
        #expect(report.enrollments["e"]?.ended == [reason: 1, "finished": 1])
        #expect(report.days[try #require(CivilDate("2026-11-23"))]?.answers == 1)
        #expect(report.enrollments["e"]?.steps.map(\.count.sent) == [2, 1, 1])
    }

    @Test func anAbsenceHolds() throws {
        let script = "- {at: 2026-11-23 12:00, do: out-of-office, person: ada, until: 2026-11-30}"
        let report = try Self.report(.book(), script, days: 20)
        let nudge = try #require(report.enrollments["e"]?.steps[1].count)
        #expect(try #require(nudge.first) >= Instant("2026-11-29T22:00:00Z"))
    }

    @Test func tasksAreDone() throws {
        let idle = try Self.report(.book(steps: Self.task))
        #expect(idle.enrollments["e"]?.steps.map(\.count.skipped) == [1, 0])
        let done = try Self.report(.book(steps: Self.task), "- {do: done, after: 1d}")
        #expect(done.enrollments["e"]?.steps.map(\.count.skipped) == [0, 0])
        #expect(done.enrollments["e"]?.steps[1].count.first == (try Instant("2026-11-24T07:00:00Z")))
    }

    @Test func aShareIsDrawnByTheKey() throws {
        let people = (0..<100).map { "p\($0)" }
        var files = [String: String].book(people: people)
        files["outrider.yaml"] = RuleBook.settings(
            [:], "guard: {newPeople: 1000, sends: 1000}\nchannels: {email: {perDay: 1000}}\n")
        let script = "- {do: reply, rate: 20%, step: intro, after: 2h}"
        let report = try Self.report(files, script)
        let replied = report.enrollments["e"]?.ended["replied"] ?? 0
        #expect((10...30).contains(replied))
        #expect(try Self.report(files, script) == report)
        #expect(
            try Self.report(files, "- {do: reply, rate: 0%, after: 2h}").enrollments["e"]?.ended == ["finished": 100])
        #expect(try Self.report(files, "- {do: reply, after: 2h}").enrollments["e"]?.ended == ["replied": 100])
    }

    @Test func editsAreReconciled() throws {
        let script = """
            - {after: 1h, edit: people/bob.yaml, text: "firstName: Bob\\nemail: bob@example.com\\n"}
            - {after: 1h, edit: enrollments/e.yaml, text: "sequence: s\\npeople: [ada, bob]\\n"}
            - {after: 3d, edit: enrollments/e.yaml, text: "sequence: s\\npeople: [bob]\\n"}
            """
        let report = try Self.report(.book(), script)
        #expect(report.people == 2)
        #expect(report.enrollments["e"]?.ended.values.reduce(0, +) == 2)
        #expect(report.enrollments["e"]?.steps.map(\.count.sent).first == 2)
        #expect(throws: ScriptError.self) { try Self.report(.book(), "- {after: 1d, remove: sequences/s.yaml}") }
    }

    @Test func editsSetKeys() throws {
        var files = [String: String].book(people: ["ada", "bob"])
        files["people/bob.yaml"] = .person("bob") + "tags: [ios] # kept\n"
        files["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        let script = """
            - {after: 1h, edit: enrollments/e.yaml, set: {people+: bob}}
            - {after: 1h, edit: people/bob.yaml, set: {title: CTO, tags+: [lead, ios], tags-: ios, fields: {a: b}}}
            - {after: 1d, edit: enrollments/e.yaml, set: {people-: [ada]}}
            - {after: 3d, edit: people/bob.yaml, set: {title: CTO}}
            """
        let report = try Self.report(files, script)
        #expect(report.people == 2)
        #expect(report.enrollments["e"]?.ended["removed"] == 1)
        #expect(report.ignored.map(\.location.line) == [4])
    }

    @Test func editsOfAFileFollowEachOther() throws {
        let (script, report) = SimulationScript.parse(
            Array(
                """
                - {edit: people/a.yaml, text: "firstName: Al # short\\n"}
                - edit: people/a.yaml
                  set: {lastName: Lee, tags+: [x, y], notes: , "fields.a": "1"}
                - {edit: people/a.yaml, set: {tags-: x, firstName: }}
                - {remove: people/a.yaml}
                """.utf8), path: "x")
        #expect(report.diagnostics.map(\.message) == [])
        var bytes: [UInt8]?
        var texts: [String?] = []
        for timed in script.timed {
            guard case .edit(let edit) = timed.what else { continue }
            bytes = try edit.bytes(from: bytes)
            texts.append(bytes.map { String(decoding: $0, as: UTF8.self) })
        }
        #expect(
            texts == [
                "firstName: Al # short\n",
                "firstName: Al # short\nlastName: Lee\ntags: [x, y]\nfields:\n  a: 1\n",
                "lastName: Lee\ntags: [y]\nfields:\n  a: 1\n", nil,
            ])
    }

    @Test(arguments: [
        ("- {edit: people/ada.yaml, set: {tagz+: a}}", "replies.yaml:1:33: there is no key 'tagz' in person files"),
        ("- {edit: people/eve.yaml, set: {tags+: a}}", "replies.yaml:1:4: there is no such file by then"),
        (
            "- edit: people/ada.yaml\n  set:\n    relationships[3].stage: X",
            "replies.yaml:3:5: there is no 'relationships[3].stage'"
        ),
    ])
    func editsThatCannotBeAreExplained(text: String, message: String) throws {
        let error = try #require(throws: ScriptError.self) { try Self.report(.book(), text) }
        #expect(error.message == message)
    }

    @Test func pausesAndWhatCannotBe() throws {
        let script = "- {after: 1h, do: pause}\n- {after: 5d, do: resume}\n- {after: 6d, do: done, person: ada}\n"
        let report = try Self.report(.book(), script, days: 30)
        #expect(try #require(report.enrollments["e"]?.steps[1].count.first) >= Instant("2026-11-28T07:00:00Z"))
        #expect(report.ignored.map(\.location.line) == [3])
    }

    @Test(arguments: [
        ("ada: x", "1:1"), ("- {do: wave, person: ada}", "1:8"),
        ("- {after: 1d, do: reply, rate: 10%, person: ada}", "1:4"),
        ("- {at: 2026-11-25, do: reply}", "1:4"), ("- {do: reply, rate: 101%, after: 1d}", "1:21"),
        ("- {after: 1d, edit: notes.txt, text: x}", "1:4"), ("- {after: 1d, edit: people/a.yaml}", "1:4"),
        ("- {after: 1d}", "1:4"), ("- {after: 1d, edit: people/a.yaml, text: a, set: {title: b}}", "1:4"),
        ("- {after: 1d, edit: people/a.yaml, set: [a]}", "1:41"), ("- {edit: people/a.yaml, set: {\"a[\": b}}", "1:31"),
        ("- {edit: people/a.yaml, set: {tags+: {a: b}}}", "1:31"), ("- {remove: people/a.yaml, text: a}", "1:4"),
        ("- {remove: people/a.yaml, person: ada}", "1:4"), ("- {do: reply, person: ada, text: a}", "1:4"),
        ("- {edit: people/a.yaml, remove: people/b.yaml, text: a}", "1:4"), ("- {do: reply, persn: ada}", "1:15"),
        ("- {at: 2026-11-25, after: 1d, do: pause}", "1:4"), ("- {do: reply, person: ada, until: 2026-11-25}", "1:4"),
        ("- {do: suppress}", "1:4"), ("- {after: 1d, do: reopen}", "1:4"),
    ])
    func wrongScriptsAreExplained(text: String, place: String) {
        let problems = SimulationScript.parse(Array(text.utf8), path: "x").report.diagnostics
        #expect(problems.map { "\($0.location.line):\($0.location.column)" } == [place], "\(problems)")
    }

    @Test func costIsCounted() throws {
        var files = [String: String].book(
            steps: "  - {id: a, channel: sms, body: \"Hi\"}\n  - {id: b, channel: sms, delay: 1d, body: \"Hi\"}")
        files["people/ada.yaml"] = .person("ada") + "phone: \"+27821234567\"\n"
        files["outrider.yaml"] = RuleBook.settings([:], "prices: {currency: USD, sms: 0.055}\n")
        let cost = try #require(try Self.report(files).cost)
        #expect(cost.segments == 2)
        #expect(SimulationReport.Cost.text(cost.total) == "0.11")
        #expect([1, 50_000, 12_500_000, 0].map(SimulationReport.Cost.text) == ["0.000001", "0.05", "12.50", "0.00"])
    }

    @Test func capsAreCounted() throws {
        var files = [String: String].book(people: (0..<9).map { "p\($0)" })
        files["outrider.yaml"] = RuleBook.settings([:], "channels: {email: {perDay: 4, newPerDay: 2}}\n")
        let report = try Self.report(files)
        let waited = report.days.sorted { $0.key < $1.key }.map { day in day.value.queues.reduce(0) { $0 + $1.longest }
        }
        #expect(waited.prefix(2) == [7, 5])
        #expect(report.enrollments["e"]?.steps.map(\.count.sent).first == 9)
    }

    @Test func differencesAreNamed() {
        let one: JSONValue = ["days": ["2026-11-25": ["tasks": 3]], "list": ["a", "b"], "new": 1]
        let two: JSONValue = ["days": ["2026-11-25": ["tasks": 4]], "list": ["a", "c"], "old": 2]
        #expect(JSONDifference.lines(one, expected: one) == [])
        #expect(
            JSONDifference.lines(one, expected: two) == [
                "days.2026-11-25.tasks: 3, expected 4", "list.1: \"b\", expected \"c\"", "new: 1, expected nothing",
                "old: nothing, expected 2",
            ])
    }
}
