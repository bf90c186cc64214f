import Testing
import YAML

@Suite struct EncodingTests {
    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "encoding 1:1"),
            ([0xFE, 0xFF, 0x00, 0x61], "encoding 1:1"),
            ([0x61, 0x00, 0x3A, 0x00], "encoding 1:1"),
            ([0x00, 0x61, 0x00, 0x3A], "encoding 1:1"),
            ([0xFF, 0xFE, 0x00, 0x00], "encoding 1:1"),
            ([0x00, 0x00, 0xFE, 0xFF], "encoding 1:1"),
            ([0x00], "encoding 1:1"),
            ([0x61, 0x0A, 0x62, 0x00], "encoding 2:2"),
            ([0x7F, 0x45, 0x4C, 0x46], "encoding 1:1"),
            ([0x61, 0x0A, 0xC3, 0xA9, 0x1B], "encoding 2:2"),
            ([0x61, 0xFF], "encoding 1:2"),
            ([0x61, 0xC0, 0x80], "encoding 1:2"),
            ([0xE0, 0x80, 0xAF], "encoding 1:1"),
            ([0xED, 0xA0, 0x80], "encoding 1:1"),
            ([0xF4, 0x90, 0x80, 0x80], "encoding 1:1"),
            ([0xF0, 0x9F, 0x98], "encoding 1:1"),
            ([0xC3], "encoding 1:1"),
            ([0xC3, 0x41], "encoding 1:1"),
            ([0xC2, 0x80], "encoding 1:1"),
            ([0xEF, 0xBF, 0xBF], "encoding 1:1"),
            ([0x61, 0x0D, 0x0A, 0xFF], "encoding 2:1"),
            ([0x61, 0xEF, 0xBB, 0xBF], "byte-order-mark 1:2"),
            ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], "byte-order-mark 1:1"),
            ([0x22, 0x0A, 0xEF, 0xBB, 0xBF, 0x22], "byte-order-mark 2:1"),
        ] as [([UInt8], String)])
    func `what is not UTF-8 text is refused`(_ bytes: [UInt8], _ expected: String) {
        #expect(fault(bytes) == expected)
    }

    @Test func `errors of encoding have hints`() throws {
        for bytes in [[0xFF, 0xFE], [0x00], [0xC3], [0x1B], [0x61, 0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            let error = try #require(throws: YAMLError.self) { try parse(bytes) }
            #expect(error.hint?.isEmpty == false)
        }
    }

    @Test func `a byte order mark at the start takes bytes but no column`() throws {
        let root = try #require(try parse("\u{FEFF}é: b\nc: d\n").root)
        #expect(
            marks(root).dropFirst() == [
                "scalar 1:1:3 1:2:5", "scalar 1:4:7 1:5:8", "scalar 2:1:9 2:2:10", "scalar 2:4:12 2:5:13",
            ])
        let ascii = try #require(try parse("\u{FEFF}a: b\n").root)
        #expect(marks(ascii).dropFirst() == ["scalar 1:1:3 1:2:4", "scalar 1:4:6 1:5:7"])
    }

    @Test(arguments: ["é", "当", "😀", "\u{A0}", "\u{FFFD}", "\u{E000}", "\u{10FFFF}", "e\u{301}"])
    func `text of every length of sequence is kept`(_ text: String) throws {
        let root = try #require(try parse("a: \(text)x\n").root)
        #expect(Array(root["a"]?.text?.utf8 ?? "".utf8) == Array("\(text)x".utf8))
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func `every line end reads the same`(_ lineEnd: String) throws {
        let text = "a: b\nc: |\n  d\n\n  e\nf: \"g\n  h\"\n"
        let root = try #require(try parse(text.replacing("\n", with: lineEnd)).root)
        #expect(outline(root) == "{a=b,c=|d\n\ne\n,f=\"g h}")
        #expect(root.entries?.map(\.key.start.line) == [1, 2, 6])
        #expect(root.entries?.map(\.key.start.column) == [1, 1, 1])
        #expect(root["f"]?.end.line == 7)
    }
}
