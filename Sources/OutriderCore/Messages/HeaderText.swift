/// Text of people made fit for the headers of a message (RFC 5322, RFC 2047).
enum HeaderText {
    /// Makes one line: what could end a header, or make it read as another one, becomes a space; runs of spaces become
    /// one and those at the ends go.
    ///
    /// That is C0, DEL, C1, U+2028, U+2029 and the characters with the Unicode property Bidi_Control.
    static func cleaned(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var isSpacePending = false
        for scalar in text.unicodeScalars {
            if scalar == " " || isRefused(scalar) {
                isSpacePending = !line.isEmpty
                continue
            }
            if isSpacePending { line.append(" ") }
            isSpacePending = false
            line.append(scalar)
        }
        return String(line)
    }

    /// The words of an unstructured header such as Subject, between which it may be folded; `text` is cleaned.
    static func unstructured(_ text: String) -> [String] {
        let words = text.unicodeScalars.split(separator: " ").map { String($0) }
        return mustEncode(text) || words.contains { $0.utf8.count > EncodedWord.maximumLength }
            ? EncodedWord.encode(text) : words
    }

    /// The words of a display name (`phrase` of RFC 5322, 3.2.5); `name` is cleaned.
    static func phrase(_ name: String) -> [String] {
        guard !mustEncode(name) else { return EncodedWord.encode(name) }
        if name.unicodeScalars.allSatisfy({ MailCharacter.isAtom($0) || $0 == " " }) { return unstructured(name) }
        var quoted = "\""
        for scalar in name.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        quoted.unicodeScalars.append("\"")
        return quoted.utf8.count > EncodedWord.maximumLength ? EncodedWord.encode(name) : [quoted]
    }

    /// Whether readers would see something else than `text` were it written as it is: a literal `=?` could be taken for
    /// an encoded word.
    private static func mustEncode(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte >= 0x80 || (last == UInt8(ascii: "=") && byte == UInt8(ascii: "?")) { return true }
            last = byte
        }
        return false
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029: true
        default: scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
        }
    }
}
