import Foundation
import Testing

/// Every act is one commit on the journal, and one that changes nothing is none.
@Suite struct ActCommitTests {
    private static let files = [
        "outrider.yaml": """
        version: 1
        name: Acme
        timezone: UTC
        journal: {remote: none}
        defaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}

        """,
        ".gitignore": "outbox/\n",
        "senders/jo.yaml": "firstName: Jo\n", "companies/acme.yaml": "name: Acme\n",
        "sequences/two.yaml": """
        name: Two
        onEdit: pin
        steps:
          - {id: one, channel: email, subject: "Hello", body: "One."}
          - {id: two, channel: email, delay: 1d, thread: one, body: "Two."}

        """,
        "sequences/call.yaml": "name: Call\nsteps:\n  - {id: call, channel: task, body: \"Call {{firstName}}\"}\n",
        "enrollments/mail.yaml": "sequence: two\npeople: [ada, bob, cy]\n",
        "enrollments/calls.yaml": "sequence: call\npeople: [ada, bob, cy]\n",
        "people/ada.yaml": "firstName: Ada\nemail: ada@example.com\ncompany: acme\n",
        "people/bob.yaml": "firstName: Bob\nemail: bob@example.com\n",
        "people/cy.yaml": "firstName: Cy\nemail: cy@example.com\n",
    ]

    /// A book in which everybody has had the first mail, and has a task open.
    private static let sent: TestBook.Template = .init(files)

    private func book() throws -> TestBook {
        let book = try TestBook(copying: Self.sent)
        let run = try book.run()
        #expect(run.sent == 3 && run.tasks == 3)
        return book
    }

    private func commits(_ book: TestBook) throws -> Int {
        try #require(Int(try book.git("rev-list", "--count", TestBook.journal)))
    }

    /// Does an act, and once more.
    ///
    /// - Parameter repeats: whether the second time changes something too.
    private func act(
        _ book: TestBook, _ line: String, repeats: Bool? = false, _ place: SourceLocation = #_sourceLocation
    ) throws {
        var expected = try commits(book)
        for isAgain in [false, true] {
            guard !isAgain || repeats != nil else { return }
            let done = Finished(try book.begin(line.split(separator: " ").map(String.init)))
            if !isAgain || repeats == true { expected += 1 }
            #expect(try commits(book) == expected, "\(line)\n\(done.all)", sourceLocation: place)
            #expect(done.end == .exit(0), "\(line)\n\(done.all)", sourceLocation: place)
        }
    }

    private func key(_ book: TestBook, _ event: String, of person: String) throws -> String {
        let lines = try LogLine.all(book).filter { $0.event == event && $0.person == person }
        return try #require(lines.last?.key)
    }

    @Test(arguments: [
        "reply", "out-of-office", "bounce", "complaint", "unsubscribe", "meeting", "interested", "not-interested",
        "wrong-person",
    ])
    func record(answer: String) throws {
        let book = try book()
        try act(book, "record \(answer) ada --channel email --by jo --reason heard")
        try Invariants(book).checkJournal()
    }

    @Test(arguments: ["DELIVERED", "FAILED", "BOUNCED"]) func mark(status: String) throws {
        let book = try book()
        try act(book, "mark \(try key(book, "sent", of: "bob")) \(status)")
    }

    @Test(arguments: ["ada", "ada@example.com", "@example.com", "ada --channel sms"]) func suppress(target: String)
        throws
    {
        let book = try book()
        try act(book, "suppress \(target) --by jo")
        try act(book, "resubscribe \(target) --by jo")
        try Invariants(book).checkJournal()
    }

    @Test(arguments: [
        "", "email", "sender/jo", "sequence/two", "company/acme", "enrollment/mail", "ada", "person/ada",
    ])
    func pause(target: String) throws {
        let book = try book()
        try act(book, "pause \(target) --now --by jo")
        try act(book, "resume \(target) --now --by jo")
    }

    @Test(arguments: ["", "--skipped", "--failed"]) func tasks(end: String) throws {
        let book = try book()
        try act(book, "done \(try key(book, "task", of: "cy")) \(end)", repeats: nil)
        let event = ["": "done", "--skipped": "skipped"][end, default: "failed"]
        #expect(try LogLine.all(book).count { $0.event == event && $0.person == "cy" } == 1)
    }

    @Test func reopen() throws {
        let book = try book()
        try act(book, "record reply ada --enrollment mail")
        try act(book, "reopen mail ada", repeats: nil)
    }

    @Test func repin() throws {
        let book = try book()
        try book.edit("sequences/two.yaml", "Two.", "Two, anew.")
        try book.commit("book: words")
        try book.run()
        try act(book, "repin mail --by jo")
    }

    /// All that a filter selects, in one.
    @Test(arguments: ["--send", "--skip"]) func resolve(decision: String) throws {
        let book = try TestBook(copying: Self.sent)
        try book.write("outrider.yaml", try book.read("outrider.yaml") + "review: required\n")
        try book.commit("book: review")
        #expect(try book.run().held["review"] == 3)
        try act(book, "resolve --held review \(decision)")
    }

    /// Of what is in doubt, all of a run.
    @Test(arguments: ["--sent", "--not-sent"]) func resolveInDoubt(decision: String) throws {
        let book = try TestBook(copying: Self.sent)
        let frozen = try book.begin(["run"], variables: ["OUTRIDER_BOUNDARY": "send.connected:1:stop"])
        try #require(frozen.waitUntilStopped() == .stopped)
        let run = try #require(try LogLine.all(book).last { $0.event == "claimed" }?.run)
        // The frozen run holds the outbox, so nobody can know what has gone.
        book.now = "2026-11-23T10:00:00Z"
        #expect(try book.run(exit: 3).unknown == 3)
        try act(book, "resolve --run \(run) \(decision)", repeats: nil)
        let messages = try LogLine.all(book).filter { $0.event == "resolved" }
        #expect(messages.count == 3 && messages.allSatisfy { "--\($0.code ?? "")" == decision })
    }

    @Test func adopt() throws {
        let book = try book()
        try book.git("mv", "people/ada.yaml", "people/ada2.yaml")
        for path in ["enrollments/mail.yaml", "enrollments/calls.yaml"] { try book.edit(path, "ada,", "ada2,") }
        try book.commit("book: move")
        try book.run()
        try act(book, "journal adopt ada2", repeats: nil)
    }
}
