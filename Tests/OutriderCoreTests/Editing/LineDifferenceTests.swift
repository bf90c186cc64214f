import OutriderCore
import Testing

/// Edits as a reviewer sees them.
@Suite struct LineDifferenceTests {
    private func shown(_ old: String, _ new: String) -> [String] {
        LineDifference.lines(from: Array(old.utf8), to: Array(new.utf8)).map { line in
            switch line {
            case .kept(let text): "  \(text)"
            case .removed(let text): "- \(text)"
            case .added(let text): "+ \(text)"
            case .skipped(let count): "… \(count)"
            }
        }
    }

    @Test func changesWithTheirSurroundings() {
        #expect(shown("", "a\nb\n") == ["+ a", "+ b"])
        #expect(shown("a\n", "") == ["- a"])
        #expect(shown("a\nb\n", "a\nb\n") == [])
        #expect(
            shown("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\nx\n5\n6\n7\n8\n9\n")
                == ["… 1", "  2", "  3", "- 4", "+ x", "  5", "  6", "… 3"])
        #expect(shown("a\nb\nc\n", "c\nb\na\n").filter { !$0.hasPrefix(" ") }.count == 4)
    }

    /// Read back, the lines give both texts.
    @Test(arguments: 0..<100) func nothingIsLost(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        func text() -> [String] {
            (0..<Int.random(in: 0..<12, using: &random)).map { _ in ["a", "b", "c"].randomElement(using: &random) ?? ""
            }
        }
        let (old, new) = (text(), text())
        let lines = LineDifference.lines(
            from: Array(old.map { $0 + "\n" }.joined().utf8), to: Array(new.map { $0 + "\n" }.joined().utf8))
        var (before, after) = (0, 0)
        for line in lines {
            switch line {
            case .kept(let text):
                #expect(old[before] == text && new[after] == text)
                (before, after) = (before + 1, after + 1)
            case .removed(let text):
                #expect(old[before] == text)
                before += 1
            case .added(let text):
                #expect(new[after] == text)
                after += 1
            case .skipped(let count): (before, after) = (before + count, after + count)
            }
        }
        if !lines.isEmpty { #expect(before == old.count && after == new.count) }
    }
}
