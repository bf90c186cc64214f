internal import YAML

/// Edits of the book's files: from bytes to bytes, everything outside the edited lines kept as it is.
public enum BookEdit {
    /// `outrider.yaml` with the line `book:` behind that of `version:`.
    ///
    /// - Returns: `nil` where there is no `version:` to put it behind, or `book:` is there already.
    public static func inserting(book: String, into bytes: [UInt8]) -> [UInt8]? {
        guard let root = (try? YAML.parse(bytes))?.root, case .mapping(let entries) = root.content,
            !entries.contains(where: { $0.key.text == "book" && !$0.value.isMissing }),
            let version = entries.first(where: { $0.key.text == "version" })
        else { return nil }
        let end = bytes[version.value.end.offset...].firstIndex(of: UInt8(ascii: "\n"))
        let isCRLF = end.map { $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\r") } ?? false
        let line = Array("book: \(book)\(isCRLF ? "\r\n" : "\n")".utf8)
        guard let end else { return bytes + [UInt8(ascii: "\n")] + line }
        return bytes[...end] + line + bytes[(end + 1)...]
    }
}
