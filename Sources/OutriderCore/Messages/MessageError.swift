/// Why a message cannot be written; it never holds the refused value.
public struct MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The header that would break, by its name in the message; `header` for an extra header whose name is refused.
    public let field: String
    /// What is wrong with it.
    public let message: String
    /// What to give instead.
    public let hint: String

    public init(field: String, message: String, hint: String) {
        self.field = field
        self.message = message
        self.hint = hint
    }

    /// A message without an address to go to.
    static let noRecipient = MessageError(field: "To", message: "there is no address", hint: "add one to the person")

    public var description: String { "\(field): \(message): \(hint)" }
}
