/// Why an e-mail address, a mailbox or a telephone number was refused.
///
/// It never holds the refused text, only what is wrong with it, so it may be logged.
public struct AddressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with a position (counted in Unicode scalars from 1) where there is one.
    public let message: String
    /// What to write instead.
    public let hint: String

    public init(message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    public var description: String { "\(message): \(hint)" }
}
