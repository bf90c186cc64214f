import Testing
import YAML

@Suite struct TreeTests {
    @Test(arguments: [
        ("a: b", "{a=b}"),
        ("a:\n  - b\n  - c: d\n    e: f\n", "{a=[b,{c=d,e=f}]}"),
        ("- [a, 'b', \"c\"]\n- {d: e}\n", "[[a,'b,\"c],{d=e}]"),
        ("a: |\n  x\n  y\nb: >\n  x\n  y\n", "{a=|x\ny\n,b=>x y\n}"),
        ("a: |-\n  x\n\nb: |+\n  x\n\n", "{a=|x,b=|x\n\n}"),
        ("a: \"\\u00e9\\n\\t\"\nb: 'it''s'\n", "{a=\"é\n\t,b='it's}"),
        ("a: b # c\n", "{a=b}"),
        ("a: b#c\n", "{a=b#c}"),
        ("a: Hi {{firstName}}, it's me\n", "{a=Hi {{firstName}}, it's me}"),
        ("a: b\n  c\n", "{a=b c}"),
        ("a:\nb: ''\n", "{a=,b='}"),
        ("---\na: b\n...\n# end\n...\n", "{a=b}"),
        ("%YAML 1.1\n---\na: b\n", "{a=b}"),
        ("text", "text"),
        ("\"\"", "\""),
    ])
    func `the tree is that of the file`(_ text: String, _ expected: String) throws {
        #expect(outline(try parse(text).root) == expected)
    }

    @Test(arguments: ["", "\n\n", "# only\n", "---\n", "---\n...\n", "\u{FEFF}", "\u{FEFF}# x", "  \n"])
    func `an empty file has no root`(_ text: String) throws {
        #expect(try parse(text) == Document(root: nil))
    }

    @Test(arguments: [
        "No", "Null", "null", "~", "yes", "+27821234567", "09:00", "007", "0x1F", "1e3", "1_000", ".inf", "2026-11-23",
        "=", "<<", "-x", "?x", ":x", "1:30:00", "off",
    ])
    func `every plain scalar stays text`(_ text: String) throws {
        let root = try #require(try parse("key: \(text)\n").root)
        #expect(root["key"]?.content == .scalar(text, .plain))
    }

    @Test func `a missing value is told from an empty one`() throws {
        let root = try #require(try parse("a:\nb: ''\nc: \"\"\nd: ~\ne: |\n").root)
        #expect(root.entries?.map(\.value.isMissing) == [true, false, false, false, false])
    }

    @Test func `conveniences answer only for their kind`() throws {
        let root = try #require(try parse("a: [b]\n").root)
        #expect(root.text == nil && root.items == nil && root.style == nil && !root.isMissing)
        #expect(root["a"]?.items?.map(\.text) == ["b"] && root["a"]?.entries == nil && root["b"] == nil)
    }

    @Test func `every duplicate key is told and the first value kept`() throws {
        let document = try parse("a: 1\nb: 2\na: 3\nc: {x: 1, 'x': 2}\nb: 4\n")
        #expect(outline(document.root) == "{a=1,b=2,c={x=1}}")
        #expect(document.problems.map(\.code) == [.duplicateKey, .duplicateKey, .duplicateKey])
        #expect(document.problems.map { place($0.mark) } == ["3:1:10", "4:11:25", "5:1:33"])
        #expect(document.problems.map { $0.end.map(place) } == ["3:2:11", "4:14:28", "5:2:34"])
        #expect(document.problems[2].message.contains("line 2"))
    }

    @Test func `duplicates are found in a large mapping`() throws {
        let lines = (0..<5000).map { "key\($0): \($0)\n" }.joined()
        let document = try parse(lines + lines)
        #expect(document.root?.entries?.count == 5000)
        #expect(document.problems.map(\.mark.line) == Array(5001...10000))
        #expect(document.root?["key4999"]?.text == "4999")
    }

    @Test func `a complex key is told and left out`() throws {
        let document = try parse("a: 1\n? [b, c]\n: 2\nd: { {e: f}: g, h: i}\n")
        #expect(outline(document.root) == "{a=1,d={h=i}}")
        #expect(document.problems.map(\.code) == [.complexKey, .complexKey])
        #expect(document.problems.map { place($0.mark) } == ["2:3:7", "4:6:23"])
    }
}
