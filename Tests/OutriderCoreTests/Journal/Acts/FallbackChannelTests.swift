import Testing

@testable import OutriderCore

/// A step with a list of channels went by another than the first: what comes back is about that one.
@Suite struct FallbackChannelTests {
    private let actor = Actor(by: "jo", reason: nil)

    /// Ada has the intro by text message, and a text of another enrollment; each goes on by text.
    private static func stage(_ channels: String, optOut: String = "person") throws -> Stage {
        var book = RuleBook.book(more: "optOut: \(optOut)\n")
        book["people/ada.yaml"] = "firstName: Ada\nphone: \"+27821234567\"\nwhatsapp: \"+27821234567\"\n"
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: \(channels)\(channels.contains("email") ? ", subject: S" : ""), body: B}\n"
            + "  - {id: more, channel: sms, delay: 1d, body: M}\n"
        book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: text, channel: sms, delay: 9d, body: T}\n"
        book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        #expect(stage.errors == [])
        #expect(stage.sent.map(\.channel) == [.sms])
        return stage
    }

    private func closed(_ stage: Stage) throws -> [Channel?] {
        let hash = try stage.ledger.header.hasher.hash(.phone(PhoneNumber(parsing: "+27821234567")))
        return try stage.ledger.address(hash)?.suppressed.map(\.channel) ?? []
    }

    static let lists = ["[email, sms]", "[whatsapp, sms]", "[whatsapp, email, sms]"]

    /// Who opts out, by what they got, gets nothing more by that; who says so by another channel opts out of that one.
    @Test(arguments: lists, [Answer.unsubscribe, .complaint])
    func anOptOutOfTheChannelThatWasUsed(channels: String, answer: Answer) throws {
        var stage = try Self.stage(channels, optOut: "channel")
        try stage.record(answer)
        #expect(try closed(stage) == [.sms])
        #expect(try stage.ledger.state(of: "ada")?.suppressed.map(\.channel) == [.sms])
        for day in ["24", "25"] {
            try stage.move(to: "2026-11-\(day)T07:00:00Z")
            #expect(try stage.run() == [])
        }
        #expect(try stage.problems() == [])
    }

    /// A bounce ends the enrollment and closes the number for texts, however it is told.
    @Test(arguments: lists, ["channel", "none", "mark"])
    func aBounce(channels: String, way: String) throws {
        var stage = try Self.stage(channels)
        switch way {
        case "channel": try stage.record(.bounce, on: .sms)
        case "none": try stage.record(.bounce)
        default:
            let (key, now) = (try #require(stage.sent.first?.key), stage.now)
            _ = try stage.act { try $0.mark(key, .bounced, at: now, actor) }
        }
        #expect(try stage.membership("ada")?.reason == "bounced")
        #expect(try closed(stage) == [.sms])
        #expect(stage.events.first?.channel == .sms)
        #expect(try stage.problems() == [])
    }

    /// A reply by text answers the enrollment that wrote by text, and a bounce by email none.
    @Test(arguments: lists)
    func whatIsAnswered(channels: String) throws {
        var stage = try Self.stage(channels)
        #expect(try stage.record(.bounce, on: .email).ended == [])
        #expect(try stage.record(.reply, on: .sms).ended.map(\.enrollment) == ["e"])
        #expect(try stage.membership("ada", "f")?.isOpen == true)
    }

    /// Another order of the channels changes nothing of what went.
    @Test func anotherOrder() throws {
        var stage = try Self.stage("[email, sms]")
        stage.book["people/ada.yaml", default: ""] += "email: ada@example.com\n"
        stage.book["sequences/s.yaml"]?.replace("[email, sms]", with: "[whatsapp, email]")
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.record(.bounce, on: .email).ended == [])
        #expect(try stage.record(.bounce).ended.map(\.enrollment) == ["e"])
        #expect(try closed(stage) == [.sms])
    }

    /// Each round by its own channel.
    @Test func anotherChannelInTheNextRound() throws {
        var stage = try Self.stage("[email, sms]")
        stage.book["sequences/s.yaml"]?.replace("steps:", with: "repeat: {every: 1w}\nsteps:")
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada more"])
        // Between the rounds it is known how the last message of the round before went.
        var bounced = stage
        try bounced.record(.bounce, on: .sms)
        #expect(try bounced.membership("ada")?.reason == "bounced")
        stage.book["people/ada.yaml", default: ""] += "email: ada@example.com\n"
        try stage.move(to: "2026-11-30T07:00:00Z")
        #expect(try stage.run() == ["ada intro"])
        #expect(stage.sent.last?.channel == .email)
        #expect(try stage.membership("ada")?.channels == ["intro": .email])
        try stage.record(.bounce)
        #expect(try closed(stage) == [])
        #expect(try stage.ledger.address(stage.hash(of: "ada@example.com"))?.suppressed.map(\.channel) == [.email])
    }
}
