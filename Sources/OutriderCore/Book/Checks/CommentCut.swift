internal import YAML

extension Reading {
    /// Reports text that a comment cuts: ` #` behind unquoted words begins one.
    ///
    /// - Parameter isMessage: whether people read the text; then any comment behind it may have been meant as words, else
    ///   only one that begins without a space.
    mutating func reportCut(_ node: Node, isMessage: Bool) {
        guard node.style == .plain, node.end.offset > node.start.offset else { return }
        var offset = node.end.offset
        while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        guard offset < bytes.count, offset > node.end.offset, bytes[offset] == UInt8(ascii: "#") else { return }
        let line = bytes[offset...].prefix { $0 != 0x0A && $0 != 0x0D }
        guard isMessage || (line.count > 1 && line[offset + 1] > 0x20 && line[offset + 1] != UInt8(ascii: "#")) else {
            return
        }
        let location = SourceLocation(
            path: path, line: node.end.line, column: node.end.column + offset - node.end.offset,
            length: line.count { $0 & 0xC0 != 0x80 })
        report.add(
            Diagnostic(
                .commentCut, "the text ends before this #, which begins a comment", at: location,
                hint: isMessage
                    ? "quote the whole text, or put the comment on a line of its own"
                    : "quote the whole text, or write a space behind the # of a comment"))
    }
}
