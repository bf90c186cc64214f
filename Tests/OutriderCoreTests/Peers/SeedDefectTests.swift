import Testing

@testable import OutriderCore

/// The defects of the system that our users come from (peers.md, section 1), each a test named after its number.
///
/// Not here: 3 (an idempotency key of the provider) and 4 (a provider's error that is swallowed) are of the providers,
/// issue D; half of 6 (statuses that webhooks bring) too. 7 (two rows of one enrollment) cannot arise: an enrollment is a
/// file, its people a list in which `check` refuses a double, and its state a line of the journal by both uids.
@Suite struct SeedDefectTests {
    /// Progress was written before the send was known: here a failed last step is neither lost nor sent again later.
    @Test func defect1_aFailedLastStepIsNotCompleted() throws {
        var stage = try Stage(RuleBook.book())
        #expect(try stage.run { _ in .failed(class: "content", code: "554") } == [])
        let membership = try #require(try stage.membership("ada"))
        #expect(membership.status == .active && membership.done == [] && membership.hold?.reason == .failed)
    }

    @Test func defect1_aFailedStepMovesNoDate() throws {
        var stage = try Stage(.book())
        try stage.run { _ in .failed(class: "content", code: "554") }
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == [], "neither the failed step nor the one behind it goes")
    }

    /// Two runs at once, and a second run at once after the first with a delay of nothing.
    @Test func defect2_twoRunsSendOnce() throws {
        var stage = try Stage(.book())
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        #expect(try stage.claim() == nil, "the second run finds it claimed")
        try stage.record(claim)
        #expect(try stage.claim() == nil)
        #expect(try stage.run() == [])
    }

    /// A crash between the send and its record: in doubt, never sent again blindly.
    @Test func defect3_aCrashBehindTheSendIsInDoubt() throws {
        var stage = try Stage(.book())
        try stage.run { _ in .unknown(code: "no-evidence") }
        try stage.move(to: "2027-11-24T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next() == "unknown-outcome")
    }

    /// Steps have ids: none of them in the middle ends the sequence where it is taken out.
    @Test func defect5_aGapInTheStepsEndsNothing() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["sequences/s.yaml"] = stage.book["sequences/s.yaml"]?.split(separator: "\n")
            .filter { !$0.contains("id: nudge") }.joined(separator: "\n")
        try stage.move(to: "2026-11-26T07:00:00Z")
        #expect(try stage.run() == ["ada last"])
    }

    /// The statuses are set by what happens.
    @Test func defect6_statuses() throws {
        var stage = try Stage(.book())
        stage.book["enrollments/e.yaml"] = "sequence: s\nstatus: PAUSED\npeople: [ada]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .paused)
        stage.book["enrollments/e.yaml"] = "sequence: s\nstatus: CANCELLED\npeople: [ada]\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .cancelled)
    }

    @Test func defect8_noFreeTextOutsideTheSession() throws {
        var book = RuleBook.book(step: "channel: whatsapp")
        book["people/ada.yaml"] = "firstName: Ada\nwhatsapp: \"+27821234567\"\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.next() == "no-address")
    }

    @Test func defect9_emailIsOneInAnyCase() throws {
        var book = RuleBook.book(["ada", "eve"])
        book["people/eve.yaml"] = "firstName: Eve\nemail: ADA@Example.com\n"
        var stage = try Stage(book)
        #expect(try stage.run().count == 1)
    }

    /// A later run that comes some seconds earlier in the day slips no step by a day, and lateness does not add up.
    @Test func defect10_noDrift() throws {
        var book = [String: String].book()
        book["enrollments/e.yaml", default: ""] += "window: daily 09:00-17:00\n"
        var stage = try Stage(book, at: "2026-11-23T07:00:20Z")
        #expect(try stage.run() == ["ada intro"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        try stage.move(to: "2026-11-26T07:00:00Z")
        #expect(try stage.run() == ["ada last"])
    }

    /// Suppression, opt-out, caps and windows hold: the rule tables beside this folder; here all of them at once.
    @Test func defect11_rulesHold() throws {
        var book = RuleBook.book(
            ["ada", "bob"], defaults: ["window": "mon-fri 09:00-17:00"], more: "caps: {book: 1}\n")
        book["suppressions/x.yaml"] = "entries: [{address: ada@example.com, reason: asked, at: 2026-11-20}]\n"
        var stage = try Stage(book, at: "2026-11-22T12:00:00Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-23T07:00:00Z")
        #expect(try stage.run() == ["bob intro"])
    }
}
