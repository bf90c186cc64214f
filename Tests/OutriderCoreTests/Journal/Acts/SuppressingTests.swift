import Testing

@testable import OutriderCore

/// `suppress` and `resubscribe`.
@Suite struct SuppressingTests {
    private let actor = Actor(by: "jo", reason: "asked")

    private func stage() throws -> Stage {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.reconcile()
        return stage
    }

    private func hash(_ text: String, _ stage: Stage) throws -> String {
        try stage.ledger.header.hasher.hash(.email(try EmailAddress(parsing: text)))
    }

    private func rule(_ stage: Stage, _ person: String, _ channel: Channel) throws -> Suppression? {
        let ledger = try stage.ledger
        return try ledger.suppression(of: try #require(ledger.book.person(person)), on: channel)
    }

    private func targets() throws -> [SuppressionTarget] {
        [.person("ada"), .address(.email(try EmailAddress(parsing: "Ada@Example.com"))), .domain("example.com")]
    }

    @Test(arguments: 0..<3, [nil, Channel.email]) func suppressAndResubscribe(index: Int, channel: Channel?) throws {
        var stage = try stage()
        let target = try targets()[index]
        let now = stage.now
        #expect(try stage.act { try $0.suppress(target, channel, at: now, actor) })
        // An address is closed, and so is whoever has it.
        let count = index == 1 ? 2 : 1
        #expect(stage.events.map(\.kind) == Array(repeating: .suppressed, count: count))
        #expect(stage.events.first?.by == "jo")
        #expect(try rule(stage, "ada", .email)?.reason == "asked")
        #expect(try rule(stage, "ada", .sms) == nil || channel == nil)
        #expect(try (rule(stage, "bob", .email) != nil) == (index == 2))
        #expect(try !stage.act { try $0.suppress(target, channel, at: now, actor) })
        #expect(stage.events == [])
        #expect(try stage.problems() == [])
        #expect(try stage.act { try $0.resubscribe(target, channel, at: now, actor) })
        #expect(stage.events.map(\.kind) == Array(repeating: .resubscribed, count: count))
        #expect(try rule(stage, "ada", .email) == nil)
        #expect(try !stage.act { try $0.resubscribe(target, channel, at: now, actor) })
        #expect(stage.events == [])
        #expect(try stage.problems() == [])
    }

    @Test func oneChannelIsOpenedAgain() throws {
        var stage = try stage()
        try stage.record(.unsubscribe)
        let now = stage.now
        #expect(try stage.act { try $0.resubscribe(.person("ada"), .sms, at: now, actor) })
        #expect(try rule(stage, "ada", .sms) == nil)
        #expect(try rule(stage, "ada", .email)?.event == .unsubscribed)
        #expect(try stage.problems() == [])
        // What an opt-out has ended stays ended.
        #expect(try stage.membership("ada")?.status == .cancelled)
    }

    /// The planner persists a hold that only the book or a human ends; a human has ended it.
    @Test func whoWasHeldIsLookedAtAgain() throws {
        var stage = try stage()
        let now = stage.now
        try stage.act { recording in
            _ = try recording.suppress(.person("ada"), nil, at: now, actor)
            try recording.change.edit("ada", "e") { membership in
                membership.hold = Membership.Hold(.suppressed)
                membership.next = nil
            }
        }
        #expect(try stage.run() == ["bob intro"])
        _ = try stage.act { try $0.resubscribe(.person("ada"), nil, at: now, actor) }
        #expect(try stage.run() == ["ada intro"])
    }

    /// A person keeps what they are forbidden when they go on under another name.
    @Test func aMovedPersonIsStillForbidden() throws {
        var stage = try stage()
        try stage.record(.unsubscribe)
        stage.book["people/ada2.yaml"] = "formerly: [ada]\nfirstName: ada\nphone: \"+27821234567\"\n"
        stage.book["people/ada.yaml"] = nil
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada2, bob]\n"
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try rule(stage, "ada2", .call) != nil)
        #expect(try stage.problems() == [])
    }

    @Test func domainsReachBelow() throws {
        var stage = try Stage(
            .book().merging([
                "people/ada.yaml": .person("ada", at: "a@mail.rival.example").replacing("@example.com", with: "")
            ]) {
                $1
            })
        try stage.reconcile()
        let now = stage.now
        _ = try stage.act { try $0.suppress(.domain("rival.example"), .email, at: now, actor) }
        #expect(try rule(stage, "ada", .email) != nil)
        _ = try stage.act { try $0.suppress(.domain("val.example"), nil, at: now, actor) }
        #expect(try rule(stage, "ada", .sms) == nil)
    }
}
