import Foundation
import Testing

/// Kills at every boundary of section 8 of the journal's contract that a book without a remote reaches.
@Suite struct CrashTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let boundary: String
        let time: Int
        var people = 3
        var testDescription: String { "\(boundary):\(time) of \(people) people" }
    }

    /// The boundaries of a run and how often a run with two claims passes each; every pass is killed once.
    static let passes: [(boundary: String, times: ClosedRange<Int>)] = [
        ("resolve.fetched", 1...1), ("recover.read", 1...1), ("reconcile.built", 1...1), ("plan.done", 1...3),
        ("claim.intent", 1...2), ("claim.built", 1...3), ("claim.pushing", 1...3), ("claim.landed", 1...3),
        ("claim.confirmed", 1...2), ("send.begin.append", 1...2), ("send.begin.synced", 1...2),
        ("send.connected", 1...2), ("send.partial", 1...4), ("send.complete", 1...4), ("send.accepted", 1...6),
        ("send.answered", 1...2), ("send.done.append", 1...2), ("send.done.synced", 1...2), ("record.built", 1...2),
        ("record.pushing", 1...2), ("record.landed", 1...2), ("record.confirmed", 1...2), ("wal.end", 1...1),
        ("wal.removed", 1...1),
    ]

    static let cases: [Case] =
        passes.flatMap { pass in pass.times.map { Case(boundary: pass.boundary, time: $0) } }
        + ["send.partial", "send.complete", "send.accepted", "send.answered"].flatMap { boundary in
            [1, 2].map { Case(boundary: boundary, time: boundary == "send.answered" ? $0 : $0 * 5, people: 7) }
        }

    /// Boundaries that belong to what this version has not: pulled events, remotes, quotas, compaction, erasure. A
    /// run passes none of them; when one begins to, its test here fails and it moves into the matrix.
    static let unreachable = [
        "pull.page", "pull.built", "pull.pushing", "pull.landed", "takeover.landed", "takeover.reposted", "halt.quota",
        "signal.second", "compact.pushing", "erase.pushing",
    ]

    private func book(people: Int) throws -> TestBook {
        try TestBook(copying: people == 3 ? Samples.three : Samples.seven)
    }

    @Test(arguments: cases) func aRunThatIsKilledIsMadeGood(_ test: Case) throws {
        let book = try book(people: test.people)
        let invariants = try Invariants(book)
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "\(test.boundary):\(test.time):kill"])
        #expect(crash.end == .signal(SIGKILL), "\(test.boundary) was not reached: \(crash.all)")
        try finish(book, invariants, people: test.people)
    }

    /// One more run sends what is left, one more finds nothing, and a day later everybody gets the next step.
    private func finish(_ book: TestBook, _ invariants: Invariants, people: Int) throws {
        let repair = try book.run()
        #expect(repair.unknown == 0 && repair.failed == 0)
        try invariants.check(delivered: Samples.messages(people: people, "first", "second"))
        let tip = try book.git("rev-parse", TestBook.journal)
        let idle = try book.run()
        #expect(idle.sent == 0 && idle.settled == 0 && idle.commits == 0)
        #expect(try book.git("rev-parse", TestBook.journal) == tip)
        book.now = "2026-11-24T10:00:00Z"
        let next = try book.run()
        #expect(next.sent == people)
        try invariants.check(delivered: Samples.messages(people: people, "first", "second", "third"))
    }

    @Test(arguments: ["settle.asked", "settle.built", "settle.landed"])
    func settlingThatIsKilledIsMadeGood(_ boundary: String) throws {
        let book = try book(people: 3)
        let invariants = try Invariants(book)
        let first = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.accepted:2:kill"])
        #expect(first.end == .signal(SIGKILL), "\(first.all)")
        let second = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "\(boundary):1:kill"])
        #expect(second.end == .signal(SIGKILL), "\(boundary) was not reached: \(second.all)")
        try finish(book, invariants, people: 3)
    }

    /// A run may be killed again and again, each time a little later.
    @Test func manyCrashesInARowAreMadeGood() throws {
        let book = try book(people: 3)
        let invariants = try Invariants(book)
        let boundaries = [
            "reconcile.built", "claim.intent", "claim.landed", "send.begin.synced", "send.partial", "send.complete",
            "send.accepted", "settle.built", "send.answered", "record.landed", "settle.landed", "wal.end",
        ]
        for boundary in boundaries {
            let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "\(boundary):1:kill"])
            #expect(crash.end == .signal(SIGKILL) || crash.end == .exit(0), "\(crash.all)")
        }
        try book.run()
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    @Test func initThatIsKilledCanBeRepeated() throws {
        let book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        for (path, text) in Samples.quick(people: 3) { try book.write(path, text) }
        try book.commit("book: begin")
        let crash = try book.outrider("init", variables: ["OUTRIDER_BOUNDARY": "init.pushing:1:kill"])
        #expect(crash.end == .signal(SIGKILL), "\(crash.all)")
        #expect(try book.outrider("init").end == .exit(0))
        #expect(try book.outrider("init").output == "Nothing is missing.\n")
        try book.commit("book: identity")
        #expect(try book.run().sent == 6)
    }

    @Test func adoptingThatIsKilledCanBeRepeated() throws {
        let book = try book(people: 3)
        try book.run()
        try book.git("update-ref", TestBook.journal, TestBook.journal + "~1")
        let crash = try book.outrider("journal", "adopt", variables: ["OUTRIDER_BOUNDARY": "adopt.pushing:1:kill"])
        #expect(crash.end == .signal(SIGKILL), "\(crash.all)")
        #expect(try book.outrider("run").end == .exit(6))
        let adopted = try book.outrider("journal", "adopt")
        #expect(adopted.end == .exit(0), "\(adopted.all)")
        #expect(try book.run().sent == 0)
    }

    @Test func theDeadlineAndTheFirstSignalAreBoundariesToo() throws {
        let late = try book(people: 3)
        let crash = try late.outrider("run", "--deadline", "0s", variables: ["OUTRIDER_BOUNDARY": "deadline:1:kill"])
        #expect(crash.end == .signal(SIGKILL), "\(crash.all)")
        try finish(late, try Invariants(late), people: 3)
        let book = try book(people: 3)
        let invariants = try Invariants(book)
        // The run waits for the outbox, which this test holds; so the signal comes before the first claim.
        let lock = try HeldLock(book.folder + "/outbox/.lock")
        let tip = try book.git("rev-parse", TestBook.journal)
        let run = try book.begin(["run"], variables: ["OUTRIDER_BOUNDARY": "signal.first:1:kill"])
        for _ in 0..<1000 {
            guard try book.git("rev-parse", TestBook.journal) == tip else { break }
            usleep(5_000)
        }
        run.send(SIGINT)
        lock.release()
        #expect(run.wait() == .signal(SIGKILL), "\(run.errors)")
        try finish(book, invariants, people: 3)
    }

    @Test(arguments: unreachable) func whatThisVersionHasNotIsNotReached(_ boundary: String) throws {
        let book = try book(people: 3)
        let run = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "\(boundary):1:kill"])
        #expect(run.end == .exit(0), "\(boundary) is reached now: move it into the matrix; \(run.all)")
    }

    @Test func boundariesNeedASetClock() throws {
        let book = try book(people: 3)
        let run = try book.outrider(
            "run", "--dry-run", variables: ["OUTRIDER_BOUNDARY": "resolve.fetched:1:kill", "OUTRIDER_NOW": ""])
        #expect(run.end != .signal(SIGKILL), "\(run.all)")
        #expect(try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "no.such:1:kill"]).end == .exit(64))
    }
}
