/// What a name in a message can stand for: text, a list, or a record of further names.
///
/// There are no numbers and no booleans: the caller decides how they read, so that nothing is ever printed by reflection.
public enum TemplateValue: Hashable, Sendable {
    case text(String)
    case list([TemplateValue])
    case record([String: TemplateValue])

    /// Whether a section over this value is rendered: text with more than white space, a list with items, any record.
    public var isTruthy: Bool {
        switch self {
        case .text(let text): !text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        case .list(let items): !items.isEmpty
        case .record: true
        }
    }

    /// The text that a variable tag would put in its place; `nil` where that would be a blank, a list or a record.
    var rendered: String? {
        guard case .text(let text) = self, isTruthy else { return nil }
        return text
    }
}
