internal import YAML

/// The edits that space a file as its normal form has it; the order of its lines stays.
struct LayoutFormat {
    let layout: Layout
    /// Whether the file gets exactly one line break at its end.
    let trimsEnd: Bool

    private var edits: [Edit] = []
    /// Lines that begin with a key or dash: the offset of the line, the column that was, the one that will be.
    private var lines: [(start: Int, old: Int, new: Int)] = []
    /// Lines that another goes on in: how far they move.
    private var shifts: [Int: Int] = [:]
    /// Line ends that belong to a text.
    private var texts: [Range<Int>] = []

    init(layout: Layout, trimsEnd: Bool) {
        self.layout = layout
        self.trimsEnd = trimsEnd
    }

    mutating func edits(_ root: Node) -> [Edit] {
        walk(root, column: 0)
        lines.sort { $0.start < $1.start }
        indent()
        trim()
        return edits
    }

    // MARK: Nodes

    private mutating func walk(_ node: Node, column: Int) {
        switch node.content {
        case .mapping(let entries) where !layout.isFlow(node): self.entries(entries, column: column)
        case .sequence(let items) where !layout.isFlow(node): self.items(items, of: node, column: column)
        default: break
        }
    }

    private mutating func entries(_ entries: [Node.Entry], column: Int) {
        for entry in entries {
            let old = entry.key.start.column - 1
            begin(entry.key.start.offset, old: old, new: column)
            space(entry)
            if isBlock(entry.value) {
                walk(entry.value, column: column + 2)
            } else {
                goOn(from: entry.key.start.offset, entry.value, by: column - old)
            }
        }
    }

    private mutating func items(_ items: [Node], of node: Node, column: Int) {
        guard let dashes = layout.dashes(of: node) else { return }
        for (dash, item) in zip(dashes, items) {
            let old = dash - layout.lineStart(dash)
            begin(dash, old: old, new: column)
            if !item.isMissing, item.start.offset <= layout.lineEnd(dash) {
                replace(dash + 1..<item.start.offset, with: " ")
            }
            if isBlock(item) {
                walk(item, column: column + 2)
            } else {
                goOn(from: dash, item, by: column - old)
            }
        }
    }

    private func isBlock(_ node: Node) -> Bool { node.text == nil && !layout.isFlow(node) }

    /// A key or dash: what stands first on its line gives the line its indentation.
    private mutating func begin(_ offset: Int, old: Int, new: Int) {
        guard layout.isFirst(offset) else { return }
        lines.append((layout.lineStart(offset), old, new))
    }

    private mutating func space(_ entry: Node.Entry) {
        guard let colon = layout.colonEnd(of: entry) else { return }
        let keyEnd = entry.key.end.offset
        let isOnLine = !entry.value.isMissing && entry.value.start.offset <= layout.lineEnd(colon)
        replace(keyEnd..<(isOnLine ? entry.value.start.offset : colon), with: isOnLine ? ": " : ":")
    }

    /// The lines behind the first of a text, or of what is in brackets, move with it.
    private mutating func goOn(from start: Int, _ value: Node, by distance: Int) {
        let end = value.isMissing ? start : layout.end(of: value)
        var line = layout.nextLine(start)
        while line <= end, line < layout.bytes.count {
            shifts[line] = distance
            line = layout.nextLine(line)
        }
        keepTexts(value)
    }

    /// Blanks at the ends of lines within a text are its own.
    private mutating func keepTexts(_ node: Node) {
        switch node.content {
        case .scalar(_, .literal), .scalar(_, .folded):
            let start = layout.nextLine(node.start.offset)
            texts.append(start..<max(start, layout.end(of: node) + 1))
        case .scalar: texts.append(node.start.offset..<max(node.start.offset, node.end.offset))
        case .sequence(let items): for item in items { keepTexts(item) }
        case .mapping(let entries):
            for entry in entries {
                keepTexts(entry.key)
                keepTexts(entry.value)
            }
        }
    }

    // MARK: Lines

    private mutating func replace(_ range: Range<Int>, with text: String) {
        guard !layout.bytes[range].elementsEqual(text.utf8) else { return }
        edits.append(.replace(range, with: text))
    }

    private mutating func indent() {
        var next = 0
        // The keys and dashes above by which a comment may go: the nearest, and before it ever less indented ones.
        var above: [(old: Int, new: Int)] = []
        var line = layout.bodyStart
        while line < layout.bytes.count {
            let old = spaces(line)
            if next < lines.count, lines[next].start == line {
                replace(line..<line + old, with: String(repeating: " ", count: lines[next].new))
                while let last = above.last, last.old >= lines[next].old { above.removeLast() }
                above.append((lines[next].old, lines[next].new))
                next += 1
            } else if let distance = shifts[line] {
                replace(line..<line + old, with: String(repeating: " ", count: max(0, old + distance)))
            } else if layout.byte(at: line + old) == UInt8(ascii: "#") {
                let new = column(ofComment: old, before: next, above)
                replace(line..<line + old, with: String(repeating: " ", count: new))
            }
            line = layout.nextLine(line)
        }
    }

    /// A comment moves with the key that it is in line with: the next, else the nearest above.
    private func column(ofComment old: Int, before next: Int, _ above: [(old: Int, new: Int)]) -> Int {
        if next < lines.count, lines[next].old == old { return lines[next].new }
        guard let peer = above.last(where: { $0.old <= old }) ?? above.last else { return old }
        return max(0, peer.new + old - peer.old)
    }

    private func spaces(_ line: Int) -> Int {
        var offset = line
        while layout.byte(at: offset) == 0x20 { offset += 1 }
        return offset - line
    }

    /// Takes away blanks at line ends, and empty lines at the end of the file.
    private mutating func trim() {
        texts.sort { $0.lowerBound < $1.lowerBound }
        var text = 0
        var line = layout.bodyStart
        var contentEnd = layout.bodyStart
        while line < layout.bytes.count {
            let end = layout.lineEnd(line)
            while text < texts.count, texts[text].upperBound <= end { text += 1 }
            let isText = text < texts.count && texts[text].contains(end)
            var blank = end
            while blank > line, [0x20, 0x09].contains(layout.bytes[blank - 1]) { blank -= 1 }
            if blank > line { contentEnd = blank }
            let isIndentation = blank == line && shifts[line] != nil
            if !isText, !isIndentation, blank < end { edits.append(.delete(blank..<end)) }
            line = layout.nextLine(line)
        }
        guard trimsEnd else { return }
        edits.removeAll { $0.range.lowerBound >= contentEnd && $0.range.upperBound > contentEnd }
        let lineEnd = layout.lineEnd(contentEnd)
        let rest = Edit(contentEnd..<layout.bytes.count, Array(layout.lineBreak.utf8))
        if lineEnd > contentEnd || layout.nextLine(lineEnd) < layout.bytes.count
            || layout.breakBefore(layout.bytes.count) == 0
        {
            edits.append(rest)
        }
    }
}
