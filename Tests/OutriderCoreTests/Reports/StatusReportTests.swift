import OutriderCore
import Testing

@Suite("Reports tell what the journal says")
struct StatusReportTests {
    private static func text(_ header: JournalHeader) -> String { header.json.compact }

    /// A journal with that book, those lines of people and those of one history file.
    private func ledger(people: [String], history: [String: [String]] = [:]) throws -> Ledger {
        var header = JournalHeader(
            book: "00000000", prefix: "", branch: "main", ref: "refs/heads/outrider-journal", salt: "00")
        header.lastRun = Instant(rfc3339: "2026-11-22T08:00:00Z")
        var files = [JournalHeader.path: header.json.compact]
        for (path, text) in SmallBook.files { files["book/" + path] = text }
        files["people/all.jsonl"] = people.map { $0 + "\n" }.joined()
        files["sequences/hello.json"] = #"{"steps":["intro","nudge","ring"]}"# + "\n"
        for (path, lines) in history { files["history/" + path] = lines.map { $0 + "\n" }.joined() }
        return try Ledger(MemorySource(files))
    }

    private let now = Instant(rfc3339: "2026-11-23T08:00:00Z") ?? .min

    private let ada = #"{"next":"9","person":"za/ada","active":["backend"]}"#
    private let grace = #"{"next":"9","person":"grace","active":["backend"]}"#

    private func line(_ person: String, _ rest: String) -> String {
        #"{"next":"9","person":"\#(person)","enrollment":"backend",\#(rest),"at":"2026-11-22T08:00:00Z"}"#
    }

    @Test func anEmptyJournalHasNoRows() throws {
        let report = try StatusReport.make(try ledger(people: []), now: now)
        #expect(report.isEmpty)
        #expect(report.lastRun == Instant(rfc3339: "2026-11-22T08:00:00Z"))
    }

    @Test(arguments: [
        (#""status":"ACTIVE","done":["intro"]"#, "due"),
        (#""status":"ACTIVE","done":["intro","nudge"],"task":"2026-11-23T07:00:00Z""#, "task"),
        (#""status":"ACTIVE","done":["intro"],"claim":"20261122T080000Z-0123abcd-1""#, "in doubt"),
        (#""status":"ACTIVE","done":[],"hold":{"reason":"adopted"}"#, "adopted"),
        (#""status":"PAUSED","reason":"file","done":[]"#, "paused"),
        (#""status":"COMPLETED","reason":"finished","done":["intro","nudge","ring"]"#, "completed"),
        (#""status":"CANCELLED","reason":"removed","done":[]"#, "cancelled"),
    ])
    func eachPersonStandsInOnePlace(rest: String, word: String) throws {
        let ledger = try ledger(people: [ada, line("za/ada", rest)])
        let report = try StatusReport.make(ledger, now: now, enrollments: ["backend"])
        #expect(report.standings.map(\.place.word) == [word])
        let counts = try #require(report.rows.first?.counts)
        #expect(counts.people == 1)
        let places =
            counts.waiting + counts.due + counts.tasks + counts.inDoubt + counts.paused + counts.completed
            + counts.cancelled + counts.held.values.reduce(0, +)
        #expect(places == 1)
    }

    @Test func aStepToComeIsWaitedFor() throws {
        let early = Instant(rfc3339: "2026-11-22T09:00:00Z") ?? .min
        let ledger = try ledger(people: [ada, line("za/ada", #""status":"ACTIVE","done":["intro"]"#)])
        let standing = try #require(
            try StatusReport.make(ledger, now: early, enrollments: ["backend"]).standings.first)
        #expect(standing.place == .waiting)
        #expect(standing.lastStep == "intro")
        #expect(standing.nextStep == "nudge")
        // The day after in Johannesburg begins at 22:00 UTC.
        #expect(standing.nextAt == Instant(rfc3339: "2026-11-22T22:00:00Z"))
    }

    @Test func whatIsInDoubtIsNamedByItsKey() throws {
        let rest = #""status":"ACTIVE","done":["intro"],"claim":"20261122T080000Z-0123abcd-1""#
        let report = try StatusReport.make(try ledger(people: [ada, line("za/ada", rest)]), now: now)
        let doubt = try #require(report.doubts.first)
        let key = DeliveryKey(book: "00000000", enrollment: "backend", person: "za/ada", step: "nudge", occurrence: 0)
        #expect(doubt.key == key.text)
        #expect(doubt.claim == "20261122T080000Z-0123abcd-1")
    }

    @Test func anOpenTaskComesWithWordsAndNumber() throws {
        let done = #""status":"ACTIVE","done":["intro","nudge"],"task":"2026-11-23T07:00:00Z""#
        let tasks = try TaskReport.make(try ledger(people: [ada, line("za/ada", done)]), now: now, until: now)
        let task = try #require(tasks.first)
        #expect(tasks.count == 1)
        #expect(task.since == Instant(rfc3339: "2026-11-23T07:00:00Z"))
        #expect(task.text == "Ask Ada for a time.")
        #expect(task.address == "+27821234567")
    }

    // MARK: History

    private func event(_ id: Int, _ time: String, _ kind: String, _ rest: String = "") -> String {
        #"{"v":1,"id":"\#(id)","t":"2026-11-\#(time)Z","event":"\#(kind)","run":"r","person":"za/ada"\#(rest)}"#
    }

    private func historyLedger() throws -> Ledger {
        try ledger(
            people: [],
            history: [
                "2026/11/20/a-1.jsonl": [event(1, "20T08:00:00", "claimed", #","key":"k","subject":"Hi""#)],
                "2026/11/20/a-2.jsonl": [event(2, "20T08:00:01", "sent", #","key":"k""#), "{cut"],
                "2026/11/22/b-1.jsonl": [event(3, "22T08:00:00", "done"), event(4, "21T09:00:00", "task")],
            ])
    }

    @Test func theHistoryIsOldestFirstAndDamageIsNamed() throws {
        let result = try HistoryQuery().run(try historyLedger())
        #expect(result.events.map(\.id) == ["1", "2", "4", "3"])
        #expect(result.damaged.map(\.place) == ["history/2026/11/20/a-2.jsonl:2"])
        #expect(!result.hasMore)
        #expect(result.subjects == ["k": "Hi"])
    }

    @Test func aLimitTakesTheNewest() throws {
        let result = try HistoryQuery(limit: 3).run(try historyLedger())
        #expect(result.events.map(\.id) == ["2", "4", "3"])
        #expect(result.hasMore)
        #expect(result.subjects == ["k": "Hi"])
    }

    @Test func eventsAreFiltered() throws {
        let ledger = try historyLedger()
        let since = Instant(rfc3339: "2026-11-21T00:00:00Z")
        #expect(try HistoryQuery(since: since).run(ledger).events.map(\.id) == ["4", "3"])
        #expect(try HistoryQuery(kinds: [.sent]).run(ledger).events.map(\.id) == ["2"])
        #expect(try HistoryQuery(person: "za/ada").run(ledger).events.count == 4)
        #expect(try HistoryQuery(person: "grace").run(ledger).events.isEmpty)
    }

    /// Runs of one second are named at random: what follows from what gives their order.
    @Test func eventsOfOneSecondStandInTheirOrder() throws {
        func line(_ run: String, _ n: Int, _ kind: String, _ key: String?) -> String {
            let key = key.map { #","key":"\#($0)","gen":0"# } ?? ""
            return #"{"v":1,"id":"\#(n)","t":"2026-11-22T08:00:00Z","event":"\#(kind)","run":"\#(run)","#
                + #""person":"za/ada","enrollment":"backend"\#(key)}"#
        }
        let ledger = try ledger(
            people: [],
            history: [
                "2026/11/22/a-1.jsonl": [line("a", 4, "completed", nil)],
                "2026/11/22/b-1.jsonl": [line("b", 3, "done", "k")],
                "2026/11/22/c-1.jsonl": [line("c", 1, "enrolled", nil), line("c", 2, "task", "k")],
            ])
        #expect(try HistoryQuery().run(ledger).events.map(\.id) == ["1", "2", "3", "4"])
    }

    @Test func onePersonIsListedWithAllEnrollments() throws {
        let ledger = try ledger(people: [ada, line("za/ada", #""status":"ACTIVE","done":["intro"]"#)])
        let report = try StatusReport.make(ledger, now: now, person: "za/ada")
        #expect(report.standings.map(\.enrollment) == ["backend"])
        #expect(report.rows.map(\.counts.people) == [1])
        #expect(try StatusReport.make(ledger, now: now, person: "grace").standings.isEmpty)
        #expect(try ledger.findPerson("ADA@home.example") == "za/ada")
        #expect(throws: LookupError.self) { try ledger.findPerson("gone") }
    }
}
