import Testing

@testable import OutriderCore

@Suite("Refused messages")
struct TemplateRefusalTests {
    /// A problem and its place, short enough for a table.
    struct Found: Equatable, Sendable {
        let cause: TemplateSyntaxError.Cause
        let offset: Int
        let length: Int
        let line: Int
        let column: Int

        init(_ cause: TemplateSyntaxError.Cause, _ offset: Int, _ length: Int, _ line: Int = 1, _ column: Int? = nil) {
            self.cause = cause
            self.offset = offset
            self.length = length
            self.line = line
            self.column = column ?? offset + 1
        }

        init(_ error: TemplateSyntaxError) {
            self.init(error.cause, error.offset, error.length, error.line, error.column)
        }
    }

    private static let table: [(String, [Found])] = [
        // Tags that messages do not have.
        ("Hi {{>*x}}", [Found(.unknownCharacter("*"), 6, 1)]),
        ("Hi {{ > x }}", [Found(.spaceBeforeSign, 3, 9)]),
        ("Hi {{> a b}}", [Found(.spaceInName, 8, 1)]),
        ("Hi {{>}}", [Found(.emptyName, 3, 5)]),
        ("{{=<% %>=}}", [Found(.delimiters, 0, 11)]),
        ("{{={{ }}=}}", [Found(.delimiters, 0, 3), Found(.emptyName, 3, 5)]),
        ("{{= =}}", [Found(.delimiters, 0, 7)]),
        ("{{{name}}}", [Found(.unescaped, 0, 10)]),
        ("{{{name}}", [Found(.unescaped, 0, 9)]),
        ("{{{{name}}}}", [Found(.unescaped, 0, 12)]),
        ("a{{{b{{c}}", [Found(.unescaped, 1, 3)]),
        ("{{& name}}", [Found(.unescaped, 0, 10)]),
        ("{{%CONTENT_TYPE:TEXT}}", [Found(.pragma, 0, 22)]),
        ("{{<x}}{{$y}}z{{/y}}{{/x}}", [Found(.inheritance, 0, 6), Found(.inheritance, 6, 6)]),
        ("{{upper(name)}}", [Found(.transform, 0, 15)]),
        ("{{index()}}", [Found(.transform, 0, 11)]),
        ("{{#sorted(tags)}}{{.}}{{/sorted(tags)}}", [Found(.transform, 0, 17)]),
        ("{{)}}", [Found(.transform, 0, 5)]),
        // Tags and sections without an end.
        ("Hi {{name", [Found(.unclosedTag, 3, 2)]),
        ("Hi {{", [Found(.unclosedTag, 3, 2)]),
        ("Hi {{name}", [Found(.unclosedTag, 3, 2)]),
        ("Hi {{name, {{company}}", [Found(.unclosedTag, 3, 2)]),
        ("{{#a", [Found(.unclosedTag, 0, 2)]),
        ("Hi {{! name }", [Found(.unclosedComment, 3, 3)]),
        ("{{#a}}{{! {{b}} }}{{/a}}", [Found(.tagInComment, 10, 2)]),
        ("\n {{#a}} b", [Found(.unclosedSection, 2, 6, 2, 2)]),
        ("{{#a}}{{^b}}", [Found(.unclosedSection, 0, 6), Found(.unclosedSection, 6, 6)]),
        ("{{#a}}{{#b}}{{/a}}", [Found(.unclosedSection, 6, 6)]),
        ("{{#a}}{{#b}}{{/a}}{{/b}}", [Found(.unclosedSection, 6, 6), Found(.closesNothing, 18, 6)]),
        ("{{#a}}x{{/b}}", [Found(.wrongClosingName(expected: "a"), 7, 6)]),
        ("{{#a}}x{{/a.b}}", [Found(.wrongClosingName(expected: "a"), 7, 8)]),
        ("x{{/a}}", [Found(.closesNothing, 1, 6)]),
        // Names.
        ("{{}}", [Found(.emptyName, 0, 4)]),
        ("{{ \n }}", [Found(.emptyName, 0, 7)]),
        ("{{#}}x{{/}}", [Found(.emptyName, 0, 5)]),
        ("{{#a}}x{{/}}", [Found(.emptyName, 7, 5)]),
        ("{{.a}}", [Found(.emptyNamePart, 2, 2)]),
        ("{{ a. }}", [Found(.emptyNamePart, 3, 2)]),
        ("{{a..b}}", [Found(.emptyNamePart, 2, 4)]),
        ("{{..}}", [Found(.emptyNamePart, 2, 2)]),
        ("{{first name}}", [Found(.spaceInName, 7, 1)]),
        ("{{#if name}}x{{else}}y{{/if}}z", [Found(.spaceInName, 5, 1)]),
        ("{{name?}}", [Found(.unknownCharacter("?"), 6, 1)]),
        ("{{*0}}", [Found(.unknownCharacter("*"), 2, 1)]),
        ("{{a}b}}", [Found(.unknownCharacter("}"), 3, 1)]),
        ("{{größe}}", [Found(.unknownCharacter("ö"), 4, 1)]),
        ("{{\u{212A}ey}}", [Found(.unknownCharacter("\u{212A}"), 2, 1)]),
        ("{{name\u{301}}}", [Found(.unknownCharacter("\u{301}"), 6, 1)]),
        ("{{\u{200B}name}}", [Found(.unknownCharacter("\u{200B}"), 2, 1)]),
        ("{{ #a}}x{{ /a}}", [Found(.spaceBeforeSign, 0, 7), Found(.spaceBeforeSign, 8, 7)]),
        ("{{ ! note }}", [Found(.spaceBeforeSign, 0, 12)]),
        ("{{.}}", [Found(.itemOutsideSection, 0, 5)]),
        ("{{^a}}{{.}}{{/a}}", [Found(.itemOutsideSection, 6, 5)]),
        ("{{#.}}x{{/.}}", [Found(.itemOutsideSection, 0, 6)]),
        // Places: scalars, not characters or bytes; LF and CR LF end lines.
        ("é\u{301}👩‍👩‍👧\r\n\u{5D0}{{&x}}\n{{}}", [Found(.unescaped, 10, 6, 2, 2), Found(.emptyName, 17, 4, 3, 1)]),
        ("\u{600}{{&x}}", [Found(.unescaped, 1, 6)]),
    ]

    @Test("each with its cause and place", arguments: table)
    func refusal(source: String, expected: [Found]) {
        #expect(problems(in: source).map(Found.init) == expected)
        #expect(problems(in: source, kind: .html).map(Found.init) == expected)
    }

    @Test("every cause has a message and a hint of its own, neither with control characters")
    func wording() {
        let causes =
            Self.table.flatMap(\.1).map(\.cause) + [.tooLarge(bytes: 70_000), .tooManyTags, .tooDeep, .notCompiled]
        for cause in causes {
            for words in [cause.message, cause.hint] {
                #expect(!words.isEmpty)
                #expect(words.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{301}" })
            }
        }
        #expect(TemplateSyntaxError.Cause.unknownCharacter("\u{301}").message == "the name holds U+0301")
        #expect(TemplateSyntaxError.Cause.unknownCharacter("?").message == "the name holds '?'")
    }

    @Test(
        "plain text",
        arguments: ["{", "}", "}}", "a { b } c", "{ {a} }", "a}}b", "x{", "{\n{", "\u{600}{", "  ", "a\n  ", ""])
    func plainText(source: String) throws {
        for kind in [MessageText.Kind.plain, .html] {
            let text = try MessageText(scanning: source, kind: kind)
            #expect(text.references.isEmpty)
            let rendered = try text.render(.record([:]))
            #expect(Array(rendered.unicodeScalars) == Array(source.unicodeScalars))
        }
    }
}

@Suite("Limits of messages")
struct TemplateLimitTests {
    private func nested(_ depth: Int) -> String {
        String(repeating: "{{#a}}", count: depth) + "x" + String(repeating: "{{/a}}", count: depth)
    }

    @Test func depth() throws {
        #expect(try MessageText(scanning: nested(16), kind: .plain).render(.record(["a": .text("1")])) == "x")
        #expect(problems(in: nested(17)).map(\.cause) == [.tooDeep])
        #expect(problems(in: nested(17)).map(\.offset) == [16 * 6])
        #expect(problems(in: nested(250)).map(\.cause) == [.tooDeep])
    }

    @Test func tags() throws {
        let text = try MessageText(scanning: String(repeating: "{{a}} ", count: 500), kind: .plain)
        #expect(text.references.count == 500)
        #expect(try text.render(.record(["a": .text("1")])) == String(repeating: "1 ", count: 500))
        let found = problems(in: String(repeating: "{{a}} ", count: 501))
        #expect(found.map(\.cause) == [.tooManyTags])
        #expect(found.first?.offset == 3000)
    }

    @Test func bytes() throws {
        let longest = String(repeating: "é", count: 32 * 1024)
        #expect(try MessageText(scanning: longest, kind: .plain).render(.record([:])) == longest)
        #expect(problems(in: longest + "x").map(\.cause) == [.tooLarge(bytes: 65_537)])
        let longName = String(repeating: "n", count: 65_000)
        #expect(
            try MessageText(scanning: "{{\(longName)}}", kind: .plain).render(.record([longName: .text("v")])) == "v")
    }

    @Test(
        "hostile texts end at once, with a bounded number of problems",
        arguments: [
            "{{", "{", "{{ ", "{{{ ", "{{#a}}", "{{^a}}", "{{/a}}", "{{!", "{{! ", "{{! {{ }}", "{{a", "{{=", "{{>",
            "}}", "{{a}} \r\n",
            "{{#a}}\n", "\u{301}{{", "{{\u{301}", "{{a}}\u{301}", "{{ \n", "{{#b}}{{/a}}", "{{<a}}", "{{()}}", "{{.",
            "\u{600}{{a}}",
        ])
    func hostile(unit: String) {
        let source = String(repeating: unit, count: 64 * 1024 / unit.utf8.count)
        let found = problems(in: source)
        #expect(found.count <= 2 * MessageText.tagLimit)
        #expect(found.isEmpty == (unit == "{" ? false : unit == "}}"))
        let many = problems(in: String(repeating: unit, count: 200_000))
        #expect(many.map(\.cause) == [.tooLarge(bytes: 200_000 * unit.utf8.count)])
    }

    @Test func listsThatMultiply() throws {
        let source = String(repeating: "{{#tags}}", count: 16) + "x" + String(repeating: "{{/tags}}", count: 16)
        let text = try MessageText(scanning: source, kind: .plain)
        let values = TemplateValue.record(["tags": .list(Array(repeating: .text("t"), count: 100))])
        let error = #expect(throws: MissingVariables.self) { try text.render(values) }
        #expect(error?.isTooLarge == true)
        #expect(error?.references.map(\.name) == ["tags"])
        #expect(text.missing(in: values) == error?.references)
    }

    @Test func textThatMultiplies() throws {
        let long = String(repeating: "x", count: 60_000)
        let values = TemplateValue.record([
            "many": .list(Array(repeating: .text("t"), count: 1000)), "long": .text(String(repeating: long, count: 20)),
        ])
        for source in ["{{#many}}\(long){{/many}}", "{{long}}"] {
            let error = #expect(throws: MissingVariables.self) {
                try MessageText(scanning: source, kind: .plain).render(values)
            }
            #expect(error?.isTooLarge == true)
            #expect(error?.references.count == 1)
        }
    }

    @Test("random text of all the signs never traps, and problems lie within it in order", arguments: 0..<8)
    func noise(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let units = [
            "{{", "}}", "{", "}", "#", "^", "/", "!", "&", ">", "=", "%", "<", "$", ".", "a", "b", " ", "\n", "\r", "(",
            "é", "\u{301}",
        ]
        for _ in 0..<2_000 {
            let source = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
                units.randomElement(using: &random) ?? ""
            }.joined()
            let found = problems(in: source)
            let count = source.unicodeScalars.count
            #expect(
                found.allSatisfy { $0.offset >= 0 && $0.length > 0 && $0.offset + $0.length <= count && $0.column >= 1 }
            )
            #expect(found.map(\.offset) == found.map(\.offset).sorted())
            guard found.isEmpty, let text = try? MessageText(scanning: source, kind: .html) else { continue }
            let values = TemplateValue.record(["a": .text("1"), "b": .list([.text("2"), .text("<")])])
            #expect((try? text.render(values)) != nil || !text.missing(in: values).isEmpty)
        }
    }
}
