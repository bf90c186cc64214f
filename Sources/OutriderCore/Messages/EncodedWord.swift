/// Encoded words: any text in the ASCII of a header (RFC 2047).
enum EncodedWord {
    /// The longest word written: a line of 76 characters (RFC 2047, 2) less `Reply-To: `, the longest name before one.
    static let maximumLength = 66

    private static let start = "=?utf-8?"
    private static let capacity = maximumLength - "=?utf-8?Q??=".utf8.count

    /// The words of `text`, in Q or B encoding, whichever is shorter; readers drop the white space between them.
    ///
    /// A word ends between two characters, or between two scalars of a character that fits no word.
    static func encode(_ text: String) -> [String] {
        let bytes = text.utf8.count
        let quotedLength = text.utf8.reduce(0) { $0 + quotedCost($1) }
        if quotedLength <= (bytes + 2) / 3 * 4 {
            return chunks(of: text, capacity: capacity, cost: quotedCost).map { "\(start)Q?\(quoted($0))?=" }
        }
        return chunks(of: text, capacity: capacity / 4 * 3) { _ in 1 }.map { "\(start)B?\(base64($0))?=" }
    }

    private static func chunks(of text: String, capacity: Int, cost: (UInt8) -> Int) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var chunk: [UInt8] = []
        var room = capacity
        func add(_ bytes: some Swift.Sequence<UInt8>, _ needed: Int) {
            if needed > room {
                chunks.append(chunk)
                chunk.removeAll(keepingCapacity: true)
                room = capacity
            }
            chunk.append(contentsOf: bytes)
            room -= needed
        }
        for character in text {
            let needed = character.utf8.reduce(0) { $0 + cost($1) }
            guard needed > capacity else {
                add(character.utf8, needed)
                continue
            }
            for scalar in character.unicodeScalars {
                let bytes = UTF8.encode(scalar).map { Array($0) } ?? []
                add(bytes, bytes.reduce(0) { $0 + cost($1) })
            }
        }
        if !chunk.isEmpty { chunks.append(chunk) }
        return chunks
    }

    /// Whether the Q encoding writes the byte as itself: the set for display names, the narrowest (RFC 2047, 5 (3)).
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "!", "*", "+", "-", "/": true
        case let scalar: MailCharacter.isLetterOrDigit(scalar)
        }
    }

    private static func quotedCost(_ byte: UInt8) -> Int {
        isPlain(byte) || byte == UInt8(ascii: " ") ? 1 : 3
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            if byte == UInt8(ascii: " ") {
                text.append("_")
            } else if isPlain(byte) {
                text.append(Unicode.Scalar(byte))
            } else {
                text.append(contentsOf: QuotedPrintable.escaped(byte).map { Unicode.Scalar($0) })
            }
        }
        return String(text)
    }

    private static let base64Alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)

    /// Base64 with padding (RFC 4648, 4).
    static func base64(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) }
            bits <<= 8 * (3 - group.count)
            for position in 0..<4 {
                let isPadding = position > group.count
                text.append(isPadding ? "=" : base64Alphabet[bits >> (18 - 6 * position) & 63])
            }
        }
        return String(text)
    }
}
