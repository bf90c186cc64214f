/// A value of a book before it is written: what it holds, not how it looks.
indirect enum Sample {
    case text(String)
    case list([Sample])
    case map([Entry])
    /// The place that a test asks for.
    case marked(Sample)

    struct Entry {
        var key: String
        var value: Sample
        var isMarked = false
    }

    var bare: Sample { if case .marked(let sample) = self { sample.bare } else { self } }

    /// The value at a path of keys and indices changed; unchanged where there is none.
    func changed(at path: ArraySlice<SampleStep>, _ change: (Sample) -> Sample) -> Sample {
        guard let step = path.first else { return change(self) }
        switch (self, step) {
        case (.map(var entries), .key(let index)) where entries.indices.contains(index):
            entries[index].value = entries[index].value.changed(at: path.dropFirst(), change)
            return .map(entries)
        case (.list(var items), .item(let index)) where items.indices.contains(index):
            items[index] = items[index].changed(at: path.dropFirst(), change)
            return .list(items)
        default: return self
        }
    }
}

/// One step into a sample, by the count of its entry or item.
enum SampleStep {
    case key(Int)
    case item(Int)
}

/// Writes samples as YAML in a random layout, and knows on which line the marked place came to stand.
struct SampleWriter {
    private var random: SplitMix64
    private var lines: [String] = []
    /// From 1; `nil` where nothing was marked.
    private(set) var markedLine: Int?
    private var awaitsBlock = false

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func write(_ root: Sample) -> String {
        if chance(8) { lines.append("---") }
        if case .map(let entries) = root.bare { block(entries, indent: 0, first: nil) }
        if chance(4) { lines.append("# the end") }
        return lines.joined(separator: "\n") + (chance(5) ? "" : "\n")
    }

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func mark() { markedLine = markedLine ?? lines.count }

    /// The entries of a mapping, the first of them behind `first` where that is given.
    private mutating func block(_ entries: [Sample.Entry], indent: Int, first: String?) {
        for (index, entry) in entries.enumerated() {
            if index > 0 || first == nil, chance(12) { lines.append(chance(2) ? "" : "# a comment") }
            let start = index == 0 ? first ?? blanks(indent) : blanks(indent)
            let key = isPlain(entry.key) && !chance(10) ? entry.key : quoted(entry.key)
            lines.append(start + key + ":")
            if entry.isMarked || awaitsBlock { mark() }
            awaitsBlock = false
            value(entry.value, indent: indent)
        }
    }

    /// What stands behind a colon or a dash, on the line that is there or below it.
    private mutating func value(_ sample: Sample, indent: Int) {
        var isMarked = false
        if case .marked = sample { isMarked = true }
        let step = chance(3) ? 4 : 2
        switch sample.bare {
        case .map(let entries) where !entries.isEmpty && !chance(3):
            awaitsBlock = isMarked
            block(entries, indent: indent + step, first: nil)
        case .list(let items) where !items.isEmpty && !chance(3):
            let column = indent + (chance(3) ? 0 : 2)
            for item in items {
                if chance(12) { lines.append("# another") }
                listItem(item, indent: column)
            }
        case .text(let text) where text.contains("\n") && !isMarked && text.hasSuffix("\n"):
            lines[lines.count - 1] += " |"
            for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
                lines.append(line.isEmpty ? "" : blanks(indent + 2) + line)
            }
        default:
            if isMarked { mark() }
            let text = flow(sample, isInFlow: false)
            if !text.isEmpty { lines[lines.count - 1] += " " + text + (mayComment(behind: text) ? "  # so" : "") }
        }
    }

    /// A comment right behind unquoted words might have been meant as words.
    private mutating func mayComment(behind text: String) -> Bool {
        chance(8) && ["\"", "'", "]", "}"].contains(text.last)
    }

    private mutating func listItem(_ item: Sample, indent: Int) {
        var isMarked = false
        if case .marked = item { isMarked = true }
        if case .map(let entries) = item.bare, !entries.isEmpty, !chance(3) {
            awaitsBlock = isMarked
            block(entries, indent: indent + 2, first: blanks(indent) + "- ")
        } else {
            lines.append(blanks(indent) + "- ")
            if isMarked { mark() }
            lines[lines.count - 1] += flow(item, isInFlow: false)
        }
    }

    private mutating func flow(_ sample: Sample, isInFlow: Bool) -> String {
        if case .marked(let inner) = sample {
            mark()
            return flow(inner, isInFlow: isInFlow)
        }
        switch sample {
        case .text(let text): return scalar(text)
        case .list(let items):
            var parts: [String] = []
            for item in items { parts.append(flow(item, isInFlow: true)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let entries):
            var parts: [String] = []
            for entry in entries {
                if entry.isMarked { mark() }
                parts.append(
                    (isPlain(entry.key) ? entry.key : quoted(entry.key)) + ": " + flow(entry.value, isInFlow: true))
            }
            return "{" + parts.joined(separator: ", ") + "}"
        case .marked: return ""
        }
    }

    private mutating func scalar(_ text: String) -> String {
        if isPlain(text), !chance(4) { return text }
        if !text.contains("\n"), chance(2) { return "'" + text.replacing("'", with: "''") + "'" }
        return quoted(text)
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    /// Whether a text may stand without quotes, within brackets too.
    private func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber, text.last != " " else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789._-/@+ ".unicodeScalars.contains($0)
        }
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
