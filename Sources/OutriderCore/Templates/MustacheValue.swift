import Mustache

/// What every value handed to the library carries: the literal texts of the message and whether values are escaped.
struct MustacheScope {
    /// Begins the names of literal texts; the scanner refuses it in names of authors.
    static let textMark: Character = "*"

    let texts: [String]
    let kind: MessageText.Kind

    /// The library's view of a value: lists are sequences, all else is a parent with its own text.
    func wrap(_ value: TemplateValue) -> Any {
        if case .list(let items) = value, !items.isEmpty { return MustacheList(items: items, scope: self) }
        return MustacheValue(value: value, scope: self)
    }

    /// The literal text that a canonical name such as `*3` stands for.
    func text(named name: String) -> MustacheText? {
        guard name.first == Self.textMark, let index = Int(name.dropFirst()), texts.indices.contains(index) else {
            return nil
        }
        return MustacheText(renderText: texts[index])
    }
}

/// A literal text of the message, never escaped.
struct MustacheText: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }
}

/// A text, a record or an empty list as the library sees it; no reflection, no transforms.
struct MustacheValue: MustacheParent, MustacheCustomRenderable {
    let value: TemplateValue
    let scope: MustacheScope

    func child(named name: String) -> Any? {
        if let text = scope.text(named: name) { return text }
        guard case .record(let fields) = value, let field = fields[name] else { return nil }
        return scope.wrap(field)
    }

    var renderText: String {
        guard case .text(let text) = value else { return "" }
        return scope.kind == .html ? text.escapedForHTML() : text
    }

    var isNull: Bool { !value.isTruthy }
}

/// A list with items as the library sees it.
struct MustacheList: MustacheSequence, MustacheParent, MustacheCustomRenderable {
    let items: [TemplateValue]
    let scope: MustacheScope

    func makeIterator() -> AnyIterator<Any> {
        var rest = items.makeIterator()
        return AnyIterator { rest.next().map(scope.wrap) }
    }

    func child(named name: String) -> Any? { scope.text(named: name) }

    var renderText: String { "" }
    var isNull: Bool { false }
}

extension String {
    /// The text with `&`, `<`, `>`, `"` and `'` as character references.
    ///
    /// By scalars and not by the library, which goes by `Character`: a `<` that joins with the scalar before it (U+0600) or a
    /// quote with a combining mark behind it is another `Character` there and would pass unescaped.
    public func escapedForHTML() -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
