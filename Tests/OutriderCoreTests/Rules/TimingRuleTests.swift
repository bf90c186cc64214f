import Testing

@testable import OutriderCore

/// `gap`, `grace`, `too-late`, `recent-reply` and `consent-expired`: rules that time alone ends.
@Suite struct TimingRuleTests {
    // MARK: gap

    private static func gap(_ defaults: [String: String], _ files: [String: String] = [:]) -> [String: String] {
        RuleBook.book(defaults: defaults, files: RuleBook.second([], "").merging(files) { _, own in own })
    }

    @Test(arguments: [
        (["minGap": "20h"], "2026-11-24T02:59:59Z", "gap until 2026-11-24T03:00:00Z"),
        (["minGap": "20h"], "2026-11-24T03:00:00Z", "send"), ([:], "2026-11-23T07:00:01Z", "send"),
        (["minGap": "2d"], "2026-11-25T06:00:00Z", "gap until 2026-11-25T07:00:00Z"),
    ])
    func gap(defaults: [String: String], now: String, expected: String) throws {
        var stage = try Stage(Self.gap(defaults))
        #expect(try stage.run() == ["ada intro"])
        stage.book.merge(RuleBook.second()) { _, new in new }
        try stage.move(to: now)
        try stage.reconcile()
        #expect(try stage.next("ada", "f") == expected)
        guard expected != "send" else { return }
        #expect(try stage.governor("ada", "f") == "minGap \(defaults["minGap"] ?? "") outrider.yaml:5")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada", "f")?.hold?.reason == .gap)
        // The runner looks again when it ends, and not before.
        stage.now = try #require(try stage.membership("ada", "f")?.next)
        #expect(try stage.run() == ["ada hello"])
    }

    @Test func theDefaultGap() throws {
        var stage = try Stage(RuleBook.book(files: RuleBook.second()))
        stage.book["outrider.yaml"] = RuleBook.settings().replacing("minGap: 0m, ", with: "")
        #expect(try stage.run().count == 1)
        let waits = try #require(stage.sent.first?.enrollment == "e" ? "f" : "e")
        #expect(try stage.binding("ada", waits)?.setting == Setting("minGap", "20h"))
        #expect(try stage.next("ada", waits) == "gap until 2026-11-24T03:00:00Z")
    }

    /// Inside an enrollment the delays rule, also over rounds and beside other people's messages.
    @Test func noGapInsideAnEnrollment() throws {
        var book = RuleBook.book(defaults: ["minGap": "5d", "reenroll": "always"])
        book["sequences/s.yaml", default: ""] =
            "name: S\nrepeat: {every: 1d, times: 3}\nsteps:\n"
            + "  - {id: a, channel: email, subject: A, body: A}\n  - {id: b, channel: email, delay: 3h, subject: B, body: B}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada a"])
        try stage.move(to: "2026-11-23T10:00:00Z")
        #expect(try stage.run() == ["ada b"])
        try stage.move(to: "2026-11-23T22:00:00Z")
        #expect(try stage.run() == ["ada a"])
        try stage.move(to: "2026-11-24T01:00:00Z")
        #expect(try stage.run() == ["ada b"])
    }

    /// By address: a message to one person keeps its distance from another at the same address; a task keeps none.
    @Test func gapByAddress() throws {
        var book = RuleBook.book(defaults: ["minGap": "20h"], files: RuleBook.second(["eve"]))
        book["people/eve.yaml"] = .person("eve", at: "ada")
        var stage = try Stage(book)
        #expect(try stage.run().count == 1)
        let plan = try stage.plan(.all)
        #expect(plan.items.map(\.reason) == [.gap])
        stage.book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: call, channel: task, body: T}\n"
        stage.book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: call, channel: task, body: T}\n"
        try stage.reconcile()
        #expect(try stage.plan(.all).items.allSatisfy { $0.reason != .gap })
    }

    /// A claim counts as a message at its time; one that did not go counts no more.
    @Test(arguments: [true, false])
    func gapOfAClaim(goes: Bool) throws {
        var stage = try Stage(Self.gap(["minGap": "20h"]))
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        stage.book.merge(RuleBook.second()) { _, new in new }
        try stage.reconcile()
        #expect(try stage.next("ada", "f") == "gap until 2026-11-24T03:00:00Z")
        _ = try stage.claim()
        #expect(try stage.membership("ada", "f")?.hold?.reason == .gap)
        try stage.record(claim) { goes ? .sent(providerID: $0.key) : .failed(class: "content", code: "554") }
        #expect(try stage.next("ada", "f", .index) == (goes ? nil : "send"))
    }

    // MARK: grace

    @Test(arguments: [
        ("2026-11-23T07:14:59Z", "grace until 2026-11-23T07:15:00Z"), ("2026-11-23T07:15:00Z", "send"),
    ])
    func grace(now: String, expected: String) throws {
        var stage = try Stage(RuleBook.book(defaults: ["grace": "15m"]))
        try stage.reconcile(entered: stage.now)
        try stage.move(to: now)
        #expect(try stage.next() == expected)
        if expected != "send" { #expect(try stage.governor() == "grace 15m outrider.yaml:5") }
    }

    /// From the merge that brought the person; a follow-up has none; a skipped first step hands it on.
    @Test func graceIsOfTheFirstStep() throws {
        var stage = try Stage(.book())
        stage.book["outrider.yaml"] = RuleBook.settings(["grace": "1w"])
        try stage.reconcile(entered: try Instant("2026-11-16T07:00:00Z"))
        #expect(try stage.run() == ["ada intro"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        var skipping = try Stage(.book())
        skipping.book["outrider.yaml"] = RuleBook.settings(["grace": "1h"])
        skipping.book["sequences/s.yaml"] = skipping.book["sequences/s.yaml"]?
            .replacing(
                "{id: intro,",
                with: "{id: first, channel: email, when: {tags: vip}, subject: S, body: B}\n  - {id: intro,")
        try skipping.reconcile()
        #expect(try skipping.run() == [])
        #expect(try skipping.next() == "grace until 2026-11-23T08:00:00Z")
    }

    /// A merge that is taken back within the grace has sent nothing.
    @Test func revertWithinTheGrace() throws {
        var stage = try Stage(RuleBook.book(defaults: ["grace": "15m"]))
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-23T07:10:00Z")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        try stage.run()
        try stage.move(to: "2026-11-24T07:10:00Z")
        #expect(try stage.run() == [])
        #expect(stage.sent.isEmpty)
    }

    // MARK: too-late

    @Test(arguments: [
        // The last run was before it was due: from then on it is late.
        ("2026-11-22T07:00:00Z", "2026-11-26T07:00:00Z", "send"),
        ("2026-11-22T07:00:00Z", "2026-11-26T07:00:01Z", "too-late"),
        // The last run came after it: what held it then, is not late.
        ("2026-11-24T07:00:00Z", "2026-11-27T07:00:00Z", "send"),
        ("2026-11-24T07:00:00Z", "2026-11-27T07:00:01Z", "too-late"),
        (nil, "2027-11-27T07:00:01Z", "send"),
    ])
    func lateness(lastRun: String?, now: String, expected: String) throws {
        var stage = try Stage(RuleBook.book())
        try stage.reconcile()
        if let lastRun { try stage.ranLast(at: lastRun) }
        try stage.move(to: now)
        #expect(try stage.next() == expected)
        if expected != "send" { #expect(try stage.binding()?.setting == Setting("maxLateness", "3d")) }
    }

    /// What another rule held for weeks is not late on the day on which the rule ends, even if no run came lately.
    @Test func whatARuleHeldIsNotLate() throws {
        // Exclusive: found out anew by each run.
        var stage = try Stage(RuleBook.book(defaults: ["exclusive": "true"]))
        stage.book["sequences/s.yaml", default: ""] +=
            "\n  - {id: later, channel: email, delay: 5d, subject: S, body: B}\n"
        try stage.run()
        stage.book.merge(RuleBook.second()) { _, new in new }
        try stage.reconcile()
        try stage.ranLast(at: "2026-11-23T07:00:00Z")
        try stage.move(to: "2026-11-28T06:00:00Z")
        #expect(try stage.next("ada", "f") == "exclusive")
        // A gap that ended while no run came: late counts from its end.
        var gapped = try Stage(Self.gap(["minGap": "6d"]))
        try gapped.run()
        gapped.book.merge(RuleBook.second()) { _, new in new }
        try gapped.run()
        try gapped.ranLast(at: "2026-11-23T07:00:00Z")
        try gapped.move(to: "2026-12-02T07:00:00Z")
        #expect(try gapped.next("ada", "f") == "send")
        try gapped.move(to: "2026-12-02T07:00:01Z")
        #expect(try gapped.next("ada", "f") == "too-late")
    }

    /// Late and outside its window: it does not slip through because the window is shut just now.
    @Test func lateOutsideTheWindow() throws {
        var stage = try Stage(RuleBook.book(defaults: ["window": "daily 09:00-10:00"]))
        try stage.reconcile()
        try stage.ranLast(at: "2026-11-22T07:00:00Z")
        try stage.move(to: "2026-11-28T12:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold?.reason == .tooLate)
        let now = stage.now
        try stage.act { _ = try $0.lift(.tooLate, .send, HeldFilter(), at: now, Actor(by: nil, reason: nil)) }
        try stage.ranLast(at: "2026-11-28T12:00:00Z")
        try stage.move(to: "2026-11-29T07:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    // MARK: recent-reply

    @Test(arguments: [
        ("2026-12-07T06:59:59Z", "recent-reply until 2026-12-07T07:00:00Z"), ("2026-12-07T07:00:00Z", "send"),
    ])
    func recentReply(now: String, expected: String) throws {
        var stage = try Stage(RuleBook.book())
        let came = stage.now
        try stage.reconcile()
        try stage.edit("ada") { $0.inbound[.email] = came }
        try stage.ranLast(at: now)
        try stage.move(to: now)
        #expect(try stage.next() == expected)
        if expected != "send" { #expect(try stage.binding()?.setting == Setting("quietAfterReply", "14d")) }
        // The enrollment that was answered is not held by its own answer.
        try stage.edit("ada") { state in state.memberships[0].replied = came }
        #expect(try stage.next() == "send")
    }

    // MARK: consent-expired

    @Test(arguments: [
        ("2026-11-24", "2026-11-23T21:59:59Z", "send"), ("2026-11-24", "2026-11-23T22:00:00Z", "consent-expired"),
        ("2026-11-23", "2026-11-23T07:00:00Z", "consent-expired"),
    ])
    func consent(expires: String, now: String, expected: String) throws {
        let person = String.person("ada") + "consent: {basis: consent, expires: \(expires)}\n"
        var stage = try Stage(RuleBook.book(files: ["people/ada.yaml": person]))
        try stage.reconcile()
        try stage.move(to: now)
        #expect(try stage.next() == expected)
        if expected != "send" {
            #expect(try stage.governor()?.hasPrefix("consent.expires \(expires) people/ada.yaml") == true)
        }
    }

    // MARK: two at once

    /// Of two that end, the one that ends last binds; one without an end binds before both.
    @Test func twoBinding() throws {
        var stage = try Stage(
            RuleBook.book(
                defaults: ["grace": "2d", "window": "daily 09:00-10:00"]), at: "2026-11-23T09:00:00Z")
        try stage.reconcile()
        // The next day, an hour behind the window.
        try stage.move(to: "2026-11-24T09:00:00Z")
        #expect(try stage.reasons() == [.grace, .outsideWindow])
        #expect(try stage.next() == "grace until 2026-11-25T09:00:00Z")
        #expect(try stage.item("ada", "e", .person("ada"))?.earliest == (try Instant("2026-11-25T09:00:00Z")))
        stage.book["people/ada.yaml"] = .person("ada") + "doNotContact: true\n"
        try stage.reconcile()
        #expect(try stage.reasons() == [.suppressed, .grace, .outsideWindow])
        #expect(try stage.item("ada", "e", .person("ada"))?.earliest == nil)
    }
}
