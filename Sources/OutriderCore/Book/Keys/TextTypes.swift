internal import YAML

extension ValueType where Value == String {
    /// A language (BCP 47, RFC 5646): `de`, `pt-BR`; kept in lower case.
    static let language = ValueType.scalar(
        "a language",
        schema: Schema.text(
            matching: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", or: ["boolean"], examples: ["en", "de", "pt-BR"],
            else: "not a language: write its code (BCP 47), such as en, de or pt-BR")
    ) { text, node, reading in
        guard isLanguage(text) else {
            reading.add(
                .badLanguage, "not a language", at: node, hint: "write its code (BCP 47), such as en, de or pt-BR")
            return nil
        }
        return text.lowercased()
    }

    /// Whether a text has the shape of a language tag: 2 or 3 letters, then parts of 2 to 8 letters and digits.
    static func isLanguage(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(isLetter), parts.count <= 5
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            (2...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
        }
    }

    /// The domain of email addresses; kept in lower case.
    static let domain = ValueType.scalar(
        "a domain",
        schema: Schema.text(
            matching: "^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
            else: "not a domain: write what stands behind the @, such as acme.example")
    ) {
        text, node, reading in
        do throws(AddressError) {
            return try EmailAddress(parsing: "x@" + text).domain.lowercased()
        } catch {
            reading.add(
                .badDomain, "not a domain", at: node, hint: "write what stands behind the @, such as acme.example")
            return nil
        }
    }
}
