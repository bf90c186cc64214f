import Testing

@testable import OutriderCore

@Suite("Message texts")
struct MessageTextTests {
    private func render(_ source: String, _ values: [String: TemplateValue], kind: MessageText.Kind = .plain) throws
        -> String
    {
        try MessageText(scanning: source, kind: kind).render(.record(values))
    }

    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test func references() throws {
        let source =
            "é👍🏽 {{ a.b }}{{#c}}{{c}}{{.}}{{d}}{{/c}}{{^c}}{{c}}{{/c}}{{! e }}\r\n{{#a.b}}{{#x}}{{a.b}}{{a}}{{/x}}{{/a.b}}"
        let text = try MessageText(scanning: source, kind: .plain)
        #expect(text.references.map(\.name) == ["a.b", "c", "c", ".", "d", "c", "c", "a.b", "x", "a.b", "a"])
        #expect(text.references.map(\.path).first == ["a", "b"])
        #expect(text.references[3].path.isEmpty)
        #expect(
            text.references.map(\.isGuarded) == [
                false, true, true, true, false, true, false, true, true, true, false,
            ])
        #expect(
            text.references.map(\.isSection) == [
                false, true, false, false, false, true, false, true, true, false, false,
            ])
        let all = scalars(source)
        for reference in text.references {
            let name = scalars(reference.name)
            #expect(Array(all[reference.offset..<reference.offset + name.count]) == name)
        }
        #expect(text.references.first?.offset == 7)
    }

    private static let truthTable: [(TemplateValue?, String)] = [
        (.text("v"), "yes"), (.text(" v "), "yes"), (.text(""), "no"), (.text(" \t\r\n\u{A0}\u{3000}"), "no"),
        (.list([]), "no"), (.list([.text("")]), "yes"), (.list([.text("a"), .text("b")]), "yesyes"),
        (.record([:]), "yes"), (nil, "no"),
    ]

    @Test("what a section takes for true", arguments: truthTable)
    func truth(value: TemplateValue?, expected: String) throws {
        #expect(try render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", value.map { ["a": $0] } ?? [:]) == expected)
        #expect(value == nil || value?.isTruthy == (expected != "no"))
    }

    @Test("what a variable takes for missing")
    func missing() throws {
        let text = try MessageText(
            scanning: "{{a}}{{b}}{{c}}{{d}}{{e}}{{#no}}{{f}}{{/no}}{{#c}}{{.}}{{g}}{{/c}}", kind: .plain)
        let values = TemplateValue.record([
            "a": .text("1"), "b": .text(" "), "c": .list([.text("x"), .text(""), .record(["g": .text("1")])]),
            "d": .record(["x": .text("1")]),
        ])
        #expect(text.missing(in: values).map(\.name) == ["b", "c", "d", "e", ".", "g"])
        let error = #expect(throws: MissingVariables.self) { try text.render(values) }
        #expect(error?.references == text.missing(in: values))
        #expect(error?.isTooLarge == false)
        #expect(throws: MissingVariables.self) { try text.renderLine(values) }
        #expect(text.missing(in: .text("a")).map(\.name) == ["a", "b", "c", "d", "e"])
    }

    @Test("a blank value of an inner record hides the outer one")
    func blankHidesOuter() throws {
        let text = try MessageText(scanning: "{{#r}}{{a}}{{/r}}", kind: .plain)
        #expect(text.missing(in: .record(["a": .text("out"), "r": .record(["a": .text("")])])).map(\.name) == ["a"])
        #expect(text.missing(in: .record(["a": .text("out"), "r": .record(["a": .list([])])])).map(\.name) == ["a"])
        #expect(try text.render(.record(["a": .text("out"), "r": .record([:])])) == "out")
    }

    @Test("values are never read as templates, names of literal texts are out of reach")
    func inertValues() throws {
        #expect(
            try render("{{a}}", ["a": .text("{{b}}{{&*0}}{{%CONTENT_TYPE:TEXT}}")])
                == "{{b}}{{&*0}}{{%CONTENT_TYPE:TEXT}}")
        #expect(try render("x {{a}} y", ["a": .text("1"), "*0": .text("bad"), "*1": .text("bad")]) == "x 1 y")
        #expect(try render("{{#r}} y {{a}}{{/r}}", ["r": .record(["*0": .text("bad"), "a": .text("1")])]) == " y 1")
    }

    @Test("html is escaped by scalars")
    func escaping() throws {
        #expect(try render("<b>{{a}}</b>", ["a": .text("<&>\"'")], kind: .html) == "<b>&lt;&amp;&gt;&quot;&#39;</b>")
        #expect(try render("<b>{{a}}</b>", ["a": .text("<&>\"'")]) == "<b><&>\"'</b>")
        for hidden in ["\u{600}<script>", "<\u{338}script>", "\"\u{301} onload=", "'\u{200D}", "\u{110BD}&lt;"] {
            let rendered = try render("{{a}}", ["a": .text(hidden)], kind: .html)
            let raw: Set<Unicode.Scalar> = ["<", ">", "\"", "'"]
            #expect(scalars(rendered).allSatisfy { !raw.contains($0) })
        }
    }

    /// Where swift-mustache 2.1.1 itself is off the specification.
    private static let standaloneTable: [(String, String)] = [
        ("{{#a}}\nfoo\n{{/a}} {{#a}}\nX{{/a}}", "foo\n \nX"),
        ("x{{#a}}\nfoo\n{{/a}}\n  {{#a}}\nX\n{{/a}}\n", "x\nfoo\nX\n"),
        ("abc\n   ", "abc\n   "),
        ("  {{! a }}{{! b }}", "  "),
        ("  {{! a }} {{! b }}\n", "   \n"),
        ("a\r\n{{#a}}\r\nb\r\n{{/a}}\r\nc", "a\r\nb\r\nc"),
        ("a\r\n\t{{#a}} \r\n b {{/a}}\r\nc", "a\r\n b \r\nc"),
        ("a\n{{! b\r\nc }}\r\nd", "a\nd"),
        ("{{#a}}\r{{/a}}", "\r"),
        ("{{#a}}{{v}}{{/a}}\r", "v\r"),
        ("{{#a}}{{^b}}\n{{/b}}{{/a}}\n", "\n\n"),
        ("a\u{2028}{{#a}}\n{{/a}}\n", "a\u{2028}\n"),
        ("a\r{{#a}}\n{{/a}}\n", "a\r\n"),
        ("{{#a}}\u{301}\n{{/a}}\n", "\u{301}\n"),
        ("\u{600}{{v}}\u{301}", "\u{600}v\u{301}"),
        ("{{v}}}", "v}"),
        ("{{v}}{", "v{"),
        ("{{!}}}", "}"),
        ("{{#a\n}}\n{{\r\nv\t}}\n{{/\na}}\n", "v\n"),
        ("👩‍👩‍👧{{v}}\u{200D}👧 \u{202E}{{v}}\u{5D0}", "👩‍👩‍👧v\u{200D}👧 \u{202E}v\u{5D0}"),
    ]

    @Test("lines and scalars that the library alone gets wrong", arguments: standaloneTable)
    func standalone(source: String, expected: String) throws {
        #expect(scalars(try render(source, ["a": .text("1"), "v": .text("v")])) == scalars(expected))
    }

    private static let linesTable: [(String, String)] = [
        ("a\r\nBcc: x", "a Bcc: x"), ("a\n\r\n\tb", "a b"), ("\u{0}a\u{7F}\u{85}b\u{2028}\u{2029}c\u{B}\u{C}", "a b c"),
        ("  a   b  ", "a b"), ("é\u{301}👍🏽", "é\u{301}👍🏽"), ("\r\n", ""), ("a\u{A0}b", "a\u{A0}b"),
        ("a\r\u{301}b", "a \u{301}b"),
    ]

    @Test("one line for a header", arguments: linesTable)
    func line(value: String, expected: String) throws {
        let byText = try MessageText(scanning: value, kind: .plain).renderLine(.record([:]))
        #expect(scalars(byText) == scalars(expected))
        guard !expected.isEmpty else { return }
        let byValue = try MessageText(scanning: "{{a}}", kind: .plain).renderLine(.record(["a": .text(value)]))
        #expect(scalars(byValue) == scalars(expected))
    }

    @Test func equality() throws {
        let plain = try MessageText(scanning: "{{a}}", kind: .plain)
        #expect(plain == (try MessageText(scanning: "{{a}}", kind: .plain)))
        #expect(plain.hashValue == (try MessageText(scanning: "{{a}}", kind: .plain)).hashValue)
        #expect(plain != (try MessageText(scanning: "{{a}}", kind: .html)))
        #expect(try MessageText(scanning: "\u{E9}", kind: .plain) != MessageText(scanning: "e\u{301}", kind: .plain))
    }
}
