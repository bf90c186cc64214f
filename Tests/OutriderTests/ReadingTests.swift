import Foundation
import Testing

/// Lists, records and previews of what nobody would write but somebody may.
@Suite struct ReadingTests {
    private static let long = String(repeating: "abcdefghi ", count: 1_000)

    private func book() throws -> TestBook {
        let book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        try book.write(
            "outrider.yaml",
            "version: 1\nname: Acme\njournal: {remote: none}\ndefaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}\n"
        )
        return book
    }

    /// Whether a terminal would be steered or its text turned round.
    private func isSafe(_ text: String) -> Bool {
        !text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }

    @Test func hostileValuesAreShownAndDoNothing() throws {
        let book = try book()
        let hostile = #"\e]0;title\a\e[2J\u202E\u2066\r\b"#
        try book.write(
            "people/long.yaml",
            "firstName: \"Long \(hostile)\"\nemail: long@example.com\ntitle: \(Self.long)x\nfields: {\"\(hostile)\": \"\(hostile)\"}\n"
        )
        try book.write("templates/t.yaml", "subject: \"{{firstName}}\"\nbody: \"{{title}} {{firstName}}\"\n")
        for arguments in [
            ["list", "people"], ["list", "people", "--columns", "fields,title"], ["show", "long"],
            ["preview", "t", "--person", "long"],
        ] {
            let run = Finished(try book.begin(arguments))
            #expect(run.end == .exit(0), "\(run.all)")
            #expect(isSafe(run.output), "\(arguments)")
        }
        let lines = try book.outrider("list", "people").output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 500 })
        #expect(try book.outrider("show", "long").output.contains(Self.long))
        let json = try book.outrider("list", "people", "--format", "json").output
        let records = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        #expect(records?.first?["title"] as? String == Self.long + "x")
        #expect(!json.contains("\u{1B}"))
    }

    @Test(arguments: [
        "people", "companies", "projects", "senders", "templates", "sequences", "enrollments", "calendars",
        "suppressions",
    ])
    func anEmptyBookHasNothingToList(_ kind: String) throws {
        let book = try book()
        let list = try book.outrider("list", kind)
        #expect(list.end == .exit(0) && list.output == "" && list.errors == "There are no \(kind) yet.\n")
        #expect(try book.outrider("list", kind, "--format", "json").output == "[]\n")
        let ids = try book.outrider("list", kind, "--ids")
        #expect(ids.output == "" && ids.errors == "")
    }

    @Test func manyRecordsAreWrittenAsOneArray() throws {
        let book = try book()
        for number in 0..<1_100 { try book.write("people/p\(number).yaml", "firstName: P\n") }
        let json = try book.outrider("list", "people", "--format", "json").output
        let records = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: String]]
        #expect(records?.count == 1_100)
        #expect(try book.outrider("list", "people", "--ids").output.split(separator: "\n").count == 1_100)
        let ids = try JSONSerialization.jsonObject(
            with: Data(try book.outrider("list", "people", "--ids", "--format", "json").output.utf8))
        #expect((ids as? [String])?.count == 1_100)
    }

    @Test func pagesHoldTheWordsAndRunNoScript() throws {
        let book = try book()
        try book.write("people/p.yaml", "firstName: \"\\\"><script>x</script>\"\nemail: p@example.com\n")
        try book.write(
            "templates/t.yaml", "subject: \"{{firstName}}\"\nbody: x\nhtml: \"<script>y</script>{{firstName}}\"\n")
        #expect(try book.outrider("preview", "t", "--person", "p", "--html", "t.html").end == .exit(0))
        let page = try book.read("t.html")
        #expect(!page.contains("<script>") && page.contains("<iframe sandbox title"))
    }
}
