/// A telephone number in E.164 form: `+`, then 7 to 15 digits of which the first is not 0 (ITU-T E.164, 6.2).
public struct PhoneNumber: Hashable, Sendable {
    /// The number as written, which is its only form.
    public let text: String

    /// Reads a number that is written as `+` and digits only.
    public init(parsing text: String) throws(AddressError) {
        guard !text.isEmpty else {
            throw AddressError(message: "the number is empty", hint: "write + and digits only, country code first")
        }
        if Self.isPlain(text) {
            self.text = text
            return
        }
        guard text.utf8.count <= 64 else {
            throw AddressError(message: "the number is longer than 15 digits", hint: "write one number only")
        }
        let scalars = Array(text.unicodeScalars)
        try Self.checkCharacters(scalars)
        guard scalars.first == "+" else {
            throw AddressError(
                message: "the number does not start with +",
                hint: scalars.starts(with: ["0", "0"])
                    ? "write + in place of the 00 at its start"
                    : "write + and the country code at its start, without the 0 that is dialled inside the country")
        }
        let digits = scalars.dropFirst()
        guard digits.first != "0" else {
            throw AddressError(
                message: "the number has a 0 after the +",
                hint: "write the country code there; none starts with 0")
        }
        guard (7...15).contains(digits.count) else {
            throw AddressError(
                message: "the number has \(digits.count) digits, not 7 to 15",
                hint: "write it in full, country code first, and without an extension")
        }
        self.text = text
    }

    /// The form for matching and hashing, which is the text itself.
    public var normalised: String { text }

    /// Whether the text is a number, without the reasons.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        guard (8...16).contains(bytes.count), bytes[0] == UInt8(ascii: "+"), bytes[1] != UInt8(ascii: "0") else {
            return false
        }
        for index in 1..<bytes.count where !(0x30...0x39).contains(bytes[index]) { return false }
        return true
    }

    private static func checkCharacters(_ scalars: [Unicode.Scalar]) throws(AddressError) {
        for (offset, scalar) in scalars.enumerated() {
            switch scalar {
            case "0"..."9": continue
            case "+" where offset == 0: continue
            case " ", "-", "(", ")", ".", "/":
                throw AddressError(
                    message: "character \(offset + 1) of the number is a space or a separator",
                    hint: "write it as + and digits only")
            case _ where MailCharacter.isInvisible(scalar) || scalar.properties.generalCategory == .control:
                throw AddressError(
                    message: "character \(offset + 1) of the number cannot be seen",
                    hint: "delete the number and type it again")
            default:
                throw AddressError(
                    message: "character \(offset + 1) of the number is not a digit",
                    hint: "write it as + and the digits 0 to 9 only")
            }
        }
    }
}
