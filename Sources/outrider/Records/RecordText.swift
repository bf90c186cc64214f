internal import OutriderCore

/// A record as people read it: keys and values, aligned; lists and mappings indented.
struct RecordText {
    /// Items of a list without `--all`.
    static let limit = 40

    let style: TextStyle
    let showsAll: Bool

    func lines(_ members: JSONObject, indent: Int = 2) -> [String] {
        let scalars = members.members.filter { inline($0.value) != nil }
        let width = min(24, scalars.map(\.key.displayWidth).max() ?? 0)
        return members.members.flatMap { member -> [String] in
            let key = member.key.cut(to: 60)
            let margin = String(repeating: " ", count: indent)
            guard let text = inline(member.value) else {
                return [margin + style(key, .faint)] + nested(member.value, indent: indent + 2)
            }
            let rows = text.blockLines
            let space = String(repeating: " ", count: indent + width + 2)
            let head = margin + style(key, .faint) + String(repeating: " ", count: max(0, width - key.displayWidth))
            return rows.enumerated().map { $0 == 0 ? "\(head)  \($1)" : $1.isEmpty ? "" : space + $1 }
        }
    }

    /// The text of a scalar, or of a short list of words; `nil` for what needs lines of its own.
    private func inline(_ value: JSONValue) -> String? {
        if let text = value.scalarText { return text }
        if let members = value.members, members.isEmpty { return "{}" }
        guard let elements = value.elements else { return nil }
        if elements.isEmpty { return "[]" }
        let texts = elements.prefix(20).compactMap(\.scalarText)
        guard texts.count == elements.count, !texts.contains(where: { $0.contains { ",\n".contains($0) } }),
            texts.reduce(0, { $0 + $1.utf8.count }) <= 72
        else { return nil }
        return texts.joined(separator: ", ")
    }

    private func nested(_ value: JSONValue, indent: Int) -> [String] {
        if let members = value.members { return lines(members, indent: indent) }
        guard let elements = value.elements else { return [] }
        let margin = String(repeating: " ", count: indent)
        let shown = showsAll ? elements[...] : elements.prefix(Self.limit)
        var result: [String] = []
        for element in shown {
            var rows: [String]
            if let text = inline(element) {
                rows = text.blockLines
                rows = rows.map { margin + "  " + $0 }
            } else {
                rows = nested(element, indent: indent + 2)
            }
            if let first = rows.first { rows[0] = margin + "- " + first.dropFirst(indent + 2) }
            result += rows
        }
        if shown.count < elements.count {
            result.append("\(margin)… and \((elements.count - shown.count).grouped) more: --all shows them")
        }
        return result
    }
}
