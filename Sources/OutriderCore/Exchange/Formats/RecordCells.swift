/// A record as cells of a table and back: nested keys as `fields.x`, lists joined, the rest as JSON.
enum RecordCells {
    /// The cells of a record, in its order; what is empty is left out.
    static func cells(_ record: EditValue) -> [(name: String, text: String)] {
        guard case .mapping(let entries) = record else { return [] }
        var cells: [(name: String, text: String)] = []
        for entry in entries {
            switch (entry.key, entry.value) {
            case ("emails", .list(let items)): cells += emails(items)
            case ("fields", .mapping(let fields)):
                cells += fields.map { (name: "fields.\($0.key)", text: FieldText.cell($0.value)) }
            case ("consent", .mapping(let parts)):
                cells += parts.map { (name: "consent.\($0.key)", text: text($0.value)) }
            default: cells.append((name: entry.key, text: text(entry.value)))
            }
        }
        return cells.filter { !$0.text.isEmpty }
    }

    /// The first address as `email`, those with a label as `emails.LABEL`, the others as `emails`; of more than two, all
    /// behind the first as `emails`, so that their order is kept.
    private static func emails(_ items: [EditValue]) -> [(name: String, text: String)] {
        let emails = EmailList(items)
        var cells: [(name: String, text: String)] = []
        if let main = emails.entries.first { cells.append((name: "email", text: main.address)) }
        let isLong = emails.entries.count > 2
        let rest = emails.entries.dropFirst().filter { isLong || $0.label == nil }.map(\.address)
        if !rest.isEmpty { cells.append((name: "emails", text: ListText.join(rest))) }
        for entry in emails.entries {
            if let label = entry.label { cells.append((name: "emails.\(label)", text: entry.address)) }
        }
        return cells
    }

    /// Text as it is, a list of texts joined, anything else as JSON.
    private static func text(_ value: EditValue) -> String {
        switch value {
        case .text(let text): return text
        case .list(let items):
            let texts = items.compactMap(\.text)
            return texts.count == items.count ? ListText.join(texts) : value.json.compact
        case .mapping: return value.json.compact
        }
    }
}

/// A field of the author's own in one cell: text as it is, a list as JSON, `["a","b"]`.
enum FieldText {
    static func cell(_ value: EditValue) -> String {
        guard case .text(let text) = value else { return value.json.compact }
        return text.drop { $0 == "\\" }.hasPrefix("[") ? "\\" + text : text
    }

    static func value(_ cell: String) -> EditValue {
        if cell.hasPrefix("\\"), cell.drop(while: { $0 == "\\" }).hasPrefix("[") {
            return .text(String(cell.dropFirst()))
        }
        guard cell.hasPrefix("["), let items = (try? JSONValue(parsing: Array(cell.utf8)))?.elements else {
            return .text(cell)
        }
        let texts = items.compactMap(\.text)
        return texts.count == items.count && !texts.isEmpty ? .list(texts.map(EditValue.text)) : .text(cell)
    }
}

extension EditValue {
    /// The text of a scalar; `nil` for a list or a mapping.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The value as JSON: every scalar is a string.
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .list(let items): .array(items.map(\.json))
        case .mapping(let entries): .object(JSONObject(entries.map { ($0.key, $0.value.json) }))
        }
    }

    /// What a JSON object holds; `null` is left out, numbers and booleans are their text.
    init(_ object: JSONObject) {
        self = .mapping(
            object.members.compactMap { member in EditValue(member.value).map { EditEntry(member.key, $0) } })
    }

    init?(_ value: JSONValue) {
        switch value {
        case .null: return nil
        case .bool(let flag): self = .text(flag ? "true" : "false")
        case .integer(let number): self = .text(String(number))
        case .number(let text), .string(let text): self = .text(text)
        case .array(let items): self = .list(items.compactMap(EditValue.init))
        case .object(let object): self.init(object)
        }
    }
}
