import Foundation
import Testing

/// What is merged while a run is on its way: the run takes it in, under the limits of the whole run.
@Suite struct MidRunTests {
    private static func files(_ people: [String], guard limit: String, more: String = "") -> [String: String] {
        var files = [
            "outrider.yaml":
                "version: 1\nname: Acme\ntimezone: UTC\njournal: {remote: none}\n"
                + "defaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}\nguard: {\(limit)}\n\(more)",
            ".gitignore": "outbox/\n",
            "sequences/s.yaml":
                "name: S\nsteps:\n  - {id: one, channel: email, subject: S, body: B}\n"
                + "  - {id: two, channel: email, delay: 1d, subject: S, body: B}\n",
            "enrollments/e.yaml": "sequence: s\npeople: [\(people.joined(separator: ", "))]\n",
        ]
        for name in people { files["people/\(name).yaml"] = person(name) }
        return files
    }

    private static func person(_ name: String) -> String { "firstName: \(name)\nemail: \(name)@example.com\n" }

    private func freeze(_ book: TestBook, _ boundary: String = "claim.confirmed") throws -> Child {
        let run = try book.begin(
            ["run", "--format", "json"], variables: ["OUTRIDER_BOUNDARY": "\(boundary):1:stop"])
        try #require(run.waitUntilStopped() == .stopped, "\(boundary) was not reached: \(run.errors)")
        return run
    }

    private func thaw(_ run: Child) throws -> RunReport {
        run.send(SIGCONT)
        #expect(run.wait() == .exit(0), "\(run.output)\(run.errors)")
        return try RunReport(run.output)
    }

    /// Two have begun when a merge adds others to the same enrollment, or to another.
    @Test(arguments: [
        ("newPeople: 2", "e", ["cid"], 2, 1), ("newPeople: 3", "e", ["cid"], 3, 0),
        ("newPeople: 3", "e", ["cid", "dan"], 2, 2), ("newPeople: 2", "f", ["cid", "dan"], 4, 0),
    ])
    func theGuardCountsOverARun(limit: String, enrollment: String, added: [String], sent: Int, held: Int) throws {
        let book = try TestBook(Self.files(["ada", "bob"], guard: limit))
        let run = try freeze(book)
        for person in added { try book.write("people/\(person).yaml", Self.person(person)) }
        let people = (enrollment == "e" ? ["ada", "bob"] : []) + added
        try book.write("enrollments/\(enrollment).yaml", "sequence: s\npeople: [\(people.joined(separator: ", "))]\n")
        try book.commit("book: a merge")
        let report = try thaw(run)
        #expect(report.sent == sent)
        #expect(report.held == (held == 0 ? [:] : ["guard": held]))
        try Invariants(book).checkJournal()
        // The next run counts anew.
        #expect(try book.run().sent == held)
    }

    /// Two people with a number in common: the step goes to one of them, in no later claim of the run to the other.
    @Test func aSharedNumberGetsAStepOnce() throws {
        var files = Self.files(["ada", "bob", "cid"], guard: "newPeople: 9")
        files["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: one, channel: email, subject: S, body: B}\n"
            + "  - {id: two, channel: email, subject: S, body: B}\n"
        for person in ["ada", "bob"] { files["people/\(person).yaml", default: ""] += "phone: \"+27821000001\"\n" }
        let book = try TestBook(files)
        let report = try book.run()
        #expect(report.sent == 4 && report.held == ["same-address": 1])
        #expect(try book.run().sent == 0)
    }

    /// A pause by an act, and one that is merged, bind the next claim of the run.
    @Test(arguments: ["act", "merge"])
    func aPauseBindsTheNextClaim(way: String) throws {
        var files = Self.files(["ada"], guard: "newPeople: 9")
        files["sequences/s.yaml"]?.replace("delay: 1d, ", with: "")
        let book = try TestBook(files)
        let run = try freeze(book, "send.answered")
        if way == "act" {
            #expect(try book.outrider("pause", "--now").end == .exit(0))
        } else {
            try book.write("outrider.yaml", try book.read("outrider.yaml") + "paused: true\n")
            try book.commit("book: pause")
        }
        let report = try thaw(run)
        #expect(report.sent == 1 && report.held == ["paused": 1])
    }

    // MARK: OUTRIDER_PAUSED

    /// While it is set nothing goes and nothing is kept; without it all goes.
    @Test(arguments: ["1", "true", "yes"])
    func theEnvironmentPausesARun(value: String) throws {
        let book = try TestBook(Self.files(["ada", "bob"], guard: "newPeople: 9"))
        let paused = try book.run(variables: ["OUTRIDER_PAUSED": value])
        #expect(paused.sent == 0 && paused.held == ["paused": 2] && paused.entered == 2)
        #expect(book.outbox.messages.isEmpty)
        let tip = try book.git("rev-parse", TestBook.journal)
        #expect(try book.run(variables: ["OUTRIDER_PAUSED": value]).commits == 0)
        #expect(try book.git("rev-parse", TestBook.journal) == tip)
        let explained = try book.outrider("explain", "ada", variables: ["OUTRIDER_PAUSED": value])
        #expect(explained.output.contains("OUTRIDER_PAUSED"), "\(explained.all)")
        #expect(try book.run().sent == 2)
    }
}
