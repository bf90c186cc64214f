import Testing

@testable import OutriderCore

/// Tasks of two people who share an address: a human who has one in hand counts as a message on its way.
@Suite struct SharedTaskTests {
    private let actor = Actor(by: "jo", reason: nil)
    private static let phone = "phone: \"+27821234567\"\n"

    private static func stage(_ defaults: [String: String] = [:], isSame: Bool) throws -> Stage {
        var book = RuleBook.book(defaults: defaults)
        book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: intro, channel: call, body: Do}\n"
        book["people/ada.yaml"] = "firstName: Ada\n" + phone
        book["people/eve.yaml"] = "firstName: Eve\nemail: eve@example.com\n" + phone
        book["sequences/t.yaml"] = RuleBook.second()["sequences/t.yaml"]
        book["enrollments/f.yaml"] = "sequence: \(isSame ? "s" : "t")\npeople: [eve]\nstart: 2026-11-24\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(stage.errors == [])
        #expect(try stage.membership("ada")?.task != nil)
        return stage
    }

    /// The same step, while it is open, and when it was done; one that was left out is free.
    @Test(arguments: [nil, TaskEnd.done, .skipped])
    func theSameStep(end: TaskEnd?) throws {
        var stage = try Self.stage(isSame: true)
        let (key, now) = (try #require(try stage.item()?.key.text), stage.now)
        if let end { try stage.act { try $0.finishTask(key, as: end, at: now, actor) } }
        for _ in 0..<3 {
            try stage.move(to: "2026-11-24T07:00:00Z")
            try stage.run()
        }
        #expect(try (stage.membership("eve", "f")?.task != nil) == (end == .skipped))
        if end != .skipped { #expect(try stage.next("eve", "f") == "same-address") }
    }

    @Test(arguments: [true, false])
    func exclusive(isOpen: Bool) throws {
        var stage = try Self.stage(["exclusive": "true"], isSame: false)
        let (key, now) = (try #require(try stage.item()?.key.text), stage.now)
        if !isOpen { try stage.act { try $0.finishTask(key, as: .done, at: now, actor) } }
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.next("eve", "f") == (isOpen ? "exclusive" : "send"))
        #expect(try stage.run() == (isOpen ? [] : ["eve hello"]))
    }

    /// Somebody else got the step there; that another sequence has written to Eve at the same address changes nothing.
    @Test(arguments: ["never", "always", "90d"])
    func somebodyElsesStep(reenroll: String) throws {
        var book = RuleBook.book(defaults: ["reenroll": reenroll], files: RuleBook.second(["eve"]))
        book["people/eve.yaml"] = .person("eve", at: "ada")
        var stage = try Stage(book)
        #expect(try stage.run().sorted() == ["ada intro", "eve hello"])
        stage.book["enrollments/g.yaml"] = "sequence: s\npeople: [eve]\n"
        try stage.move(to: "2027-11-23T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("eve", "g") == "same-address")
        #expect(try stage.binding("eve", "g")?.detail == "ada")
        // Ada herself may get it again where the book says so.
        stage.book["enrollments/h.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == (reenroll == "never" ? [] : ["ada intro"]))
    }
}
