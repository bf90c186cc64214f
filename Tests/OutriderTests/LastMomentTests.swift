import Foundation
import Testing

/// What is known only after a claim still counts before its messages leave, and a run's own commits hide no lateness.
@Suite struct LastMomentTests {
    private func freeze(_ book: TestBook) throws -> Child {
        let run = try book.begin(
            ["run", "--format", "json"], variables: ["OUTRIDER_BOUNDARY": "claim.confirmed:1:stop"])
        try #require(run.waitUntilStopped() == .stopped, "\(run.errors)")
        return run
    }

    /// Somebody opts out between the claim and the send, by whatever they are known.
    @Test(arguments: [["suppress", "p001"], ["record", "unsubscribe", "p001"], ["suppress", "@p001.example"]])
    func anOptOutStopsWhatIsClaimed(act: [String]) throws {
        var files = Samples.quick(people: 3)
        files["people/p001.yaml"] = files["people/p001.yaml"]?.replacingOccurrences(
            of: "@example.com", with: "@p001.example")
        let book = try TestBook(files)
        let run = try freeze(book)
        #expect(Finished(try book.begin(act)).end == .exit(0))
        run.send(SIGCONT)
        #expect(run.wait() == .exit(0), "\(run.errors)")
        let report = try RunReport(run.output)
        #expect(report.released == 1)
        #expect(!book.outbox.messages.contains { $0.header("To")?.contains("p001") ?? false })
        #expect(try book.run().sent == 0)
        try Invariants(book).checkJournal()
    }

    /// What is merged between the claim and the send binds it too: an opt-out in a file, a pause, a book with errors.
    @Test(arguments: [
        ("people/p001.yaml", "doNotContact: true\n", 0, 4), ("outrider.yaml", "paused: true\n", 0, 0),
        ("people/p001.yaml", "emial: x\n", 4, 0),
    ])
    func aMergeBindsWhatIsClaimed(path: String, line: String, exit: Int32, sent: Int) throws {
        let book = try TestBook(copying: Samples.three)
        let run = try freeze(book)
        try book.write(path, try book.read(path) + line)
        try book.commit("book: a merge")
        run.send(SIGCONT)
        #expect(run.wait() == .exit(exit), "\(run.errors)")
        #expect(book.outbox.messages.count == sent)
        try Invariants(book).checkJournal()
    }

    /// Settings with an error stop every run, but nobody's opt-out.
    @Test func anOptOutIsTakenDownBesideAnError() throws {
        let book = try TestBook(copying: Samples.three)
        #expect(try book.run().sent == 6)
        try book.write("outrider.yaml", try book.read("outrider.yaml") + "gaurd: {}\n")
        try book.commit("book: a mistake")
        for words in [
            ["suppress", "p001"], ["record", "unsubscribe", "p002"], ["record", "reply", "p003"], ["pause", "--now"],
        ] {
            let act = Finished(try book.begin(words))
            #expect(act.end == .exit(0), "\(words): \(act.all)")
        }
        #expect(try book.outrider("run").end == .exit(4))
        try book.edit("outrider.yaml", "gaurd: {}\n", "")
        try book.commit("book: mended")
        #expect(try book.outrider("resume", "--now").end == .exit(0))
        book.now = "2026-11-25T09:00:00Z"
        #expect(try book.run().sent == 0)
    }

    /// The runner stood still for three weeks; that a change was merged meanwhile makes nothing fresh.
    @Test(arguments: [true, false]) func aMergeMakesNothingFresh(merges: Bool) throws {
        let book = try TestBook(copying: Samples.three)
        #expect(try book.run().sent == 6)
        if merges {
            try book.write("companies/new.yaml", "name: New\n")
            try book.commit("book: something else")
        }
        book.now = "2026-12-20T10:00:00Z"
        let plan = try book.outrider("plan", "--format", "json").output
        #expect(plan.contains("too-late"))
        let report = try book.run()
        #expect(report.sent == 0)
        #expect(report.held["too-late"] == 3)
    }

    /// What the environment stops is told by all who say what a run would do.
    @Test func theEnvironmentPausesPlansToo() throws {
        let book = try TestBook(copying: Samples.three)
        #expect(try book.outrider("run", variables: ["OUTRIDER_PAUSED": "1"]).end == .exit(0))
        #expect(book.outbox.messages.isEmpty)
        for words in [["plan"], ["plan", "--until", "7d"], ["run", "--dry-run"], ["status"], ["explain", "p001"]] {
            let said = Finished(try book.begin(words, variables: ["OUTRIDER_PAUSED": "1"])).all
            #expect(said.contains("paused"), "\(words): \(said)")
        }
        #expect(try book.run().sent == 6)
    }
}
