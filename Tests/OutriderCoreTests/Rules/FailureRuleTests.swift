import Testing

@testable import OutriderCore

/// What becomes of a step that fails for good, and of a task that nobody does.
@Suite struct FailureRuleTests {
    private let actor = Actor(by: "jo", reason: nil)
    private static let phone = "phone: \"+27821234567\"\n"

    private static func stage(_ step: String, person: String = "") throws -> Stage {
        var book = RuleBook.book(files: ["people/ada.yaml": .person("ada") + person])
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, \(step), body: B}\n  - {id: after, channel: email, delay: 1d, subject: A, body: A}\n"
        return try Stage(book)
    }

    private static func fails(_ failure: String) -> (Claim.Message) -> Settlement {
        { $0.channel == .email ? .failed(class: failure, code: "550") : .sent(providerID: $0.key) }
    }

    @Test(arguments: [
        ("hold", "content", "held"), ("skip", "content", "skipped"), ("stop", "content", "ended"),
        ("", "content", "held"), ("", "configuration", "held"), ("hold", "address", "held"),
        ("skip", "address", "skipped"), ("stop", "address", "ended"), ("", "address", "bounced"),
    ])
    func onFail(word: String, failure: String, outcome: String) throws {
        var stage = try Self.stage("channel: email\(word.isEmpty ? "" : ", onFail: \(word)"), subject: S")
        #expect(try stage.run(Self.fails(failure)) == [])
        let membership = try #require(try stage.membership("ada"))
        let suppressed = try stage.ledger.address(stage.hash(of: "ada@example.com"))?.suppressed.map(\.channel)
        #expect(suppressed == (failure == "address" && word != "hold" ? [.email] : nil))
        switch outcome {
        case "held":
            #expect(membership.hold?.reason == .failed && membership.hold?.detail == "\(failure): 550")
            #expect(try stage.run() == [])
            let now = stage.now
            #expect(try stage.act { try $0.lift(.failed, .send, HeldFilter(), at: now, actor) } == 1)
            #expect(try stage.run() == ["ada intro"])
        case "skipped":
            #expect(membership.skipped == ["intro"] && membership.status == .active)
            try stage.move(to: "2026-11-24T07:00:00Z")
            #expect(try stage.run() == (failure == "address" ? [] : ["ada after"]))
        case "ended": #expect(membership.status == .cancelled && membership.reason == "failed")
        default:
            #expect(membership.status == .cancelled && membership.reason == "bounced")
            // Its address stays closed to every other enrollment.
            stage.book.merge(RuleBook.second()) { _, new in new }
            try stage.reconcile()
            #expect(try stage.next("ada", "f") == "suppressed")
        }
        #expect(try stage.problems() == [])
    }

    /// A dead address tries the next usable channel of the step, under the same key and the next generation.
    @Test(arguments: ["", "otherwise: wait, "])
    func theNextChannel(otherwise: String) throws {
        var stage = try Self.stage("channel: [email, sms], \(otherwise)subject: S", person: Self.phone)
        #expect(try stage.run(Self.fails("address")) == ["ada intro"])
        #expect(stage.sent.map(\.channel) == [.sms])
        #expect(stage.sent.map(\.gen) == [1])
        #expect(try stage.membership("ada")?.gen == 0)
        #expect(try stage.problems() == [])
    }

    /// No further channel: as `otherwise` says, or as a bounce; where a bounce ends nothing, the step is left out.
    @Test(arguments: [
        (", otherwise: skip", "", "ACTIVE intro"), (", otherwise: stop", "", "COMPLETED "),
        ("", "", "CANCELLED "), ("", "stopOn: [reply, unsubscribe, complaint]\n", "ACTIVE intro"),
    ])
    func noFurtherChannel(otherwise: String, line: String, expected: String) throws {
        var stage = try Self.stage("channel: [email, sms]\(otherwise), subject: S")
        stage.book["enrollments/e.yaml", default: ""] += line
        #expect(try stage.run(Self.fails("address")) == [])
        let membership = try #require(try stage.membership("ada"))
        #expect("\(membership.status.rawValue) \(membership.skipped.joined())" == expected)
    }

    /// A message that the address refused holds nobody else's cap, gap or address.
    @Test func aFailureFreesNobodyTwice() throws {
        var book = RuleBook.book(defaults: ["minGap": "20h", "exclusive": "true"], files: RuleBook.second())
        book["enrollments/f.yaml", default: ""] += "start: 2026-11-23\n"
        var stage = try Stage(book)
        try stage.run { $0.enrollment == "e" ? .failed(class: "content", code: "554") : .sent(providerID: $0.key) }
        #expect(stage.sent.map(\.enrollment) == ["f"])
    }

    // MARK: tasks

    /// A task that could not be done is left out: `onFail` is of messages alone.
    @Test func failedTask() throws {
        var stage = try Self.stage("channel: call", person: Self.phone)
        try stage.run()
        let now = stage.now
        let key = try #require(try stage.item()?.key.text)
        try stage.act { try $0.finishTask(key, as: .failed, at: now, actor) }
        let membership = try #require(try stage.membership("ada"))
        #expect(membership.task == nil)
        #expect(membership.skipped == ["intro"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada after"])
        #expect(try stage.problems() == [])
    }

    /// The delay behind counts from the time at which it was given up, so that nothing bursts.
    @Test(arguments: [
        ("90m", "2026-11-27T14:30:00Z", "2026-11-27T22:00:00Z"),
        ("2d", "2026-11-29T13:00:00Z", "2026-11-29T22:00:00Z"),
        ("2bd", "2026-12-01T13:00:00Z", "2026-12-01T22:00:00Z"),
        ("1w", "2026-12-04T13:00:00Z", "2026-12-04T22:00:00Z"),
        ("1mo", "2026-12-27T13:00:00Z", "2026-12-27T22:00:00Z"),
    ])
    func timeout(timeout: String, end: String, next: String) throws {
        // A Friday, 15:00 in Johannesburg.
        var stage = try Self.stage("channel: task, timeout: \(timeout)")
        try stage.move(to: "2026-11-27T13:00:00Z")
        try stage.run()
        #expect(try stage.next() == "task until \(end)")
        #expect(try stage.membership("ada")?.next == (try Instant(end)))
        stage.now = try Instant(end).adding(seconds: -1)
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.task != nil)
        // Found out much later: still the next step counts from the end.
        try stage.ranLast(at: end)
        stage.now = try Instant(end).adding(seconds: 3_600)
        try stage.run()
        #expect(try stage.membership("ada")?.skipped == ["intro"])
        #expect(try stage.membership("ada")?.at == (try Instant(end)))
        #expect(try stage.membership("ada")?.next == (try Instant(next)))
    }

    /// A step that is left out stands before the task behind it, whatever their names and hours are.
    @Test func aTaskBehindASkip() throws {
        var book = RuleBook.book()
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: z, channel: email, when: {tags: nobody}, subject: S, body: B}\n"
            + "  - {id: a, channel: task, body: Do}\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.membership("ada")?.task == stage.now)
        let events = try stage.ledger.historyPaths().flatMap { try stage.ledger.history($0, damaged: { _ in }) }
        #expect(events.map(\.kind) == [.enrolled, .skipped, .task])
    }
}
