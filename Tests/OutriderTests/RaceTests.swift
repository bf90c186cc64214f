import Foundation
import Testing

/// Several programs at once on one repository.
@Suite struct RaceTests {
    private static let many = TestBook.Template(Samples.quick(people: 200))

    @Test(arguments: 2...6) func runsAtOnceSendEachMessageOnce(_ count: Int) throws {
        let book = try TestBook(copying: Self.many)
        let invariants = try Invariants(book)
        let runs = try (0..<count).map { _ in try book.begin(["run", "--format", "json"]) }
        var sent = 0
        for run in runs {
            let end = run.wait()
            #expect(end == .exit(0) || end == .exit(5), "\(run.output.suffix(500))\(run.errors)")
            if end == .exit(0) { sent += try RunReport(run.output).sent }
        }
        #expect(sent == 400)
        #expect(try book.run().sent == 0)
        try invariants.check(delivered: Samples.messages(people: 200, "first", "second"))
    }

    /// One of them is killed while the others work.
    @Test(arguments: ["claim.landed", "send.accepted", "record.landed"])
    func aKilledRunAmongOthersLosesNothing(_ boundary: String) throws {
        let book = try TestBook(copying: Self.many)
        let invariants = try Invariants(book)
        let runs = try (0..<3).map { number in
            try book.begin(["run"], variables: number == 0 ? ["OUTRIDER_BOUNDARY": "\(boundary):1:kill"] : [:])
        }
        for run in runs {
            let end = run.wait()
            #expect([.exit(0), .exit(5), .signal(SIGKILL)].contains(end), "\(run.errors)")
        }
        try book.run()
        #expect(try book.run().commits == 0)
        try invariants.check(delivered: Samples.messages(people: 200, "first", "second"))
    }

    @Test func twoActsAtOnceBothCount() throws {
        let book = try TestBook(copying: Samples.twoTasks)
        #expect(try book.run().tasks == 2)
        let keys = try LogLine.all(book).filter { $0.event == "task" }.compactMap(\.key)
        let acts = try keys.map { try book.begin(["done", $0]) } + [try book.begin(["run"])]
        for act in acts { #expect(act.wait() == .exit(0), "\(act.errors)") }
        let done = try LogLine.all(book).filter { $0.event == "done" }
        #expect(Set(done.compactMap(\.key)) == Set(keys))
        #expect(done.count == 2)
        try Invariants(book).checkJournal()
    }

    @Test func oneTaskIsDoneOnce() throws {
        let book = try TestBook(copying: Samples.twoTasks)
        try book.run()
        let key = try #require(try LogLine.all(book).first { $0.event == "task" }?.key)
        let acts = try (0..<3).map { _ in try book.begin(["done", key]) }
        let ends = acts.map { $0.wait() }
        #expect(ends.count { $0 == .exit(0) } == 1 && ends.count { $0 == .exit(1) } == 2, "\(ends)")
        #expect(try LogLine.all(book).count { $0.event == "done" } == 1)
    }

    @Test func commitsOnMainDuringRunsDisturbNeither() throws {
        let book = try TestBook(copying: Self.many)
        let runs = try (0..<2).map { _ in try book.begin(["run"]) }
        for number in 0..<15 {
            try book.write("notes/\(number).txt", "A note.\n")
            try book.commit("book: edit \(number)")
        }
        for run in runs {
            let end = run.wait()
            #expect(end == .exit(0) || end == .exit(5), "\(run.errors)")
        }
        #expect(try book.git("rev-list", "--count", "main") == "17")
        let invariants = try Invariants(book)
        try book.run()
        try invariants.check(delivered: Samples.messages(people: 200, "first", "second"))
    }

    @Test func initsAtOnceMakeOneJournal() throws {
        let book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        for (path, text) in Samples.quick(people: 1) { try book.write(path, text) }
        try book.commit("book: begin")
        let inits = try (0..<4).map { _ in try book.begin(["init"]) }
        for run in inits {
            let end = run.wait()
            #expect(end == .exit(0) || end == .exit(6), "\(run.errors)")
        }
        #expect(try book.outrider("init").end == .exit(0))
        let id = try #require(try book.journal("journal.json").firstMatch(of: /"book": "([0-9a-f]+)"/)?.1)
        #expect(try book.read("outrider.yaml").components(separatedBy: "book: ").count == 2)
        #expect(try book.read("outrider.yaml").contains("book: \(id)\n"))
    }
}
