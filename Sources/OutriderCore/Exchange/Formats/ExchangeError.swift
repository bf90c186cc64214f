/// Why a whole file cannot be imported or exported; what concerns one row alone is a ``RefusedRow``.
public struct ExchangeError: Error, Hashable, Sendable {
    public var message: String
    public var hint: String?

    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
