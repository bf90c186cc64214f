import Testing

@testable import OutriderCore

/// `paused` and `project-on-hold`: at every level, by file and by act; the strictest wins.
@Suite struct PauseRuleTests {
    private static func book() -> [String: String] {
        var book = RuleBook.book()
        book["people/ada.yaml", default: ""] += "company: c\n"
        book["companies/c.yaml"] = "name: C\n"
        book["senders/jo.yaml"] = "firstName: Jo\n"
        book["projects/p.yaml"] = "title: P\ncompany: c\n"
        book["enrollments/e.yaml"] = "sequence: s\nsender: jo\nproject: p\npeople: [ada]\n"
        return book
    }

    /// A file and a line in it.
    static let files: [(path: String, line: String, detail: String)] = [
        ("outrider.yaml", "paused: PAUSE\n", "the book"),
        ("outrider.yaml", "channels: {email: {paused: PAUSE}}\n", "channel email"),
        ("senders/jo.yaml", "email: {paused: PAUSE}\n", "email of sender jo"),
        ("senders/jo.yaml", "paused: PAUSE\n", "sender jo"),
        ("sequences/s.yaml", "paused: PAUSE\n", "sequence s"),
        ("companies/c.yaml", "paused: PAUSE\n", "the person's company"),
        ("people/ada.yaml", "paused: PAUSE\n", "the person"),
    ]

    @Test(arguments: 0..<7)
    func file(_ index: Int) throws {
        let (path, line, detail) = Self.files[index]
        let plain = Self.book()[path] ?? ""
        var stage = try Stage(Self.book())
        try stage.reconcile()
        #expect(try stage.next() == "send")
        stage.book[path] = plain + line.replacing("PAUSE", with: "true")
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next() == "paused")
        #expect(try stage.binding()?.detail == detail)
        #expect(try stage.governor()?.contains(path) == true)
        #expect(try stage.run() == [])
        // With an end: it ends by itself, in the recipient's zone, at that moment.
        stage.book[path] = plain + line.replacing("PAUSE", with: "{until: \"2026-11-25 10:00\", reason: asked}")
        try stage.reconcile()
        #expect(try stage.next() == "paused until 2026-11-25T08:00:00Z")
        #expect(try stage.binding()?.detail == "\(detail): asked")
        #expect(try stage.run() == [])
        try stage.ranLast(at: "2026-11-25T07:00:00Z")
        try stage.move(to: "2026-11-25T07:59:59Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-25T08:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    @Test(arguments: 0..<7)
    func fileTakenBack(_ index: Int) throws {
        let (path, line, _) = Self.files[index]
        var stage = try Stage(Self.book())
        stage.book[path, default: ""] += line.replacing("PAUSE", with: "true")
        #expect(try stage.run() == [])
        stage.book[path] = Self.book()[path]
        #expect(try stage.run() == ["ada intro"])
    }

    @Test(
        arguments: [
            (JournalPause.Scope.book, nil, true), (.channel, "email", true), (.channel, "sms", false),
            (.sender, "jo", true), (.sender, "default", false), (.sequence, "s", true), (.sequence, "t", false),
            (.company, "c", true), (.company, "d", false), (.enrollment, "e", true), (.enrollment, "f", false),
            (.person, "ada", true), (.person, "bob", false), (.project, "p", true), (.project, "q", false),
        ] as [(JournalPause.Scope, String?, Bool)])
    func act(scope: JournalPause.Scope, id: String?, holds: Bool) throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        let (since, end) = (stage.now, try Instant("2026-11-25T08:00:00Z"))
        try stage.journalPauses([JournalPause(scope, id: id, until: end, by: "jo", at: since)])
        #expect(try stage.next() == (holds ? "paused until 2026-11-25T08:00:00Z" : "send"))
        guard holds else { return }
        #expect(try stage.governor() == "pause --now by jo at \(since.rfc3339)")
        let word = scope == .book ? "" : scope == .channel ? "\(id ?? "") " : "\(scope.rawValue)/\(id ?? "") "
        #expect(try stage.binding()?.remedy.contains("`outrider resume \(word)--now`") == true)
        #expect(try stage.run() == [])
        // What remained of the delay was nothing: it goes when the pause ends.
        stage.now = end
        #expect(try stage.run() == ["ada intro"])
    }

    /// Book and journal together: the one that ends last binds, one without an end before all.
    @Test(arguments: [
        ("{until: 2026-11-25}", "2026-11-26T00:00:00Z", "paused until 2026-11-26T00:00:00Z"),
        ("{until: 2026-11-27}", "2026-11-26T00:00:00Z", "paused until 2026-11-26T22:00:00Z"),
        ("true", "2026-11-26T00:00:00Z", "paused"), ("{until: 2026-11-25}", nil, "paused"),
        // One that is over holds nobody.
        ("{until: 2026-11-23}", "2026-11-23T07:00:00Z", "send"),
    ])
    func theStrictest(file: String, act: String?, expected: String) throws {
        var stage = try Stage(Self.book())
        stage.book["outrider.yaml", default: ""] += "paused: \(file)\n"
        try stage.reconcile()
        let since = stage.now
        try stage.journalPauses([JournalPause(.book, id: nil, until: try act.map { try Instant($0) }, at: since)])
        #expect(try stage.next() == expected)
    }

    /// `OUTRIDER_PAUSED` holds everything while it is set, and leaves nothing behind.
    @Test func environment() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        let plan = try Planner.plan(try stage.ledger, now: stage.now, scope: .index, isPaused: true)
        #expect(plan.items.map(\.reason) == [.paused])
        #expect(try stage.act { try $0.follow(plan) }.tasks == 0)
        #expect(try stage.run() == ["ada intro"])
    }

    /// The person's line and the enrollment's.
    @Test(arguments: [
        "sequence: s\nstatus: PAUSED\npeople: [ada]\n", "sequence: s\npeople: [{ada: {status: PAUSED}}]\n",
    ])
    func status(enrollment: String) throws {
        var stage = try Stage(Self.book())
        stage.book["enrollments/e.yaml"] = enrollment
        #expect(try stage.run() == [])
        #expect(try stage.next() == "paused")
        #expect(try stage.governor()?.hasPrefix("status PAUSED enrollments/e.yaml") == true)
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == ["ada intro"])
    }

    /// An absence that an answer told of ends by itself.
    @Test func outOfOffice() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        let end = try Instant("2026-11-25T08:00:00Z")
        try stage.edit("ada") { state in
            guard var membership = state["e"] else { return }
            (membership.status, membership.reason, membership.until) = (.paused, "out-of-office", end)
            (membership.next, membership.remaining) = (end, 0)
            state["e"] = membership
        }
        #expect(try stage.next() == "paused until 2026-11-25T08:00:00Z")
        #expect(try stage.binding()?.setting == Setting("outOfOffice", "pause"))
        #expect(try stage.run() == [])
        stage.now = end
        #expect(try stage.run() == ["ada intro"])
    }

    @Test(arguments: [
        ("ON_HOLD", "", "project-on-hold"), ("ON_HOLD", "ignoreProjectStatus: true\n", "send"), ("OPEN", "", "send"),
        ("IN_PROGRESS", "", "send"),
    ])
    func project(status: String, line: String, expected: String) throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        stage.book["projects/p.yaml"] = "title: P\ncompany: c\nstatus: \(status)\n"
        stage.book["enrollments/e.yaml", default: ""] += line
        try stage.reconcile()
        #expect(try stage.next() == expected)
        guard expected != "send" else { return }
        #expect(try stage.governor() == "status ON_HOLD projects/p.yaml:3")
        #expect(try stage.run() == [])
        stage.book["projects/p.yaml"] = "title: P\ncompany: c\n"
        #expect(try stage.run() == ["ada intro"])
    }
}
