import Testing

@testable import OutriderCore

/// Every deed that a script may name is played, and does what the act does.
@Suite struct ScriptDeedTests {
    private static func report(
        _ files: [String: String], _ script: String, days: Int64 = 12
    ) throws -> SimulationReport {
        var stage = try Stage(files)
        try stage.reconcile()
        #expect(stage.errors == [])
        let (parsed, problems) = SimulationScript.parse(Array(script.utf8), path: "replies.yaml")
        #expect(problems.diagnostics.map(\.message) == [])
        return try SimulationReport.make(
            try stage.ledger, now: stage.now, until: stage.now.adding(seconds: days * 86_400), every: 900,
            script: parsed)
    }

    private static func sent(_ report: SimulationReport, _ enrollment: String = "e") -> [Int]? {
        report.enrollments[enrollment]?.steps.map(\.count.sent)
    }

    private static let task =
        "  - {id: call, channel: task, body: Call}\n  - {id: bye, channel: email, when: {step.call: skipped}, subject: S, body: B}"

    // MARK: answers

    @Test(arguments: ["interested", "not-interested", "wrong-person"])
    func answers(deed: String) throws {
        for line in ["person: ada, at: 2026-11-23 12:00", "step: intro, after: 2h"] {
            let files = [String: String].book(people: ["ada", "bob"])
            let report = try Self.report(files, "- {do: \(deed), \(line)}")
            let count = line.hasPrefix("person") ? 1 : 2
            #expect(report.ignored == [])
            #expect(report.enrollments["e"]?.ended["replied"] == count)
            #expect(report.days[try #require(CivilDate("2026-11-23"))]?.answers == count)
            #expect(Self.sent(report) == [2, 2 - count, 2 - count])
        }
    }

    /// Of these three only `wrong-person` closes the address.
    @Test(arguments: [("interested", [1, 1, 1]), ("not-interested", [1, 1, 1]), ("wrong-person", [1, 0, 0])])
    func whatEndsNothing(deed: String, sent: [Int]) throws {
        var files = [String: String].book()
        files["enrollments/e.yaml", default: ""] += "stopOn: [unsubscribe, complaint]\n"
        let report = try Self.report(files, "- {do: \(deed), person: ada, after: 2h}")
        #expect(Self.sent(report) == sent)
    }

    // MARK: tasks

    @Test(arguments: [("skipped", 1), ("failed", 1), ("done", 0)])
    func taskEnds(deed: String, goes: Int) throws {
        for line in ["after: 1d", "person: ada, at: 2026-11-24 12:00"] {
            let report = try Self.report(.book(steps: Self.task), "- {do: \(deed), \(line)}")
            #expect(report.ignored == [])
            #expect(report.enrollments["e"]?.steps[1].count.sent == goes)
            #expect(report.enrollments["e"]?.ended == ["finished": 1])
        }
    }

    // MARK: suppress, resubscribe, reopen

    @Test(arguments: [
        ("[]", [2, 2, 2]), ("- {do: suppress, person: ada, after: 1h}", [2, 1, 1]),
        ("- {do: suppress, person: ada, channel: sms, after: 1h}", [2, 2, 2]),
        ("- {do: suppress, person: ada, channel: email, after: 1h}", [2, 1, 1]),
        // Allowed again before the next step, and after it was due.
        ("- {do: suppress, person: ada, after: 1h}\n- {do: resubscribe, person: ada, after: 2h}", [2, 2, 2]),
        ("- {do: suppress, person: ada, after: 1h}\n- {do: resubscribe, person: ada, after: 5d}", [2, 2, 2]),
        (
            "- {do: suppress, person: ada, after: 1h}\n- {do: resubscribe, person: ada, channel: sms, after: 5d}",
            [2, 1, 1]
        ),
    ])
    func suppress(script: String, sent: [Int]) throws {
        let report = try Self.report(.book(people: ["ada", "bob"]), script)
        #expect(Self.sent(report) == sent)
        #expect(report.ignored == [])
    }

    @Test(arguments: [
        ("- {do: reopen, enrollment: e, person: ada, after: 2h}", [2, 2, 1]),
        // Who has answered is reopened by name alone.
        ("- {do: reopen, enrollment: e, after: 2h}", [2, 1, 0]), ("[]", [2, 1, 0]),
    ])
    func reopen(script: String, sent: [Int]) throws {
        let first = "- {do: reply, person: ada, after: 1h}\n- {do: unsubscribe, person: bob, at: 2026-11-24 12:00}\n"
        let report = try Self.report(
            .book(people: ["ada", "bob"]), first + (script == "[]" ? "" : script))
        #expect(report.ignored == [])
        #expect(Self.sent(report) == sent)
    }

    /// Who has opted out is not reopened, and the report says so.
    @Test func reopenOfAnOptOut() throws {
        let report = try Self.report(
            .book(),
            "- {do: unsubscribe, person: ada, after: 1h}\n- {do: reopen, enrollment: e, person: ada, after: 2h}")
        #expect(report.ignored.map(\.location.line) == [2])
        #expect(Self.sent(report) == [1, 0, 0])
    }

    // MARK: pauses

    /// A channel, an enrollment, a person: what it holds, until it is taken back.
    @Test(arguments: [
        ("channel: email", [true, true, true]), ("channel: sms", [false, false, false]),
        ("enrollment: e", [true, true, false]), ("enrollment: f", [false, false, true]),
        ("person: ada", [true, false, false]), ("person: bob", [false, true, false]),
    ])
    func pauses(scope: String, holds: [Bool]) throws {
        var files = [String: String].book(people: ["ada", "bob"])
        files["people/cid.yaml"] = .person("cid")
        files["enrollments/f.yaml"] = "sequence: s\npeople: [cid]\n"
        for end in ["- {do: resume, \(scope), after: 5d}", nil] {
            let first = end == nil ? "until: 2026-11-28, " : ""
            let script = "- {do: pause, \(first)\(scope), after: 1h}\n" + (end ?? "")
            let report = try Self.report(files, script)
            #expect(report.ignored == [])
            // The nudge was due the next midnight; what is held waits for the 28th.
            let day = try Instant("2026-11-25T00:00:00Z")
            let nudges = try [("e", 2), ("f", 1)].map { enrollment, people in
                let count = try #require(report.enrollments[enrollment]?.steps[1].count)
                #expect(count.sent == people)
                return count.first.map { $0 < day }
            }
            #expect(nudges == [!(holds[0] && holds[1]), !holds[2]], "\(script)")
            let next = report.days[try #require(CivilDate("2026-11-24"))]?.channels[.email]?.followUp ?? 0
            #expect(next == holds.count { !$0 }, "\(script)")
        }
    }
}
