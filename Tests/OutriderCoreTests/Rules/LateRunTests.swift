import Testing

@testable import OutriderCore

/// Late is what the runner has missed: its own commits hide nothing, and what a rule held is not late.
@Suite struct LateRunTests {
    @Test func commitsOfTheRunItselfHideNothing() throws {
        var stage = try Stage(RuleBook.book())
        try stage.reconcile()
        try stage.ranLast(at: "2026-11-24T07:00:00Z")
        let began = try stage.ledger.header.lastRun
        try stage.move(to: "2026-12-20T07:00:00Z")
        var soFar = RunSoFar()
        soFar.began = RunSoFar.Beginning(lastRun: began)
        // The run has committed something.
        try stage.ranLast(at: "2026-12-20T07:00:00Z")
        let plan = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, after: soFar)
        #expect(plan.items.map(\.reason) == [.tooLate])
        #expect(try stage.next() == "send")
    }

    /// What a rule that the journal does not keep holds wants a trace of the run, before it would seem late.
    @Test(arguments: [("2026-11-24T18:00:00Z", false), ("2026-11-24T19:00:01Z", true)])
    func whatIsHeldLeavesATrace(now: String, wanted: Bool) throws {
        var stage = try Stage(RuleBook.book())
        try stage.reconcile()
        try stage.ranLast(at: "2026-11-23T07:00:00Z")
        try stage.move(to: now)
        let plan = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, isPaused: true)
        #expect(plan.items.map(\.reason) == [.paused])
        #expect(plan.wantsTrace == wanted)
        #expect(try !stage.plan(.index).wantsTrace)
    }

    /// What an act or an edit frees after a quiet week is not late.
    @Test func whatIsFreedIsNotLate() throws {
        var stage = try Stage(RuleBook.book())
        stage.book["people/ada.yaml"] = "firstName: Ada\n"
        try stage.run()
        #expect(try stage.binding()?.reason == .noAddress)
        try stage.ranLast(at: "2026-11-23T07:00:00Z")
        try stage.move(to: "2026-12-20T07:00:00Z")
        stage.book["people/ada.yaml"] = .person("ada")
        var soFar = RunSoFar()
        soFar.began = RunSoFar.Beginning(lastRun: try stage.ledger.header.lastRun)
        try stage.reconcile()
        let plan = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, after: soFar)
        #expect(plan.sends.count == 1)
    }

    /// A cap, then a pause of a week: nobody is late when it is lifted.
    @Test func whatAPauseHeldIsNotLate() throws {
        var stage = try Stage(RuleBook.book(["ada", "bob"], more: "channels: {email: {perDay: 2, newPerDay: 1}}\n"))
        #expect(try stage.run().count == 1)
        try stage.ranLast(at: "2026-11-23T07:00:00Z")
        let actor = Actor(by: "jo", reason: nil)
        var now = stage.now
        #expect(try stage.act { try $0.pause(.book, nil, until: nil, at: now, actor) })
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.run()
        try stage.move(to: "2026-12-01T07:00:00Z")
        now = stage.now
        #expect(try stage.act { try $0.resume(.book, nil, at: now, actor) })
        #expect(try stage.run().count == 1)
    }

    /// What a human lets go goes, also when nothing else has happened for days.
    @Test func whatIsLiftedGoes() throws {
        var stage = try Stage(RuleBook.book(defaults: ["maxLateness": "2h"]))
        try stage.reconcile()
        try stage.ranLast(at: "2026-11-23T07:00:00Z")
        try stage.move(to: "2026-11-25T07:00:00Z")
        try stage.run()
        #expect(try stage.binding()?.reason == .tooLate)
        try stage.ranLast(at: "2026-11-25T07:00:00Z")
        let now = stage.now
        #expect(
            try stage.act { try $0.lift(.tooLate, .send, HeldFilter(), at: now, Actor(by: nil, reason: nil)) } == 1)
        try stage.move(to: "2026-11-27T07:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }
}
