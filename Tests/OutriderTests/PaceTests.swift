import Foundation
import Testing

/// `perMinute`: a run waits for the next minute within its deadline, where its clock runs.
@Suite struct PaceTests {
    private static func book(now: String = TestBook.monday) throws -> TestBook {
        var files = [
            "outrider.yaml":
                "version: 1\nname: Acme\njournal: {remote: none}\nchannels: {email: {perMinute: 1}}\n"
                + "defaults: {grace: 0m}\n",
            "sequences/s.yaml": "name: S\nsteps:\n  - {id: hi, channel: email, subject: S, body: B}\n",
            "enrollments/e.yaml": "sequence: s\npeople: [ada, bob, cid]\n",
        ]
        for person in ["ada", "bob", "cid"] {
            files["people/\(person).yaml"] = "firstName: \(person)\nemail: \(person)@example.com\n"
        }
        return try TestBook(files, now: now)
    }

    private static var present: String { ISO8601DateFormatter().string(from: Date()) }
    private static let realClock = ["OUTRIDER_NOW": ""]

    @Test func aSetClockDoesNotWait() throws {
        let book = try Self.book()
        for minute in 0..<3 {
            let report = try book.run(now: "2026-11-23T09:0\(minute):30Z")
            #expect(report.sent == 1 && report.end == "finished")
            #expect(report.held == (minute == 2 ? [:] : ["cap": 2 - minute]))
        }
    }

    /// It does not wait for a minute that lies behind its deadline.
    @Test func theDeadlineEndsIt() throws {
        let book = try Self.book(now: Self.present)
        let begun = Date()
        let run = try book.outrider(
            "run", "--deadline", "2s", "--format", "json", variables: Self.realClock)
        #expect(run.end == .exit(0), "\(run.all)")
        let report = try RunReport(run.output)
        // The minute may change while it runs.
        #expect((1...2).contains(report.sent) && report.end == "deadline", "\(run.all)")
        #expect(Date().timeIntervalSince(begun) < 30)
    }

    @Test func aSignalEndsTheWait() throws {
        let book = try Self.book(now: Self.present)
        let run = try book.begin(["run", "--format", "json"], variables: Self.realClock)
        // It has sent the first by then, and waits, for a minute or two.
        let outbox = book.folder + "/outbox/email/new"
        let begun = Date()
        while Date().timeIntervalSince(begun) < 30,
            (try? FileManager.default.contentsOfDirectory(atPath: outbox))?.isEmpty ?? true
        {
            usleep(20_000)
        }
        usleep(500_000)
        run.send(SIGINT)
        #expect(run.wait(seconds: 30) == .exit(130))
        #expect(Date().timeIntervalSince(begun) < 50)
        let report = try RunReport(run.output)
        #expect((1...2).contains(report.sent) && report.end == "interrupted")
    }
}
