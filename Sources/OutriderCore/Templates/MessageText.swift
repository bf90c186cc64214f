import Mustache

/// The words of a message with Mustache tags, scanned, compiled once and rendered many times.
///
/// Allowed are `{{a.b}}`, `{{.}}` inside a section, `{{#section}}…{{/section}}`, `{{^inverted}}…{{/inverted}}` and
/// `{{! comment }}`, with the meaning of the Mustache specification; all else between two braces is refused. A single brace
/// and a `}}` without its `{{` are plain text.
public struct MessageText: Hashable, Sendable {
    /// The longest text, in bytes of UTF-8.
    public static let byteLimit = 64 * 1024
    /// The most tags of a text, comments included.
    public static let tagLimit = 500
    /// The deepest nesting of sections.
    public static let depthLimit = 16

    /// How values are put into the text.
    public enum Kind: Hashable, Sendable {
        /// As they are.
        case plain
        /// With `&`, `<`, `>`, `"` and `'` as character references.
        case html
    }

    /// One tag that names something: a variable, a section or an inverted section.
    public struct Reference: Hashable, Sendable {
        /// The dotted name as written, without white space around it; `.` for the item itself.
        public let name: String
        /// The parts of the name; none for the item itself.
        public let path: [String]
        /// Where the name begins, in Unicode scalars from the start of the text.
        public let offset: Int
        /// Whether the author has foreseen that it is missing: it names a section, or stands inside a section (not an
        /// inverted one) of the same name; the item itself is always inside its section.
        public let isGuarded: Bool
        /// Whether it names a section or an inverted section and not a variable.
        public let isSection: Bool
    }

    /// The words of another template, taken in where its tag stands.
    public struct Partial: Hashable, Sendable {
        /// Id of the template.
        public let name: String
        /// Where the name begins, in Unicode scalars from the start of the text.
        public let offset: Int
        /// What the words take the place of: the tag, or its line where it stands alone.
        let range: Range<Int>
        /// What stands before a tag that is alone on its line, and so before each line of the words.
        let indentation: String?
        /// Whether the line of a tag that stands alone has an end.
        let endsLine: Bool
    }

    /// The text as written.
    public let source: String
    public let kind: Kind
    private let tree: TemplateTree
    private let template: MustacheTemplate

    /// Scans and compiles a text; throws all problems found.
    public init(scanning source: String, kind: Kind) throws(TemplateSyntaxErrors) {
        self.source = source
        self.kind = kind
        tree = try TemplateParser.parse(source)
        do {
            template = try MustacheTemplate(string: tree.canonicalSource)
        } catch {
            let error = TemplateSyntaxError(cause: .notCompiled, offset: 0, length: 0, line: 1, column: 1)
            throw TemplateSyntaxErrors(problems: [error])
        }
    }

    /// Every variable, section and inverted section, in the order of the text.
    public var references: [Reference] { tree.references }

    /// Every template that is taken in, in the order of the text.
    public var partials: [Partial] { tree.partials }

    /// The source with the words of templates in place of their tags (Mustache specification, partials).
    ///
    /// - Returns: `nil` where `words` has none for a name.
    func source(expanding words: (String) -> String?) -> String? {
        guard !partials.isEmpty else { return source }
        let scalars = Array(source.unicodeScalars)
        var expanded = String.UnicodeScalarView()
        var start = 0
        for partial in partials {
            guard let text = words(partial.name) else { return nil }
            expanded.append(contentsOf: scalars[start..<partial.range.lowerBound])
            expanded.append(contentsOf: partial.indented(text).unicodeScalars)
            start = partial.range.upperBound
        }
        expanded.append(contentsOf: scalars[start...])
        return String(expanded)
    }

    /// The variable tags that would be rendered with these values and have none, in the order of the text, each tag once.
    ///
    /// Blank text is no value, and neither is a list or a record. Lists in lists multiply: beyond 100,000 pieces or 1 MiB of
    /// text it is what was missing until then, and the tag at which the limit was passed. Empty if and only if `render`
    /// gives a text.
    public func missing(in values: TemplateValue) -> [Reference] {
        RenderCheck(tree, values: values).missing
    }

    /// The text with these values, a record, in place of its tags; never a blank where a variable stands.
    public func render(_ values: TemplateValue) throws(MissingVariables) -> String {
        let check = RenderCheck(tree, values: values)
        let missing = check.missing
        guard missing.isEmpty else { throw MissingVariables(references: missing, isTooLarge: check.isTooLarge) }
        // Where nothing is left to decide no engine is needed, and its casts cost more than all else.
        if let text = check.plainText(kind) { return text }
        return template.render(MustacheScope(texts: tree.texts, kind: kind).wrap(values))
    }

    /// The text with these values on one line, for a header: every control character, U+2028 and U+2029 is a space, spaces
    /// stand alone, and none at either end (RFC 5322 section 2.2: a field body holds no bare CR or LF).
    public func renderLine(_ values: TemplateValue) throws(MissingVariables) -> String {
        let text = try render(values)
        if text.isPlainLine { return text }
        var line = String.UnicodeScalarView()
        var hasSpace = false
        for scalar in text.unicodeScalars {
            if Self.breaksLine(scalar) {
                hasSpace = true
                continue
            }
            if hasSpace, !line.isEmpty { line.append(" ") }
            hasSpace = false
            line.append(scalar)
        }
        return String(line)
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " { return true }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    public static func == (left: MessageText, right: MessageText) -> Bool {
        left.kind == right.kind && left.source.utf8.elementsEqual(right.source.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        for byte in source.utf8 { hasher.combine(byte) }
    }
}

extension String {
    /// Whether it is a line already: printed ASCII, with single spaces inside.
    fileprivate var isPlainLine: Bool {
        var last: UInt8 = 0x20
        for byte in utf8 {
            guard (0x20..<0x7F).contains(byte), byte != 0x20 || last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20 || isEmpty
    }
}

extension MessageText.Partial {
    /// The words as they stand in place of the tag; where it has a line of its own, each line is indented as it was.
    ///
    /// Other than in the specification one line end at the end of the words is the tag's: YAML blocks end in one, and a
    /// line stays a line.
    fileprivate func indented(_ text: String) -> String {
        let words = text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard let indentation else { return words }
        let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { $0.isEmpty ? "" : indentation + $0 }.joined(separator: "\n") + (endsLine ? "\n" : "")
    }
}
