/// An e-mail address with the name of whom it reaches: `Jo <jo@acme.example>`.
public struct Mailbox: Hashable, Sendable {
    /// The display name on one line, nil where there is none.
    public let name: String?
    public let address: EmailAddress

    /// Takes a name from anywhere: line breaks, control characters and marks that turn the direction of writing become
    /// a space, runs of spaces one; a name of nothing else is no name.
    public init(name: String? = nil, address: EmailAddress) {
        let cleaned = HeaderText.cleaned(name ?? "")
        self.name = cleaned.isEmpty ? nil : cleaned
        self.address = address
    }

    /// Reads `jo@acme.example`, `<jo@acme.example>`, `Jo <jo@acme.example>` or `"Jo, Inc" <jo@acme.example>`.
    ///
    /// A name may be unquoted unless it holds one of `,;:@()[]\"`. Comments and groups of RFC 5322 are refused.
    public init(parsing text: String) throws(AddressError) {
        guard text.utf8.count <= 1_000 else {
            throw AddressError(
                message: "the name and address are longer than 1,000 bytes", hint: "write one mailbox only")
        }
        let scalars = Self.trimmed(Array(text.unicodeScalars)[...])
        guard scalars.contains(where: { $0 == "<" || $0 == "\"" }) else {
            self.init(address: try EmailAddress(parsing: String(String.UnicodeScalarView(scalars))))
            return
        }
        let (name, rest) =
            scalars.first == "\"" ? try Self.quotedName(scalars) : try Self.plainName(scalars)
        guard rest.first == "<" else {
            throw AddressError(
                message: "no < follows the name", hint: "write the address between < and > after the name")
        }
        guard rest.last == ">", rest.count(where: { $0 == ">" }) == 1 else {
            throw AddressError(message: "the address does not end in one >", hint: "end the text with one >")
        }
        let address = String(String.UnicodeScalarView(rest.dropFirst().dropLast()))
        self.init(name: name, address: try EmailAddress(parsing: address))
    }

    /// The mailbox as it stands in a header, in ASCII and on one line: the name quoted or in encoded words (RFC 2047)
    /// where it must be.
    public var headerValue: String { headerWords.joined(separator: " ") }

    /// The parts of `headerValue` between which a header may be folded.
    var headerWords: [String] {
        guard let name else { return [address.headerText] }
        return HeaderText.phrase(name) + ["<\(address.headerText)>"]
    }
}

extension Mailbox {
    private typealias Text = ArraySlice<Unicode.Scalar>

    /// Reads a quoted string (RFC 5322, 3.2.4) and returns what follows it.
    private static func quotedName(_ text: Text) throws(AddressError) -> (name: String, rest: Text) {
        var name = String.UnicodeScalarView()
        var rest = text.dropFirst()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"":
                return (String(name), trimmed(rest))
            case "\\":
                guard let escaped = rest.popFirst() else { continue }
                name.append(escaped)
            default:
                name.append(scalar)
            }
        }
        throw AddressError(message: "the name's double quote is not closed", hint: "write another \" after the name")
    }

    private static func plainName(_ text: Text) throws(AddressError) -> (name: String, rest: Text) {
        let name = text.prefix { $0 != "<" }
        for (offset, scalar) in name.enumerated() {
            switch scalar {
            case ",", ";", ":", "@", "(", ")", "[", "]", "\\", "\"", ">":
                throw AddressError(
                    message: "character \(offset + 1) of the name has a meaning of its own in mail headers",
                    hint: "write the whole name between double quotes")
            default: continue
            }
        }
        return (String(String.UnicodeScalarView(name)), text[name.endIndex...])
    }

    private static func trimmed(_ text: Text) -> Text {
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        let start = text.drop(while: isBlank)
        return start.prefix(start.count - start.reversed().prefix(while: isBlank).count)
    }
}
