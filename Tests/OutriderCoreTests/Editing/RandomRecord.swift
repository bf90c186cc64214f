@testable import OutriderCore

/// A record file in whatever layout people write, made from a seed.
struct RandomRecord {
    private var random: SplitMix64
    let path: String
    let lineBreak: String
    private(set) var text = ""

    init(seed: Int) {
        random = SplitMix64(seed: UInt64(seed))
        path = seed.isMultiple(of: 2) ? "people/a.yaml" : "enrollments/a.yaml"
        lineBreak = seed.isMultiple(of: 5) ? "\r\n" : "\n"
        var keys = ["firstName", "lastName", "title", "company", "source", "tags", "fields", "notes", "relationships"]
        if !seed.isMultiple(of: 2) { keys = ["sequence", "start", "status", "project", "people", "exclude", "vars"] }
        keys.shuffle(using: &random)
        var lines = flip() ? ["# about this file", ""] : []
        for key in keys.prefix(1 + number(keys.count)) {
            if number(4) == 0 { lines += ["# about \(key)"] }
            lines += entry(key)
            if number(4) == 0 { lines.append(flip() ? "" : "  ") }
            if number(6) == 0 { lines.append("   # deeper") }
        }
        text =
            (number(6) == 0 ? "\u{FEFF}" : "") + lines.joined(separator: lineBreak) + (number(4) == 0 ? "" : lineBreak)
    }

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    private mutating func flip() -> Bool { number(2) == 0 }

    private mutating func comment() -> String { number(4) == 0 ? "  # c" : "" }

    private mutating func word() -> String {
        let words = ["Ada", "'it''s'", "\"a: b\"", "x y", "No", "\"\"", "é", "'#'"]
        return words[number(words.count)]
    }

    private mutating func gap() -> String { String(repeating: " ", count: 1 + number(3)) }

    private mutating func entry(_ key: String) -> [String] {
        switch key {
        case "tags", "exclude", "people": list(key)
        case "fields", "vars": mapping(key)
        case "relationships": relationships()
        case "notes" where flip(): ["notes: |" + comment(), "  one", "", "    two"] + (flip() ? [""] : [])
        case "title" where flip(): ["title: one", "  two" + comment()]
        default: [key + (flip() ? "" : " ") + ":" + gap() + word() + comment()]
        }
    }

    private mutating func list(_ key: String) -> [String] {
        let items = ["p1", "'p2'", "\"p3\"", "p/4"].prefix(1 + number(4))
        switch number(3) {
        case 0: return ["\(key): [" + items.joined(separator: flip() ? ", " : ",") + "]" + comment()]
        case 1:
            var lines = ["\(key): [" + comment()]
            for (index, item) in items.enumerated() {
                lines.append("  " + item + (index + 1 < items.count || number(3) == 0 ? "," : "") + comment())
            }
            return lines + ["]"]
        default:
            let margin = String(repeating: " ", count: number(4))
            var lines = ["\(key):" + comment()]
            for item in items {
                if number(5) == 0 { lines.append(margin + "# about it") }
                let isMember = key == "people" && number(3) == 0
                lines.append(margin + "-" + gap() + item + (isMember ? ": {vars: {a: b}}" : "") + comment())
            }
            return lines
        }
    }

    private mutating func mapping(_ key: String) -> [String] {
        if flip() { return ["\(key): {a: \(word()), b: [x, y]}" + comment()] }
        let margin = String(repeating: " ", count: 1 + number(4))
        return ["\(key):" + comment(), "\(margin)a:\(gap())\(word())" + comment(), "\(margin)b: [x, y]"]
    }

    private mutating func relationships() -> [String] {
        if flip() { return ["relationships:", "- {company: c, type: CLIENT}" + comment()] }
        return ["relationships:", "  - company: c" + comment(), "    type: CLIENT"]
    }
}
