/// How many segments a text takes as an SMS: each is sent, and paid for, as a message of its own.
///
/// A segment holds 140 octets (3GPP TS 23.040); those of a longer text lose 6 octets each to the header that joins them.
/// A text is sent in the 7-bit alphabet if that has all its characters, else in UCS-2, that is UTF-16.
public struct SMSSegments: Hashable, Sendable {
    /// How the text is encoded.
    public enum Encoding: String, CaseIterable, Hashable, Sendable {
        /// The 7-bit alphabet of GSM 03.38 with its extension table: 160 septets, or 153 a segment.
        case gsm7 = "GSM-7"
        /// UTF-16: 70 units, or 67 a segment.
        case ucs2 = "UCS-2"

        /// The units of a text that is one segment, and of each segment of a longer one.
        var capacity: (single: Int, joined: Int) { self == .gsm7 ? (160, 153) : (70, 67) }
    }

    /// The most segments that a message may have; a text within it is also within the 1,600 characters that Twilio takes.
    public static let limit = 10

    public let encoding: Encoding
    /// Segments, at least 1; an empty text is one.
    public let count: Int
    /// Septets or UTF-16 units of the text.
    public let units: Int
    /// The first character that the 7-bit alphabet lacks; `nil` for a text in it.
    public let firstForeign: Unicode.Scalar?

    /// Counts a text.
    public init(_ text: String) {
        firstForeign = text.unicodeScalars.first { GSMAlphabet.septets(of: $0) == 0 }
        let encoding: Encoding = firstForeign == nil ? .gsm7 : .ucs2
        self.encoding = encoding
        let sizes = encoding == .gsm7 ? text.unicodeScalars.map(GSMAlphabet.septets) : Self.wideSizes(of: text)
        let units = sizes.reduce(0, +)
        self.units = units
        let capacity = encoding.capacity
        guard units > capacity.single else {
            count = 1
            return
        }
        var count = 1
        var used = 0
        for size in sizes {
            if used + size > capacity.joined {
                count += 1
                used = 0
            }
            used += size
        }
        self.count = count
    }

    /// The UTF-16 units of each piece that is not split: a character as people see it, where a segment holds it at all.
    private static func wideSizes(of text: String) -> [Int] {
        text.flatMap { character -> [Int] in
            let size = character.utf16.count
            return size <= Encoding.ucs2.capacity.joined
                ? [size] : character.unicodeScalars.map { UTF16.width($0) }
        }
    }
}

/// The characters of GSM 03.38 (3GPP TS 23.038, 6.2.1): the default alphabet and its extension table.
enum GSMAlphabet {
    /// The default alphabet by code, from 0; 0x1B, the escape to the extension table, is no character.
    static let basic = Array(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    /// The extension table: each takes two septets.
    static let extended = Array("\u{0C}^{}\\[~]|€".unicodeScalars)

    private static let sizes: [UInt32: Int] = {
        var sizes: [UInt32: Int] = [:]
        for scalar in basic { sizes[scalar.value] = 1 }
        for scalar in extended { sizes[scalar.value] = 2 }
        sizes[0x1B] = nil
        return sizes
    }()

    /// Septets that a character takes: 1, 2 from the extension table, 0 where the alphabet lacks it.
    static func septets(of scalar: Unicode.Scalar) -> Int { sizes[scalar.value] ?? 0 }
}
