import Testing

@testable import OutriderCore

/// An address is corrected after a message has gone: what comes back is about the address that it went to.
@Suite struct ChangedAddressTests {
    private let actor = Actor(by: "jo", reason: nil)

    /// How the news of a message comes in.
    enum Way: CaseIterable, Sendable {
        case channel, noChannel, enrollment, mark
    }

    private func tell(_ answer: Answer, _ way: Way, _ stage: inout Stage, step: String = "intro") throws {
        switch way {
        case .channel: try stage.record(answer, on: .email)
        case .noChannel: try stage.record(answer)
        case .enrollment: try stage.record(answer, in: "e")
        case .mark:
            let (key, now) = (try #require(stage.sent.first { $0.step == step }?.key), stage.now)
            _ = try stage.act { try $0.mark(key, .bounced, at: now, actor) }
        }
    }

    /// The channels on which an address is closed; `[nil]` for all of them.
    private func closed(_ address: String, _ stage: Stage) throws -> [Channel?] {
        try stage.ledger.address(stage.hash(of: address))?.suppressed.map(\.channel) ?? []
    }

    /// Whether another person at an address gets a sequence of their own.
    private func goes(to address: String, _ stage: inout Stage) throws -> Bool {
        stage.book["people/eve.yaml"] = "firstName: Eve\nemail: \(address)\n"
        stage.book.merge(RuleBook.second(["eve"])) { _, new in new }
        return try stage.run() == ["eve hello"]
    }

    @Test(arguments: Way.allCases, [Answer.bounce, .wrongPerson])
    func theOldAddressIsClosed(way: Way, answer: Answer) throws {
        guard way != .mark || answer == .bounce else { return }
        var stage = try Stage(.book())
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        try stage.reconcile()
        try tell(answer, way, &stage)
        #expect(try closed("ada@example.com", stage) == (answer == .bounce ? [.email] : [nil]))
        #expect(try closed("new@example.com", stage) == [])
        #expect(try stage.membership("ada")?.isOpen == false)
        #expect(try stage.problems() == [])
        var other = stage
        #expect(try goes(to: "new@example.com", &other))
        #expect(try !goes(to: "ada@example.com", &stage))
    }

    /// The enrollment was through, answered, or taken out of the file before the news came.
    @Test(arguments: Way.allCases, ["finished", "replied", "removed"])
    func alsoWhereItHasEnded(way: Way, ending: String) throws {
        var stage = try Stage(RuleBook.book())
        if ending != "finished" { stage.book["sequences/s.yaml"] = [String: String].book()["sequences/s.yaml"] }
        #expect(try stage.run() == ["ada intro"])
        if ending == "replied" { try stage.record(.reply, on: .email) }
        if ending == "removed" { stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n" }
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        try stage.move(to: "2026-11-25T07:00:00Z")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.isOpen == false)
        try tell(.bounce, way, &stage)
        #expect(try closed("ada@example.com", stage) == [.email])
        #expect(try closed("new@example.com", stage) == [])
        #expect(try stage.problems() == [])
    }

    /// Two messages, each to an address of its own: an earlier one that is marked closes its own alone.
    @Test(arguments: [("intro", "ada@example.com", "new@example.com"), ("nudge", "new@example.com", "ada@example.com")])
    func anEarlierMessageIsMarked(step: String, dead: String, other: String) throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        try tell(.bounce, .mark, &stage, step: step)
        #expect(try closed(dead, stage) == [.email])
        #expect(try closed(other, stage) == [])
        #expect(try stage.membership("ada")?.reason == "bounced")
    }

    /// Without a key it is about the last message.
    @Test func theLastMessageIsMeant() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.run()
        try tell(.bounce, .channel, &stage)
        #expect(try closed("new@example.com", stage) == [.email])
        #expect(try closed("ada@example.com", stage) == [])
    }

    /// Between two rounds of `repeat` it is about the message of the round before.
    @Test func betweenTwoRounds() throws {
        var stage = try Stage(RuleBook.book())
        stage.book["sequences/s.yaml"]?.replace("steps:", with: "repeat: {every: 1w}\nsteps:")
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        try stage.reconcile()
        try tell(.bounce, .channel, &stage)
        #expect(try closed("ada@example.com", stage) == [.email])
        #expect(try closed("new@example.com", stage) == [])
    }

    /// The number of a text message, where the person has another by now.
    @Test func aNumberToo() throws {
        var stage = try Stage(
            RuleBook.book(
                step: "channel: sms", files: ["people/ada.yaml": "firstName: Ada\nphone: \"+27821234567\"\n"]))
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/ada.yaml"] = "firstName: Ada\nphone: \"+27821234599\"\n"
        try stage.reconcile()
        try tell(.bounce, .noChannel, &stage)
        let hasher = try stage.ledger.header.hasher
        for (number, channels) in [("+27821234567", [Channel.sms]), ("+27821234599", [])] {
            let hash = hasher.hash(.phone(try PhoneNumber(parsing: number)))
            #expect(try stage.ledger.address(hash)?.suppressed.map(\.channel) ?? [] == channels)
        }
    }

    // MARK: gap

    /// A new address is no way around the gap: it is kept by the person too.
    @Test(arguments: [
        ("2026-11-24T02:59:59Z", "gap until 2026-11-24T03:00:00Z"), ("2026-11-24T03:00:00Z", "send"),
    ])
    func theGapIsThePersons(now: String, expected: String) throws {
        var stage = try Stage(RuleBook.book(defaults: ["minGap": "20h"]))
        try stage.run()
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        stage.book.merge(RuleBook.second()) { _, new in new }
        try stage.reconcile()
        try stage.move(to: now)
        #expect(try stage.next("ada", "f") == expected)
    }

    /// Also while the message is on its way, and where nobody knows whether it arrived.
    @Test(arguments: [true, false])
    func theGapOfWhatMayHaveGone(isInFlight: Bool) throws {
        var stage = try Stage(RuleBook.book(defaults: ["minGap": "20h"]))
        if isInFlight {
            try stage.reconcile()
            _ = try stage.claim()
        } else {
            try stage.run { _ in .unknown(code: "timeout") }
        }
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        stage.book.merge(RuleBook.second()) { _, new in new }
        #expect(try stage.run() == [])
        #expect(try stage.next("ada", "f") == "gap until 2026-11-24T03:00:00Z")
    }
}
