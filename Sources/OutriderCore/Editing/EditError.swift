/// Why an edit of the book's files was not made; nothing is changed then.
public struct EditError: Error, Hashable, Sendable {
    /// The kinds of refusal; the raw values are stable and used in output.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// A path to a key that cannot be read.
        case badPath = "bad-path"
        /// The file cannot be edited as it is: not YAML, too large, or with a key twice.
        case unreadable
        /// The layout of that place is one that only a human can edit.
        case layout
        /// What was to be changed or removed is not there.
        case notThere = "not-there"
        /// What was to be made is there already.
        case exists
        /// The value does not fit its key.
        case badValue = "bad-value"
        /// Other records name it.
        case inUse = "in-use"
        /// The book would have an error that it does not have now.
        case breaksBook = "breaks-book"
        /// It would undo what cannot be undone by a file.
        case ended
        /// Not one record is meant.
        case unclear
    }

    public var code: Code
    /// One sentence without a full stop; never words of a person's.
    public var message: String
    public var location: SourceLocation?
    public var hint: String?
    /// The problems of the book that the edit would make.
    public var problems: [Diagnostic] = []

    public init(
        _ code: Code, _ message: String, at location: SourceLocation? = nil, hint: String? = nil,
        problems: [Diagnostic] = []
    ) {
        self.code = code
        self.message = message
        self.location = location
        self.hint = hint
        self.problems = problems
    }
}
