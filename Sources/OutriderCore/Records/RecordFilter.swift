/// A condition on the records of a list: `key=value`, `key!=value`, `key` (has it) or `!key` (has it not).
///
/// A key with a list holds a value if any of the list is it. Case does not count; a value that ends in `*` is a beginning.
public struct RecordFilter: Hashable, Sendable {
    private let column: RecordColumn
    /// In lower case; `nil` for any value.
    private let value: String?
    private let isBeginning: Bool
    private let isNegated: Bool

    /// - Throws: `LookupError` where records of the kind have no such key.
    public init(parsing text: String, of kind: RecordKind) throws(LookupError) {
        guard let sign = text.firstIndex(of: "=") else {
            isNegated = text.hasPrefix("!")
            column = try RecordColumn(String(isNegated ? text.dropFirst() : text[...]), of: kind)
            value = nil
            isBeginning = false
            return
        }
        var key = text[..<sign]
        isNegated = key.last == "!"
        if isNegated { key.removeLast() }
        column = try RecordColumn(String(key), of: kind)
        let typed = text[text.index(after: sign)...].lowercased()
        isBeginning = typed.hasSuffix("*")
        value = isBeginning ? String(typed.dropLast()) : typed
    }

    func fits(_ record: RecordFile) -> Bool {
        let texts = column.texts(record)
        guard let value else { return texts.isEmpty == isNegated }
        let holds = texts.contains { text in
            let text = text.lowercased()
            return isBeginning ? text.hasPrefix(value) : text == value
        }
        return holds != isNegated
    }
}
