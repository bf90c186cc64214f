/// An error of libyaml on its way to one that says what to do.
struct SyntaxFault {
    let source: Source
    /// What libyaml says, and what it was doing.
    let problem: String
    let context: String
    /// Where it noticed, and where that which it was reading began.
    let mark: Mark
    let opened: Mark?
    /// The last quoted scalar that spans lines.
    let lastLongQuote: (start: Mark, end: Mark)?

    /// The most telling error; the plain words of libyaml when no trap is recognised.
    func error() -> YAMLError {
        var error = tab() ?? template() ?? property() ?? quote() ?? bracket() ?? colon() ?? hinted()
        error.mark = source.inside(error.mark)
        return error
    }

    /// The error for `*name`, `&name` and `!name`.
    static func property(_ code: YAMLError.Code, from mark: Mark, to end: Mark?) -> YAMLError {
        let (noun, sign) =
            switch code {
            case .alias: ("aliases", "*")
            case .anchor: ("anchors", "&")
            default: ("tags", "!")
            }
        return YAMLError(
            code: code, message: "\(noun) are not supported", mark: mark, end: end,
            hint: "quote the value if it is text that begins with \(sign), else write it out")
    }

    /// The error for a value that begins with `{{`.
    static func template(at mark: Mark) -> YAMLError {
        YAMLError(
            code: .templateUnquoted, message: "an unquoted value with {{, which YAML reads as a mapping", mark: mark,
            hint: "quote the value: \"{{…}}\"")
    }

    private func tab() -> YAMLError? {
        let isBadStart =
            problem == "found character that cannot start any token" && source.byte(at: mark.offset) == 0x09
        guard isBadStart || problem.contains("tab character") else { return nil }
        return YAMLError(code: .tab, message: "a tab cannot indent YAML", mark: mark, hint: "use spaces")
    }

    private func template() -> YAMLError? {
        if hasBraces(at: mark.offset) { return SyntaxFault.template(at: mark) }
        if let place = templateStart(onLineOf: mark) { return SyntaxFault.template(at: place) }
        guard context.hasPrefix("while parsing a flow"), let opened else { return nil }
        return templateStart(onLineOf: opened).map(SyntaxFault.template)
    }

    private func hasBraces(at offset: Int) -> Bool {
        source.byte(at: offset) == UInt8(ascii: "{") && source.byte(at: offset + 1) == UInt8(ascii: "{")
    }

    /// The first `{{` on the line that stands where a value begins, outside double quotes.
    private func templateStart(onLineOf mark: Mark) -> Mark? {
        let start = source.lineStart(of: mark)
        var previous: UInt8 = 0
        var hasGap = true
        var isQuoted = false
        var column = 1
        for offset in start..<max(start, source.lineEnd(from: start)) {
            let byte = source.bytes[offset]
            if !isQuoted, hasBraces(at: offset) {
                let opensValue =
                    previous == 0 || "[,{".utf8.contains(previous) || (hasGap && ":-?".utf8.contains(previous))
                if opensValue { return Mark(line: mark.line, column: column, offset: offset) }
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            hasGap = byte == 0x20 || byte == 0x09
            if !hasGap { previous = byte }
            if byte & 0xC0 != 0x80 { column += 1 }
        }
        return nil
    }

    private func property() -> YAMLError? {
        switch context {
        case "while scanning an alias": SyntaxFault.property(.alias, from: opened ?? mark, to: nil)
        case "while scanning an anchor": SyntaxFault.property(.anchor, from: opened ?? mark, to: nil)
        case "while scanning a tag", "while parsing a tag": SyntaxFault.property(.tag, from: opened ?? mark, to: nil)
        default:
            problem == "found undefined tag handle" ? SyntaxFault.property(.tag, from: opened ?? mark, to: nil) : nil
        }
    }

    private func quote() -> YAMLError? {
        if context == "while scanning a quoted scalar", problem.hasPrefix("found unexpected"), let opened {
            return YAMLError(
                code: .quoteUnclosed, message: "the quote that opens here is not closed", mark: opened, end: mark,
                hint: "close it, or write ' twice inside '…' and \\\" inside \"…\"")
        }
        guard let lastLongQuote, lastLongQuote.end.line == mark.line, lastLongQuote.end <= mark else { return nil }
        return YAMLError(
            code: .quoteUnclosed, message: "text follows a quote that opened on line \(lastLongQuote.start.line)",
            mark: lastLongQuote.start, end: lastLongQuote.end, hint: "close the quote on its own line")
    }

    private func bracket() -> YAMLError? {
        let isAtEnd = mark.offset >= source.bytes.count
        guard problem.hasPrefix("did not find expected ','"), let opened, isAtEnd || mark.line > opened.line else {
            return nil
        }
        let start = source.lineStart(of: mark)
        let isOutside =
            isAtEnd
            || (indentation(from: start) <= indentation(from: source.lineStart(of: opened)) && !isCloser(at: start))
        guard isOutside else { return nil }
        let sign = source.byte(at: opened.offset) == UInt8(ascii: "[") ? "[" : "{"
        return YAMLError(
            code: .bracketUnclosed, message: "the \(sign) that opens here is not closed", mark: opened, end: mark,
            hint: "close it, or quote the value if it is text")
    }

    private func isCloser(at lineStart: Int) -> Bool {
        let first = source.byte(at: lineStart + indentation(from: lineStart))
        return first == UInt8(ascii: "]") || first == UInt8(ascii: "}")
    }

    private func indentation(from lineStart: Int) -> Int {
        var offset = lineStart
        while source.byte(at: offset) == 0x20 { offset += 1 }
        return offset - lineStart
    }

    private func colon() -> YAMLError? {
        let isMisplaced = problem == "mapping values are not allowed in this context"
        let isInFlow =
            problem.hasPrefix("did not find expected ','") && source.byte(at: mark.offset) == UInt8(ascii: ":")
        guard isMisplaced || isInFlow else { return nil }
        let line = source.bytes[source.lineStart(of: mark)..<mark.offset]
        let hasEarlierColon = zip(line, line.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1 == 0x20 }
        if hasEarlierColon {
            return YAMLError(
                code: .colonUnquoted, message: "a colon and a space inside an unquoted value", mark: mark,
                hint: "quote the value")
        }
        return YAMLError(
            code: .syntax, message: "a key where the value before it goes on", mark: mark,
            hint: isInFlow ? "put a comma before the key" : "check the indentation of this line and the one above")
    }

    private func hinted() -> YAMLError {
        let quoted = "quote the value"
        let indented = "check the indentation, and quote values that hold quotes, brackets or colons"
        switch problem {
        case "could not find expected ':'":
            return YAMLError(
                code: .syntax, message: "a line that is not `key: value`", mark: opened ?? mark, end: mark,
                hint: "add a colon and a space, or indent the line if it belongs to the text above")
        case "block sequence entries are not allowed in this context":
            return syntax("a list item cannot begin here", "put the list on its own lines, or \(quoted)")
        case "found character that cannot start any token":
            return syntax("a value cannot begin with this character", quoted)
        case "did not find expected comment or line break":
            return syntax("text behind | or >", "begin the text on the next line, or \(quoted)")
        case "found unknown escape character":
            return syntax("an unknown escape in double quotes", "write \\\\ for a backslash, or use single quotes")
        case "did not find expected key":
            return syntax("a key is expected here", indented)
        case "did not find expected '-' indicator":
            return syntax("a list item, - and a space, is expected here", indented)
        case "did not find expected node content":
            return mark.offset >= source.bytes.count
                ? YAMLError(
                    code: .bracketUnclosed, message: "the file ends within [ ] or { }", mark: mark, hint: "close it")
                : syntax("a value is missing here", "write it, or take the comma away, or \(quoted)")
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return syntax(problem, "add a comma or close the bracket, or \(quoted) if it is text")
        default:
            return syntax(context.isEmpty ? problem : "\(problem) \(context)", nil)
        }
    }

    private func syntax(_ message: String, _ hint: String?) -> YAMLError {
        YAMLError(code: .syntax, message: message, mark: mark, hint: hint)
    }
}
