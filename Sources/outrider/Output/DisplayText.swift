/// Text from people, as a terminal may safely show it.
extension String {
    /// On one line: line breaks, controls and marks that turn the direction of writing are written as escapes.
    var onOneLine: String { escaped { _ in false } }

    /// Over several lines: line breaks and tabs stay.
    var asBlock: String {
        replacing("\r\n", with: "\n").escaped { $0 == "\n" || $0 == "\t" }
    }

    /// Its lines as a block, at least one, without blank ones at the end.
    var blockLines: [String] {
        var lines = asBlock.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.count > 1, lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines
    }

    private func escaped(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: { $0.isUnsafe && !isKept($0) }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            guard scalar.isUnsafe, !isKept(scalar) else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return text
    }

    /// The text with a capital letter at its beginning.
    var inTitle: String { prefix(1).uppercased() + dropFirst() }

    /// Columns that the text takes on a terminal.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text on one line in at most `width` columns, cut with an ellipsis.
    func cut(to width: Int) -> String {
        let line = onOneLine
        guard line.displayWidth > width else { return line }
        var text = ""
        var used = 0
        for character in line {
            used += character.displayWidth
            guard used < width else { break }
            text.append(character)
        }
        return text + "…"
    }

    /// The text with spaces behind it up to `width` columns.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }

    /// The text without spaces at its end.
    var withoutSpacesAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether it could steer a terminal or reorder what is read: Cc, line separators, bidirectional controls (UAX 9).
    fileprivate var isUnsafe: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// Whether terminals give it two columns: the wide ranges of UAX 11 and the emoji.
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: properties.isEmojiPresentation
        }
    }
}

extension Character {
    /// Columns that a terminal gives it: 0, 1 or 2.
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.isWide || unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }
}
