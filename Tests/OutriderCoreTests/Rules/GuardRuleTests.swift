import Testing

@testable import OutriderCore

/// `guard` with `allow`: not binding, at the edge, binding, two at once. New people are held, follow-ups never.
@Suite struct GuardRuleTests {
    private static func stage(_ limits: String, e: String = "", f: String = "") throws -> Stage {
        var book = RuleBook.book(
            ["ada", "bob", "cid"], more: "guard: {\(limits)}\n", files: RuleBook.second(["dan", "eve"]))
        for person in ["dan", "eve"] { book["people/\(person).yaml"] = .person(person) }
        book["enrollments/e.yaml", default: ""] += e
        book["enrollments/f.yaml", default: ""] += f
        var stage = try Stage(book)
        try stage.reconcile()
        return stage
    }

    @Test(arguments: [
        ("newPeople: 3", "", "", 5, nil), ("newPeople: 2", "", "", 2, "guard.newPeople 2 outrider.yaml:6"),
        ("newPeople: 1", "", "", 0, "guard.newPeople 1 outrider.yaml:6"),
        ("newPeople: 0", "", "", 0, "guard.newPeople 0 outrider.yaml:6"),
        ("newPeople: 2", "allow: {newPeople: 3}\n", "", 5, nil),
        ("newPeople: 9", "allow: {newPeople: 2}\n", "", 2, "allow.newPeople 2 enrollments/e.yaml:6"),
        ("sends: 5", "", "", 5, nil), ("sends: 4", "", "", 0, "guard.sends 4 outrider.yaml:6"),
        // What an enrollment lifts for itself counts for nobody else.
        ("sends: 4", "allow: {sends: 3}\n", "", 5, nil), ("sends: 2", "allow: {sends: 3}\n", "", 5, nil),
        ("sends: 1", "allow: {sends: 3}\n", "", 3, "guard.sends 1 outrider.yaml:6"),
        // A word that is smaller than what is to go lifts nothing.
        ("sends: 4", "allow: {sends: 2}\n", "", 0, "guard.sends 4 outrider.yaml:6"),
        // Held by newPeople, they do not count as messages.
        ("newPeople: 2, sends: 2", "", "", 2, "guard.newPeople 2 outrider.yaml:6"),
        ("newPeople: 2, sends: 1", "", "", 0, nil),
    ])
    func limits(limits: String, e: String, f: String, goes: Int, setting: String?) throws {
        let stage = try Self.stage(limits, e: e, f: f)
        #expect(stage.errors == [])
        let plan = try stage.plan()
        #expect(plan.sends.count == goes)
        let held = plan.items.filter { $0.reason == .guard }
        #expect(held.count == 5 - goes)
        guard let setting else { return }
        let governors = try held.map { try stage.governor($0.personUID, $0.enrollmentUID) }
        #expect(governors.allSatisfy { $0 == setting }, "\(governors)")
    }

    @Test func followUpsAndTasksGo() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.run()
        stage.book["outrider.yaml"] = RuleBook.settings([:], "guard: {newPeople: 0, sends: 0}\n")
        stage.book["people/cid.yaml"] = .person("cid")
        stage.book.merge(RuleBook.second(["cid"])) { _, new in new }
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run().sorted() == ["ada nudge", "bob nudge"])
        #expect(try stage.next("cid", "f") == "guard")
        stage.book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: call, channel: task, body: Do}\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("cid", "f")?.task != nil)
    }

    /// What the guard holds takes no room under a cap from those who may go.
    @Test func guardedPeopleTakeNoRoom() throws {
        var stage = try Self.stage("newPeople: 2")
        stage.book["outrider.yaml", default: ""] += "caps: {book: 2}\n"
        try stage.reconcile()
        #expect(try stage.plan().sends.map(\.person).sorted() == ["dan", "eve"])
    }
}
