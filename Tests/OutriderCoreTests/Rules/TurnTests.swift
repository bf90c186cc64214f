import Testing

@testable import OutriderCore

/// What time alone may change is looked at then, whatever holds the step: the index finds what a look at everybody finds.
@Suite struct TurnTests {
    private func expectLaw(_ stage: Stage) throws {
        #expect(
            try stage.plan(.index).items.filter(\.isAction) == stage.plan(.all).items.filter(\.isAction),
            "\(stage.now)")
    }

    /// A date that passes leaves the step out, though nobody can be reached by it.
    @Test(arguments: ["sms", "email"])
    func aDatePassesWhateverHolds(channel: String) throws {
        var book = RuleBook.book(step: "channel: \(channel), on: 2026-11-24")
        book["sequences/s.yaml", default: ""] += "  - {id: next, channel: email, subject: S, body: B}\n"
        if channel == "email" { book["people/ada.yaml", default: ""] += "doNotContact: [email]\n" }
        book["sequences/s.yaml"] = book["sequences/s.yaml"]?.replacing(
            "{id: next, channel: email, subject: S",
            with: channel == "sms" ? "{id: next, channel: email, subject: S" : "{id: next, channel: call")
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T10:00:00Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T23:00:00Z")
        try expectLaw(stage)
        #expect(try stage.run() == (channel == "sms" ? ["ada next"] : []))
        #expect(try stage.membership("ada")?.skipped == ["intro"])
    }

    /// Whoever of a sender and their covers is back first writes.
    @Test func theFirstWhoIsBackWrites() throws {
        var book = RuleBook.book(more: "")
        book["enrollments/e.yaml", default: ""] += "sender: jo\n"
        book["senders/jo.yaml"] = "firstName: Jo\naway: {from: 2026-11-20, until: 2027-01-20, cover: sam}\n"
        book["senders/sam.yaml"] = "firstName: Sam\naway: {from: 2026-11-20, until: 2026-12-27}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.next() == "sender-away until 2026-12-26T22:00:00Z")
        try stage.move(to: "2026-12-27T08:00:00Z")
        try expectLaw(stage)
        #expect(try stage.run() == ["ada intro"])
    }

    /// A session that closes lets the next channel of the step have its turn.
    @Test func aSessionClosesWhileWhatsAppIsPaused() throws {
        var book = RuleBook.book(step: "channel: [whatsapp, sms]", more: "channels: {whatsapp: {paused: true}}\n")
        book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\nwhatsapp: \"+27821234567\"\n"
        var stage = try Stage(book)
        try stage.reconcile()
        let now = stage.now
        try stage.edit("ada") { $0.inbound[.whatsapp] = now.adding(seconds: -3_600) }
        stage.book["outrider.yaml"] = RuleBook.settings(
            ["quietAfterReply": "0m"], "channels: {whatsapp: {paused: true}}\n")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T06:00:00Z")
        try expectLaw(stage)
        #expect(try stage.run() == ["ada intro"])
    }

    /// A pause that gets another end is looked at then, sooner or later.
    @Test(arguments: [(nil, "2026-11-25T07:00:00Z"), ("2026-12-05T07:00:00Z", "2026-11-25T07:00:00Z")])
    func aPauseGetsAnEarlierEnd(first: String?, second: String) throws {
        var stage = try Stage(RuleBook.book())
        try stage.reconcile()
        let (now, actor) = (stage.now, Actor(by: "jo", reason: nil))
        let (one, other) = (try first.map { try Instant($0) }, try Instant(second))
        #expect(try stage.act { try $0.pause(.book, nil, until: one, at: now, actor) })
        #expect(try stage.run() == [])
        #expect(try stage.act { try $0.pause(.book, nil, until: other, at: now, actor) })
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-25T07:00:01Z")
        try expectLaw(stage)
        #expect(try stage.run() == ["ada intro"])
    }
}
