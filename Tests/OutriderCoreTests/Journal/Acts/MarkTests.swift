import Testing

@testable import OutriderCore

/// `mark`: what became of a message.
@Suite struct MarkTests {
    private let actor = Actor(by: "jo", reason: nil)

    private func stage(_ outcome: @escaping (Claim.Message) -> Settlement) throws -> (Stage, String) {
        var stage = try Stage(.book())
        try stage.run(outcome)
        let key = DeliveryKey(book: "7f3a9c2e", enrollment: "e", person: "ada", step: "intro", occurrence: 0)
        return (stage, key.text)
    }

    private func mark(_ stage: inout Stage, _ key: String, _ status: DeliveryStatus) throws -> ActOutcome {
        let now = stage.now
        return try stage.act { try $0.mark(key, status, at: now, actor) }
    }

    @Test func delivered() throws {
        var (stage, key) = try stage { .sent(providerID: $0.key) }
        #expect(try !mark(&stage, key, .sent).isChange)
        #expect(try mark(&stage, String(key.prefix(6)), .delivered).isChange)
        #expect(try stage.membership("ada")?.delivered == ["intro"])
        #expect(stage.told == ["delivered ada e intro email"])
        #expect(stage.events.first?.key == key)
        #expect(try !mark(&stage, key, .delivered).isChange)
        // Then it turns out otherwise.
        #expect(try mark(&stage, key, .failed).isChange)
        #expect(try stage.membership("ada")?.delivered == [])
        #expect(try stage.membership("ada")?.failed == ["intro"])
        #expect(try !mark(&stage, key, .failed).isChange)
        #expect(try stage.problems() == [])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func bounced() throws {
        var (stage, key) = try stage { .sent(providerID: $0.key) }
        let outcome = try mark(&stage, key, .bounced)
        #expect(outcome.ended.count == 1 && outcome.isSuppressed)
        #expect(try stage.membership("ada")?.reason == "bounced")
        #expect(try !mark(&stage, key, .bounced).isChange)
        #expect(try stage.problems() == [])
    }

    @Test(arguments: [
        (DeliveryStatus.sent, "ACTIVE", ["intro"]), (.delivered, "ACTIVE", ["intro"]),
        (.bounced, "CANCELLED", ["intro"]),
        (.failed, "ACTIVE", []),
    ])
    func inDoubt(status: DeliveryStatus, standing: String, done: [String]) throws {
        var (stage, key) = try stage { _ in .unknown(code: "c") }
        #expect(try mark(&stage, key, status).isChange)
        let membership = try #require(try stage.membership("ada"))
        #expect(membership.status.rawValue == standing)
        #expect(membership.done == done)
        #expect(membership.claim == nil)
        #expect(membership.hold?.reason == (status == .failed ? .failed : nil))
        #expect(stage.events.first?.kind == .resolved)
        #expect(try stage.problems() == [])
    }

    @Test func refusals() throws {
        var (stage, key) = try stage { .sent(providerID: $0.key) }
        for wrong in ["abc", "zzzzzz", key + "a"] {
            #expect(throws: ActError.self) { try mark(&stage, wrong, .delivered) }
        }
    }
}
