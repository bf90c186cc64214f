import Testing

@testable import OutriderCore

/// What edits of the book do to people who are inside.
@Suite struct ChangingTests {
    // MARK: Pause, cancel, remove

    /// The nudge is due on the 24th at 00:00 in Johannesburg, 15 h after the intro.
    @Test(arguments: ["enrollment", "person"])
    func pauseKeepsTheRemainingDelay(level: String) throws {
        var stage = try Stage(.book())
        try stage.run()
        let active = stage.book["enrollments/e.yaml"]
        try stage.move(to: "2026-11-23T21:00:00Z")
        stage.book["enrollments/e.yaml"] =
            level == "enrollment"
            ? "sequence: s\nstatus: PAUSED\npeople: [ada]\n" : "sequence: s\npeople: [{ada: {status: PAUSED}}]\n"
        #expect(try stage.reconcile()?.map(\.kind) == [.paused])
        #expect(try stage.planText() == [])
        #expect(try stage.planText(.all).map { $0.contains("ada nudge: paused") } == [true])
        try stage.move(to: "2026-12-01T12:00:00Z")
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = active
        #expect(try stage.reconcile()?.map(\.kind) == [.resumed])
        #expect(try stage.membership("ada")?.next == (try Instant("2026-12-01T13:00:00Z")))
        try stage.move(to: "2026-12-01T12:59:59Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-12-01T13:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    /// The pause reaches main while the message is on its way: the next step's delay counts, not the sent one's.
    @Test func pausedWhileClaimed() throws {
        var stage = try Stage(.book())
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        stage.book["enrollments/e.yaml"] = "sequence: s\nstatus: PAUSED\npeople: [ada]\n"
        try stage.reconcile()
        try stage.record(claim)
        try stage.move(to: "2026-12-01T12:00:00Z")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.next == (try Instant("2026-12-02T03:00:00Z")))
    }

    @Test(
        arguments: [
            ("sequence: s\nstatus: CANCELLED\npeople: [ada]\n", "cancelled"),
            ("sequence: s\npeople: [{ada: {status: CANCELLED}}]\n", "cancelled"),
            ("sequence: s\npeople: [bob]\n", "removed"), ("sequence: s\nexclude: [ada]\npeople: [ada]\n", "removed"),
            (nil, "removed"),
        ] as [(String?, String)])
    func endsAndReturns(file: String?, reason: String) throws {
        var stage = try Stage(.book())
        stage.book["people/bob.yaml"] = .person("bob")
        let first = stage.book["enrollments/e.yaml"]
        try stage.run()
        try stage.move(to: "2026-11-23T20:00:00Z")
        stage.book["enrollments/e.yaml"] = file
        let events = try stage.reconcile() ?? []
        #expect(events.filter { $0.person == "ada" }.map(\.kind) == [.cancelled])
        #expect(events.first { $0.person == "ada" }?.reason == reason)
        try stage.move(to: "2026-12-01T12:00:00Z")
        #expect(try stage.run().filter { $0.hasPrefix("ada") } == [])
        stage.book["enrollments/e.yaml"] = first
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-12-01T14:00:00Z")))
        try stage.move(to: "2026-12-01T14:00:00Z")
        #expect(try stage.run().filter { $0.hasPrefix("ada") } == ["ada nudge"])
    }

    @Test func completedIsCompleted() throws {
        var stage = try Stage(.book(steps: "  - {id: a, channel: email, subject: A, body: A}"))
        try stage.run()
        #expect(try stage.membership("ada")?.status == .completed)
        stage.book["sequences/s.yaml", default: ""] += "  - {id: b, channel: email, subject: B, body: B}\n"
        let enrollment = stage.book["enrollments/e.yaml"]
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = nil
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = enrollment
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.status == .completed)
    }

    // MARK: Steps

    static func steps(_ ids: String) -> String {
        "name: S\nsteps:\n"
            + ids.split(separator: " ").map { "  - {id: \($0), channel: email, delay: 1d, subject: S, body: B}\n" }
            .joined()
    }

    /// Who received `received` of `before` gets `rest` of `after`.
    @Test(arguments: [
        ("a b c", 1, "a b c", "b c"), ("a b c", 1, "a x b c", "x b c"), ("a b c", 2, "x a b c", "c"),
        ("a b c", 2, "a x b c", "c"), ("a b c", 1, "a c", "c"), ("a b c", 2, "a c", "c"), ("a b c", 1, "b a c", "c"),
        ("a b c", 2, "c a b", ""), ("a b c", 1, "a b c d", "b c d"), ("a b c", 1, "a", ""),
        ("a b c", 1, "x b c", "b c"), ("a b c", 2, "a x c", "c"), ("a b c", 2, "a b x", "x"),
        ("a b c", 1, "x y z", "y z"), ("a b c", 2, "x y z", "z"), ("a b c", 1, "x y b c", "b c"),
        ("a b c d", 2, "a x y d", "y d"), ("a b c d", 1, "c b a d", "d"),
    ])
    func liveEdits(before: String, received: Int, after: String, rest: String) throws {
        var stage = try Stage(.book(steps: ""))
        stage.book["sequences/s.yaml"] = Self.steps(before)
        for _ in 0..<received {
            try stage.reconcile()
            stage.now = try #require(try stage.membership("ada")?.next)
            #expect(try stage.run().count == 1)
        }
        stage.book["sequences/s.yaml"] = Self.steps(after)
        try stage.reconcile()
        var steps: [String] = []
        while let next = try stage.membership("ada")?.next {
            stage.now = next
            steps += try stage.run()
        }
        #expect(steps == rest.split(separator: " ").map { "ada \($0)" })
        #expect(try stage.membership("ada")?.status == .completed)
        #expect(try stage.problems() == [])
    }

    @Test(arguments: [
        ("", "", "a b", "a b"), ("a b", "a b", "a b", "a b"), ("a b c", "a b c", "a x c", "a x b c"),
        ("a x b c", "a x c", "a y c", "a y x b c"), ("a b", "a b", "x y", "x a y b"),
        ("x a y b", "x y", "u v", "u x a v y b"),
        ("a b c", "a b c", "a c b", "a c b"), ("a b c", "a b c", "c", "a b c"), ("a b c", "c", "a c", "a b c"),
        ("a b c", "", "a b c", "a b c"), ("a x b c", "a x c", "a b c", "a b x c"),
    ])
    func orderOfAllIDs(old: String, previous: String, new: String, merged: String) {
        func ids(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        let order = Reconciliation.merged(ids(old), previous: ids(previous), with: ids(new))
        #expect(order.joined(separator: " ") == merged)
    }

    @Test func delayAndWordsOfStepsToCome() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["sequences/s.yaml"]?.replace(
            "delay: 1d, thread: intro, body: Well?", with: "delay: 2d, thread: intro, body: New")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-24T22:00:00Z")))
        stage.now = try Instant("2026-11-24T22:00:00Z")
        guard case .send(let draft) = try #require(try stage.plan().items.first).action else { return }
        #expect(draft.text.hasPrefix("New"))
    }

    // MARK: Holds

    @Test func holdsWakeWhenTheBookChanges() throws {
        var stage = try Stage(
            .book(steps: "  - {id: a, channel: email, template: t}\n  - {id: b, channel: sms, delay: 1d, body: Hi}"))
        stage.book["templates/t.yaml"] = "subject: Hi\nbody: \"{{employer.industry}}\"\n"
        stage.book["companies/c.yaml"] = "name: C\n"
        stage.book["people/ada.yaml", default: ""] += "company: c\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold == Membership.Hold(.missingVariable, detail: "employer.industry"))
        #expect(try stage.planText() == [])
        #expect(try stage.planText(.all) == ["2026-11-23T07:00:00Z ada a: missing-variable (employer.industry)"])
        stage.book["companies/c.yaml", default: ""] += "industry: Mills\n"
        #expect(try stage.run() == ["ada a"])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold == Membership.Hold(.noAddress, detail: "phone"))
        stage.book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        #expect(try stage.run() == ["ada b"])
        #expect(try stage.problems() == [])
    }

    @Test func templateAndFallbackWake() throws {
        for (path, text) in [
            ("templates/t.yaml", "subject: Hi\nbody: Hello\n"),
            ("outrider.yaml", Stage.settings + "fallback: {title: you}\n"),
            ("enrollments/e.yaml", "sequence: s2\npeople: [ada]\n"),
        ] {
            var stage = try Stage(.book(steps: "  - {id: a, channel: email, template: t}"))
            stage.book["templates/t.yaml"] = "subject: Hi\nbody: \"{{title}}\"\n"
            stage.book["sequences/s2.yaml"] = Self.steps("a")
            #expect(try stage.run() == [])
            stage.book[path] = text
            try stage.reconcile()
            stage.now = stage.now.adding(seconds: 7 * 86_400)
            #expect(try stage.run() == ["ada a"], "\(path)")
        }
    }
}
