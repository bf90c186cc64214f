import Testing

@testable import OutriderCore

/// An older state of the journal that is accepted keeps what a later one forbids, has ended by an answer, or pauses.
@Suite struct KeepingTests {
    @Test func whatALaterStateForbidsStays() throws {
        var stage = try Stage(.book(people: ["ada", "bob", "cid"]))
        #expect(try stage.run().count == 3)
        let past = stage
        let (now, actor) = (stage.now, Actor(by: "jo", reason: nil))
        try stage.record(.unsubscribe, of: "ada")
        try stage.record(.reply, of: "bob")
        #expect(try stage.act { try $0.suppress(.domain("rival.example"), nil, at: now, actor) })
        #expect(try stage.act { try $0.pause(.channel, "sms", until: nil, at: now, actor) })
        let later = try stage.ledger
        stage = past
        _ = try stage.act { recording in
            try recording.keep(later, at: now, actor)
            _ = try recording.adoptAll(isBehind: false, at: now, actor)
        }
        #expect(try stage.problems() == [])
        #expect(try stage.ledger.header.suppressedDomains["rival.example"] != nil)
        #expect(try stage.ledger.header.pauses.map(\.id) == ["sms"])
        #expect(try stage.membership("bob")?.reason == "replied")
        #expect(try stage.act { try $0.lift(.adopted, .send, HeldFilter(), at: now, actor) } == 1)
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["cid nudge"])
    }
}
