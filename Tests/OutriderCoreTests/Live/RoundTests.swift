import Testing

@testable import OutriderCore

/// `repeat`: when rounds begin, what edits between them do, and that ended is ended.
@Suite struct RoundTests {
    private static func book(
        _ repeats: String, window: String? = nil, steps: String? = nil, more: [String: String] = [:]
    ) -> [String: String] {
        let steps = steps ?? "  - {id: a, channel: email, subject: A, body: A}\n"
        var book = RuleBook.book(files: more)
        book["sequences/s.yaml"] =
            "name: S\n\(repeats.isEmpty ? "" : "repeat: {\(repeats)}\n")"
            + (window.map { "window: \($0)\n" } ?? "") + "steps:\n" + steps
        return book
    }

    private static let two =
        "  - {id: a, channel: email, subject: A, body: A}\n  - {id: b, channel: email, delay: 1d, subject: B, body: B}\n"

    /// Runs at each time that the index names, so many times.
    private func times(_ stage: inout Stage, _ count: Int) throws -> [String] {
        var times: [String] = []
        for _ in 0..<count {
            try stage.reconcile()
            guard let next = try stage.membership("ada")?.next else { break }
            stage.now = max(stage.now, next)
            for sent in try stage.run() { times.append("\(sent.dropFirst(4)) \(stage.now.rfc3339)") }
        }
        return times
    }

    /// One step; the first round at 07:00Z, 09:00 in Johannesburg.
    @Test(
        arguments: [
            ("every: 1mo", nil, "2026-01-31T07:00:00Z", ["02-27T22", "03-30T22", "04-29T22", "05-30T22"]),
            (
                "every: 1mo", "mon-fri 09:00-17:00", "2026-01-30T07:00:00Z",
                ["03-02T07", "03-30T07", "04-30T07", "06-01T07"]
            ),
            ("every: 3mo", nil, "2026-11-30T07:00:00Z", ["02-27T22", "05-29T22", "08-29T22"]),
            ("every: 1w", "mon-fri 09:00-17:00", "2026-12-16T07:00:00Z", ["12-23T07", "12-30T07"]),
            ("every: 1d", "mon-fri 09:00-17:00", "2026-11-26T07:00:00Z", ["11-27T07", "11-30T07", "12-01T07"]),
            ("every: 2bd", "mon-fri 09:00-17:00", "2026-11-26T07:00:00Z", ["11-30T07", "12-02T07"]),
            ("every: 1w, times: 3", nil, "2026-11-23T07:00:00Z", ["11-29T22", "12-06T22"]),
        ] as [(String, String?, String, [String])])
    func rounds(repeats: String, window: String?, start: String, rounds: [String]) throws {
        var stage = try Stage(Self.book(repeats, window: window), at: start)
        var times = try times(&stage, rounds.count + 1)
        #expect(times.removeFirst() == "a \(start)")
        #expect(times.map { String($0.dropFirst(7).prefix(8)) } == rounds)
        #expect(Set(stage.sent.map(\.key)).count == rounds.count + 1)
        #expect(stage.sent.map(\.occurrence) == Array(0...rounds.count))
        #expect(try stage.problems() == [])
        let hasEnd = repeats.contains("times")
        #expect(try stage.membership("ada")?.status == (hasEnd ? .completed : .active))
    }

    /// A holiday moves one round, and none behind it.
    @Test func holidays() throws {
        var book = Self.book("every: 1mo", window: "mon-sun 09:00-17:00")
        book["calendars/za.yaml"] = "weekend: [sat, sun]\nholidays: [{yearly: 12-25}, {yearly: 12-26}]\n"
        book["people/ada.yaml", default: ""] += "calendar: za\n"
        var stage = try Stage(book, at: "2026-11-25T07:00:00Z")
        #expect(
            try times(&stage, 3) == [
                "a 2026-11-25T07:00:00Z", "a 2026-12-27T07:00:00Z", "a 2027-01-25T07:00:00Z",
            ])
    }

    /// `at`, `spread` and a delay of the first step: the delay is of the first round alone.
    @Test func theFirstStepsTime() throws {
        var stage = try Stage(
            Self.book(
                "every: 1w", steps: "  - {id: a, channel: email, delay: 2d, at: \"10:00\", subject: A, body: A}\n"))
        #expect(
            try times(&stage, 3) == [
                "a 2026-11-25T08:00:00Z", "a 2026-12-02T08:00:00Z", "a 2026-12-09T08:00:00Z",
            ])
    }

    /// A round that a standstill has drawn out: the next begins a day behind its end, and then the days are kept again.
    @Test func aRoundThatEndsLate() throws {
        var stage = try Stage(Self.book("every: 1w", steps: Self.two))
        _ = try times(&stage, 3)
        #expect(try stage.membership("ada")?.round?.rfc3339 == "2026-11-29T22:00:00Z")
        try stage.move(to: "2026-12-08T12:00:00Z")
        #expect(try stage.run() == ["ada b"])
        #expect(try times(&stage, 1) == ["a 2026-12-08T22:00:00Z"])
        #expect(try times(&stage, 2) == ["b 2026-12-09T22:00:00Z", "a 2026-12-13T22:00:00Z"])
    }

    /// A pause of three months makes no burst, and the rounds count from then on.
    @Test(arguments: ["paused: true\n", "enrollment"])
    func pauses(kind: String) throws {
        var stage = try Stage(Self.book("every: 1mo"), at: "2026-01-15T07:00:00Z")
        try stage.run()
        try stage.move(to: "2026-02-01T07:00:00Z")
        let files = stage.book
        if kind == "enrollment" {
            stage.book["enrollments/e.yaml", default: ""] += "status: PAUSED\n"
        } else {
            stage.book["people/ada.yaml", default: ""] += kind
        }
        #expect(try stage.run() == [])
        try stage.move(to: "2026-05-01T07:00:00Z")
        stage.book = files
        #expect(try stage.run() == [])
        var days: [String] = []
        for _ in 0..<60 {
            stage.now = stage.now.adding(seconds: 86_400)
            if !(try stage.run()).isEmpty { days.append(String(stage.now.rfc3339.prefix(10))) }
        }
        #expect(days == ["2026-05-15", "2026-06-15"])
    }

    /// Missed by the runner for months: one round at once, and the next a month behind it.
    @Test func noBurstAfterAStandstill() throws {
        var stage = try Stage(Self.book("every: 1mo"), at: "2026-01-15T07:00:00Z")
        try stage.run()
        try stage.move(to: "2026-06-20T07:00:00Z")
        #expect(try stage.run() == ["ada a"])
        #expect(try stage.membership("ada")?.next?.rfc3339 == "2026-07-19T22:00:00Z")
    }

    // MARK: Edits between rounds

    @Test(arguments: [
        ("every: 1w", "every: 2w", "2026-12-06T22:00:00Z"), ("every: 1mo", "every: 1w", "2026-11-29T22:00:00Z"),
        ("every: 1w", "every: 1w, times: 2", "2026-11-29T22:00:00Z"),
    ])
    func otherRounds(before: String, after: String, next: String) throws {
        var stage = try Stage(Self.book(before))
        try stage.run()
        let old = try stage.membership("ada")
        let files = stage.book
        stage.book = Self.book(after)
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next?.rfc3339 == next)
        stage.book = files
        try stage.reconcile()
        #expect(try stage.membership("ada") == old)
    }

    /// Rounds that are taken away do not come, and what has ended stays so.
    @Test(arguments: ["", "every: 1w, times: 2"])
    func roundsTakenAway(after: String) throws {
        var stage = try Stage(Self.book("every: 1w"))
        _ = try times(&stage, 2)
        #expect(try stage.membership("ada")?.occurrence == 2)
        stage.book = Self.book(after)
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.status == .completed)
        stage.book = Self.book("every: 1w")
        try stage.move(to: "2027-11-23T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.status == .completed)
    }

    /// In the midst of a round it goes on to its end.
    @Test func takenAwayWithinARound() throws {
        var stage = try Stage(Self.book("every: 1w", steps: Self.two))
        _ = try times(&stage, 3)
        #expect(try stage.membership("ada")?.done == ["a"])
        stage.book = Self.book("", steps: Self.two)
        #expect(try times(&stage, 3).map { String($0.prefix(1)) } == ["b"])
        #expect(try stage.membership("ada")?.status == .completed)
    }

    /// Steps that came, went or were renamed between two rounds: a round has the steps of its time, each once.
    @Test func otherStepsBetweenRounds() throws {
        var stage = try Stage(Self.book("every: 1w", steps: Self.two))
        _ = try times(&stage, 2)
        #expect(try stage.membership("ada")?.occurrence == 1)
        stage.book = Self.book(
            "every: 1w",
            steps: "  - {id: x, channel: email, subject: X, body: X}\n" + Self.two.replacing("id: b", with: "id: c"))
        let rest = try times(&stage, 2)
        #expect(rest.map { String($0.prefix(1)) } == ["x", "a", "c"], "\(rest) \(stage.errors)")
        #expect(try stage.membership("ada")?.occurrence == 2)
        #expect(try stage.problems() == [])
    }

    // MARK: Other rules

    /// A round in which everything is left out does not hurry the next.
    @Test(arguments: [
        "  - {id: a, channel: email, when: {tags: vip}, subject: A, body: A}\n",
        "  - {id: a, channel: email, on: 2026-11-24, subject: A, body: A}\n",
    ])
    func emptyRounds(steps: String) throws {
        var stage = try Stage(Self.book("every: 1w, times: 4", steps: steps), at: "2026-11-30T07:00:00Z")
        var ends: [String] = []
        for _ in 0..<40 {
            let before = try stage.membership("ada")?.occurrence
            #expect(try stage.run() == [])
            if try stage.membership("ada")?.occurrence != before { ends.append(String(stage.now.rfc3339.prefix(10))) }
            stage.now = stage.now.adding(seconds: 86_400)
        }
        #expect(ends == ["2026-11-30", "2026-12-07", "2026-12-14"])
        #expect(try stage.membership("ada")?.status == .completed)
    }

    /// Round after round to the same person; a second enrollment of the sequence gets nothing, whatever the round.
    @Test func aRoundIsNoSecondTime() throws {
        var book = Self.book("every: 1w")
        book["enrollments/f.yaml"] = "sequence: s\npeople: [ada]\n"
        var stage = try Stage(book)
        for _ in 0..<30 {
            try stage.run()
            stage.now = stage.now.adding(seconds: 86_400)
        }
        #expect(Set(stage.sent.map(\.enrollment)).count == 1)
        #expect(stage.sent.map(\.occurrence) == [0, 1, 2, 3, 4])
        #expect(try Set([stage.next("ada", "e"), stage.next("ada", "f")]).contains("reenroll"))
    }

    /// Between two rounds the address becomes one that somebody else was written to.
    @Test func anotherOnesAddressBetweenRounds() throws {
        var book = Self.book("every: 1w")
        book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        book["people/bob.yaml"] = .person("bob")
        var stage = try Stage(book)
        try stage.run()
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        stage.book["people/bob.yaml"] = nil
        stage.book["people/ada.yaml"] = .person("ada", at: "bob")
        try stage.move(to: "2026-11-30T07:00:00Z")
        let sent = try stage.run()
        #expect(sent == [], "\(stage.errors) \(stage.sent)")
        #expect(try stage.binding()?.reason == .sameAddress)
    }

    /// An answer or a bounce between two rounds ends it, and it stays ended; `reopen` begins the next round.
    @Test(arguments: [Answer.reply, .bounce])
    func answersBetweenRounds(answer: Answer) throws {
        var stage = try Stage(Self.book("every: 1w"))
        try stage.run()
        try stage.move(to: "2026-11-25T07:00:00Z")
        try stage.record(answer, on: .email)
        #expect(try stage.membership("ada")?.isOpen == false)
        try stage.move(to: "2026-12-25T07:00:00Z")
        #expect(try stage.run() == [])
        guard answer == .reply else { return }
        let now = stage.now
        _ = try stage.act { try $0.reopen("e", people: ["ada"], at: now, Actor(by: nil, reason: nil)) }
        #expect(try stage.run() == ["ada a"])
        #expect(stage.sent.map(\.occurrence) == [0, 1])
    }

    /// A task counts from the time it was given to a human, however long they take.
    @Test func tasks() throws {
        var stage = try Stage(Self.book("every: 1mo", steps: "  - {id: a, channel: call, body: A}\n"))
        stage.book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        try stage.run()
        try stage.move(to: "2026-12-01T07:00:00Z")
        let (key, now) = (try #require(try stage.item()).key.text, stage.now)
        try stage.act { try $0.finishTask(key, as: .done, at: now, Actor(by: nil, reason: nil)) }
        #expect(try stage.membership("ada")?.next?.rfc3339 == "2026-12-22T22:00:00Z")
    }

    // MARK: Evergreen

    @Test func evergreenWaitsForAStep() throws {
        var book = Self.book("")
        book["sequences/s.yaml"] =
            "name: S\nevergreen: true\nsteps:\n  - {id: a, channel: email, subject: A, body: A}\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.membership("ada")?.status == .active)
        #expect(try stage.membership("ada")?.next == nil)
        try stage.move(to: "2027-02-23T07:00:00Z")
        #expect(try stage.run() == [])
        stage.book["sequences/s.yaml", default: ""] +=
            "  - {id: b, channel: email, delay: 1d, subject: B, body: B}\n  - {id: c, channel: email, delay: 1d, subject: C, body: C}\n"
        #expect(try stage.run() == ["ada b"])
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(stage.now.rfc3339 == "2027-02-23T22:00:00Z")
        #expect(try stage.run() == ["ada c"])
        stage.book["sequences/s.yaml"]?.replace("evergreen: true\n", with: "")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .completed)
        #expect(try stage.problems() == [])
    }

    /// The step that somebody had as a task, or that failed, is gone: they wait at the end as the others.
    @Test func evergreenForgetsALostStep() throws {
        var book = Self.book("")
        let head = "name: S\nevergreen: true\nsteps:\n  - {id: a, channel: email, subject: A, body: A}\n"
        book["sequences/s.yaml"] = head + "  - {id: t, channel: task, body: T}\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.membership("ada")?.task != nil)
        stage.book["sequences/s.yaml"] = head
        try stage.run()
        #expect(try stage.membership("ada")?.task == nil)
        #expect(try stage.plan(.all).items.isEmpty)
        stage.book["sequences/s.yaml"] = head + "  - {id: b, channel: email, subject: B, body: B}\n"
        #expect(try stage.run() == ["ada b"])
    }
}
