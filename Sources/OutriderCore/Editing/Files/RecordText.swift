internal import YAML

/// New files of the book.
public enum RecordText {
    /// A whole record: the keys in the order of their table, those it does not know behind them.
    ///
    /// - Parameter kind: the kind of record.
    /// - Throws: `EditError` where the values cannot be written so that they are read back equal: a key twice, too large.
    public static func make(_ kind: RecordKind, _ entries: [EditEntry]) throws(EditError) -> [UInt8] {
        let path = kind.path(of: "new")
        let order = KeyGuide(path: path)?.keys(at: EditPath([])) ?? []
        let ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = entries.enumerated().sorted {
            (ranks[$0.element.key] ?? order.count, $0.offset) < (ranks[$1.element.key] ?? order.count, $1.offset)
        }.map(\.element)
        let expected = EditValue.mapping(sorted).node
        for writesBlocks in [true, false] {
            let writer = ValueWriter(lineBreak: "\n", writesBlocks: writesBlocks)
            let bytes = Array(sorted.map { writer.entry($0, column: 0) + "\n" }.joined().utf8)
            guard let document = try? YAML.parse(bytes, limits: FileLimit.limits(of: path)) else { continue }
            let isEqual = document.root?.holdsSame(as: expected) ?? sorted.isEmpty
            if document.problems.isEmpty, isEqual { return bytes }
        }
        throw EditError(
            .badValue, "these values make no file", at: SourceLocation(path: kind.folder),
            hint: "give each key once, and at most \(FileLimit.bytes(of: path) >> 20) MiB in all")
    }
}
