import Testing

@testable import OutriderCore

/// A reading of Mustache by regular expressions and recursion, as plain as can be.
private struct ReferenceEvaluator {
    typealias Token = (sign: String, name: String)
    private let tokens: [Token]
    private let isHTML: Bool
    private var missing: Set<String> = []

    init(_ source: String, isHTML: Bool) {
        tokens = Self.tokens(source)
        self.isHTML = isHTML
    }

    func evaluate(_ values: TemplateValue) -> (text: String, missing: Set<String>) {
        var copy = self
        let text = copy.run(tokens[...], [values])
        return (text, copy.missing)
    }

    /// Text and tags, after the lines of standalone tags are taken away.
    private static func tokens(_ source: String) -> [Token] {
        let alone = /[ \t]*(\{\{[#^\/!][^{}]*\}\})[ \t]*(?:\r?\n)?/.matchingSemantics(.unicodeScalar)
        let tag = /\{\{([#^\/!]?)\s*([^{}]*?)\s*\}\}/.matchingSemantics(.unicodeScalar)
        var lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for index in lines.indices {
            let line = lines[index] + (index + 1 < lines.count ? "\n" : "")
            lines[index] = line.wholeMatch(of: alone).map { String($0.output.1) } ?? line
        }
        let text = lines.joined()
        var tokens: [Token] = []
        var end = text.startIndex
        for match in text.matches(of: tag) {
            tokens.append(("text", String(text[end..<match.range.lowerBound])))
            tokens.append((String(match.output.1), String(match.output.2)))
            end = match.range.upperBound
        }
        return tokens + [("text", String(text[end...]))]
    }

    private mutating func run(_ tokens: ArraySlice<Token>, _ stack: [TemplateValue]) -> String {
        var result = ""
        var index = tokens.startIndex
        while index < tokens.endIndex {
            let (sign, name) = tokens[index]
            let value = ["", "#", "^"].contains(sign) ? lookUp(name, stack) : nil
            switch sign {
            case "text": result += name
            case "":
                if case .text(let text)? = value, !isBlank(text) {
                    result += escaped(text)
                } else {
                    missing.insert(name)
                }
            case "#", "^":
                let end = closing(of: index, in: tokens)
                let items: [TemplateValue] =
                    switch value {
                    case nil: []
                    case .list(let items)?: items
                    case .text(let text)?: isBlank(text) ? [] : [.text(text)]
                    case .record(let record)?: [.record(record)]
                    }
                if sign == "#" { for item in items { result += run(tokens[(index + 1)..<end], stack + [item]) } }
                if sign == "^", items.isEmpty { result += run(tokens[(index + 1)..<end], stack) }
                index = end
            default: break
            }
            index += 1
        }
        return result
    }

    private func closing(of start: Int, in tokens: ArraySlice<Token>) -> Int {
        var (depth, index) = (1, start)
        while depth > 0, index + 1 < tokens.endIndex {
            index += 1
            if ["#", "^"].contains(tokens[index].sign) { depth += 1 }
            if tokens[index].sign == "/" { depth -= 1 }
        }
        return index
    }

    private func lookUp(_ name: String, _ stack: [TemplateValue]) -> TemplateValue? {
        if name == "." { return stack.last }
        let parts = name.split(separator: ".").map(String.init)
        func child(_ value: TemplateValue?, _ part: String) -> TemplateValue? {
            if case .record(let fields)? = value { fields[part] } else { nil }
        }
        let base = stack.reversed().lazy.compactMap { child($0, parts[0]) }.first
        return parts.dropFirst().reduce(base) { child($0, $1) }
    }

    private func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { " \t\r\n".unicodeScalars.contains($0) }
    }

    private func escaped(_ text: String) -> String {
        guard isHTML else { return text }
        let table: [Unicode.Scalar: String] = ["<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;"]
        return text.unicodeScalars.map { table[$0] ?? String($0) }.joined()
    }
}

/// Messages of the allowed tags, and values for their names.
private struct MessageGenerator {
    var random: SplitMix64

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

    mutating func message(depth: Int = 0, inSection: Bool = false) -> String {
        (0..<Int.random(in: 0...5, using: &random)).map { _ in piece(depth, inSection) }.joined()
    }

    private mutating func piece(_ depth: Int, _ inSection: Bool) -> String {
        let names = ["a", "b", "c", "a.b", "b.c", "a.a.b", "c-1._x"] + (inSection ? [".", "."] : [])
        let space = pick(["", "", " ", "\n", "\u{A0}"])
        switch Int.random(in: 0..<(depth < 4 ? 10 : 6), using: &random) {
        case 0, 1:
            return pick([
                "x", " ", "\n", "\r\n", "\t", "\r", "  \n", "<i>", "é", "\u{301}", "\u{600}", "👩‍👧", "\u{5D0}", "*0",
            ])
        case 2: return "{{! \(pick(["", "a", " #b ", "} {", "é\u{301}"])) }}".replacing("} {", with: "~")
        case 3, 4, 5: return "{{\(space)\(pick(names))\(space)}}"
        default:
            let sign = pick(["#", "#", "^"])
            let name = pick(names)
            let space = pick(["", " ", "\t"])
            let isInner = inSection || sign == "#"
            let (before, after) = (pick(["", "\n", " ", "\r\n \t"]), pick(["", "\n", " ", "\t\r\n"]))
            return
                "{{\(sign)\(space)\(name)}}\(after)\(message(depth: depth + 1, inSection: isInner))\(before){{/\(name)\(space)}}\(after)"
        }
    }

    mutating func value(depth: Int = 0) -> TemplateValue {
        switch Int.random(in: 0..<(depth < 3 ? 10 : 6), using: &random) {
        case 0...5:
            return .text(pick(["v", "v", "w", "<&>\"'", "", " \n", "\r\n.", "é", "\u{301}", "{{a}}", "\u{600}<", "👍🏽"]))
        case 6, 7: return .list((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) })
        default: return record(depth: depth + 1)
        }
    }

    mutating func record(depth: Int = 0) -> TemplateValue {
        var fields: [String: TemplateValue] = [:]
        for name in ["a", "b", "c", "c-1", "_x"] where Int.random(in: 0..<4, using: &random) > 0 || depth == 0 {
            fields[name] = value(depth: depth)
        }
        return .record(fields)
    }
}

@Suite("Message texts and a reference evaluator")
struct MessageTextPropertyTests {
    @Test("agree on text and on what is missing", arguments: 0..<8)
    func agreement(seed: UInt64) throws {
        var generator = MessageGenerator(random: SplitMix64(seed: seed))
        var (rendered, held) = (0, 0)
        for _ in 0..<120 {
            let source = generator.message()
            let kind = Bool.random(using: &generator.random) ? MessageText.Kind.html : .plain
            let text = try MessageText(scanning: source, kind: kind)
            let evaluator = ReferenceEvaluator(source, isHTML: kind == .html)
            for _ in 0..<6 {
                let values = generator.record()
                let expected = evaluator.evaluate(values)
                let missing = text.missing(in: values)
                #expect(Set(missing.map(\.name)) == expected.missing, "\(source.debugDescription)")
                #expect(Set(missing).isSubset(of: text.references.filter { !$0.isSection }))
                do throws(MissingVariables) {
                    let result = try text.render(values)
                    #expect(
                        Array(result.unicodeScalars) == Array(expected.text.unicodeScalars),
                        "\(source.debugDescription)")
                    #expect(missing.isEmpty)
                    let line = try text.renderLine(values)
                    #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" })
                    rendered += 1
                } catch {
                    #expect(error.references == missing && !missing.isEmpty)
                    held += 1
                }
            }
        }
        #expect(rendered > 100 && held > 100)
    }
}

/// A small seeded generator: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
