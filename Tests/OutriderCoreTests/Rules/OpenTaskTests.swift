import Testing

@testable import OutriderCore

/// A task that is open counts for its address, obeys an opt-out, and follows an edit of its channel.
@Suite struct OpenTaskTests {
    private static func book() -> [String: String] {
        var book = RuleBook.book(["ann", "bob"], step: "channel: call")
        for person in ["ann", "bob"] { book["people/\(person).yaml", default: ""] += "phone: \"+27821234567\"\n" }
        return book
    }

    @Test func oneTaskANumber() throws {
        var stage = try Stage(Self.book())
        for _ in 0..<3 { try stage.run() }
        let tasks = try ["ann", "bob"].compactMap { try stage.membership($0)?.task }
        #expect(tasks.count == 1)
        #expect(try Set(["ann", "bob"].map { try stage.binding($0)?.reason }) == [.task, .sameAddress])
    }

    /// Who does not want to be called stands in no list of calls, whichever way they said so.
    @Test(arguments: [true, false]) func nobodyCallsWhoOptedOut(byAct: Bool) throws {
        var book = Self.book()
        book["enrollments/e.yaml"] = "sequence: s\npeople: [ann]\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.binding("ann")?.reason == .task)
        let now = stage.now
        if byAct {
            #expect(try stage.act { try $0.suppress(.person("ann"), nil, at: now, Actor(by: nil, reason: nil)) })
        } else {
            stage.book["people/ann.yaml", default: ""] += "doNotContact: true\n"
        }
        try stage.run()
        #expect(try stage.binding("ann")?.reason == .suppressed)
        #expect(try TaskReport.make(stage.ledger, now: now, until: now).isEmpty)
    }

    @Test func aTaskMayBecomeAMessage() throws {
        var book = Self.book()
        book["enrollments/e.yaml"] = "sequence: s\npeople: [ann]\n"
        var stage = try Stage(book)
        try stage.run()
        stage.book["sequences/s.yaml"] = "name: S\nsteps: [{id: intro, channel: email, subject: S, body: B}]\n"
        #expect(try stage.run() == ["ann intro"])
    }
}
