import Testing
import YAML

@Suite struct ScalarPositionTests {
    /// Each character of the text, except breaks and escapes, stands in the file where its mark says.
    @Test(arguments: [
        "a: plain té😀xt\n",
        "\u{FEFF}a: plain té😀xt\n",
        "a: 'single té😀xt'\n",
        "a: \"double té😀xt\"\n",
        "a: |\n  one té\n\n    two 😀\n  three\n",
        "a: |\n\n\n  blank lines first\n  x\n",
        "a: |2-\n    deeper first é\n  x\n",
        "a:\n  - |+ # comment\n     far é\n\n\nb: c\n",
        "é: |\r\n  one\r\n\r\n  two é\r\n",
        "a: |\n \n  x\n   \n  y",
        "a: |\n  one\u{2028}  two\n  three\n",
    ])
    func `exact where it can be`(_ file: String) throws {
        let bytes = Array(file.utf8)
        let node = try #require(firstText(try parse(bytes).root))
        let scalars = Array(try #require(node.text).unicodeScalars)
        for (index, scalar) in scalars.enumerated() where scalar != "\n" {
            let mark = mark(inScalar: node, at: index, of: bytes)
            let found = String(decoding: bytes[mark.offset...].prefix(4), as: UTF8.self).unicodeScalars.first
            #expect(found == scalar, "character \(index)")
            #expect(mark == slowMark(mark.offset, in: file), "character \(index)")
        }
    }

    @Test(arguments: [
        ("a: 'it''s x'\n", 2, "1:7:6"), ("a: 'it''s x'\n", 3, "1:9:8"),
        ("a: \"x\\ny\"\n", 2, "1:8:7"),
        ("a: \"\\u00e9y\"\n", 1, "1:11:10"),
        ("a: \"\\x41\\U0001F600\\\"y\"\n", 3, "1:21:20"),
        ("a: 'b'\n", 1, "1:6:5"),
        ("a: |\n  xy\n  z\n", 2, "2:5:9"),
        ("a: |\n  xy\n  z\n", 3, "3:3:12"),
        ("a: |\n  xy\n\n  z\n", 3, "3:1:10"),
    ])
    func `escapes, ends and line breaks`(_ file: String, _ offset: Int, _ expected: String) throws {
        let node = try #require(firstText(try parse(file).root))
        #expect(place(mark(inScalar: node, at: offset, of: Array(file.utf8))) == expected)
    }

    @Test(arguments: [
        ("a: b\n  c\n", 2), ("a: \"b\n  c\"\n", 2), ("a: >\n  b\n", 0), ("a: b\n", 2), ("a: b\n", -1), ("a: b\n", .max),
        ("a: |\n  b\n", 9), ("a: [b]\n", 0),
    ])
    func `else the start of the node`(_ file: String, _ offset: Int) throws {
        let node = try #require(try parse(file).root?["a"])
        #expect(mark(inScalar: node, at: offset, of: Array(file.utf8)) == node.start)
    }

    @Test(arguments: ["", "a", "a: |", "a: |\n", "a: |\n  x\u{e9}", "\n\n\n\n", "a: \"\\"])
    func `bytes of another file never trap`(_ other: String) throws {
        for file in ["a: |\n  one\n  two\n", "a: 'it''s'\n", "a: \"\\u00e9\\n\"\n", "a: plain text\n"] {
            let node = try #require(firstText(try parse(file).root))
            for offset in 0...10 {
                let mark = mark(inScalar: node, at: offset, of: Array(other.utf8))
                #expect(mark == node.start || mark.offset <= other.utf8.count)
            }
        }
    }

    /// The first value that is a scalar.
    private func firstText(_ node: Node?) -> Node? {
        guard let value = node?.entries?.first?.value else { return nil }
        return value.items?.first ?? value
    }

    /// Line and column counted from the start of the file.
    private func slowMark(_ offset: Int, in file: String) -> Mark {
        let before = String(decoding: Array(file.utf8)[..<offset], as: UTF8.self)
            .replacing("\u{FEFF}", with: "").replacing("\r\n", with: "\n").replacing("\u{2028}", with: "\n")
        let lines = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return Mark(line: lines.count, column: (lines.last?.count ?? 0) + 1, offset: offset)
    }
}
