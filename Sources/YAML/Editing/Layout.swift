/// How a file is laid out: its lines, and where its nodes really end, which libyaml's marks do not say.
public struct Layout: Sendable {
    public let bytes: [UInt8]
    /// 3 behind a byte order mark, else 0.
    public let bodyStart: Int
    /// The line break that new lines get: that of the first line, LF where there is none.
    public let lineBreak: String

    /// Looks at the bytes of a file.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        bodyStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let end = bytes.indices.first { Encoding.lineBreak(in: bytes, at: $0) > 0 }
        lineBreak =
            end.map { String(decoding: bytes[$0..<$0 + Encoding.lineBreak(in: bytes, at: $0)], as: UTF8.self) } ?? "\n"
    }

    // MARK: Lines

    /// The offset where the line of a byte begins.
    public func lineStart(_ offset: Int) -> Int {
        var start = min(max(offset, bodyStart), bytes.count)
        while start > bodyStart, breakBefore(start) == 0 { start -= 1 }
        return start
    }

    /// The offset of the line break at or behind an offset, or the end of the file.
    public func lineEnd(_ offset: Int) -> Int {
        var end = max(0, offset)
        while end < bytes.count, Encoding.lineBreak(in: bytes, at: end) == 0 { end += 1 }
        return end
    }

    /// The offset where the next line begins, or the end of the file.
    public func nextLine(_ offset: Int) -> Int {
        let end = lineEnd(offset)
        return end + Encoding.lineBreak(in: bytes, at: end)
    }

    /// The bytes of the line break that ends before an offset; 0 where none does, or it is half of one.
    public func breakBefore(_ offset: Int) -> Int {
        for length in [2, 1, 3] where offset - length >= bodyStart {
            guard Encoding.lineBreak(in: bytes, at: offset - length) == length else { continue }
            return length
        }
        return 0
    }

    /// The offset of the first byte that is no space and no tab.
    public func skipSpaces(_ offset: Int) -> Int {
        var offset = max(0, offset)
        while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        return offset
    }

    /// The offset of the first byte that is no blank and in no comment.
    public func skipBlanks(_ start: Int) -> Int {
        var offset = skipSpaces(start)
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "#") {
                offset = lineEnd(offset)
            } else {
                let length = Encoding.lineBreak(in: bytes, at: offset)
                guard length > 0 else { break }
                offset += length
            }
            offset = skipSpaces(offset)
        }
        return offset
    }

    /// Whether nothing but blanks stands between an offset and the end of its line.
    public func isBlank(behind offset: Int) -> Bool {
        let next = skipSpaces(offset)
        return next >= bytes.count || Encoding.lineBreak(in: bytes, at: next) > 0
    }

    /// Whether nothing but blanks and a comment stands between an offset and the end of its line.
    public func isLineDone(behind offset: Int) -> Bool {
        isBlank(behind: offset) || byte(at: skipSpaces(offset)) == UInt8(ascii: "#")
    }

    /// Whether only blanks stand before an offset on its line.
    public func isFirst(_ offset: Int) -> Bool { skipSpaces(lineStart(offset)) >= offset }

    /// The byte at an offset; nil outside the file.
    public func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

    // MARK: Nodes

    /// Whether a list or mapping is written with brackets or braces, or is a pair within brackets.
    public func isFlow(_ node: Node) -> Bool {
        switch byte(at: node.start.offset) {
        case UInt8(ascii: "["): node.items != nil
        case UInt8(ascii: "{"): node.entries != nil
        default: false
        }
    }

    /// The place behind the last character of a node, before the line break and any comment.
    public func end(of node: Node) -> Int {
        switch node.content {
        case .scalar(_, .literal), .scalar(_, .folded): return blockScalarEnd(node)
        case .scalar: return node.end.offset
        case .sequence(let items):
            guard !isFlow(node), let last = items.last else { return node.end.offset }
            return end(of: last)
        case .mapping(let entries):
            guard !isFlow(node), let last = entries.last else { return node.end.offset }
            return end(of: last)
        }
    }

    /// The place behind the last character of an entry.
    public func end(of entry: Node.Entry) -> Int {
        entry.value.isMissing ? colonEnd(of: entry) ?? entry.key.end.offset : end(of: entry.value)
    }

    /// The place behind the colon of an entry; nil where it has none.
    public func colonEnd(of entry: Node.Entry) -> Int? {
        let colon = skipSpaces(entry.key.end.offset)
        return byte(at: colon) == UInt8(ascii: ":") ? colon + 1 : nil
    }

    /// The offsets of the dashes of a block sequence; nil where they are not where they should be.
    public func dashes(of sequence: Node) -> [Int]? {
        guard case .sequence(let items) = sequence.content, !isFlow(sequence) else { return nil }
        var dashes: [Int] = []
        var offset = sequence.start.offset
        for item in items {
            offset = skipBlanks(offset)
            guard byte(at: offset) == UInt8(ascii: "-") else { return nil }
            dashes.append(offset)
            offset = max(offset + 1, end(of: item))
        }
        return dashes
    }

    /// The place behind the `|` or `>` of a block scalar and what belongs to it.
    public func headerEnd(of node: Node) -> Int {
        var end = node.start.offset + 1
        while let byte = byte(at: end), "+-0123456789".utf8.contains(byte) { end += 1 }
        return min(end, bytes.count)
    }

    /// A block scalar without the empty lines behind it, unless they belong to it (`+`).
    private func blockScalarEnd(_ node: Node) -> Int {
        let header = headerEnd(of: node)
        let indicators = bytes[min(node.start.offset, header)..<header]
        let keeps = indicators.contains(UInt8(ascii: "+"))
        let isIndented = indicators.contains { "123456789".utf8.contains($0) }
        var end = node.end.offset - breakBefore(node.end.offset)
        if keeps { return max(header, end) }
        let content = skipEmptyLines(from: nextLine(header), to: end)
        // A line of spaces is content where it is longer than the indentation.
        let indentation = isIndented ? 0 : skipSpaces(content) - content
        while end > header {
            let start = lineStart(end)
            guard start > header else { return header }
            guard skipSpaces(start) >= end, end - start <= indentation else { return end }
            end = start - breakBefore(start)
        }
        return header
    }

    private func skipEmptyLines(from start: Int, to end: Int) -> Int {
        var start = start
        while start < end, isBlank(behind: start) { start = nextLine(start) }
        return start
    }

    /// Where the lines of an entry or item end that begins at that column (from 0): behind the line of its last
    /// character and the comments that are indented deeper.
    public func linesEnd(behind end: Int, deeperThan column: Int) -> Int {
        var result = nextLine(end)
        var line = result
        while line < bytes.count {
            let text = skipSpaces(line)
            if byte(at: text) == UInt8(ascii: "#"), text - line > column {
                result = nextLine(line)
            } else if !isBlank(behind: text) {
                break
            }
            line = nextLine(line)
        }
        return result
    }

    /// The range of whole lines, and where the file's last line has no break, that before them in its place.
    public func lines(from start: Int, to end: Int) -> Range<Int> {
        let first = lineStart(start)
        guard end >= bytes.count, breakBefore(end) == 0 else { return first..<max(first, end) }
        return (first - breakBefore(first))..<max(first, end)
    }
}
