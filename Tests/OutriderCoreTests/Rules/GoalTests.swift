import Testing

@testable import OutriderCore

/// Whoever has come to what an enrollment is for gets nothing more, from the moment that a file or an answer says so.
@Suite struct GoalTests {
    static func stage(_ goal: String) throws -> Stage {
        var book = [String: String].book()
        book["outrider.yaml"] = Stage.settings + "stages: [SOURCED, PLACED]\n"
        book["companies/c.yaml"] = "name: C\n"
        book["projects/p.yaml"] = "title: P\ncompany: c\n"
        book["projects/q.yaml"] = "title: Q\n"
        book["enrollments/e.yaml", default: ""] += "project: p\ngoal: {\(goal)}\n"
        return try Stage(book)
    }

    @Test(arguments: [
        (
            "stage: PLACED", "people/ada.yaml",
            String.person("ada") + "relationships: [{company: c, project: p, type: CANDIDATE, stage: PLACED}]\n"
        ),
        ("tags: [hired]", "people/ada.yaml", String.person("ada") + "tags: [hired]\n"),
        ("project.status: IN_PROGRESS", "projects/p.yaml", "title: P\ncompany: c\nstatus: IN_PROGRESS\n"),
        ("company.tags: [won]", "companies/c.yaml", "name: C\ntags: [won]\n"),
        (
            "step.intro: sent", "enrollments/e.yaml",
            "sequence: s\npeople: [ada]\nproject: p\ngoal: {step.intro: sent}\nvars: {a: b}\n"
        ),
    ])
    func endsAtOnce(goal: String, path: String, text: String) throws {
        var stage = try Self.stage(path.hasPrefix("enrollments") ? "tags: [never]" : goal)
        #expect(try stage.run() == ["ada intro"])
        stage.book[path] = text
        let events = try stage.reconcile() ?? []
        #expect(stage.errors == [])
        #expect(events.map(\.kind) == [.completed])
        #expect(events.map(\.reason) == ["goal"])
        let membership = try #require(try stage.membership("ada"))
        #expect([membership.status.rawValue, membership.reason] == ["COMPLETED", "goal"])
        #expect(membership.ended == stage.now)
        #expect(membership.next == nil)
        try stage.move(to: "2026-12-24T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.problems() == [])
    }

    @Test(arguments: [
        ("stage: PLACED", "relationships: [{company: c, project: q, stage: PLACED}]\n"),
        ("stage: PLACED", "relationships: [{company: c, project: p, stage: SOURCED}]\n"),
        ("stage: PLACED, tags: [hired]", "relationships: [{company: c, project: p, type: CANDIDATE, stage: PLACED}]\n"),
        ("replied: true", "tags: [hired]\n"),
    ])
    func goesOnShortOfIt(goal: String, line: String) throws {
        var stage = try Self.stage(goal)
        try stage.run()
        stage.book["people/ada.yaml", default: ""] += line
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func aMessageThatReachesItIsTheLast() throws {
        var stage = try Self.stage("step.intro: sent")
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.membership("ada")?.reason == "goal")
    }

    /// A pause does not keep it open, a file does not open it again, and whoever is there on entering gets nothing.
    @Test func pausedEndedAndEntering() throws {
        var stage = try Self.stage("tags: [hired]")
        try stage.run()
        let enrollment = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml", default: ""] += "status: PAUSED\n"
        try stage.reconcile()
        stage.book["people/ada.yaml", default: ""] += "tags: [hired]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.reason == "goal")
        stage.book["enrollments/e.yaml"] = enrollment
        stage.book["people/ada.yaml"] = .person("ada")
        try stage.move(to: "2026-12-24T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.status == .completed)
        var other = try Self.stage("tags: [hired]")
        other.book["people/ada.yaml", default: ""] += "tags: [hired]\n"
        #expect(try other.reconcile()?.map(\.kind) == [.enrolled, .completed])
        #expect(try other.run() == [])
    }

    /// A message in doubt is settled before its enrollment ends.
    @Test func notWhileAMessageIsInDoubt() throws {
        var stage = try Self.stage("tags: [hired]")
        try stage.run { _ in .unknown(code: "timeout") }
        stage.book["people/ada.yaml", default: ""] += "tags: [hired]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .active)
        let now = stage.now
        _ = try stage.act { recording in
            try recording.resolve(key: nil, run: nil, .sent, at: now, Actor(by: nil, reason: nil))
        }
        #expect(try stage.membership("ada")?.reason == "goal")
    }
}
