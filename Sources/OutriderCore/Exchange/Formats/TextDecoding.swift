/// The bytes of a file from outside as UTF-8 without a byte order mark.
public struct DecodedText: Hashable, Sendable {
    /// How the file was written.
    public enum Encoding: String, Hashable, Sendable {
        case utf8 = "UTF-8"
        case utf16LittleEndian = "UTF-16LE"
        case utf16BigEndian = "UTF-16BE"
        /// Guessed: every file without a mark that is no UTF-8.
        case windows1252 = "Windows-1252"
    }

    public var encoding: Encoding
    /// Well-formed UTF-8 without a byte order mark.
    public var bytes: [UInt8]

    /// Bytes of the largest file that is read: 128 MiB.
    public static let limit = 128 << 20

    /// - Throws: `ExchangeError` where the bytes are no text.
    public init(_ bytes: [UInt8]) throws(ExchangeError) {
        guard bytes.count <= Self.limit else {
            throw ExchangeError(
                "the file is larger than \(Self.limit >> 20) MiB", hint: "split it into several files")
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw ExchangeError(
                "the file is a spreadsheet or an archive, not text", hint: "save it as CSV (UTF-8), or unpack it")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            encoding = .utf8
            self.bytes = Array(bytes[3...])
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            encoding = .utf16LittleEndian
            self.bytes = try Self.utf16(bytes) { UInt16($0) | UInt16($1) << 8 }
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            encoding = .utf16BigEndian
            self.bytes = try Self.utf16(bytes) { UInt16($0) << 8 | UInt16($1) }
        } else {
            encoding = .utf8
            self.bytes = bytes
        }
        guard !self.bytes.contains(0) else {
            throw ExchangeError("the file holds zero bytes, so it is no text", hint: "save it as UTF-8")
        }
        guard Self.isUTF8(self.bytes) else {
            guard encoding == .utf8, !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
                throw ExchangeError("the file is not well-formed \(encoding.rawValue)", hint: "save it as UTF-8")
            }
            encoding = .windows1252
            self.bytes = try Self.windows1252(bytes)
            return
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    private static func utf16(_ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) throws(ExchangeError) -> [UInt8] {
        let broken = ExchangeError("the file is not well-formed UTF-16", hint: "save it as UTF-8")
        guard bytes.count.isMultiple(of: 2) else { throw broken }
        let units = stride(from: 2, to: bytes.count, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(units.count)
        let failed = transcode(
            units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
        ) { decoded.append($0) }
        guard !failed else { throw broken }
        return decoded
    }

    /// The WHATWG index of windows-1252, bytes 0x80 to 0x9F; 0 where it has no character.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    private static func windows1252(_ bytes: [UInt8]) throws(ExchangeError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for (offset, byte) in bytes.enumerated() {
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let code = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
            guard code != 0 else {
                throw ExchangeError(
                    "byte \(offset + 1) is neither UTF-8 nor Windows-1252", hint: "save the file as UTF-8")
            }
            if code < 0x800 {
                text.append(UInt8(0xC0 | code >> 6))
            } else {
                text.append(UInt8(0xE0 | code >> 12))
                text.append(UInt8(0x80 | code >> 6 & 0x3F))
            }
            text.append(UInt8(0x80 | code & 0x3F))
        }
        return text
    }
}
