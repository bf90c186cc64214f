import Testing

@testable import OutriderCore

/// `onEdit: pin`: who is inside keeps the steps and words that they started with.
@Suite struct PinTests {
    private static func sequence(_ steps: String, pins: Bool = true, more: String = "") -> String {
        "name: S\n\(pins ? "onEdit: pin\n" : "")\(more)steps:\n"
            + steps.split(separator: " ").map { "  - {id: \($0), channel: email, delay: 1d, template: t}\n" }.joined()
    }

    private static func book(_ people: [String] = ["ada"], steps: String = "a b c", pins: Bool = true) -> [String:
        String]
    {
        var book = RuleBook.book(
            people, more: "footer: feet/default\nfallback: {title: you}\n",
            files: [
                "templates/t.yaml": "subject: Old\nbody: \"Old {{firstName}} {{title}} {{> sub}}\"\n",
                "templates/t.de.yaml": "subject: Alt\nbody: Alt\n", "templates/sub.yaml": "body: old part\n",
                "templates/feet/default.yaml": "body: old foot\n", "templates/other.yaml": "subject: O\nbody: O\n",
            ])
        book["sequences/s.yaml"] = sequence(steps, pins: pins)
        return book
    }

    /// Everything that has words is rewritten.
    private static func rewrite(_ book: inout [String: String]) {
        for path in book.keys where path.hasPrefix("templates/") {
            book[path] = book[path]?.replacing("Old", with: "New").replacing("old", with: "new").replacing(
                "Alt", with: "Neu")
        }
    }

    private func words(_ stage: Stage, _ person: String = "ada") throws -> String? {
        guard case .send(let draft)? = try stage.item(person, "e", .index)?.action else { return nil }
        return "\(draft.subject ?? "") / \(draft.text.split(separator: "\n").joined(separator: " / "))"
    }

    /// Lets each step go when it is due, to the end.
    private func rest(_ stage: inout Stage, _ person: String = "ada") throws -> String {
        var steps: [String] = []
        for _ in 0..<20 {
            try stage.reconcile()
            guard let next = try stage.membership(person)?.next else { break }
            stage.now = max(next, stage.now)
            let sent = try stage.run()
            steps += sent.filter { $0.hasPrefix(person) }.map { String($0.dropFirst(person.count + 1)) }
        }
        return steps.joined(separator: " ")
    }

    private func repin(_ stage: inout Stage, step: String? = nil, _ people: [String] = []) throws -> [String] {
        let now = stage.now
        return try stage.act {
            try $0.repin("e", step: step, people: people, at: now, Actor(by: "jo", reason: "new offer"))
        }.repinned.map(\.person)
    }

    private func pins(_ stage: Stage) -> Set<Substring> {
        Set(
            stage.journal.keys.filter { $0.hasPrefix("pins/") }.compactMap {
                $0.split(separator: "/").dropFirst().first
            })
    }

    @Test func stepsAndWordsStay() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try stage.run() == ["ada a"])
        let next = try #require(try stage.membership("ada")?.next)
        Self.rewrite(&stage.book)
        stage.book["sequences/s.yaml"] = Self.sequence("c x b").replacing("1d", with: "9d")
        stage.book["outrider.yaml"]?.replace("footer: feet/default\n", with: "")
        stage.book["templates/feet/default.yaml"] = nil
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.membership("ada")?.next == next)
        stage.now = next
        #expect(try words(stage) == "Old / Old ada you old part / old foot")
        #expect(try rest(&stage) == "b c")
        #expect(try stage.membership("ada")?.status == .completed)
        _ = try rest(&stage, "bob")
        #expect(stage.sent.filter { $0.person == "bob" }.map(\.step) == ["c", "x", "b"])
        #expect(try stage.problems() == [])
    }

    /// People, settings and opt-outs are always the present ones.
    @Test func peopleAndConsentAreThePresentOnes() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        stage.book["people/ada.yaml"] = "firstName: Augusta\ntitle: Countess\nemail: new@example.com\nlanguage: de\n"
        try stage.reconcile()
        #expect(try words(stage) == "Alt / Alt / old foot")
        stage.book["people/ada.yaml"]?.replace("language: de\n", with: "")
        try stage.reconcile()
        #expect(try words(stage) == "Old / Old Augusta Countess old part / old foot")
        for (path, lines, reason) in [
            ("people/ada.yaml", "doNotContact: true\n", Reason.suppressed),
            ("people/ada.yaml", "paused: true\n", .paused),
            ("sequences/s.yaml", "paused: true\n", .paused), ("outrider.yaml", "caps: {book: 0}\n", .cap),
            ("outrider.yaml", "channels: {email: {perDay: 0}}\n", .cap),
        ] {
            let files = stage.book
            stage.book[path, default: ""] += lines
            try stage.reconcile()
            #expect(stage.errors == [])
            #expect(try stage.next() == reason.rawValue, "\(path) \(lines)")
            #expect(try stage.binding()?.setting?.location?.path == path)
            stage.book = files
            try stage.reconcile()
        }
    }

    /// The key decides for who enters: turning it on or off moves nobody who is inside.
    @Test(arguments: [true, false])
    func theKeyCountsWhenSomebodyEnters(pins: Bool) throws {
        var stage = try Stage(Self.book(pins: pins))
        try stage.reconcile()
        stage.book["sequences/s.yaml"] = Self.sequence("a b c", pins: !pins)
        Self.rewrite(&stage.book)
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        try stage.reconcile()
        #expect(try (stage.membership("ada")?.pin != nil) == pins)
        #expect(try (stage.membership("bob")?.pin != nil) == !pins)
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try words(stage)?.hasPrefix(pins ? "Old" : "New") == true)
        #expect(try words(stage, "bob")?.hasPrefix("New") == true)
    }

    @Test func repinMovesToThePresentWords() throws {
        var stage = try Stage(Self.book(["ada", "bob", "cid"]))
        for person in ["bob", "cid"] { stage.book["people/\(person).yaml"] = .person(person) }
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try stage.run().count == 3)
        #expect(pins(stage).count == 1)
        #expect(try repin(&stage) == [], "nothing has changed")
        Self.rewrite(&stage.book)
        stage.book["sequences/s.yaml"] = Self.sequence("x b2 c")
        try stage.reconcile()
        #expect(try repin(&stage, ["bob"]) == ["bob"])
        #expect(stage.told == ["repinned bob e new offer"])
        #expect(pins(stage).count == 2)
        #expect(try repin(&stage, ["bob"]) == [])
        #expect(try repin(&stage, step: "c") == [])
        #expect(try repin(&stage, step: "b") == ["ada", "cid"])
        #expect(pins(stage).count == 1, "nobody keeps the old words any more")
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try words(stage)?.hasPrefix("New / New ada you new part / new foot") == true)
        // `a` was renamed to `x`, which nobody gets again.
        #expect(try rest(&stage) == "b2 c")
        #expect(throws: ActError.self) { try repin(&stage, ["dan"]) }
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [cid]\n"
        try stage.reconcile()
        #expect(try stage.problems() == [])
    }

    /// Where the sequence no longer keeps anything, whoever is moved follows edits from then on.
    @Test func repinOfAFollowingSequence() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.book["sequences/s.yaml"] = Self.sequence("z", pins: false)
        try stage.reconcile()
        #expect(try repin(&stage) == ["ada"])
        #expect(try stage.membership("ada")?.pin == nil)
        #expect(pins(stage) == [])
        #expect(try rest(&stage) == "z")
    }

    /// Whoever has no step left by it has finished.
    @Test func repinBehindTheEnd() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        try stage.run()
        stage.book["sequences/s.yaml"] = Self.sequence("a")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .active)
        #expect(try repin(&stage) == ["ada"])
        #expect(try stage.membership("ada")?.status == .completed)
        #expect(stage.told == ["repinned ada e new offer", "completed ada e"])
    }

    /// Deleted, moved and restored files of the sequence, and an enrollment that names another one for a while.
    @Test func otherFiles() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        try stage.run()
        let pin = try stage.membership("ada")?.pin
        let text = Self.sequence("q r")
        stage.book["sequences/s.yaml"] = nil
        stage.book["sequences/moved.yaml"] = text + "formerly: [s]\n"
        stage.book["enrollments/e.yaml"] = "sequence: moved\npeople: [ada]\n"
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.membership("ada")?.pin == pin)
        #expect(try stage.item()?.step == nil)
        #expect(try stage.plan(.person("ada")).items.map(\.step) == ["b"])
        #expect(try stage.plan(.person("ada")).items.map(\.sequence) == ["moved"])
        stage.book["sequences/other.yaml"] = Self.sequence("o", pins: false)
        stage.book["enrollments/e.yaml"] = "sequence: other\npeople: [ada]\n"
        try stage.reconcile()
        #expect(try stage.plan(.person("ada")).items.map(\.step) == ["o"])
        stage.book["enrollments/e.yaml"] = "sequence: moved\npeople: [ada]\n"
        try stage.reconcile()
        let enrollment = stage.book["enrollments/e.yaml"]
        for path in ["enrollments/e.yaml", "sequences/moved.yaml"] { stage.book[path] = nil }
        try stage.reconcile()
        #expect(try stage.membership("ada")?.reason == "removed")
        stage.book["enrollments/e.yaml"] = enrollment
        stage.book["sequences/moved.yaml"] = text
        try stage.reconcile()
        #expect(try rest(&stage) == "b c")
        #expect(try stage.problems() == [])
    }

    /// Who has finished and goes on again gets the present sequence.
    @Test func reopened() throws {
        var stage = try Stage(Self.book(steps: "a"))
        #expect(try rest(&stage) == "a")
        #expect(try stage.membership("ada")?.pin == nil)
        stage.book["sequences/s.yaml"] = Self.sequence("a b")
        try stage.reconcile()
        let now = stage.now
        _ = try stage.act { try $0.reopen("e", people: [], at: now, Actor(by: nil, reason: nil)) }
        #expect(try stage.membership("ada")?.pin != nil)
        #expect(try rest(&stage) == "b")
        #expect(try stage.problems() == [])
    }

    /// A second enrollment with other words of the same sequence gives no step again, also under another name.
    @Test func noStepTwiceWithOtherWords() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try stage.run() == ["ada a"])
        stage.book["sequences/s.yaml"] = Self.sequence("x b c")
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == [])
        stage.now = stage.now.adding(seconds: 90_000)
        #expect(try stage.run() == ["ada b"])
        #expect(stage.sent.map(\.enrollment) == ["e", "e"])
    }

    @Test func aDamagedPinSendsNothing() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        let path = try #require(stage.journal.keys.first { $0.hasPrefix("pins/") && $0.hasSuffix("/templates/t.yaml") })
        stage.damage(path) { $0.replacing("Old", with: "Odd") }
        #expect(throws: JournalError.self) { try stage.plan() }
        #expect(try stage.problems().contains { $0.contains("pins/") })
    }

    /// A simulation and the look ahead play what is kept.
    @Test func simulated() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.book["sequences/s.yaml"] = Self.sequence("z")
        try stage.reconcile()
        let plan = try stage.plan(until: stage.now.adding(seconds: 20 * 86_400))
        #expect(plan.items.map(\.step) == ["a", "b", "c"])
    }
}
