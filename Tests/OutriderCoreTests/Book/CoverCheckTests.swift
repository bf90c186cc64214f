import OutriderCore
import Testing

/// Senders who write for others while these are away.
@Suite struct CoverCheckTests {
    /// Ada and Bob get a step that names the sender's title, from a sender who is away.
    static func files(_ senders: [String: String]) -> [String: String] {
        var files = [
            "people/bob.yaml": "firstName: Bob\nemail: bob@example.com\n",
            "templates/intro.yaml": "subject: Hello\nbody: Hi {{firstName}}, {{sender.firstName}}, {{sender.title}}\n",
            "enrollments/first.yaml": "sequence: four\nsender: jo\npeople:\n  - za/ada\n  - bob\n",
        ]
        for (id, text) in senders { files["senders/\(id).yaml"] = text }
        return files
    }

    static func away(_ cover: String, until: String = "2027-01-05") -> String {
        "away: {from: 2026-12-15, until: \(until), cover: \(cover)}\n"
    }

    static func problem(_ sender: String, line: Int, column: Int, _ cover: String) -> String {
        "senders/\(sender).yaml:\(line):\(column) warning[missing-variable] '\(cover)', who writes for 'jo', has no value for "
            + "sender.title in the step 'intro' | add it to senders/\(cover).yaml, give a fallback, or test for it with "
            + "{{#name}}…{{/name}}"
    }

    @Test func whatACoverLacksIsSaidOnce() throws {
        let senders = ["jo": "firstName: Jo\ntitle: Partner\n\(Self.away("sam"))", "sam": "firstName: Sam\n"]
        let problems = try GoodBook.problems(with: Self.files(senders))
        #expect(problems == [Self.problem("jo", line: 3, column: 52, "sam")])
    }

    @Test func coversOfCoversCountWhileBothAreAway() throws {
        var senders = [
            "jo": "firstName: Jo\ntitle: Partner\n\(Self.away("sam"))",
            "sam": "firstName: Sam\ntitle: Partner\n\(Self.away("kim"))", "kim": "firstName: Kim\n",
        ]
        #expect(try GoodBook.problems(with: Self.files(senders)) == [Self.problem("sam", line: 3, column: 52, "kim")])
        senders["sam"] = "firstName: Sam\ntitle: Partner\naway: {from: 2027-02-01, until: 2027-02-02, cover: kim}\n"
        #expect(try GoodBook.problems(with: Self.files(senders)).isEmpty)
    }

    @Test func coversInACircleAreReportedAndLookedAtOnce() throws {
        let senders = [
            "jo": "firstName: Jo\ntitle: Partner\n\(Self.away("sam"))", "sam": "firstName: Sam\n\(Self.away("jo"))",
        ]
        let problems = try GoodBook.problems(with: Self.files(senders))
        #expect(problems.contains(Self.problem("jo", line: 3, column: 52, "sam")))
        #expect(problems.count { $0.contains("[cover-loop]") } == 2)
        #expect(problems.count == 3)
    }

    @Test func absencesThatAreOverDoNotMatter() throws {
        let senders = ["jo": "firstName: Jo\ntitle: Partner\n\(Self.away("sam"))", "sam": "firstName: Sam\n"]
        let source = MemorySource(GoodBook.files.merging(Self.files(senders)) { _, new in new })
        let before = try #require(Instant(rfc3339: "2027-01-04T10:00:00Z"))
        let after = try #require(Instant(rfc3339: "2027-01-05T10:00:00Z"))
        #expect(try Check.all(Book(source), now: before).diagnostics.count == 1)
        #expect(try Check.all(Book(source), now: after).diagnostics.isEmpty)
    }
}
