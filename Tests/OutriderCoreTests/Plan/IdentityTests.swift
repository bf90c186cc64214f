import Testing

@testable import OutriderCore

/// Files that move, with and without `formerly:`, and addresses that two ids share.
@Suite struct IdentityTests {
    /// A stage in which `ada` has had the intro, a day later.
    private static func stage() throws -> Stage {
        var stage = try Stage(.book())
        try stage.run()
        try stage.move(to: "2026-11-24T12:00:00Z")
        return stage
    }

    private static func movePerson(_ stage: inout Stage, _ suffix: String) {
        stage.book["people/ada.yaml"] = nil
        stage.book["people/za/ada.yaml"] = .person("ada") + suffix
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [za/ada]\n"
    }

    @Test func movedPersonGoesOn() throws {
        var stage = try Self.stage()
        Self.movePerson(&stage, "formerly: [ada]\n")
        #expect(try stage.run() == ["ada nudge"])
        #expect(stage.sent.last?.person == "ada")
        #expect(try stage.plan(.all).items.isEmpty)
        stage.book["people/za/ada.yaml"] = nil
        stage.book["people/us/ada.yaml"] = .person("ada") + "formerly: [ada, za/ada]\n"
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [us/ada]\n"
        try stage.move(to: "2026-12-24T12:00:00Z")
        #expect(try stage.run() == ["ada last"])
        #expect(try stage.problems() == [])
    }

    @Test func revertedMoveGoesOn() throws {
        var stage = try Self.stage()
        let book = stage.book
        Self.movePerson(&stage, "formerly: [ada]\n")
        try stage.reconcile()
        stage.book = book
        #expect(try stage.run() == ["ada nudge"])
        #expect(try stage.problems() == [])
    }

    @Test func movedPersonWithoutFormerlyIsHeld() throws {
        var stage = try Self.stage()
        Self.movePerson(&stage, "")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.reason == "removed")
        #expect(try stage.planText(.all) == ["2026-11-24T12:00:00Z za/ada intro: looks-moved (ada)"])
        stage.book["people/za/ada.yaml", default: ""] += "formerly: [ada]\n"
        #expect(try stage.run() == ["ada nudge"])
        let left = try stage.ledger.state(of: "za/ada")?.memberships ?? []
        #expect(left == [])
        try stage.move(to: "2026-12-24T12:00:00Z")
        #expect(try stage.run() == ["ada last"])
        #expect(try stage.planText(.all) == [])
    }

    @Test func adoptedPersonGoesOn() throws {
        var stage = try Self.stage()
        Self.movePerson(&stage, "")
        #expect(try stage.run() == [])
        let now = stage.now
        try stage.act { try $0.adopt(person: "za/ada", at: now, Actor(by: "jo", reason: "same")) }
        #expect(try stage.run() == ["ada nudge"])
        #expect(throws: ActError.self) {
            try stage.act { try $0.adopt(person: "za/ada", at: now, Actor(by: nil, reason: nil)) }
        }
    }

    @Test func anotherPersonAtTheAddressIsNobodyNew() throws {
        var stage = try Self.stage()
        Self.movePerson(&stage, "")
        try stage.run()
        let now = stage.now
        let lifted = try stage.act {
            try $0.lift(.looksMoved, .send, person: nil, at: now, Actor(by: "jo", reason: nil))
        }
        #expect(lifted == 1)
        #expect(try stage.run() == [])
        #expect(try stage.planText(.all).contains { $0.contains("za/ada intro: same-address") })
    }

    @Test func sameAddressGetsAStepOnce() throws {
        var stage = try Stage(.book(people: ["ada"]))
        stage.book["people/zoe.yaml"] = .person("zoe", at: "ada")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, zoe]\n"
        let first = try #require(try stage.run().first).prefix(3)
        let other = first == "ada" ? "zoe" : "ada"
        #expect(stage.sent.count == 1)
        #expect(try stage.planText(.all).contains { $0.contains("\(other) intro: same-address") })
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [\(first)]\n"
        #expect(try stage.run() == [])
        #expect(try stage.planText(.all).contains { $0.contains("\(first) intro: reenroll") })
    }

    @Test func changedAddressGoesOn() throws {
        var stage = try Self.stage()
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        #expect(try stage.run() == ["ada nudge"])
        let hasher = try stage.ledger.header.hasher
        let new = hasher.hash(.email(try EmailAddress(parsing: "new@example.com")))
        #expect(try stage.ledger.address(new)?.steps == ["s/nudge"])
    }

    @Test func movedEnrollmentGoesOn() throws {
        var stage = try Self.stage()
        stage.book["enrollments/2026/e.yaml"] = "sequence: s\npeople: [ada]\nformerly: [e]\n"
        stage.book["enrollments/e.yaml"] = nil
        #expect(try stage.run() == ["ada nudge"])
        #expect(stage.sent.last?.enrollment == "e")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada", "e~2")?.done == [])
        try stage.move(to: "2026-12-24T12:00:00Z")
        #expect(try stage.run() == ["ada last"])
    }

    @Test func movedEnrollmentWithoutFormerlyIsHeldThenHealed() throws {
        var stage = try Self.stage()
        stage.book["enrollments/f.yaml"] = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml"] = nil
        #expect(try stage.run() == [])
        #expect(try stage.planText(.all) == ["2026-11-24T12:00:00Z ada intro: looks-moved (e)"])
        stage.book["enrollments/f.yaml", default: ""] += "formerly: [e]\n"
        #expect(try stage.run() == ["ada nudge"])
        #expect(try stage.membership("ada", "f") == nil)
        try stage.move(to: "2026-12-24T12:00:00Z")
        #expect(try stage.run() == ["ada last"])
        #expect(try stage.planText(.all) == [])
    }

    @Test(arguments: ["", "formerly: [s]\n"])
    func movedSequenceGoesOn(suffix: String) throws {
        var stage = try Self.stage()
        stage.book["sequences/t.yaml"] = (stage.book["sequences/s.yaml"] ?? "") + suffix
        stage.book["sequences/s.yaml"] = nil
        stage.book["enrollments/e.yaml"] = "sequence: t\npeople: [ada]\n"
        #expect(try stage.run() == ["ada nudge"])
        #expect(stage.sent.last?.sequence == "s")
    }

    @Test func formerlyOfALivingFile() throws {
        var stage = try Self.stage()
        stage.book["people/bob.yaml"] = .person("bob") + "formerly: [ada]\n"
        #expect(try stage.reconcile() == nil)
        #expect(stage.errors == ["bad-formerly: 'ada' still has a file of its own"])
    }

    /// The line was copied along with the file.
    @Test func formerlyTwice() throws {
        var stage = try Self.stage()
        Self.movePerson(&stage, "formerly: [ada]\n")
        try stage.run()
        stage.book["people/zoe.yaml"] = .person("zoe") + "formerly: [ada]\n"
        #expect(try stage.reconcile() == nil)
        #expect(stage.errors == ["bad-formerly: 'ada' is now 'za/ada'"])
    }

    /// Somebody with a history of their own does not take over another's.
    @Test func formerlyOfSomebodyWithAHistory() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.run()
        stage.book["people/ada.yaml"] = nil
        stage.book["people/bob.yaml", default: ""] += "formerly: [ada]\n"
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [bob]\n"
        try stage.move(to: "2026-11-24T12:00:00Z")
        #expect(try stage.run() == ["bob nudge"])
        try stage.move(to: "2026-12-24T12:00:00Z")
        #expect(try stage.run() == ["bob last"])
    }

    /// A new file at an id whose state has moved away is somebody else.
    @Test func reusedID() throws {
        var stage = try Self.stage()
        Self.movePerson(&stage, "formerly: [ada]\n")
        try stage.run()
        stage.book["people/ada.yaml"] = .person("another")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [za/ada, ada]\n"
        #expect(try stage.run() == ["ada~2 intro"])
        #expect(try stage.membership("ada")?.done == ["intro", "nudge"])
        #expect(try stage.problems() == [])
    }

    @Test func deletedAndRestored() throws {
        var stage = try Self.stage()
        let book = stage.book
        stage.book["people/ada.yaml"] = nil
        stage.book["enrollments/e.yaml"] = nil
        #expect(try stage.run() == [])
        stage.book = book
        #expect(try stage.run() == ["ada nudge"])
    }
}
