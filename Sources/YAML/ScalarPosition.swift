/// The place in the file of a character of a scalar's text.
///
/// `characterOffset` counts Unicode scalars of the text from 0; the length of the text is the place behind it. The mark is
/// exact for literal blocks and for plain and quoted scalars on one line. For all others, for an offset outside the text,
/// and for bytes that are not those of the node, it is the start of the node.
public func mark(inScalar node: Node, at characterOffset: Int, of bytes: [UInt8]) -> Mark {
    guard case .scalar(let text, let style) = node.content, characterOffset >= 0, node.start.offset >= 0 else {
        return node.start
    }
    let isOneLine = node.start.line == node.end.line
    let position = ScalarPosition(bytes: bytes, node: node)
    switch style {
    case .literal: return position.literal(text, at: characterOffset) ?? node.start
    case .plain: return isOneLine ? position.inline(skipping: 0, at: characterOffset) ?? node.start : node.start
    case .singleQuoted, .doubleQuoted:
        return isOneLine ? position.inline(skipping: 1, at: characterOffset) ?? node.start : node.start
    case .folded: return node.start
    }
}

/// A walk over the bytes of a scalar; nil wherever they do not fit the text.
private struct ScalarPosition {
    let bytes: [UInt8]
    let node: Node

    /// In text on one line; an escape is one character, at its backslash or first quote.
    func inline(skipping quotes: Int, at characterOffset: Int) -> Mark? {
        var mark = node.start
        mark.offset += quotes
        mark.column += quotes
        let end = min(node.end.offset - quotes, bytes.count)
        for _ in 0..<characterOffset {
            guard mark.offset < end else { return nil }
            let step = width(at: mark.offset)
            mark.column += step.columns
            mark.offset += step.bytes
        }
        return mark.offset <= end ? mark : nil
    }

    /// The source of one character (YAML 1.1, section 5.6 for the escapes).
    private func width(at offset: Int) -> (columns: Int, bytes: Int) {
        switch (node.style, bytes[offset]) {
        case (.singleQuoted, UInt8(ascii: "'")): return (2, 2)
        case (.doubleQuoted, UInt8(ascii: "\\")):
            guard offset + 1 < bytes.count else { return (1, 1) }
            switch bytes[offset + 1] {
            case UInt8(ascii: "x"): return (4, 4)
            case UInt8(ascii: "u"): return (6, 6)
            case UInt8(ascii: "U"): return (10, 10)
            default: return (2, 1 + Encoding.length(ofLead: bytes[offset + 1]))
            }
        case (_, let lead): return (1, Encoding.length(ofLead: lead))
        }
    }

    /// In a literal block: its lines are those of the text, behind the same indentation.
    func literal(_ text: String, at characterOffset: Int) -> Mark? {
        var line = node.start.line + 1
        var offset = nextLine(from: node.start.offset)
        var column = 0
        var lineIndex = text.unicodeScalars.startIndex
        var index = lineIndex
        for _ in 0..<characterOffset {
            guard index < text.unicodeScalars.endIndex else { return nil }
            let scalar = text.unicodeScalars[index]
            index = text.unicodeScalars.index(after: index)
            guard scalar == "\n" || scalar == "\u{2028}" || scalar == "\u{2029}" else {
                column += 1
                continue
            }
            line += 1
            offset = nextLine(from: offset)
            lineIndex = index
            column = 0
        }
        guard let indentation = indentation(of: text) else { return nil }
        let spaces = min(indentation, self.spaces(from: offset))
        let bytesBefore = text.utf8.distance(from: lineIndex, to: index)
        guard offset + spaces + bytesBefore <= bytes.count else { return nil }
        return Mark(line: line, column: spaces + column + 1, offset: offset + spaces + bytesBefore)
    }

    /// The spaces that the file has and the text has not, on the first line that is not empty; 0 for empty text.
    private func indentation(of text: String) -> Int? {
        var offset = nextLine(from: node.start.offset)
        var rest = text.utf8[...]
        while rest.first == 0x0A {
            rest.removeFirst()
            offset = nextLine(from: offset)
        }
        let indentation = spaces(from: offset) - rest.prefix { $0 == 0x20 }.count
        return rest.isEmpty ? 0 : indentation < 0 ? nil : indentation
    }

    private func spaces(from start: Int) -> Int {
        var offset = start
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
        return offset - start
    }

    private func nextLine(from start: Int) -> Int {
        var offset = start
        while offset < bytes.count {
            let lineBreak = Encoding.lineBreak(in: bytes, at: offset)
            if lineBreak > 0 { return offset + lineBreak }
            offset += 1
        }
        return offset
    }
}
