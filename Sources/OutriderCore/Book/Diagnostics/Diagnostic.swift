/// A problem in the book: what, where, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: String, CaseIterable, Hashable, Sendable {
        /// The file cannot be read as meant: nothing is sent until it is mended.
        case error
        /// Some people are held until it is mended.
        case warning
        /// Nobody is held, but the author would want to know.
        case note
    }

    public var code: DiagnosticCode
    /// One sentence without a full stop; never an address or other words of a person's.
    public var message: String
    public var location: SourceLocation
    /// What to do, if something is known that helps.
    public var hint: String?

    public init(_ code: DiagnosticCode, _ message: String, at location: SourceLocation, hint: String? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.hint = hint
    }

    public var severity: Severity { code.severity }
}

/// The problems found so far.
public struct Report: Hashable, Sendable {
    private var found: Set<Diagnostic> = []

    public init() {}

    /// All problems, by path, line, column, then code.
    public var diagnostics: [Diagnostic] {
        found.sorted {
            ($0.location, $0.severity.rawValue, $0.code.rawValue, $0.message)
                < ($1.location, $1.severity.rawValue, $1.code.rawValue, $1.message)
        }
    }

    public var errorCount: Int { found.count { $0.severity == .error } }
    public var warningCount: Int { found.count { $0.severity == .warning } }
    public var noteCount: Int { found.count { $0.severity == .note } }
    public var hasErrors: Bool { found.contains { $0.severity == .error } }

    /// Adds a problem; the same one twice counts once.
    public mutating func add(_ diagnostic: Diagnostic) { found.insert(diagnostic) }

    public mutating func add(contentsOf other: Report) { found.formUnion(other.found) }
}
