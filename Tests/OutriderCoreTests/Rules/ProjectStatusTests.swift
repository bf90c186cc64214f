import Testing

@testable import OutriderCore

/// A project that is closed ends its enrollments, one on hold holds them.
@Suite struct ProjectStatusTests {
    static func stage(_ more: String = "") throws -> Stage {
        var book = [String: String].book(steps: FilePauseTests.steps)
        book["projects/p.yaml"] = "title: P\n"
        book["enrollments/e.yaml", default: ""] += "project: p\n" + more
        return try Stage(book)
    }

    @Test(arguments: ["", "IN_PROGRESS", "OPEN"])
    func closedEndsAndReopenedGoesOn(status: String) throws {
        var stage = try Self.stage()
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        stage.book["projects/p.yaml"] = "title: P\nstatus: CLOSED\n"
        let events = try stage.reconcile() ?? []
        #expect(events.map(\.kind) == [.cancelled])
        #expect(events.map(\.reason) == ["project-closed"])
        #expect(try stage.membership("ada")?.ended == stage.now)
        try stage.move(to: "2026-12-01T07:00:00Z")
        #expect(try stage.run() == [])
        stage.book["projects/p.yaml"] = "title: P\n" + (status.isEmpty ? "" : "status: \(status)\n")
        #expect(try stage.reconcile()?.map(\.kind) == [.resumed])
        // A day of the two was left.
        try stage.move(to: "2026-12-02T06:59:59Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-12-02T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func nobodyEntersAClosedProjectBeforeItOpens() throws {
        var stage = try Self.stage()
        stage.book["projects/p.yaml"] = "title: P\nstatus: CLOSED\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada") == nil)
        stage.book["projects/p.yaml"] = "title: P\nstatus: ON_HOLD\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold?.reason == .projectOnHold)
        stage.book["projects/p.yaml"] = "title: P\n"
        #expect(try stage.run() == ["ada intro"])
    }

    @Test(arguments: ["CLOSED", "ON_HOLD"])
    func isIgnoredWhereAskedFor(status: String) throws {
        var stage = try Self.stage("ignoreProjectStatus: true\n")
        stage.book["projects/p.yaml"] = "title: P\nstatus: \(status)\n"
        #expect(try stage.run() == ["ada intro"])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        var other = try Self.stage()
        other.book["projects/p.yaml"] = "title: P\nstatus: \(status)\n"
        #expect(try other.run() == [])
        other.book["enrollments/e.yaml", default: ""] += "ignoreProjectStatus: true\n"
        #expect(try other.run() == ["ada intro"])
        other.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\nproject: p\n"
        try other.reconcile()
        try other.move(to: "2026-11-25T07:00:00Z")
        #expect(try other.run() == [])
    }

    /// Whoever was ended by something else stays so when the project opens again.
    @Test func twoReasonsAtOnce() throws {
        var stage = try Self.stage()
        try stage.run()
        stage.book["projects/p.yaml"] = "title: P\nstatus: CLOSED\n"
        let listed = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml"] = "sequence: s\nproject: p\npeople: [{ada: {status: CANCELLED}}]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.reason == "cancelled")
        stage.book["projects/p.yaml"] = "title: P\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .cancelled)
        stage.book["enrollments/e.yaml"] = listed
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .active)
    }
}
