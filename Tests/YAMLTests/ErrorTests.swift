import Testing
import YAML

/// A text, the error it makes and where.
struct Trap: Sendable, CustomTestStringConvertible {
    var text: String
    var fault: String
    var hint: String?

    init(_ text: String, _ fault: String, hint: String? = nil) {
        self.text = text
        self.fault = fault
        self.hint = hint
    }

    var testDescription: String { text.debugDescription }
}

@Suite struct ErrorTests {
    static let tabs = [
        Trap("a:\n\tb: c\n", "tab 2:1"),
        Trap("a:\n  b: c\n\td: e\n", "tab 3:1"),
        Trap("a: 'b'\n \tc: d\n", "tab 2:2"),
        Trap("a: |\n\tb\n", "tab 2:1"),
        Trap("é: |\n  ü\n\tb\n", "tab 3:1"),
        Trap("\ta: b\n", "tab 1:1"),
        Trap("- \ta\n", "tab 1:3"),
    ]

    static let templates = [
        Trap("body: {{firstName}}\n", "template-unquoted 1:7"),
        Trap("body: {{firstName}}, hello\n", "template-unquoted 1:7"),
        Trap("body: {{#a}}x{{/a}}\nb: c\n", "template-unquoted 1:7"),
        Trap("body: {{> footer}}\n", "template-unquoted 1:7"),
        Trap("body: {{{raw}}}\n", "template-unquoted 1:7"),
        Trap("body: {{&raw}} @x\n", "template-unquoted 1:7"),
        Trap("ö: {{a}} \"b\n", "template-unquoted 1:4"),
        Trap("- {{a}}\n", "template-unquoted 1:3"),
        Trap("- {id: a, body: {{a}} b}\n", "template-unquoted 1:17"),
        Trap("- {id: a, body: Hi {{a}}}\n", "template-unquoted 1:20"),
        Trap("a:\n  {{b}}\n", "template-unquoted 2:3"),
    ]

    static let quoting = [
        Trap("subject: Re: hello\n", "colon-unquoted 1:12", hint: "quote the value"),
        Trap("é: Ré: hello\n", "colon-unquoted 1:6", hint: "quote the value"),
        Trap("{subject: Re: hello}", "colon-unquoted 1:13", hint: "quote the value"),
        Trap("a: b\n  c: d\n", "syntax 2:4", hint: "check the indentation of this line and the one above"),
        Trap("{\n a: b\n c: d\n}\n", "syntax 3:3", hint: "put a comma before the key"),
        Trap("a: 'b' c\n", "syntax 1:8"),
        Trap("a: [b] c\n", "syntax 1:8"),
        Trap("a: @b\n", "syntax 1:4", hint: "quote the value"),
        Trap("a: %b\n", "syntax 1:4", hint: "quote the value"),
        Trap("a: - b\n", "syntax 1:4"),
        Trap("a: |b\n", "syntax 1:5"),
        Trap("a: \"\\q\"\n", "syntax 1:5"),
        Trap("a: b\nc\nd: e\n", "syntax 2:1"),
        Trap("- a\nb: c\n", "syntax 2:1"),
        Trap("[a] b\n", "syntax 1:5"),
        Trap("a: \"{{x}}\" b: {y}\n", "syntax 1:12"),
    ]

    static let unclosed = [
        Trap("a: b\nc: \"d\ne: f\n", "quote-unclosed 2:4"),
        Trap("a: 'it\nb: c\n", "quote-unclosed 1:4"),
        Trap("a: \"b\nc: \"d\"\n", "quote-unclosed 1:4"),
        Trap("a: [b, c\n", "bracket-unclosed 1:4"),
        Trap("x: 1\na: [b, c\nd: e\nf: g\n", "bracket-unclosed 2:4"),
        Trap("a: {b: c\nd: e\n", "bracket-unclosed 1:4"),
        Trap("a: [b c, d: e: f]\n", "colon-unquoted 1:14"),
    ]

    static let unsupported = [
        Trap("a: &x b\n", "anchor 1:4"),
        Trap("a: &x [b]\n", "anchor 1:4"),
        Trap("a: &x {b: c}\n", "anchor 1:4"),
        Trap("a: & Sons\n", "anchor 1:4"),
        Trap("a: &x b\nc: *x\n", "anchor 1:4"),
        Trap("a: *x\n", "alias 1:4"),
        Trap("a: **bold**\n", "alias 1:4"),
        Trap("a: b\n<<: *x\n", "alias 2:5"),
        Trap("a: !!str b\n", "tag 1:4"),
        Trap("a: !foo [b]\n", "tag 1:4"),
        Trap("a: ! b\n", "tag 1:4"),
        Trap("a: !x!y b\n", "tag 1:4"),
        Trap("a: !<\n", "tag 1:4"),
        Trap("# c\n%TAG ! tag:x,2026:\n---\na: b\n", "tag 2:1"),
        Trap("a: b\n---\nc: d\n", "second-document 2:1"),
        Trap("---\na: b\n---\n", "second-document 3:1"),
        Trap("a: b\n...\n%YAML 1.1\n---\nc: d\n", "second-document 3:1"),
        Trap("a: b\n... # x\n# y\nc: d\n", "syntax 4:1"),
        Trap("%YAML 1.1\n%YAML 1.1\n---\n", "syntax 2:1"),
    ]

    @Test(arguments: tabs + templates + quoting + unclosed + unsupported)
    func `the error says what and where`(_ trap: Trap) {
        #expect(fault(Array(trap.text.utf8)) == trap.fault)
    }

    @Test(arguments: quoting.filter { $0.hint != nil })
    func `the hint fits`(_ trap: Trap) throws {
        let error = try #require(throws: YAMLError.self) { try parse(trap.text) }
        #expect(error.hint == trap.hint)
    }

    @Test(arguments: tabs + templates + unclosed)
    func `every trap has a hint and never quotes the file`(_ trap: Trap) throws {
        let secret = trap.text.replacing("b", with: "zzqq")
        let error = try #require(throws: YAMLError.self) { try parse(secret) }
        #expect(error.hint != nil)
        #expect(!(error.message + (error.hint ?? "")).contains("zzqq"))
    }

    @Test(arguments: ["a:\tb\n", "a: b\tc\n", "a: \"b\n\tc\"\n", "{a: b,\n\tc: d}\n", "-\n  a:\tb\n", "a: b\t# c\n"])
    func `tabs elsewhere are fine`(_ text: String) {
        #expect(fault(Array(text.utf8)) == "none")
    }

    @Test func `codes are stable`() {
        #expect(
            YAMLError.Code.allCases.map(\.rawValue) == [
                "syntax", "too-large", "too-deep", "too-many-nodes", "alias", "anchor", "tag", "second-document",
                "encoding", "tab", "byte-order-mark", "duplicate-key", "complex-key", "template-unquoted",
                "colon-unquoted", "quote-unclosed", "bracket-unclosed", "memory",
            ])
    }

    @Test func `an unclosed quote carries where the search ended`() throws {
        let error = try #require(throws: YAMLError.self) { try parse("a: \"b\n") }
        #expect(error.end.map(place) == "2:1:6")
    }
}
