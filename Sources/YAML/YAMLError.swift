/// Why a file cannot be read, where, and what to do about it.
///
/// Texts never quote the file.
public struct YAMLError: Error, Hashable, Sendable {
    /// The kinds of errors; the raw values are stable and used in output.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Not YAML, for a reason that has no code of its own.
        case syntax
        /// More bytes than `Limits.bytes`.
        case tooLarge = "too-large"
        /// More nesting than `Limits.depth`.
        case tooDeep = "too-deep"
        /// More nodes than `Limits.nodes`.
        case tooManyNodes = "too-many-nodes"
        /// An alias, `*name`.
        case alias
        /// An anchor, `&name`.
        case anchor
        /// An explicit tag, `!name`, or a `%TAG` directive.
        case tag
        /// A second document in the file.
        case secondDocument = "second-document"
        /// Not UTF-8, or characters that text does not have.
        case encoding
        /// A tab where indentation is expected.
        case tab
        /// A byte order mark that is not at the start of the file.
        case byteOrderMark = "byte-order-mark"
        /// A key that its mapping has already; the first value is kept.
        case duplicateKey = "duplicate-key"
        /// A sequence or a mapping as a key; the entry is left out.
        case complexKey = "complex-key"
        /// An unquoted value that begins with `{{`.
        case templateUnquoted = "template-unquoted"
        /// `: ` inside an unquoted value.
        case colonUnquoted = "colon-unquoted"
        /// A quote that is not closed.
        case quoteUnclosed = "quote-unclosed"
        /// A `[` or `{` that is not closed.
        case bracketUnclosed = "bracket-unclosed"
        /// The machine has no memory left.
        case memory
    }

    public var code: Code
    /// One sentence without a full stop.
    public var message: String
    public var mark: Mark
    /// Where the faulty part ends, when that is known.
    public var end: Mark?
    /// What to do, when there is a good guess.
    public var hint: String?

    /// Makes an error.
    public init(code: Code, message: String, mark: Mark, end: Mark? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.mark = mark
        self.end = end
        self.hint = hint
    }
}
