import OutriderCore
import Testing

/// Problems that lie between people: lengths of their messages, addresses that two have, moves.
@Suite struct PeopleCheckTests {
    private static func sms(_ body: String, people: [String] = ["Ada"]) -> [String: String] {
        var files = [
            "outrider.yaml": "version: 1\nname: A\n",
            "sequences/s.yaml": "name: S\nsteps:\n  - {id: hi, channel: sms, body: \"\(body)\"}\n",
            "enrollments/e.yaml": "sequence: s\npeople: [\(people.indices.map { "p\($0)" }.joined(separator: ", "))]\n",
        ]
        for (index, name) in people.enumerated() {
            files["people/p\(index).yaml"] = "firstName: \"\(name)\"\nphone: \"+2782000000\(index)\"\n"
        }
        return files
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    @Test(arguments: [
        (sms(text(160)), []),
        (
            sms(text(161)),
            [
                "the SMS of the step 'hi' takes 2 segments for 'p0' | each is paid for as a message; one holds 160 characters, "
                    + "this text has 161"
            ]
        ),
        (
            sms(text(70) + "’"),
            [
                "the SMS of the step 'hi' takes 2 segments for 'p0' | each is paid for as a message; because of U+2019 one holds "
                    + "70 characters and not 160"
            ]
        ),
        (
            sms(text(100) + "{{firstName}}", people: ["Ada", "Zoë’", text(500), "Eve"]),
            [
                "the SMS of the step 'hi' takes 4 segments for 'p2' | each is paid for as a message; one holds 160 characters, "
                    + "this text has 600"
            ]
        ),
        (
            sms(text(100) + "{{firstName}}", people: ["Zo\u{308}"]),
            [
                "the SMS of the step 'hi' takes 2 segments for 'p0' | each is paid for as a message; a value of 'p0' has a "
                    + "character outside GSM-7, so one holds 70 characters and not 160"
            ]
        ),
    ]) func longSMS(_ files: [String: String], _ expected: [String]) throws {
        let wanted = expected.map { "sequences/s.yaml:3:34 note[long-sms] " + $0 }
        #expect(try GoodBook.problems(of: MemorySource(files)) == wanted)
    }

    @Test func tooLongSMS() throws {
        #expect(
            try GoodBook.problems(of: MemorySource(Self.sms(Self.text(1530)))).allSatisfy {
                $0.contains("note[long-sms]")
            })
        let files = Self.sms("{{firstName}}", people: ["Ada", Self.text(1531), Self.text(3000)])
        #expect(
            try GoodBook.problems(of: MemorySource(files)) == [
                "sequences/s.yaml:3:34 error[too-long-sms] the SMS of the step 'hi' takes more than 10 segments for 'p1'"
                    + " | shorten it, or send it as an email"
            ])
        // A run looks at it too.
        #expect(try Check.all(Book(MemorySource(files)), warns: false).diagnostics.map(\.code) == [.tooLongSMS])
        #expect(try Check.all(Book(MemorySource(Self.sms(Self.text(161)))), warns: false).diagnostics == [])
    }

    @Test func wordsOfATemplateCountOnce() throws {
        var files = Self.sms("")
        files["templates/t.yaml"] = "body: |\n  \(Self.text(200))\n"
        files["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: a, channel: sms, template: t}\n  - {id: b, channel: sms, delay: 1d, template: t}\n"
        #expect(
            try GoodBook.problems(of: MemorySource(files)) == [
                "templates/t.yaml:1:7 note[long-sms] the SMS of the step 'a' takes 2 segments for 'p0'"
                    + " | each is paid for as a message; one holds 160 characters, this text has 201"
            ])
    }

    @Test func sharedAddresses() throws {
        let hint = " | whoever comes second in a sequence is held: make one file of the two, or mend the address"
        let problems = try GoodBook.problems(with: [
            "people/bob.yaml": "firstName: Bob\nemail: ADA@Example.com\nphone: +27820000001\nwhatsapp: +27820000001\n",
            "people/cy.yaml": "firstName: Cy\nwhatsapp: +27820000001\n",
        ])
        #expect(
            problems == [
                "people/cy.yaml:2:11 warning[shared-address] 'cy' has the WhatsApp number of 'bob'" + hint,
                "people/za/ada.yaml:2:8 warning[shared-address] 'za/ada' has the email address of 'bob'" + hint,
            ])
    }

    /// `files` in place of the good book's people and enrollments.
    private static func moves(_ before: [String: String], _ after: [String: String]) throws -> [String] {
        let old = GoodBook.files.merging(before) { _, new in new }.filter { !$0.value.isEmpty }
        let new = GoodBook.files.merging(after) { _, new in new }.filter { !$0.value.isEmpty }
        let changes = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted().map {
            BookFileChange(path: $0, old: old[$0], new: new[$0])
        }
        return try MoveCheck.problems(from: Book(MemorySource(old)), to: Book(MemorySource(new)), files: changes)
            .diagnostics.map { "\($0.location.description) \($0.message)" }
    }

    private static let ada = GoodBook.files["people/za/ada.yaml"] ?? ""
    private static let first = GoodBook.files["enrollments/first.yaml"] ?? ""

    @Test func movesWithoutFormerly() throws {
        let gone = ["people/za/ada.yaml": ""]
        let suspect = "people/ada.yaml this looks like the person 'za/ada', which is gone"
        #expect(try Self.moves([:], gone.merging(["people/ada.yaml": Self.ada]) { $1 }) == [suspect])
        // The address alone is enough.
        #expect(
            try Self.moves([:], gone.merging(["people/ada.yaml": "name: A. L.\nemail: ADA@example.com\n"]) { $1 }) == [
                suspect
            ])
        #expect(try Self.moves([:], gone.merging(["people/ada.yaml": Self.ada + "formerly: za/ada\n"]) { $1 }) == [])
        #expect(
            try Self.moves([:], gone.merging(["people/bob.yaml": "name: Bob\nemail: b@example.com\n"]) { $1 }) == [])
        // The old file is still there: that is a shared address, no move.
        #expect(try Self.moves([:], ["people/ada.yaml": Self.ada]) == [])
        // Nobody is held where nobody was enrolled.
        #expect(
            try Self.moves(["enrollments/first.yaml": ""], gone.merging(["people/ada.yaml": Self.ada]) { $1 }) == [])
        #expect(
            try Self.moves([:], ["enrollments/first.yaml": "", "enrollments/2026/first.yaml": Self.first]) == [
                "enrollments/2026/first.yaml this looks like the enrollment 'first', which is gone"
            ])
        #expect(
            try Self.moves(
                [:], ["enrollments/first.yaml": "", "enrollments/next.yaml": Self.first + "formerly: [first]\n"]) == [])
    }
}
