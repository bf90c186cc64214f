/// A header of our own on a message, such as `X-Outrider-Key` or `List-Unsubscribe`.
public struct MessageHeader: Hashable, Sendable {
    /// RFC 5322's `field-name`, at most 64 characters.
    public let name: String
    /// ASCII on one line, with single spaces.
    public let value: String

    /// The names that `EmailMessage` writes itself or that belong to servers.
    private static let reserved: Set<String> = [
        "bcc", "cc", "date", "from", "in-reply-to", "message-id", "mime-version", "received", "references", "reply-to",
        "return-path", "sender", "subject", "to",
    ]

    /// Refuses a name that is reserved, or starts with `Content-` or `Resent-`, and a value that is empty, holds
    /// anything but printable ASCII and spaces, or has a word that fits no line of 998 characters.
    public init(name: String, value: String) throws(MessageError) {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3A })
        else {
            throw MessageError(
                field: "header",
                message: "the name of a header is not 1 to 64 printable ASCII characters without a colon",
                hint: "use letters, digits and hyphens")
        }
        let lowercased = name.lowercased()
        guard !Self.reserved.contains(lowercased), !lowercased.hasPrefix("content-"), !lowercased.hasPrefix("resent-")
        else {
            throw MessageError(
                field: name, message: "the message writes this header itself", hint: "choose another name")
        }
        guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw MessageError(
                field: name, message: "the value holds something else than printable ASCII",
                hint: "encode it and keep it on one line")
        }
        let words = value.split(separator: " ")
        guard !words.isEmpty else {
            throw MessageError(field: name, message: "the value is empty", hint: "leave the header out")
        }
        guard words.allSatisfy({ $0.utf8.count + name.utf8.count + 2 <= HeaderField.maximumLineLength }) else {
            throw MessageError(
                field: name, message: "a word of the value fits no line of 998 characters", hint: "shorten it")
        }
        self.name = name
        self.value = words.joined(separator: " ")
    }
}
