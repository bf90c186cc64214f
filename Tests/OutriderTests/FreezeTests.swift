import Foundation
import Testing

/// Runs that are stopped in the middle and go on when another has settled what they had claimed.
@Suite struct FreezeTests {
    private static let everything = Samples.messages(people: 3, "first", "second")

    private func freeze(_ book: TestBook, _ boundary: String) throws -> Child {
        let run = try book.begin(
            ["run", "--format", "json"], variables: ["OUTRIDER_BOUNDARY": "\(boundary):1:stop"])
        try #require(run.waitUntilStopped() == .stopped, "\(boundary) was not reached: \(run.errors)")
        return run
    }

    private func thaw(_ run: Child, exit: Int32 = 0, _ place: SourceLocation = #_sourceLocation) {
        run.send(SIGCONT)
        #expect(run.wait() == .exit(exit), "\(run.output)\(run.errors)", sourceLocation: place)
    }

    /// Before its time is over nobody touches what a run has claimed, and a second run ends well.
    @Test(arguments: ["claim.confirmed", "send.begin.synced", "send.connected", "send.complete", "send.done.synced"])
    func othersLeaveAClaimAlone(_ boundary: String) throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let frozen = try freeze(book, boundary)
        let other = try book.run()
        #expect(other.sent == 0 && other.settled == 0)
        #expect(other.held == ["claimed-elsewhere": 3])
        #expect(other.claimedUntil == "2026-11-23T09:12:30Z")
        thaw(frozen)
        try invariants.check(delivered: Self.everything)
    }

    /// Not yet begun in the outbox: the settling run fences it, proves that nothing left, and sends it itself.
    @Test(arguments: ["claim.confirmed", "send.begin.synced"])
    func whatWasFencedIsSentByTheOtherRunAlone(_ boundary: String) throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let frozen = try freeze(book, boundary)
        book.now = "2026-11-23T10:00:00Z"
        let other = try book.run()
        #expect(other.settled == 3 && other.sent == 6)
        #expect(book.outbox.messages.allSatisfy { $0.gen == ($0.channel == "email" ? 1 : 0) })
        thaw(frozen)
        let late = try LogLine.all(book).filter { $0.late == true }
        #expect(late.count == 3 && late.allSatisfy { $0.event == "released" && $0.gen == 0 }, "\(late)")
        #expect(try book.run().sent == 0)
        try invariants.check(delivered: Self.everything)
    }

    /// The frozen run holds the outbox: nobody can know, so nothing is sent again; what it does later is recorded.
    @Test(arguments: ["send.connected", "send.complete"])
    func whatNobodyCanKnowStaysInDoubtUntilTheHolderTells(_ boundary: String) throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let frozen = try freeze(book, boundary)
        book.now = "2026-11-23T10:00:00Z"
        let other = try book.run(exit: 3)
        #expect(other.unknown == 3 && other.sent == 0)
        thaw(frozen)
        let late = try LogLine.all(book).filter { $0.late == true }
        #expect(late.count == 3 && late.allSatisfy { $0.event == "sent" }, "\(late)")
        try book.run()
        #expect(try book.run().commits == 0)
        try invariants.check(delivered: Self.everything)
    }

    /// The lease runs on the boot clock while `OUTRIDER_NOW` holds the calendar still.
    @Test(arguments: ["send.begin.synced", "send.complete"])
    func nothingStartsAfterTheLease(_ boundary: String) throws {
        let book = try TestBook(Samples.quick(people: 3, lease: "2s"))
        let invariants = try Invariants(book)
        let frozen = try freeze(book, boundary)
        usleep(2_300_000)
        thaw(frozen)
        let report = try RunReport(frozen.output)
        #expect(report.released == 3 && report.sent == 6)
        #expect(book.outbox.messages.allSatisfy { $0.gen == ($0.channel == "email" ? 1 : 0) })
        try invariants.check(delivered: Self.everything)
    }
}
