import Testing

@testable import OutriderCore

/// The guard holds new people, never follow-ups; steps of one person go one after the other.
@Suite struct GuardTests {
    private static func stage(_ limits: String) throws -> Stage {
        var stage = try Stage(.book(people: ["ada"]))
        stage.book["outrider.yaml"] = Stage.settings + "guard: {\(limits)}\n"
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        for person in ["bob", "cid", "dan"] { stage.book["people/\(person).yaml"] = .person(person) }
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob, cid, dan]\n"
        return stage
    }

    @Test(arguments: [
        ("newPeople: 2", "newPeople: 3 of 2"), ("sends: 3", "sends: 4 of 3"),
        ("newPeople: 2, sends: 3", "newPeople: 3 of 2"),
    ])
    func holdsNewPeople(limits: String, detail: String) throws {
        var stage = try Self.stage(limits)
        try stage.reconcile()
        let plan = try stage.planText()
        let held = ["bob", "cid", "dan"].map { "2026-11-24T07:00:00Z \($0) intro: guard (\(detail))" }
        #expect(plan == ["2026-11-24T07:00:00Z ada nudge: send"] + held)
        let later = try stage.planText(until: "2026-12-10T00:00:00Z").filter { !$0.contains(" ada ") }
        // The limit of one run does not bind the next, which has nobody else to write to.
        if limits.hasPrefix("newPeople") {
            #expect(later == held, "the steps behind a held one are not shown as going")
        }
        let now = stage.now
        let count = try stage.act { try $0.lift(.guard, .send, HeldFilter(), at: now, Actor(by: nil, reason: nil)) }
        #expect(count == 3)
        #expect(try stage.run().sorted() == ["ada nudge", "bob intro", "cid intro", "dan intro"])
        #expect(try stage.membership("bob")?.lifted == [])
    }

    @Test(arguments: ["newPeople: 3", "sends: 4"])
    func exactlyTheLimitGoes(limits: String) throws {
        var stage = try Self.stage(limits)
        #expect(try stage.run().count == 4)
    }

    /// What the guard holds at the start of a run it holds to the run's end.
    @Test func aRunFreesNobody() throws {
        var stage = try Self.stage("newPeople: 2")
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func followUpsGoFirst() throws {
        var stage = try Self.stage("sends: 9")
        try stage.reconcile()
        #expect(try stage.plan().sends.map(\.step) == ["nudge", "intro", "intro", "intro"])
        let first = try stage.plan().sends.dropFirst()
        #expect(first.map(\.key) == first.map(\.key).sorted())
    }

    /// Without a delay two steps go in one run, but never in one claim: the second waits for the outcome of the first.
    @Test func oneStepAtATime() throws {
        let steps = """
              - {id: a, channel: email, subject: A, body: A}
              - {id: b, channel: email, thread: a, body: B}
            """
        var stage = try Stage(.book(steps: steps))
        try stage.reconcile()
        #expect(try stage.plan().sends.map(\.step) == ["a"])
        #expect(try stage.run() == ["ada a", "ada b"])
        var failing = try Stage(.book(steps: steps))
        #expect(try failing.run { _ in .failed(class: "permanent", code: "550") } == [])
        #expect(try failing.plan(.all).items.map(\.step) == ["a"])
    }
}
