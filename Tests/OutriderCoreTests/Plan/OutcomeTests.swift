import Testing

@testable import OutriderCore

/// What becomes of claims, tasks and holds, and what humans decide about them.
@Suite struct OutcomeTests {
    private let actor = Actor(by: "jo", reason: "asked")

    @Test func anOpenClaimIsElsewhere() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.reconcile()
        _ = try stage.claim()
        let items = try stage.plan().items
        #expect(items.map(\.reason) == [.claimedElsewhere, .claimedElsewhere])
        guard case .hold(let hold) = try #require(items.first).action else { return }
        #expect(hold.until == stage.now.adding(seconds: 600))
        #expect(try stage.claim() == nil)
    }

    @Test func sent() throws {
        var stage = try Stage(.book())
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        stage.now = stage.now.adding(seconds: 90)
        try stage.record(claim)
        let membership = try #require(try stage.membership("ada"))
        #expect(membership.done == ["intro"])
        #expect(membership.at == claim.at)
        #expect(membership.thread == ["intro": try #require(claim.messages.first?.messageID)])
        #expect(try stage.ledger.openClaims() == [])
        #expect(try stage.ledger.state(of: "ada")?.last?.key == claim.messages.first?.key)
    }

    @Test func releasedGoesAgainUnderTheNextGeneration() throws {
        var stage = try Stage(.book())
        try stage.reconcile()
        try stage.record(try #require(try stage.claim())) { _ in .released(code: "stopped") }
        let again = try #require(try stage.claim())
        #expect(again.messages.map(\.gen) == [1])
        #expect(again.messages.map(\.attempt) == [2])
        try stage.record(again)
        #expect(try stage.membership("ada")?.gen == 0)
        #expect(try stage.run() == [])
    }

    @Test(arguments: [(Decision.send, ["ada intro"]), (.skip, [])])
    func failedIsHeld(decision: Decision, sent: [String]) throws {
        var stage = try Stage(.book())
        #expect(try stage.run { _ in .failed(class: "permanent", code: "550") } == [])
        #expect(try stage.planText(.all) == ["2026-11-23T07:00:00Z ada intro: failed (permanent: 550)"])
        #expect(try stage.run() == [])
        let now = stage.now
        #expect(try stage.act { try $0.lift(.failed, decision, HeldFilter(), at: now, actor) } == 1)
        #expect(try stage.run() == sent)
        #expect(try stage.membership("ada")?.done == ["intro"])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        #expect(try stage.problems() == [])
    }

    @Test(arguments: [
        (Decision.sent, [], ["intro"]), (.skip, [], ["intro"]), (.notSent, ["ada intro"], ["intro"]),
    ])
    func unknownWaitsForAHuman(decision: Decision, sent: [String], done: [String]) throws {
        var stage = try Stage(.book())
        #expect(try stage.run { _ in .unknown(code: "no-evidence") } == [])
        stage.book["enrollments/e.yaml", default: ""] += "vars: {a: b}\n"
        stage.book["outrider.yaml"] = Stage.settings + "fallback: {a: b}\n"
        #expect(try stage.run() == [])
        #expect(try stage.plan(.all).items.map(\.reason) == [.unknownOutcome])
        let (key, now) = (try #require(try stage.plan(.all).items.first?.key.text), stage.now)
        #expect(throws: ActError.self) {
            try stage.act { try $0.resolve(key: "zzzz", run: nil, decision, at: now, actor) }
        }
        #expect(try stage.act { try $0.resolve(key: String(key.prefix(8)), run: nil, decision, at: now, actor) } == 1)
        #expect(try stage.run() == sent)
        #expect(try stage.membership("ada")?.done == done)
        #expect(try stage.run() == [])
    }

    /// The step in doubt has left the sequence: the decision is about it, not about the step that stands there now.
    @Test func unknownOfAStepThatIsGone() throws {
        var stage = try Stage(.book())
        try stage.run { _ in .unknown(code: "no-evidence") }
        stage.book["sequences/s.yaml"] = ChangingTests.steps("nudge last")
        try stage.reconcile()
        let (key, now) = (try #require(try stage.membership("ada")?.hold?.detail), stage.now)
        #expect(try stage.act { try $0.resolve(key: key, run: nil, .sent, at: now, actor) } == 1)
        #expect(try stage.membership("ada")?.done == ["intro"])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    // MARK: Late outcomes

    /// Another run settled the claim first; then the holder wakes up and tells what it did.
    @Test(
        arguments: [
            (Settlement.unknown(code: "x"), Settlement.sent(providerID: "p"), ["intro"], []),
            (.unknown(code: "x"), .released(code: "x"), [], ["ada intro"]),
            (.sent(providerID: "p"), .released(code: "x"), ["intro"], []),
            (.sent(providerID: "p"), .failed(class: "c", code: "x"), ["intro"], []),
            (.sent(providerID: "p"), .sent(providerID: "p"), ["intro"], []),
            (.released(code: "x"), .sent(providerID: "p"), ["intro"], []),
        ] as [(Settlement, Settlement, [String], [String])])
    func late(first: Settlement, second: Settlement, done: [String], sent: [String]) throws {
        var stage = try Stage(.book())
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        try stage.record(claim) { _ in first }
        try stage.record(claim) { _ in second }
        let membership = try #require(try stage.membership("ada"))
        #expect(membership.done == done)
        #expect(membership.claim == nil)
        #expect(try stage.run() == sent)
        #expect(try stage.problems() == [])
        let path = try #require(try stage.ledger.historyPaths().last { stage.journal[$0]?.contains("late") ?? false })
        #expect(try stage.ledger.history(path, damaged: { _ in }).map(\.isLate) == [true])
    }

    // MARK: Tasks

    @Test(arguments: TaskEnd.allCases)
    func tasksOpenOnceAndGoOn(end: TaskEnd) throws {
        var stage = try Stage(
            .book(
                steps:
                    "  - {id: call, channel: task, body: Call}\n  - {id: mail, channel: email, delay: 1d, subject: S, body: B}"
            ))
        #expect(try stage.run() == [])
        #expect(try stage.run() == [])
        #expect(try stage.planText() == [])
        let events = try stage.ledger.historyPaths().flatMap { try stage.ledger.history($0, damaged: { _ in }) }
        #expect(events.count { $0.kind == .task } == 1)
        let key = try #require(events.first { $0.kind == .task }?.key)
        let now = stage.now.adding(seconds: 86_400)
        stage.now = now
        try stage.act { try $0.finishTask(String(key.prefix(6)), as: end, at: now, actor) }
        #expect(throws: ActError.self) { try stage.act { try $0.finishTask(key, as: end, at: now, actor) } }
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada mail"])
        #expect(try stage.problems() == [])
    }

    @Test func aTaskWhoseStepIsGoneIsNoTask() throws {
        var stage = try Stage(.book(steps: "  - {id: call, channel: task, body: Call}"))
        try stage.run()
        stage.book["sequences/s.yaml"] = ChangingTests.steps("mail")
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada mail"])
    }

    // MARK: Adopt

    @Test(arguments: [(Decision.send, ["ada nudge", "bob intro"]), (.skip, ["bob nudge"])])
    func adoptedJournalHoldsEverybody(decision: Decision, sent: [String]) throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        try stage.reconcile()
        _ = try stage.claim()
        try stage.move(to: "2026-11-24T07:00:00Z")
        let now = stage.now
        #expect(try stage.act { try $0.adoptAll(isBehind: false, at: now, actor) } == 2)
        #expect(try stage.ledger.header.epoch == 2)
        stage.book["outrider.yaml"] = Stage.settings + "fallback: {a: b}\n"
        #expect(try stage.run() == [])
        #expect(try stage.act { try $0.lift(.adopted, decision, HeldFilter(), at: now, actor) } == 2)
        let went = try stage.run().sorted()
        #expect(went == sent)
    }
}
