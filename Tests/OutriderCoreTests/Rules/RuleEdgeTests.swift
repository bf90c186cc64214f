import Testing

@testable import OutriderCore

/// Just at the edge of rules that have no end of their own: where they begin and where they stop to hold.
@Suite struct RuleEdgeTests {
    private let actor = Actor(by: "jo", reason: nil)

    // MARK: review

    /// The first message is the first that goes: a step that was left out before it is none, nor is a task.
    @Test func reviewBehindASkippedStep() throws {
        var book = RuleBook.book(more: "review: required\n")
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: vip, channel: email, when: {tags: vip}, subject: V, body: V}\n"
            + "  - {id: call, channel: task, body: Do}\n"
            + "  - {id: intro, channel: email, subject: S, body: B}\n  - {id: nudge, channel: email, subject: N, body: N}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.item()?.step == "vip" && stage.next() == "review")
        let now = stage.now
        #expect(try stage.act { try $0.lift(.review, .send, HeldFilter(), at: now, actor) } == 1)
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.skipped == ["vip"])
        let key = try #require(try stage.item()?.key.text)
        try stage.act { try $0.finishTask(key, as: .skipped, at: now, actor) }
        #expect(try stage.run() == [])
        #expect(try stage.item()?.step == "intro" && stage.next() == "review")
        #expect(try stage.act { try $0.lift(.review, .send, HeldFilter(), at: now, actor) } == 1)
        #expect(try stage.run() == ["ada intro", "ada nudge"])
    }

    /// A later round goes to somebody who was looked at.
    @Test func reviewOfALaterRound() throws {
        var stage = try Stage(RuleBook.book())
        stage.book["sequences/s.yaml"]?.replace("steps:", with: "repeat: {every: 1w}\nsteps:")
        try stage.run()
        stage.book["outrider.yaml"] = RuleBook.settings([:], "review: required\n")
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        try stage.move(to: "2026-11-30T07:00:00Z")
        #expect(try stage.run() == ["ada intro"])
        #expect(stage.sent.map(\.occurrence) == [0, 1])
        #expect(try stage.next("bob") == "review")
    }

    // MARK: looks-moved

    /// What a record that goes and one that comes have in common, and when.
    @Test(arguments: [
        ("firstName: Ada\nemail: ada@example.com\n", true, "looks-moved"),
        ("firstName: Augusta\nemails: [{address: new@example.com}, {address: ADA@example.com}]\n", true, "looks-moved"),
        ("firstName: Ada\nemail: new@example.com\n", true, "send"),
        // The new one came later than the old one went: then only the address is known.
        ("firstName: Ada\nemail: ada@example.com\n", false, "same-address"),
        ("firstName: Ada\nemail: new@example.com\n", false, "send"),
    ])
    func looksMoved(file: String, isOneEdit: Bool, expected: String) throws {
        var stage = try Stage(RuleBook.book())
        stage.book["sequences/s.yaml", default: ""] += "\n  - {id: b, channel: email, delay: 3d, subject: B, body: B}\n"
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/ada.yaml"] = nil
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        if !isOneEdit { try stage.reconcile() }
        stage.book["people/eve.yaml"] = file
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [eve]\n"
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next("eve") == expected)
        #expect(try stage.run() == (expected == "send" ? ["eve intro"] : []))
    }

    /// Who had no state leaves none: the record that comes is somebody new.
    @Test func looksLikeSomebodyOfNoState() throws {
        var book = RuleBook.book([], files: ["people/ada.yaml": .person("ada")])
        book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        var stage = try Stage(book)
        try stage.reconcile()
        stage.book["people/eve.yaml"] = stage.book["people/ada.yaml"]
        stage.book["people/ada.yaml"] = nil
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [eve]\n"
        #expect(try stage.run() == ["eve intro"])
    }

    // MARK: adopted

    /// Everybody who is in is held; who enters with the next run is so where the book has gone on since, and then nobody.
    @Test(arguments: [true, false])
    func adopted(isBehind: Bool) throws {
        var stage = try Stage(RuleBook.book())
        try stage.reconcile()
        let now = stage.now
        #expect(try stage.act { try $0.adoptAll(isBehind: isBehind, at: now, actor) } == 1)
        for person in ["bob", "cid"] {
            stage.book["people/\(person).yaml"] = .person(person)
            stage.book["enrollments/e.yaml", default: ""] += "  - \(person)\n"
            #expect(try stage.run() == (isBehind && person == "bob" ? [] : ["\(person) intro"]))
        }
        #expect(try stage.next("ada") == "adopted")
        #expect(try stage.next("bob") == (isBehind ? "adopted" : nil))
        #expect(try stage.problems() == [])
    }

    /// Who was through is not held, and does not begin anew.
    @Test func adoptedBehindTheEnd() throws {
        var stage = try Stage(RuleBook.book())
        #expect(try stage.run() == ["ada intro"])
        let now = stage.now
        #expect(try stage.act { try $0.adoptAll(isBehind: true, at: now, actor) } == 0)
        #expect(try stage.run() == [])
        #expect(try stage.next() == nil)
    }

    // MARK: sender-away

    @Test(arguments: [
        ("2026-11-23T21:59:59Z", "send"), ("2026-11-23T22:00:00Z", "sender-away until 2026-11-25T22:00:00Z"),
        ("2026-11-25T21:59:59Z", "sender-away until 2026-11-25T22:00:00Z"), ("2026-11-25T22:00:00Z", "send"),
    ])
    func senderAway(now: String, expected: String) throws {
        var book = RuleBook.book()
        book["senders/jo.yaml"] = "firstName: Jo\naway: {from: 2026-11-24, until: 2026-11-26}\n"
        book["enrollments/e.yaml", default: ""] += "sender: jo\n"
        var stage = try Stage(book)
        try stage.reconcile()
        try stage.move(to: now)
        #expect(try stage.next() == expected)
        #expect(try stage.run() == (expected == "send" ? ["ada intro"] : []))
    }

    /// In the sender's zone, not the book's.
    @Test(arguments: [
        ("2026-11-24T04:59:59Z", "send"), ("2026-11-24T05:00:00Z", "sender-away until 2026-11-26T05:00:00Z"),
    ])
    func senderAwayInTheirZone(now: String, expected: String) throws {
        var book = RuleBook.book()
        book["senders/jo.yaml"] =
            "firstName: Jo\ntimezone: America/New_York\naway: {from: 2026-11-24, until: 2026-11-26}\n"
        book["enrollments/e.yaml", default: ""] += "sender: jo\n"
        var stage = try Stage(book)
        try stage.reconcile()
        try stage.move(to: now)
        #expect(try stage.next() == expected)
    }

    // MARK: project-on-hold

    /// The enrollment's project holds; that of a relationship, another one, and one of no enrollment hold nobody.
    @Test(arguments: [("p", "project-on-hold"), ("q", "send"), ("", "send")])
    func projectOnHold(project: String, expected: String) throws {
        var book = RuleBook.book()
        book["projects/p.yaml"] = "title: P\nstatus: ON_HOLD\n"
        book["projects/q.yaml"] = "title: Q\n"
        book["people/ada.yaml", default: ""] += "relationships: [{project: p, type: CANDIDATE}]\n"
        if !project.isEmpty { book["enrollments/e.yaml", default: ""] += "project: \(project)\n" }
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next() == expected)
    }

    // MARK: claimed-elsewhere

    /// Nothing but a settled claim frees its people, however long its time has been over.
    @Test(arguments: [-1, 0, 1, 86_400])
    func claimedElsewhere(seconds: Int64) throws {
        var stage = try Stage(RuleBook.book(["ada", "bob"]))
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        stage.now = claim.quietAt.adding(seconds: seconds)
        // From then on nobody can say when: the next run finds out what became of it.
        let end = seconds < 0 ? " until \(claim.quietAt.rfc3339)" : ""
        #expect(try stage.next() == "claimed-elsewhere\(end)")
        #expect(try stage.claim() == nil)
        try stage.record(claim) { $0.person == "ada" ? .sent(providerID: $0.key) : .released(code: "fenced") }
        #expect(try stage.next() == nil)
        #expect(try stage.run() == ["bob intro"])
    }
}
