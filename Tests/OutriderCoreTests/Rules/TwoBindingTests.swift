import Testing

@testable import OutriderCore

/// Two rules at once: one that nothing known ends binds before all others, then the one that ends last.
///
/// Everybody enters at 09:00 in Johannesburg, when the window of an hour opens, and is looked at two hours later.
@Suite struct TwoBindingTests {
    private static let phone = "phone: \"+27821234567\"\n"
    private static let later = "2026-11-23T09:00:00Z"

    // MARK: rules that time ends

    /// Ada got `e` at 09:00; `f` follows by 60 hours at the earliest.
    @Test(arguments: [
        // The gap ends after the window opens, and before it does.
        ("minGap: 3d, window: \"daily 09:00-10:00\"", "", [Reason.gap, .outsideWindow], "2026-11-26T07:00:00Z"),
        ("minGap: 20h", "caps: {book: 1}\n", [.gap, .cap], "2026-11-24T03:00:00Z"),
        ("minGap: 10h", "caps: {book: 1}\n", [.cap, .gap], "2026-11-23T22:00:00Z"),
        ("minGap: 2d, grace: 3d", "", [.grace, .gap], "2026-11-26T07:00:00Z"),
        ("minGap: 4d, grace: 3d", "", [.gap, .grace], "2026-11-27T07:00:00Z"),
    ])
    func gap(defaults: String, more: String, reasons: [Reason], until: String) throws {
        var stage = try Stage(RuleBook.book(defaults: ["minGap": "0m"]))
        #expect(try stage.run() == ["ada intro"])
        stage.book.merge(RuleBook.second()) { _, new in new }
        stage.book["outrider.yaml"] = Self.settings(defaults, more)
        try stage.reconcile()
        try stage.move(to: Self.later)
        #expect(stage.errors == [])
        #expect(try stage.reasons("ada", "f") == reasons)
        #expect(try explained(stage, "f") == "\(reasons[0].rawValue) until \(until)")
        // The plan binds by a rule that holds as well, and nothing goes before the last of them is over.
        #expect(try stage.run() == [])
        stage.now = try Instant(until).adding(seconds: -1)
        #expect(try stage.run() == [])
    }

    private static func settings(_ defaults: String, _ more: String) -> String {
        let calm = ["grace: 0m", "exclusive: false", "quietHours: off"].filter { line in
            !defaults.contains(line.prefix(5))
        }
        return "version: 1\nname: Acme\ntimezone: \(Stage.timezone)\njournal: {remote: none}\n"
            + "defaults: {\((calm + [defaults]).joined(separator: ", "))}\n\(more)"
    }

    /// The binding rule and its end, as explain has it.
    private func explained(_ stage: Stage, _ enrollment: String = "e") throws -> String? {
        try stage.plan(.person("ada")).items.first { $0.enrollmentUID == enrollment }?.holds.first.map { hold in
            hold.reason.rawValue + (hold.until.map { " until \($0.rfc3339)" } ?? "")
        }
    }

    @Test(arguments: [
        ("90d", "grace: 1w\n", "reenroll until 2027-02-21T07:00:00Z", [Reason.reenroll, .grace]),
        ("2d", "grace: 1w\n", "grace until 2026-11-30T07:00:00Z", [.grace, .reenroll]),
        ("90d", "status: PAUSED\n", "paused", [.paused, .reenroll]),
        ("never", "grace: 1w\n", "reenroll", [.reenroll, .grace]),
        ("never", "status: PAUSED\n", "paused", [.paused, .reenroll]),
    ])
    func reenroll(value: String, line: String, expected: String, reasons: [Reason]) throws {
        var stage = try Stage(RuleBook.book(defaults: ["reenroll": value]))
        try stage.run()
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [ada]\n" + line
        try stage.reconcile()
        try stage.move(to: Self.later)
        #expect(try stage.reasons("ada", "f") == reasons)
        #expect(try explained(stage, "f") == expected)
        #expect(try stage.run() == [])
    }

    @Test(arguments: [
        (
            "window: daily 09:00-10:00\n", "recent-reply until 2026-12-07T07:00:00Z",
            [Reason.recentReply, .outsideWindow]
        ),
        ("grace: 2d\n", "recent-reply until 2026-12-07T07:00:00Z", [.recentReply, .grace]),
        ("grace: 3w\n", "grace until 2026-12-14T07:00:00Z", [.grace, .recentReply]),
        ("status: PAUSED\n", "paused", [.paused, .recentReply]),
    ])
    func recentReply(line: String, expected: String, reasons: [Reason]) throws {
        var stage = try Stage(RuleBook.book())
        stage.book["enrollments/e.yaml", default: ""] += line
        try stage.reconcile()
        let came = stage.now
        try stage.edit("ada") { $0.inbound[.email] = came }
        try stage.move(to: Self.later)
        #expect(try stage.reasons() == reasons)
        #expect(try explained(stage) == expected)
        #expect(try stage.run() == [])
    }

    // MARK: rules that a human or the book ends

    @Test(arguments: [
        ("window: daily 09:00-10:00\n", "project-on-hold", [Reason.projectOnHold, .outsideWindow]),
        ("grace: 2d\n", "project-on-hold", [.projectOnHold, .grace]),
        ("status: PAUSED\n", "paused", [.paused, .projectOnHold]),
    ])
    func projectOnHold(line: String, expected: String, reasons: [Reason]) throws {
        var stage = try Stage(RuleBook.book())
        stage.book["projects/p.yaml"] = "title: P\nstatus: ON_HOLD\n"
        stage.book["enrollments/e.yaml", default: ""] += "project: p\n" + line
        try stage.reconcile()
        try stage.move(to: Self.later)
        #expect(try stage.reasons() == reasons)
        #expect(try explained(stage) == expected)
        #expect(try stage.run() == [])
    }

    @Test(arguments: [
        ("window: daily 09:00-10:00\n", "review", [Reason.review, .outsideWindow]),
        ("grace: 2d\n", "review", [.review, .grace]), ("status: PAUSED\n", "paused", [.paused, .review]),
    ])
    func review(line: String, expected: String, reasons: [Reason]) throws {
        var stage = try Stage(RuleBook.book(more: "review: required\n"))
        stage.book["enrollments/e.yaml", default: ""] += line
        try stage.reconcile()
        try stage.move(to: Self.later)
        #expect(try stage.reasons() == reasons)
        #expect(try explained(stage) == expected)
        let now = stage.now
        _ = try stage.act { try $0.lift(.review, .send, HeldFilter(), at: now, Actor(by: nil, reason: nil)) }
        // Lifted, the other one binds.
        #expect(try stage.reasons() == reasons.filter { $0 != .review })
        #expect(try stage.run() == [])
    }

    /// Of several channels each says why it cannot be used, the first before the others.
    @Test(arguments: [
        ("", "window: daily 09:00-10:00\n", "no-address", [Reason.noAddress, .noAddress, .outsideWindow]),
        ("email: ada@example.com\ndoNotContact: [email]\n", "", "suppressed", [.suppressed, .noAddress]),
        (phone + "doNotContact: [sms]\n", "", "no-address", [.noAddress, .suppressed]),
        ("", "status: PAUSED\n", "paused", [.paused, .noAddress, .noAddress]),
        ("", "grace: 2d\n", "no-address", [.noAddress, .noAddress, .grace]),
    ])
    func noAddress(person: String, line: String, expected: String, reasons: [Reason]) throws {
        var book = RuleBook.book(files: ["people/ada.yaml": "firstName: Ada\n" + person])
        book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: intro, channel: [email, sms], subject: S, body: B}\n"
        book["enrollments/e.yaml", default: ""] += line
        var stage = try Stage(book)
        try stage.reconcile()
        try stage.move(to: Self.later)
        #expect(try stage.reasons() == reasons)
        #expect(try explained(stage) == expected)
        #expect(try stage.next() == expected)
        #expect(try stage.run() == [])
    }

    @Test(arguments: [
        ("", "window: daily 09:00-10:00\n", "condition", [Reason.condition, .outsideWindow]),
        ("", "grace: 2d\n", "condition", [.condition, .grace]),
        ("doNotContact: true\n", "", "suppressed", [.suppressed, .condition]),
        ("paused: {until: 2026-11-25}\n", "", "condition", [.condition, .paused]),
        ("paused: true\n", "", "paused", [.paused, .condition]),
    ])
    func conditionThatWaits(person: String, line: String, expected: String, reasons: [Reason]) throws {
        var book = RuleBook.book(files: ["people/ada.yaml": .person("ada") + person])
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, when: {tags: vip}, otherwise: wait, subject: S, body: B}\n"
        book["enrollments/e.yaml", default: ""] += line
        var stage = try Stage(book)
        try stage.reconcile()
        try stage.move(to: Self.later)
        #expect(try stage.reasons() == reasons)
        #expect(try explained(stage) == expected)
        #expect(try stage.run() == [])
    }

    /// Beside what the journal alone knows, no other rule is named first.
    @Test(arguments: [Reason.looksMoved, .adopted, .unknownOutcome, .claimedElsewhere])
    func whatTheJournalKnows(reason: Reason) throws {
        var stage = try Stage(RuleBook.book(defaults: ["window": "daily 09:00-10:00"]))
        try stage.reconcile()
        switch reason {
        case .claimedElsewhere: _ = try stage.claim()
        case .unknownOutcome: try stage.run { _ in .unknown(code: "timeout") }
        default:
            try stage.edit("ada") { state in
                state.memberships[0].hold = Membership.Hold(reason)
                state.memberships[0].next = nil
            }
        }
        stage.book["people/ada.yaml", default: ""] += "paused: true\n"
        try stage.move(to: "2026-11-23T09:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.binding()?.reason == reason)
        // Of a message on its way, or in doubt, nothing else is asked.
        let isClaimed = reason == .unknownOutcome || reason == .claimedElsewhere
        #expect(try stage.reasons() == (isClaimed ? [reason] : [reason, .paused, .outsideWindow]))
    }
}
