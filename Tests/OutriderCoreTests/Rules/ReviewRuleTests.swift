import Testing

@testable import OutriderCore

/// `review`: first messages wait for a human, follow-ups and tasks do not.
@Suite struct ReviewRuleTests {
    @Test func firstStepsWait() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        #expect(try stage.run().count == 2)
        stage.book["outrider.yaml"] = RuleBook.settings([:], "review: required\n")
        stage.book["people/cid.yaml"] = .person("cid")
        stage.book.merge(RuleBook.second(["cid"])) { _, new in new }
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run().sorted() == ["ada nudge", "bob nudge"])
        #expect(try stage.next("cid", "f") == "review")
        #expect(try stage.governor("cid", "f") == "review required outrider.yaml:6")
        #expect(try stage.run() == [])
        let now = stage.now
        let actor = Actor(by: "jo", reason: nil)
        #expect(try stage.act { try $0.lift(.review, .send, HeldFilter(), at: now, actor) } == 1)
        #expect(try stage.run() == ["cid hello"])
        #expect(try stage.problems() == [])
    }

    @Test func tasksDoNotWait() throws {
        var book = RuleBook.book(step: "channel: task", more: "review: required\n")
        book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: call, channel: task, body: Do}\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.membership("ada")?.task != nil)
    }
}
