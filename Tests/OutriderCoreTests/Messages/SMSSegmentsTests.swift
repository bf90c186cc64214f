import Testing

@testable import OutriderCore

/// Vectors of TwilioDevEd/message-segment-calculator (tests/index.test.js, tests/segments.test.js) and the tables of
/// 3GPP TS 23.038.
@Suite struct SMSSegmentsTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let head: String
        let digits: Int
        let encoding: SMSSegments.Encoding
        let count: Int

        init(_ head: String, _ digits: Int, _ encoding: SMSSegments.Encoding, _ count: Int) {
            self.head = head
            self.digits = digits
            self.encoding = encoding
            self.count = count
        }

        var text: String { head + String(repeating: "1", count: digits) }
        var testDescription: String { "'\(head.prefix(8))' and \(digits) digits are \(count)" }
    }

    static let published = [
        Vector("", 160, .gsm7, 1), Vector("", 161, .gsm7, 2), Vector("", 307, .gsm7, 3),
        Vector("|", 158, .gsm7, 1), Vector("|", 159, .gsm7, 2), Vector("{", 158, .gsm7, 1), Vector("{", 159, .gsm7, 2),
        Vector("😜", 68, .ucs2, 1), Vector("😜", 69, .ucs2, 2), Vector("😜", 133, .ucs2, 3),
        Vector("🇮🇹", 66, .ucs2, 1), Vector("🇮🇹", 67, .ucs2, 2),
        Vector(String(repeating: "ç", count: 70), 0, .ucs2, 1), Vector(String(repeating: "ç", count: 71), 0, .ucs2, 2),
    ]

    /// Where a character would lie over the end of a segment, and where several limits meet.
    static let borders = [
        Vector("", 0, .gsm7, 1), Vector("", 306, .gsm7, 2), Vector("", 1530, .gsm7, 10), Vector("", 1531, .gsm7, 11),
        // 152 septets, then an extension character that no longer fits into the first segment.
        Vector(String(repeating: "1", count: 152) + "€", 152, .gsm7, 3),
        Vector(String(repeating: "1", count: 151) + "€", 153, .gsm7, 2),
        Vector(String(repeating: "€", count: 80), 0, .gsm7, 1), Vector(String(repeating: "€", count: 81), 0, .gsm7, 2),
        // 76 extension characters fill a segment but for one septet.
        Vector(String(repeating: "€", count: 152), 0, .gsm7, 2),
        Vector(String(repeating: "€", count: 152), 1, .gsm7, 2),
        Vector(String(repeating: "€", count: 153), 0, .gsm7, 3),
        // A surrogate pair, and a flag of two, at the end of the first segment.
        Vector(String(repeating: "ç", count: 66) + "😜", 66, .ucs2, 3),
        Vector(String(repeating: "ç", count: 65) + "😜", 67, .ucs2, 2),
        Vector(String(repeating: "ç", count: 64) + "🇮🇹", 63, .ucs2, 2),
        Vector(String(repeating: "ç", count: 64) + "🇮🇹", 64, .ucs2, 3),
        Vector("ç", 669, .ucs2, 10), Vector("ç", 670, .ucs2, 11),
    ]

    @Test(arguments: published + borders) func counts(_ vector: Vector) {
        let segments = SMSSegments(vector.text)
        #expect(segments.encoding == vector.encoding)
        #expect(segments.count == vector.count)
    }

    /// The size in bits, without headers, of the published tests.
    @Test func units() {
        #expect(SMSSegments("{" + String(repeating: "1", count: 158)).units * 7 == 1120)
        #expect(SMSSegments("{" + String(repeating: "1", count: 159)).units * 7 == 1127)
        #expect(SMSSegments("😜" + String(repeating: "1", count: 68)).units * 16 == 1120)
        #expect(SMSSegments("😜" + String(repeating: "1", count: 69)).units * 16 == 1136)
    }

    @Test func theTableIsThatOfTheStandard() {
        #expect(GSMAlphabet.basic.count == 128)
        // Codes of TS 23.038, 6.2.1, at the places that ASCII does not give away.
        let codes: [(Int, Unicode.Scalar)] = [
            (0x00, "@"), (0x01, "£"), (0x02, "$"), (0x09, "Ç"), (0x0A, "\n"), (0x0D, "\r"), (0x10, "Δ"), (0x11, "_"),
            (0x18, "Σ"), (0x1A, "Ξ"), (0x1C, "Æ"), (0x1F, "É"), (0x24, "¤"), (0x40, "¡"), (0x5B, "Ä"), (0x5F, "§"),
            (0x60, "¿"), (0x7B, "ä"), (0x7F, "à"),
        ]
        for (code, scalar) in codes { #expect(GSMAlphabet.basic[code] == scalar) }
        for code in 0x20...0x7E where GSMAlphabet.basic[code].isASCII {
            #expect(Int(GSMAlphabet.basic[code].value) == code)
        }
        #expect(Set(GSMAlphabet.basic + GSMAlphabet.extended).count == 138)
        for scalar in GSMAlphabet.extended { #expect(GSMAlphabet.septets(of: scalar) == 2) }
    }

    @Test(arguments: Array("`çáíóúÁÍÓÚ“”’–…\u{A0}\t\u{1B}e\u{301}\u{0}🙂".unicodeScalars.filter { $0 != "e" }))
    func otherCharactersMakeItWide(_ scalar: Unicode.Scalar) {
        let segments = SMSSegments("Hello \(scalar)!")
        #expect(segments.encoding == .ucs2)
        #expect(segments.firstForeign == scalar)
    }

    /// A line break of two characters is one for Swift, but two septets.
    @Test func lineBreaks() {
        #expect(SMSSegments("a\r\nb").units == 4)
        #expect(SMSSegments("a\r\nb").encoding == .gsm7)
    }

    /// A character as long as a segment is split between its parts, never within a surrogate pair.
    @Test func hugeCharacters() {
        let marks = "a" + String(repeating: "\u{301}", count: 200)
        #expect(marks.count == 1)
        #expect(SMSSegments(marks).count == 3)
        let family = Array(repeating: "👩", count: 40).joined(separator: "\u{200D}")
        #expect(SMSSegments(family).units == 119)
        #expect(SMSSegments(family).count == 2)
    }
}
