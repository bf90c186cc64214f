import Testing

@testable import OutriderCore

/// What an edit of one file makes of its bytes.
@Suite struct FileEditorTests {
    enum Change: Sendable {
        case set(String, EditValue)
        case append(String, [EditValue])
        case remove(String)

        func make(_ editor: inout FileEditor) throws {
            switch self {
            case .set(let path, let value): try editor.set(EditPath(parsing: path), to: value)
            case .append(let path, let values): try editor.append(values, to: EditPath(parsing: path))
            case .remove(let path): try editor.remove(EditPath(parsing: path))
            }
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let path: String
        let before: String
        let change: Change
        let after: String
        init(_ before: String, _ change: Change, _ after: String, path: String = "people/ada.yaml") {
            (self.before, self.change, self.after, self.path) = (before, change, after, path)
        }
        var testDescription: String { "\(change) of \(before)" }
    }

    static let cases = [
        // A new key goes behind its nearest neighbour of the table.
        Case(
            "firstName: Ada\nemail: a@b.c\n", .set("lastName", "Byron"),
            "firstName: Ada\nlastName: Byron\nemail: a@b.c\n"),
        Case(
            "firstName: Ada # c\n\n# about mail\nemail: a@b.c\n", .set("company", "x"),
            "firstName: Ada # c\ncompany: x\n\n# about mail\nemail: a@b.c\n"),
        Case("email: a@b.c", .set("firstName", "Ada"), "email: a@b.c\nfirstName: Ada"),
        Case("email: a@b.c\r\nphone: 1", .set("notes", "n"), "email: a@b.c\r\nphone: 1\r\nnotes: n"),
        Case("\u{FEFF}firstName: Ada\r\n", .set("title", "a: b"), "\u{FEFF}firstName: Ada\r\ntitle: \"a: b\"\r\n"),
        Case("", .set("fields.a", "x"), "fields:\n  a: x\n"),
        Case("# only a comment", .set("name", "x"), "# only a comment\nname: x"),
        Case("{name: Ada}\n", .set("title", "x, y"), "{name: Ada, title: \"x, y\"}\n"),
        Case("fields: {a: b}\n", .set("fields.c", "d"), "fields: {a: b, c: d}\n"),
        Case("fields: {}\n", .set("fields.c", "d"), "fields: {c: d}\n"),
        Case(
            "fields:\n    a: b\n    # c\ntags: x\n", .set("fields.c", "d"),
            "fields:\n    a: b\n    c: d\n    # c\ntags: x\n"),
        Case("fields:\n    a: b\n      # deep\n", .set("notes", "d"), "fields:\n    a: b\n      # deep\nnotes: d\n"),
        Case("fields: # c\ntags: x\n", .set("fields.c", "d"), "fields: # c\n  c: d\ntags: x\n"),
        // A value gives way in its own style.
        Case("name:  'Ada'   # c\n", .set("name", "Bob's"), "name:  'Bob''s'   # c\n"),
        Case("name: \"Ada\"\n", .set("name", "Bob"), "name: \"Bob\"\n"),
        Case("name: Ada\n", .set("name", "Ada"), "name: Ada\n"),
        Case("name: \"Ada\"\n", .set("name", "Ada"), "name: \"Ada\"\n"),
        Case("notes: |  # c\n  a\n  b\n\n# d\ntags: x\n", .set("notes", "e"), "notes: e  # c\n\n# d\ntags: x\n"),
        Case("notes: x\ntags: y\n", .set("notes", "a\nb\n"), "notes: |\n  a\n  b\ntags: y\n"),
        Case("notes: x # c\ntags: y\n", .set("notes", "a\nb"), "notes: \"a\\nb\" # c\ntags: y\n"),
        Case("fields: {a: x}\n", .set("fields.a", "a\nb"), "fields: {a: \"a\\nb\"}\n"),
        Case("name:\n  Ada\n  Byron\n", .set("name", "x"), "name: x\n"),
        Case("fields: # c\n  a: b\n  # d\n  e: f # g\ntags: y\n", .set("fields", "x"), "fields: x # c\ntags: y\n"),
        Case(
            "fields: x # c\ntags: y\n", .set("fields", .mapping([EditEntry("a", "b")])),
            "fields: # c\n  a: b\ntags: y\n"),
        Case(
            "relationships:\n  - company: x\n    type: CLIENT\n", .set("relationships[0].project", "p"),
            "relationships:\n  - company: x\n    project: p\n    type: CLIENT\n"),
        Case(
            "relationships:\n  - {company: x, type: CLIENT}\n", .set("relationships[0].project", "p"),
            "relationships:\n  - {company: x, project: p, type: CLIENT}\n"),
        // Lists.
        Case("tags: [a, b]\n", .append("tags", ["c, d"]), "tags: [a, b, \"c, d\"]\n"),
        Case("tags: [a, b,]\n", .append("tags", ["c"]), "tags: [a, b, c,]\n"),
        Case("tags: [\n  a,\n  b # x\n]\n", .append("tags", ["c"]), "tags: [\n  a,\n  b, # x\n  c\n]\n"),
        Case("tags: [\n  a,\n  b, # x\n]\n", .append("tags", ["c"]), "tags: [\n  a,\n  b, # x\n  c,\n]\n"),
        Case("tags: a\n", .append("tags", ["b"]), "tags: [a, b]\n"),
        Case("name: x\nsource: y\n", .append("tags", ["b"]), "name: x\nsource: y\ntags: [b]\n"),
        Case("tags: []\n", .append("tags", ["b"]), "tags: [b]\n"),
        Case(
            "tags:\n- a # x\n# y\nnotes: z\n", .append("tags", ["b", "c"]), "tags:\n- a # x\n- b\n- c\n# y\nnotes: z\n"),
        Case("tags:\n   -   a", .append("tags", ["b"]), "tags:\n   -   a\n   - b"),
        Case(
            "name: x\n", .append("relationships", [.mapping([EditEntry("company", "c"), EditEntry("type", "BOTH")])]),
            "name: x\nrelationships:\n  - {company: c, type: BOTH}\n"),
        // Out again.
        Case("name: x\ntags: [a, b, c]\n", .remove("tags[b]"), "name: x\ntags: [a, c]\n"),
        Case("name: x\ntags: [a, b, c]\n", .remove("tags[0]"), "name: x\ntags: [b, c]\n"),
        Case("name: x\ntags: [a]\n", .remove("tags[a]"), "name: x\n"),
        Case(
            "name: x\ntags:\n  # about a\n  - a # x\n  - b\n", .remove("tags[0]"),
            "name: x\ntags:\n  # about a\n  - b\n"),
        Case("name: x\nfields:\n  a: b\nnotes: c\n", .remove("fields.a"), "name: x\nnotes: c\n"),
        Case("name: x\nfields: {a: b, c: d}\n", .remove("fields.c"), "name: x\nfields: {a: b}\n"),
        Case("name: x\nnotes: y", .remove("notes"), "name: x"),
        Case("name: x\r\nnotes: |\r\n  y\r\n\r\ntags: z\r\n", .remove("notes"), "name: x\r\n\r\ntags: z\r\n"),
        Case(
            "relationships:\n  - company: x\n    type: CLIENT\n", .remove("relationships[0].company"),
            "relationships:\n  - type: CLIENT\n"),
    ]

    static let members = [
        Case(
            "people:\n  - ada # x\n", .set("people[ada].status", "PAUSED"), "people:\n  - ada: {status: PAUSED} # x\n"),
        Case(
            "people:\n  - \"ada\"\n", .set("people[ada].status", "PAUSED"), "people:\n  - \"ada\": {status: PAUSED}\n"),
        Case("people: [ada, bob]\n", .set("people[ada].status", "PAUSED"), "people: [ada: {status: PAUSED}, bob]\n"),
        Case(
            "people:\n  - ada: {vars: {a: b}}\n", .set("people[ada].status", "PAUSED"),
            "people:\n  - ada: {vars: {a: b}, status: PAUSED}\n"),
        Case(
            "people:\n  - ada:\n      vars: {a: b}\n", .set("people[ada].status", "PAUSED"),
            "people:\n  - ada:\n      vars: {a: b}\n      status: PAUSED\n"),
        Case("people:\n  - ada: {status: PAUSED} # x\n", .remove("people[ada].status"), "people:\n  - ada # x\n"),
        Case("people: [ada: {status: PAUSED}, bob]\n", .remove("people[ada].status"), "people: [ada, bob]\n"),
        Case(
            "people:\n  - ada: # x\n      status: PAUSED\n  - bob\n", .remove("people[ada].status"),
            "people:\n  - ada # x\n  - bob\n"),
        Case("people:\n  - ada: {status: PAUSED}\n  - bob\n", .remove("people[ada]"), "people:\n  - bob\n"),
        Case(
            "sequence: x\npeople:\n  - ada\nvars: {a: b}\n", .remove("people[ada]"),
            "sequence: x\npeople: []\nvars: {a: b}\n"),
        Case(
            "sequence: x\npeople: []\nvars: {a: b}\n", .append("people", ["ada"]),
            "sequence: x\npeople:\n  - ada\nvars: {a: b}\n"),
        Case("sequence: x\n", .append("people", ["ada", "bob"]), "sequence: x\npeople:\n  - ada\n  - bob\n"),
    ].map { Case($0.before, $0.change, $0.after, path: "enrollments/e.yaml") }

    @Test(arguments: cases + members) func table(_ test: Case) throws {
        var editor = try FileEditor(path: test.path, bytes: Array(test.before.utf8))
        try test.change.make(&editor)
        #expect(String(decoding: editor.bytes, as: UTF8.self) == test.after)
    }

    @Test(arguments: [
        ("name: [a", "unreadable"), ("name: a\nname: b\n", "unreadable"), ("- a\n", "unreadable"),
        ("text", "unreadable"),
        ("name: \u{0}", "unreadable"), (String(repeating: "[", count: 100), "unreadable"),
        ("a: " + String(repeating: "x", count: 1 << 20), "unreadable"),
    ]) func badFilesAreRefused(_ text: String, _ code: String) {
        #expect(throws: EditError.self) { try FileEditor(path: "people/a.yaml", bytes: Array(text.utf8)) }
    }

    @Test(arguments: [
        (Change.remove("phone"), EditError.Code.notThere), (.remove("tags[2]"), .notThere),
        (.set("tags[7]", "x"), .notThere),
        (.set("tags.x", "y"), .badValue), (.set("name[0]", "y"), .notThere), (.set("a..b", "y"), .badPath),
        (.set("a[", "y"), .badPath), (.set("", "y"), .badPath), (.set("\"a", "y"), .badPath),
        (.set("a[]", "y"), .badPath),
        (.set("notes", .text(String(repeating: "x", count: 1 << 20))), .badValue),
    ]) func refusals(_ change: Change, _ code: EditError.Code) throws {
        let text = "name: x\ntags: [a]\n"
        var editor = try FileEditor(path: "people/a.yaml", bytes: Array(text.utf8))
        let error = #expect(throws: EditError.self) { try change.make(&editor) }
        #expect(error?.code == code)
        #expect(editor.bytes == Array(text.utf8))
    }

    @Test func aWholeRecord() throws {
        let bytes = try RecordText.make(
            .person,
            [
                EditEntry("tags", ["a", "b c"]), EditEntry("lastName", "No"), EditEntry("notes", "a\n  b\n"),
                EditEntry("fields", .mapping([EditEntry("x y", "1"), EditEntry("z", ["q"])])),
                EditEntry("firstName", ""),
                EditEntry("phone", "+27821234567"),
            ])
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                firstName: ""
                lastName: No
                phone: +27821234567
                tags: [a, b c]
                fields:
                  x y: 1
                  z: [q]
                notes: |
                  a
                    b

                """)
        #expect(throws: EditError.self) { try RecordText.make(.person, [EditEntry("a", "b"), EditEntry("a", "c")]) }
    }
}
