/// The classes of characters that addresses and headers are made of.
enum MailCharacter {
    /// A to Z, a to z, 0 to 9.
    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9": true
        default: false
        }
    }

    /// `atext` of RFC 5322, 3.2.3.
    static func isAtom(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~": true
        default: isLetterOrDigit(scalar)
        }
    }

    /// Not ASCII, and drawn as nothing or as a blank: what copy and paste leaves around addresses and numbers.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return false }
        return switch scalar.properties.generalCategory {
        case .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
