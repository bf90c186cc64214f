import Testing

@testable import OutriderCore

/// `guard.newPeople` counts who enters in one run, however their first messages are spread over the days.
@Suite struct GuardCrowdTests {
    private static let people = (0..<6).map { "p\($0)" }

    private func stage(_ defaults: [String: String] = [:], _ more: String = "guard: {newPeople: 4}\n") throws -> Stage {
        var stage = try Stage(RuleBook.book(Self.people, defaults: defaults, more: more), at: "2026-11-23T00:00:00Z")
        try stage.reconcile()
        return stage
    }

    private func days(_ stage: inout Stage) throws -> Int {
        var count = 0
        for _ in 0..<48 {
            stage.now = stage.now.adding(seconds: 3_600)
            count += try stage.run().count
        }
        return count
    }

    @Test(arguments: [["spread": "8h"], ["window": "mon-fri 09:00-17:00", "spread": "1h"], [:]])
    func spreadingDoesNotEvadeIt(defaults: [String: String]) throws {
        var stage = try stage(defaults)
        #expect(try days(&stage) == 0)
        #expect(
            try Set(Self.people.compactMap { try stage.binding($0)?.reason }).isSubset(of: [.guard, .outsideWindow]))
        try stage.move(to: "2026-11-25T10:00:00Z")
        #expect(try stage.binding("p0")?.detail == "newPeople: 6 of 4")
        // A higher limit in the reviewed file lets them go.
        stage.book["enrollments/e.yaml", default: ""] += "allow: {newPeople: 6}\n"
        #expect(try days(&stage) == 6)
    }

    /// Letting some go by name, or one leaving, frees nobody else.
    @Test func lettingSomeGoFreesNoOther() throws {
        var stage = try stage()
        #expect(try stage.run() == [])
        let (now, actor) = (stage.now, Actor(by: "jo", reason: nil))
        for person in Self.people.prefix(3) {
            let lifted = try stage.act { try $0.lift(.guard, .send, HeldFilter(person: person), at: now, actor) }
            #expect(lifted == 1)
        }
        #expect(try stage.run().count == 3)
        try stage.record(.unsubscribe, of: "p3")
        #expect(try days(&stage) == 0)
        #expect(try stage.binding("p4")?.reason == .guard)
    }

    /// As many as the guard allows, merge after merge, are no crowd.
    @Test func whoComesOneByOneGoes() throws {
        var stage = try Stage(RuleBook.book(["p0"], more: "guard: {newPeople: 1}\n"))
        for count in 1...4 {
            stage.book["enrollments/e.yaml"] =
                "sequence: s\npeople: [\(Self.people.prefix(count).joined(separator: ", "))]\n"
            for person in Self.people { stage.book["people/\(person).yaml"] = .person(person) }
            #expect(try stage.run() == ["p\(count - 1) intro"])
        }
    }
}
