internal import YAML

/// How values are written into a file of the book.
struct ValueWriter {
    let lineBreak: String
    /// Whether texts of several lines may stand as blocks.
    var writesBlocks = true

    private static let flowWidth = 100
    /// Lists that have an item a line, so that each is a line of a pull request.
    private static let longLists: Set<String> = ["people", "exclude"]

    /// In brackets, or as one word of them.
    func flow(_ value: EditValue) -> String {
        switch value {
        case .text(let text): ScalarText.write(text, in: .flow)
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .mapping(let entries): "{" + entries.map(flow).joined(separator: ", ") + "}"
        }
    }

    func flow(_ entry: EditEntry) -> String { key(entry.key) + ": " + flow(entry.value) }

    /// A key as it stands before its colon, in brackets or not.
    func key(_ text: String) -> String {
        let written = ScalarText.write(text, in: .key)
        return written == text ? ScalarText.write(text, in: .flow) : written
    }

    /// A key with its value, the key at that column; without the last line's break.
    func entry(_ entry: EditEntry, column: Int) -> String {
        key(entry.key) + ":" + behindKey(entry.value, of: entry.key, column: column)
    }

    /// What stands behind `key:`.
    func behindKey(_ value: EditValue, of key: String, column: Int) -> String {
        switch value {
        case .text(let text): return " " + scalar(text, in: .block, column: column)
        case .list(let items):
            let isShort = isShort(items) && items.allSatisfy { !$0.isMapping }
            guard !items.isEmpty, !isShort || Self.longLists.contains(key) else { return " " + flow(value) }
            return items.map { newLine(column + 2) + "-" + behindDash($0, column: column + 2) }.joined()
        case .mapping(let entries):
            guard !entries.isEmpty else { return " {}" }
            return entries.map { newLine(column + 2) + entry($0, column: column + 2) }.joined()
        }
    }

    /// What stands behind a `-` at that column.
    func behindDash(_ value: EditValue, column: Int) -> String {
        switch value {
        case .text(let text): return " " + scalar(text, in: .item, column: column)
        case .list: return " " + flow(value)
        case .mapping(let entries):
            if entries.count == 1, let only = entries.first, case .mapping = only.value { return " " + flow(only) }
            guard !isShort([value]) else { return " " + flow(value) }
            return " " + entries.map { entry($0, column: column + 2) }.joined(separator: newLine(column + 2))
        }
    }

    /// A text in the style that another had in its place.
    func scalar(_ text: String, like style: ScalarStyle?, in place: ScalarText.Place, column: Int) -> String {
        switch style {
        case .singleQuoted: ScalarText.singleQuoted(text) ?? ScalarText.doubleQuoted(text)
        case .doubleQuoted: ScalarText.doubleQuoted(text)
        default: scalar(text, in: place, column: column)
        }
    }

    private func scalar(_ text: String, in place: ScalarText.Place, column: Int) -> String {
        let isBlock = writesBlocks && place != .flow
        return (isBlock ? ScalarText.literal(text, indentation: column + 2, lineBreak: lineBreak) : nil)
            ?? ScalarText.write(text, in: place)
    }

    private func newLine(_ column: Int) -> String { lineBreak + String(repeating: " ", count: column) }

    /// Whether the values fit on one line, no text of several lines among them.
    private func isShort(_ values: [EditValue]) -> Bool {
        var width = 0
        for value in values where width <= Self.flowWidth {
            if value.hasLines { return false }
            width += flow(value).utf8.count + 2
        }
        return width <= Self.flowWidth
    }
}

extension EditValue {
    fileprivate var isMapping: Bool {
        if case .mapping = self { true } else { false }
    }

    /// Whether a text of several lines is in it.
    fileprivate var hasLines: Bool {
        switch self {
        case .text(let text): text.contains("\n")
        case .list(let items): items.contains(where: \.hasLines)
        case .mapping(let entries): entries.contains { $0.value.hasLines }
        }
    }
}
