/// What stands before and behind the document: read here, since libyaml compares every `%TAG` with all before it.
extension Source {
    /// Throws for a `%TAG` directive before the document.
    func refuseTagDirectives() throws(YAMLError) {
        var offset = bodyStart
        while true {
            offset = skipBlanks(from: offset)
            guard byte(at: offset) == UInt8(ascii: "%") else { return }
            if bytes[offset...].starts(with: "%TAG".utf8) {
                throw YAMLError(
                    code: .tag, message: "tags are not supported", mark: mark(atByte: offset),
                    hint: "remove the %TAG line")
            }
            offset = lineEnd(from: offset)
        }
    }

    /// Throws when more than blanks, comments and `...` follows the document.
    func refuseTextBehindDocument(from end: Mark) throws(YAMLError) {
        var offset = skipBlanks(from: end.offset)
        while isIndicator("...", at: offset) { offset = skipBlanks(from: offset + 3) }
        guard offset < bytes.count else { return }
        let place = mark(atByte: offset)
        let isDirective = byte(at: offset) == UInt8(ascii: "%") && place.column == 1
        if isIndicator("---", at: offset) || isDirective {
            throw YAMLError(
                code: .secondDocument, message: "a second document: a file holds one", mark: place,
                hint: "put it into a file of its own")
        }
        throw YAMLError(
            code: .syntax, message: "text behind the end of the document", mark: place,
            hint: "quote the whole value, or check the indentation")
    }

    /// Whether a line begins at the offset with `---` or `...` and nothing joined to it.
    private func isIndicator(_ indicator: String, at offset: Int) -> Bool {
        guard offset < bytes.count, bytes[offset...].starts(with: indicator.utf8), isLineStart(offset) else {
            return false
        }
        guard let next = byte(at: offset + 3) else { return true }
        return next == 0x20 || next == 0x09 || Encoding.lineBreak(in: bytes, at: offset + 3) > 0
    }

    private func isLineStart(_ offset: Int) -> Bool {
        guard offset > bodyStart else { return true }
        return (1...3).contains { length in
            offset - length >= bodyStart && Encoding.lineBreak(in: bytes, at: offset - length) == length
        }
    }

    /// The offset of the first byte that is not a space, a tab, a line break or in a comment.
    private func skipBlanks(from start: Int) -> Int {
        var offset = start
        while let byte = byte(at: offset) {
            if byte == 0x20 || byte == 0x09 {
                offset += 1
            } else if byte == UInt8(ascii: "#") {
                offset = lineEnd(from: offset)
            } else {
                let lineBreak = Encoding.lineBreak(in: bytes, at: offset)
                guard lineBreak > 0 else { break }
                offset += lineBreak
            }
        }
        return offset
    }
}
