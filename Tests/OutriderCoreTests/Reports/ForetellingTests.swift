import Testing

@testable import OutriderCore

/// What explain says of the days to come: that a step will be left out, and nothing that is not so.
@Suite struct ForetellingTests {
    private func next(_ stage: Stage, _ person: String = "ada") throws -> StepExplanation? {
        let explanation = try PersonExplanation.make(try stage.ledger, person: person, now: stage.now)
        return explanation.enrollments.first?.next
    }

    /// The condition is not met as things are now.
    @Test func aStepThatWillBeLeftOut() throws {
        var book = [String: String].book()
        book["sequences/s.yaml"]?.replace(
            "{id: nudge, channel: email,", with: "{id: nudge, channel: email, when: {tags: vip}, otherwise: skip,")
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        let step = try #require(try next(stage))
        #expect(step.state == .waiting)
        #expect(step.cause == "the condition is not met")
        #expect(step.at == (try Instant("2026-11-23T22:00:00Z")))
    }

    /// A date that passes before the cap lets it go.
    @Test func aDateThatPassesUnderACap() throws {
        let book = RuleBook.book(
            ["ada", "bob"], step: "channel: email, on: 2026-11-23",
            more: "channels: {email: {perDay: 2, newPerDay: 1}}\n")
        var stage = try Stage(book)
        try stage.run()
        let held = try ["ada", "bob"].compactMap { try next(stage, $0) }.filter { $0.state == .held }
        #expect(held.count == 1)
        #expect(held.first?.cause == "its date has passed")
    }

    /// A value that the person lacks does not come with a sender who is back; the sender's own does.
    @Test(arguments: [("vars.reason", false), ("sender.title", true)])
    func whoIsBackBringsTheirOwnWordsOnly(name: String, ends: Bool) throws {
        var book = RuleBook.book()
        book["sequences/s.yaml"] = "name: S\nsteps: [{id: intro, channel: email, subject: S, body: \"{{\(name)}}\"}]\n"
        book["enrollments/e.yaml", default: ""] += "sender: jo\n"
        book["senders/jo.yaml"] = "firstName: Jo\naway: {from: 2026-11-20, until: 2026-12-07, cover: sam}\n"
        book["senders/sam.yaml"] = "firstName: Sam\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.binding()?.reason == .missingVariable)
        #expect(try (stage.binding()?.until != nil) == ends)
    }

    /// An absence that is over lets a step go no earlier in the day than it says.
    @Test func theHourOfAStepOutlastsAnAbsence() throws {
        var book = [String: String].book()
        book["sequences/s.yaml"]?.replace(
            "{id: nudge, channel: email,", with: "{id: nudge, channel: email, at: \"10:00\",")
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        try stage.record(.outOfOffice, until: CivilDate("2026-12-01"))
        try stage.move(to: "2026-12-02T07:30:00Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-12-02T08:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }
}
