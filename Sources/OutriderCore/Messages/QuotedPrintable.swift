/// The quoted-printable transfer encoding (RFC 2045, 6.7).
enum QuotedPrintable {
    /// The longest encoded line, without its CRLF.
    static let maximumLineLength = 76

    /// Encodes UTF-8 whose lines end in LF, as `MessageBody.lines(of:)` makes it, into lines that end in CRLF.
    ///
    /// Beyond what the RFC asks, a `.` and the F of `From ` at the start of a line are encoded, so that no server on
    /// the way has to alter them, and no line is broken inside the bytes of a scalar.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count + bytes.count / 8)
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            append(line, to: &encoded)
        }
        return encoded
    }

    /// `=` and two upper-case hexadecimal digits.
    static func escaped(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "="), digit(byte >> 4), digit(byte & 0xF)]
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func append(_ line: ArraySlice<UInt8>, to encoded: inout [UInt8]) {
        var rest = line
        var column = 0
        while let lead = rest.first {
            let length = min(scalarLength(lead), rest.count)
            let isLast = length == rest.count
            var unit = encodedScalar(rest.prefix(length), before: rest.dropFirst(length), isFirst: column == 0)
            // The last place of a broken line is that of the = which breaks it.
            if column + unit.count > (isLast ? maximumLineLength : maximumLineLength - 1) {
                encoded.append(contentsOf: "=\r\n".utf8)
                column = 0
                unit = encodedScalar(rest.prefix(length), before: rest.dropFirst(length), isFirst: true)
            }
            encoded.append(contentsOf: unit)
            column += unit.count
            rest = rest.dropFirst(length)
        }
        encoded.append(contentsOf: "\r\n".utf8)
    }

    private static func encodedScalar(
        _ scalar: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>, isFirst: Bool
    ) -> [UInt8] {
        guard let byte = scalar.first, scalar.count == 1 else { return scalar.flatMap(escaped) }
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            return rest.isEmpty ? escaped(byte) : [byte]
        case UInt8(ascii: ".") where isFirst:
            return escaped(byte)
        case UInt8(ascii: "F") where isFirst && rest.starts(with: "rom ".utf8):
            return escaped(byte)
        case UInt8(ascii: "="):
            return escaped(byte)
        case 0x21...0x7E:
            return [byte]
        default:
            return escaped(byte)
        }
    }

    private static func scalarLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }
}
