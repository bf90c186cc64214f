import Testing

@testable import OutriderCore

/// `ada: {status: PAUSED, until: …}`: it ends by itself, in the recipient's zone.
@Suite struct MemberPauseTests {
    static func line(_ text: String) -> String { "sequence: s\npeople: [{ada: {\(text)}}]\n" }

    @Test(arguments: [
        ("", "2026-12-05", "2026-12-04T22:00:00Z"),
        ("timezone: America/New_York\n", "2026-12-05", "2026-12-05T05:00:00Z"),
        ("", "\"2026-12-05 10:00\"", "2026-12-05T08:00:00Z"), ("", "2026-12-05T10:00:00Z", "2026-12-05T10:00:00Z"),
    ])
    func endsByItself(zone: String, until: String, end: String) throws {
        var stage = try Stage(.book())
        stage.book["people/ada.yaml", default: ""] += zone
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: \(until)")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.until == (try Instant(end)))
        #expect(try stage.planText(.all).map { $0.contains("paused (the person in this enrollment)") } == [true])
        stage.now = try Instant(end).adding(seconds: -1)
        #expect(try stage.run() == [])
        stage.now = try Instant(end)
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.membership("ada")?.status == .active)
        #expect(try stage.problems() == [])
    }

    /// A day of the delay is left when it begins, and a day after its end the step goes.
    @Test func keepsTheRemainingDelay() throws {
        var stage = try Stage(.book(steps: FilePauseTests.steps))
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: 2026-12-05T07:00:00Z")
        try stage.reconcile()
        // No run came when it ended.
        try stage.move(to: "2026-12-05T19:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.next == (try Instant("2026-12-06T07:00:00Z")))
        try stage.move(to: "2026-12-06T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func anEndThatIsOverOrMovedOrTakenOut() throws {
        var stage = try Stage(.book())
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: \"2026-11-23 09:00\"")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .active)
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: \"2026-11-23 09:01\"")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .paused)
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: 2026-11-30")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-29T22:00:00Z")))
        stage.book["people/ada.yaml", default: ""] += "timezone: Asia/Tokyo\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-29T15:00:00Z")))
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == nil)
        stage.book["enrollments/e.yaml"] = Self.line("status: ACTIVE")
        #expect(try stage.run() == ["ada intro"])
    }

    /// The enrollment's pause outlasts the member's, and an absence that ends leaves the file's pause.
    @Test func theStricterWins() throws {
        var stage = try Stage(.book())
        stage.book["enrollments/e.yaml"] = "status: PAUSED\n" + Self.line("status: PAUSED, until: 2026-11-24")
        try stage.run()
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: 2026-11-24")
        #expect(try stage.run() == ["ada intro"])

        var absent = try Stage(.book())
        try absent.run()
        var change = LedgerChange(try absent.ledger)
        let back = try Instant("2026-11-24T07:00:00Z")
        try change.edit("ada", "e") { membership in
            membership.status = .paused
            membership.reason = "out-of-office"
            membership.until = back
            membership.next = back
            membership.remaining = 3_600
        }
        try absent.commit(change)
        absent.book["enrollments/e.yaml"] = Self.line("status: PAUSED, until: 2026-11-26T07:00:00Z")
        try absent.reconcile()
        #expect(try absent.membership("ada")?.reason == "out-of-office")
        try absent.move(to: "2026-11-24T08:00:00Z")
        #expect(try absent.run() == [])
        #expect(try absent.membership("ada")?.reason == "file")
        try absent.move(to: "2026-11-26T07:59:59Z")
        #expect(try absent.run() == [])
        try absent.move(to: "2026-11-26T08:00:00Z")
        #expect(try absent.run() == ["ada nudge"])
    }
}
