import OutriderCore
import Testing

/// Texts that a comment cuts, YAML's traps, long messages, addresses of two people, moves.
@Suite struct WordsCheckTests {
    private static func template(_ line: String) -> [String: String] {
        ["templates/intro.yaml": "subject: Hello\nbody: Hi\n\(line)\n"]
    }

    private static let comment = "the text ends before this #, which begins a comment"

    static let cuts: [(path: String, text: String, column: String)] = [
        ("templates/intro.yaml", "body: Hi\nsubject: Job # 12\n", "2:14"),
        ("templates/intro.yaml", "body: Hi\nsubject: Job #12\n", "2:14"),
        ("templates/intro.yaml", "body: Hi\nsubject: é {{firstName}}  #12\r\n", "2:27"),
        ("templates/intro.yaml", "subject: Hello\nbody: one\n  two # three\n", "3:7"),
        ("sequences/four.yaml", "name: Four\nsteps:\n  - id: a\n    channel: sms\n    body: C #\n", "5:13"),
        ("people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ntitle: C #1\n", "3:10"),
        ("people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ntags: \n  - c #1\n", "4:7"),
        ("people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\nfields: {\n  a: b #c\n  }\n", "4:8"),
    ]

    @Test(arguments: cuts) func aCommentCuts(_ path: String, _ text: String, _ column: String) throws {
        let found = try GoodBook.problems(with: [path: text]).filter { $0.contains("comment-cut") }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(path):\(column) error[comment-cut] \(Self.comment) | quote") == true)
    }

    @Test(arguments: [
        ("templates/intro.yaml", "# one\nsubject: \"Job #12\" # two\nbody: |  # three\n  a #b\nname: N # four\n"),
        ("templates/intro.yaml", "subject: C#\nbody: 'a #b'\nhtml: >-\n  a #b\n"),
        (
            "people/za/ada.yaml",
            "firstName: Ada # her name\nemail: ada@example.com #home\ncountry: ZA #x\ntitle: T ## x\n"
        ),
        ("people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ntitle:\n#x\n"),
    ]) func otherCommentsAreComments(_ path: String, _ text: String) throws {
        #expect(try GoodBook.problems(with: [path: text]) == [])
    }

    /// A plain scalar is text and the key decides: what YAML 1.1 makes of it does not matter.
    @Test(arguments: [
        "No", "no", "Yes", "off", "true", "Null", "null", "~", "007", "0x1F", "1e3", "1_000", "17:00", "09:30:00", ".5",
        "-", ".inf",
        "2026-11-23", "+27821234567", "=", "<<",
    ]) func plainScalarsAreText(_ word: String) throws {
        let value = word == "-" ? "\"-\"" : word
        let files = GoodBook.files.merging([
            "people/za/ada.yaml": """
            firstName: \(value)
            name: \(value)
            title: \(value)
            source: \(value)
            notes: \(value)
            email: ada@example.com
            company: engines
            tags: [\(value), x]
            fields: {a: \(value)}
            """,
            "templates/intro.yaml": "subject: \(value)\nbody: \(value)\nname: \(value)\n",
            "companies/engines.yaml": "name: \(value)\nindustry: \(value)\n",
        ]) { _, new in new }
        let book = Book(MemorySource(files))
        #expect(try Check.all(book).diagnostics == [])
        let person = try #require(book.person("za/ada"))
        #expect(
            [person.firstName, person.name, person.title, person.source, person.notes]
                == Array(repeating: word, count: 5))
        #expect(person.tags == [word, "x"])
        #expect(person.fields == ["a": .text(word)])
        #expect(book.company("engines")?.name == word)
    }

    /// Ids, keys, dates, times and enums of plain text.
    @Test func plainScalarsElsewhere() throws {
        let files = [
            "people/007.yaml": "firstName: James\nemail: james@example.com\nphone: +27821234567\n",
            "people/no.yaml": "firstName: No\nemail: no@example.com\ncountry: NO\nfields: {yes: no, null: ~, 1: 2}\n",
            "sequences/1.yaml":
                "name: On\nwindow: daily 09:00-17:00\nsteps:\n  - {id: on, channel: Email, delay: 1, template: intro}\n"
                + "  - {id: 2, channel: EMAIL, delay: 2bd, thread: on, body: ok}\n",
            "enrollments/e.yaml":
                "sequence: 1\nstart: 2026-11-23 10:00\nstatus: active\nvars: {no: off}\npeople:\n  - 007\n  - no: {vars: {a: ~}}\n",
        ]
        let book = Book(MemorySource(GoodBook.files.merging(files) { _, new in new }))
        #expect(try Check.all(book).diagnostics == [])
        #expect(book.person("no")?.fields == ["yes": .text("no"), "null": .text("~"), "1": .text("2")])
        #expect(book.enrollment("e")?.members["no"]?.vars == ["a": .text("~")])
        #expect(book.enrollment("e")?.vars == ["no": .text("off")])
        #expect(book.sequence("1")?.steps.map(\.id) == ["on", "2"])
    }

    @Test(arguments: [
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ncountry: No\n",
            "3:10 error[bad-country] not a country code | write NO"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ncountry: Norway\n",
            "3:10 error[bad-country] not a country code | two capital letters of ISO 3166-1, such as ZA, IN or US"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\nguard: {sends: 1_000}\n",
            "3:16 error[bad-number] not a whole number from 0 to 1000000 | write 1000"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\n\ttitle: x\n",
            "3:1 error[tab] a tab cannot indent YAML | use spaces"),
        Mistake(
            "templates/intro.yaml", "subject: {{firstName}}, hello\nbody: Hi\n",
            "1:10 error[template-unquoted] an unquoted value with {{, which YAML reads as a mapping"
                + " | quote the value: \"{{…}}\""),
        Mistake(
            "templates/intro.yaml", "subject: Re: hello\nbody: Hi\n",
            "1:12 error[colon-unquoted] a colon and a space inside an unquoted value | quote the value"),
    ]) func traps(_ mistake: Mistake) throws {
        #expect(try GoodBook.problems(with: [mistake.path: mistake.text]) == mistake.expected)
    }
}
