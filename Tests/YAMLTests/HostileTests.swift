import Testing
import YAML

@Suite struct HostileTests {
    /// 1 MiB of one unit.
    static func flood(_ unit: String) -> [UInt8] {
        Array(String(repeating: unit, count: (1 << 20) / unit.utf8.count).utf8)
    }

    @Test(arguments: [
        ("[", "too-deep 1:33"),
        ("{a: ", "too-deep 1:129"),
        ("{ ", "too-deep 1:65"),
        ("[{a: ", "too-deep 1:81"),
        ("- ", "too-deep 1:65"),
        ("? ", "too-deep 1:65"),
        ("[\n", "too-deep 33:1"),
        ("{", "template-unquoted 1:1"),
        ("a: ", "colon-unquoted 1:5"),
        ("- a\n", "too-many-nodes 100000:3"),
        ("a:\n", "too-many-nodes 50000:3"),
        ("...\n", "syntax 1:1"),
        ("%TAG !a! x\n", "tag 1:1"),
        ("'", "none"),
        ("\"a ", "syntax 1:5"),
        ("&a ", "anchor 1:1"),
        ("!", "tag 1:1"),
        ("\n", "none"),
        ("#", "none"),
        ("a\n", "none"),
        ("\u{2028}", "none"),
    ])
    func `a flood ends at once`(_ unit: String, _ expected: String) {
        #expect(fault(HostileTests.flood(unit)) == expected)
    }

    @Test func `nesting by indentation ends at the limit`() {
        let text = (0..<1400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(fault(Array(text.utf8)) == "too-deep 33:33")
    }

    @Test func `distinct tag directives are refused in every disguise`() {
        let directives = (0..<60_000).map { "%TAG !a\($0)! x\n" }.joined()
        let limits = Limits(bytes: 8 << 20)
        #expect(fault(Array(directives.utf8), limits: limits) == "tag 1:1")
        #expect(fault(Array(("\u{85}" + directives).utf8), limits: limits) == "tag 2:1")
        #expect(fault(Array(("%YAML 1.1\n" + directives).utf8), limits: limits) == "tag 2:1")
        #expect(fault(Array(("a\n...\n" + directives).utf8), limits: limits) == "second-document 3:1")
    }

    @Test func `document ends are read in linear time`() {
        #expect(fault(Array("a\n".utf8) + HostileTests.flood("...\n"), limits: Limits(bytes: 2 << 20)) == "none")
    }

    @Test func `each limit is exact`() {
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        #expect(fault(bytes("a: bc"), limits: Limits(bytes: 5)) == "none")
        #expect(fault(bytes("a: bcd"), limits: Limits(bytes: 5)) == "too-large 1:1")
        #expect(fault(bytes("a: [[b]]"), limits: Limits(depth: 3)) == "none")
        #expect(fault(bytes("a: [[b]]"), limits: Limits(depth: 2)) == "too-deep 1:5")
        #expect(fault(bytes("a: [b]"), limits: Limits(nodes: 4)) == "none")
        #expect(fault(bytes("a: [b]"), limits: Limits(nodes: 3)) == "too-many-nodes 1:5")
        #expect(fault(bytes("a"), limits: Limits(bytes: -1, depth: -1, nodes: -1)) == "too-large 1:1")
        #expect(fault(bytes("[a]"), limits: Limits(depth: -1)) == "too-deep 1:1")
    }

    @Test func `depth is bounded whatever is asked for`() {
        let text = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        #expect(fault(Array(text.utf8), limits: Limits(depth: .max)) == "too-deep 1:513")
    }

    @Test func `8 MiB with limits to match`() throws {
        let text = (0..<200_000).map { "- {address: person\($0)@example.com}\n" }.joined()
        let limits = Limits(bytes: 8 << 20, nodes: 1_000_000)
        #expect(try parse(Array(text.utf8), limits: limits).root?.items?.count == 200_000)
    }

    @Test func `bytes at random and text cut anywhere never trap`() {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("ab:-?[]{},&*!|>'\"%@`#~\\\t\r\n  \u{e9}\u{2028}\u{85}😀.0x".utf8)
        for _ in 0..<4000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                Int.random(in: 0..<40, using: &random) == 0
                    ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
            }
            guard let document = try? parse(bytes), let root = document.root else { continue }
            #expect(marks(root).count >= 1)
            #expect(root.start <= root.end && root.end.offset <= bytes.count)
        }
    }
}
