import Testing
import YAML

/// Edits by byte range, and where nodes end.
@Suite struct EditTests {
    @Test func editsAreMadeTogether() throws {
        let bytes = Array("0123456789".utf8)
        let edits: [Edit] = [
            .insert("B", at: 5), .delete(2..<4), .replace(5..<7, with: "xyz"), .insert("C", at: 5),
            .insert("!", at: 10),
            .insert("A", at: 0),
        ]
        #expect(String(decoding: try apply(edits, to: bytes), as: UTF8.self) == "A014BCxyz789!")
        #expect(try apply([], to: bytes) == bytes)
    }

    @Test(arguments: [
        ([Edit.delete(2..<5), .delete(4..<6)], 4), ([.delete(2..<5), .insert("x", at: 3)], 3),
        ([.delete(8..<11)], 8), ([.insert("x", at: 11)], 11), ([.insert("x", at: -1)], -1),
        ([.delete(1..<3), .delete(1..<3)], 1),
    ]) func conflictsAreRefused(_ edits: [Edit], _ offset: Int) {
        #expect(throws: EditConflict(offset: offset)) { try apply(edits, to: Array("0123456789".utf8)) }
    }

    /// The end of the value of `k`: `$` in the text.
    @Test(arguments: [
        "k: a$  # note\n", "k: 'a'$\nx: b\n", "k:$\nx: b\n", "k: [a, b]$ # c\n", "k: {a: b}$\n",
        "k:\n  - a\n  - b$ # c\n\n# d\nx: y\n",
        "k:\n- a\n-$\nx: y\n", "k:\n  x:\n    y: z$\n  # c\nl: m\n", "k: |\n  a\n\n  b$\n\n# c\nx: y\n",
        "k: |+\n  a\n$\nx: y\n",
        "k: >-$\nx: y\n", "k: |$ # c\n\nx: y\n", "k: |\n  a$", "k: |2\n   a$\n\nx: y\n",
        "k: one\n  two$\n  # c\nx: y\n",
        "\u{FEFF}k: é$\n", "k: |\r\n  a$\r\n\r\nx: y\r\n", "k: |\n  a\n     $\nx: y\n", "k: |\n  a$\n \nx: y\n",
    ]) func ends(_ marked: String) throws {
        let bytes = Array(marked.replacing("$", with: "").utf8)
        let end = try #require(marked.utf8.firstIndex(of: UInt8(ascii: "$")))
        let root = try #require(try parse(bytes).root)
        let entry = try #require(root.entries?.first)
        #expect(Layout(bytes).end(of: entry) == marked.utf8.distance(from: marked.utf8.startIndex, to: end))
    }

    @Test(arguments: [
        ("Ada", "Ada"), ("", "\"\""), ("No", "No"), ("007", "007"), ("null", "\"null\""), ("a: b", "\"a: b\""),
        ("a #b", "\"a #b\""), ("{{x}}", "\"{{x}}\""), (" a", "\" a\""), ("- a", "\"- a\""), ("a\tb", "a\tb"),
        ("a\u{85}b\u{0}", "\"a\\u0085b\\u0000\""), ("\"q\"", "\"\\\"q\\\"\""), ("https://x.y/z", "https://x.y/z"),
        ("*a", "\"*a\""), ("@a", "\"@a\""), ("a, b", "a, b"),
    ]) func scalars(_ text: String, _ written: String) {
        #expect(ScalarText.write(text, in: .block) == written)
        #expect(ScalarText.write("a, b", in: .flow) == "\"a, b\"")
        #expect(ScalarText.write("- a", in: .item) == "\"- a\"")
    }

    /// Whatever the text, every way of writing it is read back equal.
    @Test(arguments: 0..<200) func writtenTextIsReadBack(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let alphabet: [Character] = [
            "a", "é", "😀", " ", "'", "\"", "\\", "\n", ":", "#", "{", "]", "-", "&", "%", ",", "|", "\t", "\u{85}",
            "\r",
            "\u{2028}", "~", "?", "\u{7}",
        ]
        let text = String(
            (0..<Int.random(in: 0..<10, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
        #expect(try parse("k: \(ScalarText.write(text, in: .block))\n").root?["k"]?.text == text)
        #expect(try parse("- \(ScalarText.write(text, in: .item))\n").root?.items?.first?.text == text)
        #expect(try parse("[\(ScalarText.write(text, in: .flow))]\n").root?.items?.first?.text == text)
        #expect(try parse("\(ScalarText.write(text, in: .key)): v\n").root?.entries?.first?.key.text == text)
        if let quoted = ScalarText.singleQuoted(text) {
            #expect(try parse("k: \(quoted)\n").root?["k"]?.text == text)
        }
        if let block = ScalarText.literal(text, indentation: 2, lineBreak: "\r\n") {
            #expect(try parse("k: \(block)\r\nl: m\r\n").root?["k"]?.text == text)
        }
    }
}
