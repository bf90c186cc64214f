import Testing

@testable import OutriderCore

/// What keeps whoever enters from getting the first step at once.
@Suite struct EnteringRuleTests {
    // MARK: grace

    /// The merge was committed at 06:50; the run comes at 07:00.
    @Test(
        arguments: [
            ("", "2026-11-23T07:05:00Z"), ("grace: 15m\n", "2026-11-23T07:05:00Z"), ("grace: 10m\n", nil),
            ("grace: 11m\n", "2026-11-23T07:01:00Z"), ("grace: 0m\n", nil), ("grace: 2h\n", "2026-11-23T08:50:00Z"),
        ] as [(String, String?)])
    func grace(line: String, end: String?) throws {
        var stage = try Stage(.book())
        stage.book["outrider.yaml"] = Stage.settings.replacing("grace: 0m, ", with: "")
        stage.book["enrollments/e.yaml", default: ""] += line
        try stage.reconcile(entered: try Instant("2026-11-23T06:50:00Z"))
        let item = try #require(try stage.plan(.all).items.first)
        #expect(item.reason == end.map { _ in .grace })
        #expect(item.holds.first?.until == (try end.map { try Instant($0) }))
        guard let end = try end.map({ try Instant($0) }) else { return }
        stage.now = end.adding(seconds: -1)
        #expect(try stage.run() == [])
        stage.now = end
        #expect(try stage.run() == ["ada intro"])
    }

    /// A merge that is taken back in time sends nothing; a follow-up knows no grace.
    @Test func graceLetsAMergeBeTakenBack() throws {
        var stage = try Stage(.book())
        stage.book["outrider.yaml"] = Stage.settings.replacing("grace: 0m, ", with: "")
        let enrollment = stage.book["enrollments/e.yaml"]
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = nil
        try stage.move(to: "2026-11-23T07:14:00Z")
        try stage.reconcile()
        try stage.move(to: "2026-11-23T08:00:00Z")
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = enrollment
        #expect(try stage.run() == ["ada intro"])
        try stage.move(to: "2026-11-23T22:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    // MARK: startAt

    @Test(arguments: [("intro", ["intro", "nudge", "last"]), ("nudge", ["nudge", "last"]), ("last", ["last"])])
    func startAt(step: String, expected: [String]) throws {
        var stage = try Stage(.book())
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [{ada: {startAt: \(step)}}]\n"
        for _ in 0..<6 {
            try stage.run()
            stage.now = stage.now.adding(seconds: 86_400)
        }
        #expect(stage.sent.map(\.step) == expected)
        #expect(try stage.membership("ada")?.status == .completed)
    }

    // MARK: exclusive

    /// Ada is in `e`; `f` excludes it and waits, and enters when `e` ends, in whatever way.
    @Test(arguments: ["finished", "removed", "cancelled"])
    func waitsForTheOther(ending: String) throws {
        var stage = try Stage(.book(steps: FilePauseTests.steps))
        stage.book["outrider.yaml"] = Stage.settings.replacing("exclusive: false, ", with: "")
        stage.book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: other, channel: email, subject: S, body: B}\n"
        try stage.run()
        stage.book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n"
        #expect(try stage.run() == [])
        let hold = try #require(try stage.plan(.all).items.first { $0.enrollment == "f" }?.holds.first)
        #expect(hold.reason == .exclusive)
        #expect(hold.detail == "after e")
        #expect(hold.setting?.key == "exclusive")
        try stage.move(to: "2026-11-24T07:00:00Z")
        switch ending {
        case "removed": stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        case "cancelled": stage.book["enrollments/e.yaml", default: ""] += "status: CANCELLED\n"
        default: try stage.move(to: "2026-11-25T07:00:00Z")
        }
        #expect(try stage.run() == (ending == "finished" ? ["ada nudge", "ada other"] : ["ada other"]))
    }

    @Test(
        arguments: [
            ("", "", true), ("exclusive: false\n", "", false), ("", "exclusive: false\n", false),
            ("exclusive: sales\n", "exclusive: sales\n", true), ("exclusive: sales\n", "exclusive: hiring\n", false),
            ("exclusive: sales\n", "", false),
        ])
    func groups(first: String, second: String, excludes: Bool) throws {
        var stage = try Stage(.book())
        stage.book["outrider.yaml"] = Stage.settings.replacing("exclusive: false, ", with: "")
        stage.book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: other, channel: email, subject: S, body: B}\n"
        stage.book["enrollments/e.yaml", default: ""] += first
        try stage.run()
        stage.book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n" + second
        #expect(try stage.run() == (excludes ? [] : ["ada other"]))
    }
}
