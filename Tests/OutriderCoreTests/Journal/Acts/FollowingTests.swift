import Testing

@testable import OutriderCore

/// An opt-out follows the person to new addresses, and an address to whoever has it: consent only tightens.
@Suite struct FollowingTests {
    private let actor = Actor(by: "jo", reason: "asked on the phone")

    private func address(_ text: String) throws -> SuppressionTarget {
        .address(.email(try EmailAddress(parsing: text)))
    }

    @Test func aSuppressedAddressMeansItsPerson() throws {
        var stage = try Stage(.book(people: ["ann"]))
        try stage.reconcile()
        let now = stage.now
        let target = try address("ann@example.com")
        #expect(try stage.act { try $0.suppress(target, nil, at: now, actor) })
        stage.book["people/ann.yaml"] = .person("ann", at: "new")
        #expect(try stage.run() == [])
        #expect(try stage.next("ann") == "suppressed")
        #expect(try stage.problems() == [])
        // Only their word opens it again.
        #expect(try stage.act { try $0.resubscribe(.person("ann"), nil, at: now, actor) })
        #expect(try stage.run() == ["ann intro"])
        #expect(try stage.problems() == [])
    }

    @Test func anOptOutClosesNewAddressesForOthersToo() throws {
        var stage = try Stage(.book(people: ["ann"]))
        #expect(try stage.run() == ["ann intro"])
        try stage.record(.unsubscribe, of: "ann")
        stage.book["people/ann.yaml"] = .person("ann", at: "new")
        try stage.reconcile()
        stage.book["people/eve.yaml"] = .person("eve", at: "new")
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [eve]\n"
        #expect(try stage.run() == [])
        #expect(try stage.next("eve", "f") == "suppressed")
        #expect(try stage.problems() == [])
    }

    /// A bounce closes the address alone.
    @Test func aBounceStaysWithItsAddress() throws {
        var stage = try Stage(.book(people: ["ann"]))
        #expect(try stage.run() == ["ann intro"])
        try stage.record(.bounce, of: "ann")
        stage.book["people/ann.yaml"] = .person("ann", at: "new")
        stage.book["enrollments/f.yaml"] = "sequence: t\npeople: [ann]\n"
        stage.book["sequences/t.yaml"] = "name: T\nsteps: [{id: hello, channel: email, subject: S, body: B}]\n"
        #expect(try stage.run() == ["ann hello"])
    }

    /// An absence that an answer tells of while a file pauses somebody counts when the file lets go.
    @Test func anAbsenceOutlastsAPauseOfTheFile() throws {
        var stage = try Stage(.book(people: ["ann"]))
        #expect(try stage.run() == ["ann intro"])
        let running = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml", default: ""] += "status: PAUSED\n"
        try stage.reconcile()
        #expect(try stage.record(.outOfOffice, of: "ann", until: CivilDate("2026-12-10")).isChange)
        stage.book["enrollments/e.yaml"] = running
        try stage.move(to: "2026-11-26T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("ann") == "paused until 2026-12-09T22:00:00Z")
        try stage.move(to: "2026-12-12T07:00:00Z")
        #expect(try stage.run() == ["ann nudge"])
    }
}
