/// A list in one cell: items joined by `; `, with a backslash before a semicolon or a backslash that belongs to an item.
public enum ListText {
    public static func join(_ items: [String]) -> String {
        items.map { item in
            item.contains(where: { $0 == ";" || $0 == "\\" })
                ? item.replacing("\\", with: "\\\\").replacing(";", with: "\\;") : item
        }.joined(separator: "; ")
    }

    /// The items of a cell without the spaces around them; empty ones are left out.
    public static func split(_ cell: String) -> [String] {
        var items: [String] = []
        var item = String.UnicodeScalarView()
        var isEscaped = false
        func finish() {
            let text = String(item).trimmed
            if !text.isEmpty { items.append(text) }
            item.removeAll()
        }
        for scalar in cell.unicodeScalars {
            if isEscaped {
                if scalar != ";", scalar != "\\" { item.append("\\") }
                item.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == ";" {
                finish()
            } else {
                item.append(scalar)
            }
        }
        if isEscaped { item.append("\\") }
        finish()
        return items
    }
}
