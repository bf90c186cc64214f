/// An e-mail address: ASCII, with a domain of at least two labels.
///
/// The rule is that of the WHATWG HTML standard ("valid email address"), narrowed: 254 characters in all and 64 before
/// the `@` (RFC 5321, 4.5.3.1), a dot in the domain, and nothing like `=?…?=` before the `@`, which some mail servers
/// decode as an RFC 2047 encoded word and so deliver elsewhere.
public struct EmailAddress: Hashable, Sendable {
    /// What stands before the `@`, as written.
    public let local: String
    /// What stands after the `@`, as written.
    public let domain: String

    /// Reads one bare address, without a display name and without spaces around it.
    public init(parsing text: String) throws(AddressError) {
        if let parts = Self.parts(of: text) {
            self.init(local: String(parts.local), domain: String(parts.domain))
        } else {
            try self.init(explaining: text)
        }
    }

    /// Reads an address with care for what may be wrong in it.
    init(explaining text: String) throws(AddressError) {
        guard !text.isEmpty else { throw AddressError(message: "the address is empty", hint: "write name@domain") }
        guard text.utf8.count <= 254 else {
            throw AddressError(message: "the address is longer than 254 characters", hint: "write one address only")
        }
        let scalars = Array(text.unicodeScalars)
        try Self.checkShape(scalars)
        let ats = scalars.indices.filter { scalars[$0] == "@" }
        guard let at = ats.first else {
            throw AddressError(message: "the address has no @", hint: "write name@domain")
        }
        guard ats.count == 1 else {
            let isList = scalars.contains { $0 == "," || $0 == ";" }
            throw AddressError(
                message: "the address has \(ats.count) @",
                hint: isList ? "write one address only" : "remove all but the one before the domain")
        }
        try Self.checkLocal(scalars[..<at])
        try Self.checkDomain(scalars[(at + 1)...])
        local = String(String.UnicodeScalarView(scalars[..<at]))
        domain = String(String.UnicodeScalarView(scalars[(at + 1)...]))
    }

    private init(local: String, domain: String) {
        self.local = local
        self.domain = domain
    }

    /// Where emails come from while a book names no mailbox of its own: an address that nobody can answer.
    public static let localhost = EmailAddress(local: "outrider", domain: "localhost")

    /// The address as written.
    public var text: String { "\(local)@\(domain)" }

    /// Both parts in lower case: for matching and hashing only, since the part before the `@` may be case-sensitive
    /// (RFC 5321, 2.4).
    public var normalised: String { text.lowercased() }

    /// The address as RFC 5322 wants it in a header: a local part that is no dot-atom (`a..b`) is quoted.
    var headerText: String {
        let isDotAtom = !local.hasPrefix(".") && !local.hasSuffix(".") && !local.contains("..")
        return isDotAtom ? text : "\"\(local)\"@\(domain)"
    }
}

extension EmailAddress {
    /// Both parts of an address that is plainly right; `nil` also for some that are right.
    private static func parts(of text: String) -> (local: Substring, domain: Substring)? {
        let bytes = text.utf8Span.span
        var at = 0
        while at < bytes.count, isPlain(bytes[at]) { at += 1 }
        guard bytes.count <= 254, (1...64).contains(at), at < bytes.count, bytes[at] == UInt8(ascii: "@") else {
            return nil
        }
        let dot = UInt8(ascii: ".")
        let hyphen = UInt8(ascii: "-")
        var labels = 0
        var length = 0
        var last = hyphen
        for index in (at + 1)..<bytes.count {
            let byte = bytes[index]
            if byte == dot {
                guard length > 0, last != hyphen else { return nil }
                labels += 1
                length = 0
            } else {
                guard isLetterOrDigit(byte) || (byte == hyphen && length > 0), length < 63 else { return nil }
                length += 1
            }
            last = byte
        }
        guard labels > 0, length > 0, last != hyphen else { return nil }
        let sign = text.utf8.index(text.startIndex, offsetBy: at)
        return (text[..<sign], text[text.utf8.index(after: sign)...])
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    /// Whether a byte before the `@` needs no second look: what people's addresses are made of.
    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+")
    }

    /// Names the mistakes that are about the whole text, before it is taken apart.
    private static func checkShape(_ scalars: [Unicode.Scalar]) throws(AddressError) {
        for (offset, scalar) in scalars.enumerated() {
            if scalar.properties.generalCategory == .control {
                throw AddressError(
                    message: "character \(offset + 1) of the address is a control character",
                    hint: "remove line breaks and tabs")
            }
            if MailCharacter.isInvisible(scalar) {
                throw AddressError(
                    message: "character \(offset + 1) of the address cannot be seen",
                    hint: "delete the address and type it again")
            }
        }
        if scalars.first == " " || scalars.last == " " {
            throw AddressError(message: "there are spaces around the address", hint: "remove them")
        }
        if scalars.contains("<") || scalars.contains(">") {
            throw AddressError(
                message: "the address comes with < or >, as if with a name",
                hint: "write only what stands between < and >")
        }
        if String(String.UnicodeScalarView(scalars)).lowercased().hasPrefix("mailto:") {
            throw AddressError(message: "the address starts with mailto:", hint: "write only the address after it")
        }
        if let space = scalars.firstIndex(of: " ") {
            throw AddressError(
                message: "character \(space + 1) of the address is a space", hint: "write the address without spaces")
        }
    }

    private static func checkLocal(_ local: ArraySlice<Unicode.Scalar>) throws(AddressError) {
        guard !local.isEmpty else {
            throw AddressError(message: "nothing stands before the @", hint: "write name@domain")
        }
        guard local.count <= 64 else {
            throw AddressError(
                message: "the part before the @ is longer than 64 characters", hint: "check where the address starts")
        }
        for (index, scalar) in zip(local.indices, local) where !MailCharacter.isAtom(scalar) && scalar != "." {
            throw AddressError(
                message: "character \(index + 1) is not allowed before the @",
                hint: scalar.isASCII
                    ? "use letters, digits and .!#$%&'*+/=?^_`{|}~-"
                    : "only ASCII can be written there; ask for another address of theirs")
        }
        let pairs = zip(local, local.dropFirst())
        if let start = pairs.enumerated().first(where: { $1 == ("=", "?") })?.offset,
            pairs.dropFirst(start + 2).contains(where: { $0 == ("?", "=") })
        {
            throw AddressError(
                message: "the part before the @ holds =? and ?=, which mail servers may decode",
                hint: "ask for another address of theirs")
        }
    }

    private static func checkDomain(_ domain: ArraySlice<Unicode.Scalar>) throws(AddressError) {
        guard !domain.isEmpty else {
            throw AddressError(message: "nothing stands after the @", hint: "write name@domain")
        }
        for (index, scalar) in zip(domain.indices, domain) {
            if MailCharacter.isLetterOrDigit(scalar) || scalar == "-" || scalar == "." { continue }
            throw AddressError(
                message: "character \(index + 1) is not allowed in a domain", hint: domainHint(for: scalar))
        }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        for label in labels {
            guard let first = label.first, let last = label.last else {
                throw AddressError(
                    message: "the domain has a dot too many", hint: "remove dots at its ends and doubled ones")
            }
            guard label.count <= 63 else {
                throw AddressError(
                    message: "the domain has a label of more than 63 characters", hint: "check for a missing dot")
            }
            guard first != "-", last != "-" else {
                throw AddressError(
                    message: "a label of the domain starts or ends with a hyphen", hint: "remove that hyphen")
            }
        }
        guard labels.count > 1 else {
            throw AddressError(message: "the domain has no dot", hint: "write it in full, as in example.com")
        }
    }

    private static func domainHint(for scalar: Unicode.Scalar) -> String {
        switch scalar {
        case ",": "did you mean a dot?"
        case ";": "write one address only"
        case "[", "]", ":": "write the name of a domain, not an IP address or a port"
        case _ where !scalar.isASCII: "write the domain in its punycode form, which starts with xn--"
        default: "use letters, digits, hyphens and dots"
        }
    }
}
