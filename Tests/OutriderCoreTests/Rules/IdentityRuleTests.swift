import Testing

@testable import OutriderCore

/// `exclusive`, `reenroll` and `same-address`: one at a time, and nothing twice.
@Suite struct IdentityRuleTests {
    // MARK: exclusive

    private static func two(_ one: String, _ other: String, people: [String] = ["ada"]) throws -> Stage {
        var book = RuleBook.book(defaults: ["exclusive": "true"], files: RuleBook.second(people))
        book["sequences/s.yaml", default: ""] += "  - {id: later, channel: email, delay: 5d, subject: S, body: B}\n"
        if !one.isEmpty { book["enrollments/e.yaml", default: ""] += "exclusive: \(one)\n" }
        if !other.isEmpty { book["enrollments/f.yaml", default: ""] += "exclusive: \(other)\n" }
        book["enrollments/f.yaml", default: ""] += "start: 2026-11-24\n"
        if people != ["ada"] { book["people/eve.yaml"] = .person("eve", at: "ada") }
        return try Stage(book)
    }

    @Test(arguments: [
        ("", "", true), ("true", "true", true), ("false", "true", false), ("true", "false", false),
        ("hiring", "hiring", true), ("hiring", "sales", false), ("hiring", "true", false),
    ])
    func groups(one: String, other: String, excludes: Bool) throws {
        var stage = try Self.two(one, other)
        #expect(try stage.run() == ["ada intro"])
        try stage.move(to: "2026-11-24T08:00:00Z")
        #expect(try stage.next("ada", "f") == (excludes ? "exclusive" : "send"))
        guard excludes else { return }
        #expect(try stage.binding("ada", "f")?.detail == "after e")
        #expect(try stage.governor("ada", "f")?.hasPrefix("exclusive \(one.isEmpty ? "true" : one)") == true)
        #expect(try stage.run() == [])
        // The follow-up of what began is not held; when it has ended the other enters by itself.
        try stage.move(to: "2026-11-28T08:00:00Z")
        #expect(try stage.run() == ["ada later", "ada hello"])
    }

    /// Two that would begin in one plan: one does; whoever is paused is still in it; who has left is not.
    @Test func bothAtOnce() throws {
        var stage = try Self.two("", "")
        stage.book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n"
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.next("ada", "f") == "exclusive")
        #expect(try stage.binding("ada", "f")?.detail == "after e")
        var paused = try Self.two("", "")
        try paused.run()
        paused.book["enrollments/e.yaml"] = "sequence: s\nstatus: PAUSED\npeople: [ada]\n"
        try paused.move(to: "2026-11-24T08:00:00Z")
        #expect(try paused.run() == [])
        paused.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        #expect(try paused.run() == ["ada hello"])
    }

    /// By address, and while the first message is still on its way.
    @Test func byAddressAndInFlight() throws {
        var stage = try Self.two("", "", people: ["eve"])
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        try stage.move(to: "2026-11-24T08:00:00Z")
        #expect(try stage.next("eve", "f") == "exclusive")
        try stage.record(claim)
        #expect(try stage.next("eve", "f") == "exclusive")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-28T08:00:00Z")
        #expect(try stage.run() == ["ada later", "eve hello"])
        var same = try Self.two("", "")
        try same.reconcile()
        _ = try same.claim()
        try same.move(to: "2026-11-24T08:00:00Z")
        #expect(try same.next("ada", "f") == "exclusive")
    }

    /// A task that a human has in hand has begun as well.
    @Test func aTaskBegins() throws {
        var stage = try Self.two("", "")
        stage.book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: call, channel: task, body: Do}\n"
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T08:00:00Z")
        #expect(try stage.next("ada", "f") == "exclusive")
    }

    // MARK: reenroll

    private static func again(_ reenroll: String, by person: String) throws -> Stage {
        var stage = try Stage(RuleBook.book(defaults: reenroll.isEmpty ? [:] : ["reenroll": reenroll]))
        try stage.run()
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [\(person)]\n"
        if person != "ada" { stage.book["people/\(person).yaml"] = .person(person, at: "ada") }
        return stage
    }

    @Test(arguments: [
        ("", "2027-11-23T07:00:00Z", "reenroll"), ("never", "2027-11-23T07:00:00Z", "reenroll"),
        ("always", "2026-11-23T07:00:00Z", "send"),
        ("90d", "2027-02-21T06:59:59Z", "reenroll until 2027-02-21T07:00:00Z"),
        ("90d", "2027-02-21T07:00:00Z", "send"), ("2w", "2026-12-07T07:00:00Z", "send"),
    ])
    func reenroll(value: String, now: String, expected: String) throws {
        var stage = try Self.again(value, by: "ada")
        try stage.move(to: now)
        try stage.reconcile()
        #expect(try stage.next("ada", "f") == expected)
        guard expected != "send" else { return }
        #expect(try stage.governor("ada", "f")?.hasPrefix("reenroll \(value.isEmpty ? "never" : value)") == true)
    }

    /// In two enrollments that begin together it goes once.
    @Test(arguments: ["never", "90d"])
    func reenrollInOnePlan(value: String) throws {
        var stage = try Stage(RuleBook.book(defaults: ["reenroll": value]))
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.run() == [])
    }

    /// A person whose file was taken away and who came back under the same address counts by it.
    @Test func reenrollByAddress() throws {
        var stage = try Self.again("90d", by: "ada")
        stage.book["enrollments/e.yaml"] = nil
        try stage.edit("ada") { $0.memberships = [] }
        try stage.move(to: "2026-12-23T07:00:00Z")
        try stage.reconcile()
        #expect(try stage.next("ada", "f") == "reenroll until 2027-02-21T07:00:00Z")
    }

    // MARK: same-address

    @Test(arguments: ["never", "always", "90d"])
    func sameAddress(reenroll: String) throws {
        var stage = try Self.again(reenroll, by: "eve")
        try stage.move(to: "2027-11-23T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("eve", "f") == "same-address")
        #expect(try stage.binding("eve", "f")?.detail == "ada")
        // Another step of the sequence, which nobody got there, goes.
        stage.book["sequences/s.yaml", default: ""] += "  - {id: other, channel: email, subject: S, body: B}\n"
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [{eve: {startAt: other}}]\n"
        #expect(try stage.run() == ["eve other"])
        #expect(try stage.problems() == [])
    }

    /// Two at once: the rule without an end binds, also where another sequence is in the way.
    @Test func sameAddressBeforeExclusive() throws {
        var book = RuleBook.book(["ada", "eve"], defaults: ["exclusive": "true"])
        book["people/eve.yaml"] = .person("eve", at: "ada")
        book["sequences/s.yaml", default: ""] += "  - {id: later, channel: email, delay: 5d, subject: S, body: B}\n"
        var stage = try Stage(book)
        #expect(try stage.run().count == 1)
        let other = stage.sent[0].person == "ada" ? "eve" : "ada"
        #expect(try stage.next(other) == "same-address")
    }

    /// What a human did for somebody, nobody does again at the same address.
    @Test func aTaskDoneCountsAtTheAddress() throws {
        var book = RuleBook.book(more: "channels: {email: {provider: manual}}\n")
        book["people/eve.yaml"] = .person("eve", at: "ada")
        var stage = try Stage(book)
        try stage.run()
        let (key, now) = (try #require(try stage.item()?.key.text), stage.now)
        try stage.act { try $0.finishTask(key, as: .done, at: now, Actor(by: "jo", reason: nil)) }
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [eve]\n"
        try stage.reconcile()
        #expect(try stage.next("eve", "f") == "same-address")
    }
}
