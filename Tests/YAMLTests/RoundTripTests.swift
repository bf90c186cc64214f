import Testing
import YAML

/// Trees of ours, written in every style, read back equal.
@Suite struct RoundTripTests {
    indirect enum Tree {
        case scalar(String, ScalarStyle)
        case sequence([Tree], isFlow: Bool)
        case mapping([(String, Tree)], isFlow: Bool)

        var outline: String {
            switch self {
            case .scalar(let text, let style):
                YAMLTests.outline(Node(content: .scalar(text, style), start: .start, end: .start))
            case .sequence(let items, _): "[" + items.map(\.outline).joined(separator: ",") + "]"
            case .mapping(let entries, _): "{" + entries.map { "\"\($0)=\($1.outline)" }.joined(separator: ",") + "}"
            }
        }
    }

    @Test(arguments: 0..<300)
    func `reads back equal`(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let tree = tree(depth: 4, isFlow: false, &random)
        let text = write(tree, indentation: 0) + "\n"
        #expect(outline(try parse(text).root) == tree.outline, "\(text)")
    }

    private func tree(depth: Int, isFlow: Bool, _ random: inout SeededRandom) -> Tree {
        let inFlow = isFlow || Int.random(in: 0..<3, using: &random) == 0
        let count = Int.random(in: 1...20, using: &random) % 5 + (inFlow ? 0 : 1)
        switch depth == 0 ? 0 : Int.random(in: 0..<3, using: &random) {
        case 0: return scalar(isFlow: isFlow, &random)
        case 1:
            let items = (0..<count).map { _ in self.tree(depth: depth - 1, isFlow: inFlow, &random) }
            return .sequence(items, isFlow: inFlow)
        default:
            let entries = (0..<count).map {
                ("\($0)" + word(&random), self.tree(depth: depth - 1, isFlow: inFlow, &random))
            }
            return .mapping(entries, isFlow: inFlow)
        }
    }

    private func scalar(isFlow: Bool, _ random: inout SeededRandom) -> Tree {
        switch Int.random(in: 0..<(isFlow ? 3 : 4), using: &random) {
        case 0: return .scalar("No" + word(&random).filter { $0.isLetter }, .plain)
        case 1: return .scalar(word(&random).filter { !$0.isNewline }, .singleQuoted)
        case 2: return .scalar(word(&random), .doubleQuoted)
        default: return .scalar("x" + word(&random) + "\n", .literal)
        }
    }

    private func word(_ random: inout SeededRandom) -> String {
        let alphabet: [Character] = [
            "a", "é", "当", "😀", " ", "'", "\"", "\\", "\n", ":", "#", "{", "]", "-", "&", "%", ",", "|",
        ]
        return String(
            (0..<Int.random(in: 0..<12, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" }
        )
        .replacing(#/\n+$/#, with: "")
    }

    /// The text of a tree behind `key:` or `-`, or at the start of a line when that is where it stands.
    private func write(_ tree: Tree, indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        switch tree {
        case .scalar(let text, .plain): return text
        case .scalar(let text, .singleQuoted): return "'" + text.replacing("'", with: "''") + "'"
        case .scalar(let text, .literal):
            return "|\n"
                + text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
                .map { margin + " " + $0 }.joined(separator: "\n")
        case .scalar(let text, _): return quoted(text)
        case .sequence(let items, true):
            return "[" + items.map { write($0, indentation: 0) }.joined(separator: ", ") + "]"
        case .mapping(let entries, true):
            return "{" + entries.map { quoted($0) + ": " + write($1, indentation: 0) }.joined(separator: ", ") + "}"
        case .sequence(let items, false):
            return items.map { "\n\(margin)- " + write($0, indentation: indentation + 2) }.joined()
        case .mapping(let entries, false):
            return entries.map { "\n\(margin)\(quoted($0)): " + write($1, indentation: indentation + 2) }.joined()
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
