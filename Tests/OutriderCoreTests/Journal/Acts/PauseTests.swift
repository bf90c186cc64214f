import Testing

@testable import OutriderCore

/// `pause --now` and `resume --now`: what was left of a delay is kept.
@Suite struct PauseTests {
    private let actor = Actor(by: "jo", reason: "prices")

    private func stage() throws -> Stage {
        var book: [String: String] = .book(people: ["ada", "bob"])
        book["people/ada.yaml"] = .person("ada") + "company: acme\n"
        book["companies/acme.yaml"] = "name: Acme\n"
        book["senders/jo.yaml"] = "firstName: Jo\n"
        book["enrollments/f.yaml"] = "sequence: t\npeople: [bob]\nsender: jo\n"
        book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: hello, channel: sms, delay: 30h, body: Hello}\n"
        book["people/bob.yaml"] = .person("bob") + "phone: \"+27821234567\"\n"
        var stage = try Stage(book)
        try stage.run()
        return stage
    }

    private func pause(
        _ stage: inout Stage, _ scope: JournalPause.Scope, _ id: String?, until: String? = nil
    ) throws -> Bool {
        let now = stage.now
        let until = try until.map { try Instant($0) }
        return try stage.act { try $0.pause(scope, id, until: until, at: now, actor) }
    }

    private func resume(_ stage: inout Stage, _ scope: JournalPause.Scope, _ id: String?) throws -> Bool {
        let now = stage.now
        return try stage.act { try $0.resume(scope, id, at: now, actor) }
    }

    private func due(_ stage: Stage) throws -> [String] {
        try [("ada", "e"), ("bob", "e"), ("bob", "f")].map { person, enrollment in
            String(try dueTime(stage, person, enrollment).rfc3339.dropFirst(8).dropLast(4))
        }
    }

    private func dueTime(_ stage: Stage, _ person: String, _ enrollment: String) throws -> Instant {
        let items = try Planner.plan(stage.ledger, now: stage.now, scope: .person(person)).items
        return try #require(items.first { $0.enrollmentUID == enrollment }).due
    }

    /// Nudges are due at the next midnight of Johannesburg, the hello 30 hours after the entry.
    private static let before = ["23T22:00", "23T22:00", "24T13:00"]

    /// Paused for two days by each scope: who is in it goes two days later, nobody else.
    @Test(arguments: [
        (JournalPause.Scope.book, nil, ["25T22:00", "25T22:00", "26T13:00"]),
        (.channel, "email", ["25T22:00", "25T22:00", "24T13:00"]),
        (.channel, "sms", ["23T22:00", "23T22:00", "26T13:00"]),
        (.sender, "jo", ["23T22:00", "23T22:00", "26T13:00"]),
        (.sender, "default", ["25T22:00", "25T22:00", "24T13:00"]),
        (.sequence, "s", ["25T22:00", "25T22:00", "24T13:00"]),
        (.company, "acme", ["25T22:00", "23T22:00", "24T13:00"]),
        (.enrollment, "f", ["23T22:00", "23T22:00", "26T13:00"]),
        (.person, "bob", ["23T22:00", "25T22:00", "26T13:00"]),
    ])
    func keepsTheDelay(scope: JournalPause.Scope, id: String?, after: [String]) throws {
        var stage = try stage()
        #expect(try due(stage) == Self.before)
        #expect(try pause(&stage, scope, id))
        let pause = try #require(try stage.ledger.header.pause(scope, id, at: stage.now))
        #expect(pause.reason == "prices" && pause.by == "jo")
        #expect(stage.events.map(\.kind) == [.paused])
        #expect(try !self.pause(&stage, scope, id))
        #expect(stage.events == [])
        stage.now = stage.now.adding(seconds: 172_800)
        #expect(try resume(&stage, scope, id))
        #expect(stage.events.map(\.kind) == [.resumed])
        #expect(try due(stage) == after)
        #expect(try stage.ledger.header.pause(scope, id, at: stage.now) == nil)
        #expect(try !resume(&stage, scope, id))
        #expect(stage.events == [])
    }

    /// What its own end ends needs no human, and gives the same.
    @Test func endsByItself() throws {
        var stage = try stage()
        #expect(try pause(&stage, .book, nil, until: "2026-11-25T07:00:00Z"))
        stage.now = try Instant("2026-11-25T06:59:59Z")
        #expect(try stage.run() == [])
        // A run that comes late finds it as it was.
        stage.now = try Instant("2026-11-25T12:00:00Z")
        #expect(try stage.run() == [])
        #expect(try due(stage) == ["25T22:00", "25T22:00", "26T13:00"])
    }

    /// While two pauses overlap, a delay stands still once.
    @Test(arguments: [false, true]) func overlapping(firstEndsFirst: Bool) throws {
        var stage = try stage()
        _ = try pause(&stage, .book, nil)
        stage.now = stage.now.adding(seconds: 86_400)
        _ = try pause(&stage, .enrollment, "e")
        stage.now = stage.now.adding(seconds: 86_400)
        _ = try firstEndsFirst ? resume(&stage, .book, nil) : resume(&stage, .enrollment, "e")
        stage.now = stage.now.adding(seconds: 86_400)
        _ = try firstEndsFirst ? resume(&stage, .enrollment, "e") : resume(&stage, .book, nil)
        // Three days together; the other enrollment stood still as long as the book.
        #expect(try due(stage) == ["26T22:00", "26T22:00", firstEndsFirst ? "26T13:00" : "27T13:00"])
    }

    @Test func anotherEndReplacesTheFirst() throws {
        var stage = try stage()
        _ = try pause(&stage, .person, "bob", until: "2026-11-24T07:00:00Z")
        stage.now = stage.now.adding(seconds: 3_600)
        #expect(try pause(&stage, .person, "bob"))
        #expect(try stage.ledger.header.pauses.count == 1)
        // After the end of the first it would have been over.
        stage.now = try Instant("2026-11-25T07:00:00Z")
        #expect(try stage.ledger.header.pause(.person, "bob", at: stage.now) != nil)
        _ = try resume(&stage, .person, "bob")
        #expect(try due(stage) == ["23T22:00", "25T22:00", "26T13:00"])
    }

    @Test func anEndThatIsOverIsRefused() throws {
        var stage = try stage()
        #expect(throws: ActError.self) { try pause(&stage, .book, nil, until: "2026-11-23T07:00:00Z") }
    }

    /// Who enters while it is paused begins when it ends.
    @Test func whoEntersMeanwhile() throws {
        var stage = try stage()
        _ = try pause(&stage, .enrollment, "e")
        stage.now = stage.now.adding(seconds: 86_400)
        stage.book["people/cy.yaml"] = .person("cy")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob, cy]\n"
        try stage.reconcile()
        stage.now = stage.now.adding(seconds: 86_400)
        _ = try resume(&stage, .enrollment, "e")
        // No delay was running, so none is moved; it goes at once.
        let due = try dueTime(stage, "cy", "e")
        #expect(due == (try Instant("2026-11-24T07:00:00Z")))
        #expect(try stage.plan().sends.contains { $0.personUID == "cy" })
    }
}
