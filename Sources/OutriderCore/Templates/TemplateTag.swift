/// One `{{…}}` of a message; ranges are offsets in Unicode scalars.
struct TemplateTag {
    enum Kind {
        case variable, section, inverted, close, comment
        /// `{{> id}}`: the words of another template.
        case partial
        /// A tag of Mustache that messages do not have; the last two hold content up to a closing tag.
        case delimiters, unescaped, pragma, parent, block
        /// A tag or a comment without `}}`.
        case unclosed, unclosedComment

        /// Whether the tag takes its line with it when it stands alone there.
        var canStandAlone: Bool {
            switch self {
            case .section, .inverted, .close, .comment, .partial: true
            default: false
            }
        }
    }

    var kind: Kind
    /// From `{{` to behind `}}`.
    var range: Range<Int>
    /// The name without the white space around it; for a comment all of it.
    var content: Range<Int>
    /// Whether white space stands between `{{` and the sign of the tag.
    var hasSpaceBeforeSign = false
}

/// Finds the tags of a message one after the other, in one pass over its Unicode scalars.
struct TagScanner {
    let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// The next tag, or `nil` behind the last.
    mutating func next() -> TemplateTag? {
        var start = position
        while start < scalars.count, !isPair("{", at: start) { start += 1 }
        guard start < scalars.count else { return nil }
        let inside = start + 2
        if inside < scalars.count, scalars[inside] == "{" { return unescaped(from: start) }
        var sign = inside
        while sign < scalars.count, scalars[sign].properties.isWhitespace { sign += 1 }
        guard sign < scalars.count, let kind = Self.kind(of: scalars[sign]) else {
            return tag(.variable, from: start, contentFrom: inside)
        }
        var found = kind == .comment ? comment(from: start, sign: sign) : tag(kind, from: start, contentFrom: sign + 1)
        found.hasSpaceBeforeSign = sign > inside
        return found
    }

    private static func kind(of sign: Unicode.Scalar) -> TemplateTag.Kind? {
        switch sign {
        case "#": .section
        case "^": .inverted
        case "/": .close
        case "!": .comment
        case ">": .partial
        case "=": .delimiters
        case "&": .unescaped
        case "%": .pragma
        case "<": .parent
        case "$": .block
        default: nil
        }
    }

    private func isPair(_ brace: Unicode.Scalar, at offset: Int) -> Bool {
        offset + 1 < scalars.count && scalars[offset] == brace && scalars[offset + 1] == brace
    }

    /// The offset of the next `}}`; `nil` if `{{` or the end comes first, with the offset of that.
    private func close(from offset: Int, over inner: Bool = false) -> (found: Int?, stop: Int) {
        var offset = offset
        while offset < scalars.count {
            if isPair("}", at: offset) { return (offset, offset + 2) }
            if !inner, isPair("{", at: offset) { return (nil, offset) }
            offset += 1
        }
        return (nil, offset)
    }

    private mutating func tag(_ kind: TemplateTag.Kind, from start: Int, contentFrom content: Int) -> TemplateTag {
        let (found, stop) = close(from: content)
        position = stop
        guard let found else {
            switch kind {
            case .variable, .section, .inverted, .close, .partial:
                return TemplateTag(kind: .unclosed, range: start..<start + 2, content: start..<start)
            default:
                return TemplateTag(kind: kind, range: start..<content, content: content..<content)
            }
        }
        return TemplateTag(kind: kind, range: start..<stop, content: trimmed(content..<found))
    }

    private mutating func comment(from start: Int, sign: Int) -> TemplateTag {
        let (found, stop) = close(from: sign + 1, over: true)
        position = stop
        guard let found else {
            return TemplateTag(kind: .unclosedComment, range: start..<sign + 1, content: start..<start)
        }
        return TemplateTag(kind: .comment, range: start..<stop, content: sign + 1..<found)
    }

    /// A tag of three braces or more, with the third brace of its end.
    private mutating func unescaped(from start: Int) -> TemplateTag {
        var inside = start + 3
        while inside < scalars.count, scalars[inside] == "{" { inside += 1 }
        var tag = tag(.unescaped, from: start, contentFrom: inside)
        while position < scalars.count, scalars[position] == "}", tag.range.upperBound == position {
            position += 1
            tag.range = start..<position
        }
        return tag
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, scalars[lower].properties.isWhitespace { lower += 1 }
        while upper > lower, scalars[upper - 1].properties.isWhitespace { upper -= 1 }
        return lower..<upper
    }
}
