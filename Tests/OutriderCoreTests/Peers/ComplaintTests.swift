import Testing

@testable import OutriderCore

/// What users of peers complain of most (peers.md, section 3) where it is about rules, each a test named after it.
///
/// Elsewhere or not possible here:
/// - 7 listmonk #1801, 13 elizaOS #22382, 9 chatwoot #12821 (two processes): claims and leases, OutriderTests (RaceTests,
///   CrashTests), and `too-late` below.
/// - 14 to 17 (zones, DST): Time/ScheduleTests and Plan/BookTimesTests; the windows of each recipient below.
/// - 20 mautic #425, #6724 (replies found by Message-ID), 21 auto-replies: pulling of replies, issue D; the threads below.
/// - 22 emailflare #190 (a GET that unsubscribes), zulip #28248: issue D; nothing of ours is hosted.
/// - 24 (an import that wipes consent): Exchange/ImportPlanTests. 26 mautic #2307: `simulate`, `explain`, `plan`.
/// - 29 (scale): Tests/Benchmarks. 30 opencats #113 (merge): `formerly`, Plan/IdentityTests.
/// - 2 #6505, #3669, 6 #2313, 12 novu, 23 #2009, #2358, 31 chatwoot: MoreComplaintTests.
/// - 28 (sequences are missing): the whole. 11 SuiteCRM #6420 (test mails): there are none. 31 dittofeed #1463 (wait for
///   an event): `when` with `otherwise: wait`, Rules/ConditionRuleTests.
@Suite struct ComplaintTests {
    // MARK: Double and lost sends

    @Test func mautic1737_aSlowRunIsNotTakenForDead() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        stage.now = claim.quietAt
        #expect(try stage.claim() == nil)
        #expect(try stage.next() == "claimed-elsewhere")
    }

    @Test func mautic8802_aStepOfAWeekdayGoesOnce() throws {
        var book = RuleBook.book(defaults: ["window": "mon 09:00-17:00"])
        book["enrollments/e.yaml", default: ""] += "reenroll: always\n"
        var stage = try Stage(book)
        for day in 0..<21 {
            stage.now = try Instant("2026-11-23T07:00:00Z").adding(seconds: Int64(day) * 86_400)
            try stage.run()
        }
        #expect(stage.sent.count == 1)
    }

    @Test func mautic7226_oneRefusalOfABatchSendsToNobodyAgain() throws {
        var stage = try Stage(RuleBook.book(["ada", "bob", "cid"]))
        let went = try stage.run {
            $0.person == "bob" ? .failed(class: "address", code: "554") : .sent(providerID: $0.key)
        }
        #expect(went.sorted() == ["ada intro", "cid intro"])
        #expect(try stage.run() == [])
    }

    /// Members who drop out for a moment keep what they had, and get it when it is due.
    @Test func mautic2004_leavingForAMomentLosesNothing() throws {
        var stage = try Stage(.book())
        try stage.run()
        let members = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        try stage.reconcile()
        stage.book["enrollments/e.yaml"] = members
        try stage.reconcile()
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }

    @Test func mautic7881_rejoiningSendsNothingAgain() throws {
        var stage = try Stage(RuleBook.book())
        try stage.run()
        let members = stage.book["enrollments/e.yaml"]
        for _ in 0..<3 {
            stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
            try stage.reconcile()
            stage.book["enrollments/e.yaml"] = members
            #expect(try stage.run() == [])
        }
    }

    /// A run that stops behind its claim loses nobody: what did not go is released and goes.
    @Test func listmonk3022_aStopSkipsNobody() throws {
        var stage = try Stage(RuleBook.book(["ada", "bob", "cid"]))
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        try stage.record(claim) { $0.person == "ada" ? .sent(providerID: $0.key) : .released(code: "stopped") }
        #expect(try stage.run().sorted() == ["bob intro", "cid intro"])
    }

    @Test func listmonk2070_unpausingSendsNothingAgain() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.run()
        let members = "sequence: s\npeople: [ada, bob]\n"
        stage.book["enrollments/e.yaml"] = members + "status: PAUSED\n"
        try stage.reconcile()
        stage.book["enrollments/e.yaml"] = members
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run().sorted() == ["ada nudge", "bob nudge"])
    }

    @Test func listmonk1801_whatIsLongPastDoesNotGo() throws {
        var stage = try Stage(RuleBook.book())
        try stage.reconcile()
        try stage.ranLast(at: "2026-11-22T07:00:00Z")
        try stage.move(to: "2026-12-23T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next() == "too-late")
    }

    @Test func warmbly169_inDoubtIsNotSentAgain() throws {
        var stage = try Stage(.book())
        #expect(try stage.run { _ in .unknown(code: "timeout") } == [])
        #expect(try stage.run() == [])
    }

    @Test func espocrm391_nothingDoublesAfterHours() throws {
        var stage = try Stage(RuleBook.book(["ada", "bob", "cid"], more: "caps: {book: 1}\n"))
        for hour in 0..<96 {
            stage.now = try Instant("2026-11-23T07:00:00Z").adding(seconds: Int64(hour) * 3_600)
            try stage.run()
        }
        #expect(stage.sent.map(\.person).sorted() == ["ada", "bob", "cid"])
    }

    @Test func suitecrm10477_anExclusionHereTakesNobodyOutThere() throws {
        var book = RuleBook.book(["ada"], files: RuleBook.second(["ada"], "exclude: [ada]\n"))
        book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\nexclude: [ada]\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
    }

    @Test func mautic14098_aVariantIsNoSecondMessage() throws {
        var book = RuleBook.book()
        func steps(_ variants: String) -> String {
            "name: S\nsteps:\n  - {id: intro, channel: email, variants: [\(variants)]}\n"
        }
        book["sequences/s.yaml"] = steps("{id: a, subject: A, body: A}, {id: b, subject: B, body: B}")
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        stage.book["sequences/s.yaml"] = steps("{id: c, subject: C, body: C}, {id: b, weight: 9, subject: B, body: B}")
        #expect(try stage.run() == [])
    }

    // MARK: Time

    /// Mail on Saturday, also behind a decision (#7676) and where the weekday would be another in UTC (#7665, #17319).
    @Test(arguments: ["", "when: {tags: vip}, "])
    func mautic7458_noMailOnSaturday(when: String) throws {
        var book = RuleBook.book(defaults: ["window": "mon-fri 00:00-24:00"])
        book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: intro, channel: email, \(when)subject: S, body: B}\n"
        book["people/ada.yaml"] = .person("ada") + "timezone: Pacific/Auckland\ntags: [vip]\n"
        // Friday noon in UTC, Saturday 01:00 in Auckland.
        var stage = try Stage(book, at: "2026-11-27T12:00:00Z")
        #expect(stage.errors == [])
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-29T11:00:00Z")))
        try stage.move(to: "2026-11-29T11:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    @Test func listmonk2374_eachRecipientsOwnMorning() throws {
        var book = RuleBook.book(["ada", "bob"], defaults: ["window": "mon-fri 09:00-17:00"])
        book["people/bob.yaml"] = .person("bob") + "timezone: America/New_York\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.next("bob") == nil)
        #expect(try stage.membership("bob")?.next == (try Instant("2026-11-23T14:00:00Z")))
        try stage.move(to: "2026-11-23T13:59:59Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-23T14:00:00Z")
        #expect(try stage.run() == ["bob intro"])
    }

    /// On the day on which the clocks change, 08:00 to 20:00 are those of the wall.
    @Test(arguments: [
        ("2026-03-08T11:59:59Z", false), ("2026-03-08T12:00:00Z", true), ("2026-11-01T12:59:59Z", false),
        ("2026-11-01T13:00:00Z", true),
    ])
    func spoke1878_textingHoursOnTheDayOfTheChange(now: String, goes: Bool) throws {
        var book = RuleBook.book(step: "channel: sms", defaults: ["quietHours": "on"])
        book["people/ada.yaml"] = "firstName: Ada\nphone: \"+12025550123\"\ntimezone: America/New_York\n"
        var stage = try Stage(book, at: now)
        #expect(try stage.run() == (goes ? ["ada intro"] : []))
    }

    @Test func espocrm2858_holidaysAreSkipped() throws {
        var book = RuleBook.book(defaults: ["window": "mon-fri 09:00-17:00", "calendar": "za"])
        book["calendars/za.yaml"] = "holidays: [{date: 2026-11-23}, {date: 2026-11-24}]\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    /// A pause makes no burst: the delays go on from where they stood, one step at a time.
    @Test func mautic3340_noBurstAfterAPause() throws {
        var stage = try Stage(.book())
        try stage.run()
        let members = "sequence: s\npeople: [ada]\n"
        stage.book["enrollments/e.yaml"] = members + "status: PAUSED\n"
        try stage.reconcile()
        try stage.move(to: "2026-12-23T07:00:00Z")
        try stage.run()
        stage.book["enrollments/e.yaml"] = members
        #expect(try stage.run() == [])
        try stage.move(to: "2026-12-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        #expect(try stage.run() == [])
    }

    // MARK: Replies, threads, opt-outs

    @Test func warmbly472_followUpsAnswerTheThread() throws {
        var stage = try Stage(.book())
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.reconcile()
        guard case .send(let draft)? = try stage.item()?.action else {
            Issue.record("nothing goes")
            return
        }
        #expect(draft.references == [stage.sent[0].messageID])
        #expect(draft.subject == "Re: Hello")
    }

    @Test func mautic4681_nobodyLoopsWhoIsNotToBeContacted() throws {
        var book = RuleBook.book()
        book["people/ada.yaml", default: ""] += "doNotContact: true\n"
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.plan(.index).items == [], "the line is not looked at again until somebody lifts it")
        #expect(try stage.membership("ada")?.next == nil)
    }

    @Test func erpnext52448_oneOptOutStopsNobodyElse() throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        try stage.run()
        let now = stage.now
        try stage.edit("ada") {
            $0.suppressed = [Suppression(channel: nil, reason: "asked", at: now, event: .suppressed)]
        }
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["bob nudge"])
    }

    // MARK: Editing, visibility

    @Test func mautic6323_anAddedStepReachesThoseInside() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["sequences/s.yaml", default: ""] +=
            "  - {id: more, channel: email, delay: 1d, subject: M, body: M}\n"
        for day in ["24", "26", "27"] {
            try stage.move(to: "2026-11-\(day)T07:00:00Z")
            try stage.run()
        }
        #expect(stage.sent.map(\.step) == ["intro", "nudge", "last", "more"])
    }

    /// Users cannot see which limit binds: here it has a name, a value, a line and a place in the queue.
    @Test func warmbly606_theLimitThatBindsIsNamed() throws {
        var stage = try Stage(RuleBook.book(["ada", "bob", "cid"], more: "caps: {book: 1}\n"))
        try stage.reconcile()
        let held = try stage.plan().items.compactMap(\.holds.first)
        #expect(held.map(\.place).sorted { $0 ?? 0 < $1 ?? 0 } == [1, 2])
        #expect(held.allSatisfy { $0.detail == "caps.book: 1 of 1" && $0.setting?.location?.path == "outrider.yaml" })
    }

    /// What was put off or held counts as sent nowhere.
    @Test func warmbly306_whatWaitsCountsUnderNoCap() throws {
        var book = RuleBook.book(["ada", "bob"], more: "caps: {book: 1}\n")
        book["people/ada.yaml", default: ""] += "paused: true\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["bob intro"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.reconcile()
        try stage.record(try #require(try stage.claimed(["cid"]))) { _ in .released(code: "deferred") }
        #expect(try stage.run() == ["cid intro"])
    }

    @Test func erpnext51026_noDelayIsAtOnce() throws {
        var stage = try Stage(RuleBook.book(step: "channel: email, delay: 0d"), at: "2026-11-23T07:00:07Z")
        #expect(try stage.run() == ["ada intro"])
    }

    // MARK: Words, children

    @Test func opencats326_anUnresolvedFieldBlocksTheMessage() throws {
        var book = RuleBook.book()
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, subject: S, body: \"Hi {{title}}\"}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.next() == "missing-variable")
        stage.book["people/ada.yaml", default: ""] += "title: Dr\n"
        #expect(try stage.run() == ["ada intro"])
    }

    @Test func odoo152695_aCancelledEnrollmentRunsNoLaterStep() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["enrollments/e.yaml"] = "sequence: s\nstatus: CANCELLED\npeople: [ada]\n"
        try stage.move(to: "2026-12-24T07:00:00Z")
        #expect(try stage.run() == [])
    }

    @Test func odoo106232_aCopyOfAnEnrollmentSendsNothingTwice() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["enrollments/copy.yaml"] = stage.book["enrollments/e.yaml"]
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
    }
}

extension Stage {
    /// Puts further people into the enrollment and claims what is due for them.
    fileprivate mutating func claimed(_ people: [String]) throws -> Claim? {
        for person in people { book["people/\(person).yaml"] = .person(person) }
        book["enrollments/e.yaml", default: ""] += people.map { "  - \($0)\n" }.joined()
        try reconcile()
        return try claim()
    }
}
