import Testing

@testable import OutriderCore

/// `guard.newPeople` counts over a run: who went in earlier plans of it counts with those that a merge adds.
@Suite struct GuardRunTests {
    private static func stage(_ limits: String, e: String = "") throws -> Stage {
        var book = RuleBook.book(
            ["ada", "bob"], more: "guard: {\(limits)}\n", files: RuleBook.second(["dan"]))
        book["people/dan.yaml"] = .person("dan")
        book["enrollments/e.yaml", default: ""] += e
        var stage = try Stage(book)
        try stage.reconcile()
        return stage
    }

    private static func key(_ person: String, _ enrollment: String = "e") -> DeliveryKey {
        DeliveryKey(
            book: "7f3a9c2e", enrollment: enrollment, person: person, step: enrollment == "e" ? "intro" : "hello",
            occurrence: 0)
    }

    /// Ada and Bob are due in `e` and Dan in `f`; `went` are those of whom the run has claimed the first message.
    @Test(
        arguments: [
            // At the edge, and one more.
            ("newPeople: 3", "", "e", ["x"], 3, nil), ("newPeople: 3", "", "e", ["x", "y"], 1, "newPeople: 4 of 3"),
            ("newPeople: 2", "", "e", [], 3, nil),
            // Whoever is planned still and has been claimed counts once.
            ("newPeople: 2", "", "e", ["ada", "bob"], 3, nil),
            // Those of another enrollment are none of this one.
            ("newPeople: 2", "", "f", ["x"], 3, nil), ("newPeople: 2", "", "f", ["x", "y"], 2, "newPeople: 3 of 2"),
            // What an enrollment allows itself is a limit over the run too.
            ("newPeople: 2", "allow: {newPeople: 4}\n", "e", ["x", "y"], 3, nil),
            ("newPeople: 2", "allow: {newPeople: 3}\n", "e", ["x", "y"], 1, "newPeople: 4 of 3"),
            ("newPeople: 0", "", "e", [], 0, "newPeople: 2 of 0"),
        ] as [(String, String, String, [String], Int, String?)])
    func counts(
        limits: String, e: String, enrollment: String, went: [String], goes: Int, detail: String?
    ) throws {
        let stage = try Self.stage(limits, e: e)
        let keys = Set(went.map { Self.key($0, enrollment) })
        var soFar = RunSoFar()
        if !keys.isEmpty { soFar.entered = [enrollment: keys] }
        let plan = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, after: soFar)
        #expect(plan.sends.count == goes)
        let held = plan.items.filter { $0.reason == .guard }
        #expect(held.count == 3 - goes)
        #expect(
            Set(held.filter { $0.enrollment == enrollment }.compactMap(\.holds.first?.detail))
                == Set([detail].compactMap(\.self)))
    }

    /// Follow-ups go, however many began in the run; a human's word lets the others go.
    @Test func followUpsAndLiftedGo() throws {
        var stage = try Stage(.book(people: ["ada"]))
        stage.book["outrider.yaml"] = RuleBook.settings([:], "guard: {newPeople: 1}\n")
        try stage.run()
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.reconcile()
        var went = RunSoFar()
        went.entered = ["e": [Self.key("x")]]
        let plan = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, after: went)
        #expect(plan.sends.map(\.step) == ["nudge"])
        try stage.edit("bob") { $0.memberships[0].lifted = ["guard"] }
        let lifted = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, after: went)
        #expect(lifted.sends.map(\.step) == ["nudge", "intro"])
    }
}
