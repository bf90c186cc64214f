import Testing

@testable import OutriderCore

/// What an act says of a person holds for every address of theirs, also for those of yesterday.
@Suite struct OldAddressTests {
    private let actor = Actor(by: "jo", reason: nil)

    @Test func anOptOutClosesEarlierAddresses() throws {
        var stage = try Stage(RuleBook.book())
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/ada.yaml"] = "firstName: Ada\nemail: new@example.com\n"
        try stage.reconcile()
        let now = stage.now
        try stage.act { _ = try $0.record(Received(.unsubscribe, person: "ada", at: now), now: now, actor) }
        // The old address comes back under another id, in a sequence of its own.
        stage.book["people/eve.yaml"] = "firstName: Eve\nemail: ada@example.com\n"
        stage.book.merge(RuleBook.second(["eve"])) { _, new in new }
        #expect(try stage.run() == [])
        #expect(try stage.next("eve", "f") == "suppressed")
    }

    @Test func anotherNumberOfTheirsForbidsToo() throws {
        var stage = try Stage(
            RuleBook.book(
                step: "channel: sms",
                files: [
                    "people/ada.yaml":
                        "firstName: Ada\nphone: \"+27821234567\"\nfields: {otherPhones: \"+27821234599\"}\n"
                ]))
        try stage.reconcile()
        let now = stage.now
        let number = try PhoneNumber(parsing: "+27821234599")
        try stage.act { _ = try $0.suppress(.address(.phone(number)), nil, at: now, actor) }
        #expect(try stage.run() == [])
        #expect(try stage.next() == "suppressed")
    }

    /// A step that waits for the delivery of another goes when that is told.
    @Test func aDeliveryWakesWhatWaitsForIt() throws {
        var book = RuleBook.book()
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, subject: S, body: B}\n"
            + "  - {id: more, channel: email, delay: 1h, when: {step.intro: delivered}, otherwise: wait, subject: M, body: M}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        let key = try #require(stage.sent.first?.key)
        try stage.move(to: "2026-11-23T09:00:00Z")
        #expect(try stage.run() == [])
        let now = stage.now
        try stage.act { _ = try $0.mark(key, .delivered, at: now, actor) }
        #expect(try stage.run() == ["ada more"])
        #expect(try stage.problems() == [])
    }

    @Test func whoNoLongerMatchesIsNotReopened() throws {
        var book = RuleBook.book(files: ["people/ada.yaml": .person("ada") + "tags: [a]\n"])
        book["sequences/s.yaml", default: ""] += "\n  - {id: more, channel: email, delay: 1d, subject: M, body: M}\n"
        book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: a, leave: true}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/ada.yaml"] = .person("ada")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.reason == "left")
        let now = stage.now
        #expect(try stage.act { try $0.reopen("e", people: [], at: now, actor) }.resumed.isEmpty)
        #expect(throws: ActError.self) { try stage.act { try $0.reopen("e", people: ["ada"], at: now, actor) } }
    }
}
