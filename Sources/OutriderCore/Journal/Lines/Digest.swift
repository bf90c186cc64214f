internal import Crypto

/// Hashes as the journal spells them.
public enum Digest {
    /// SHA-256 in lower-case hex.
    public static func hex(_ bytes: some Swift.Sequence<UInt8>) -> String {
        hex(digest: SHA256.hash(data: Array(bytes)))
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hex(digest: some Swift.Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The id that git gives a blob of these bytes (SHA-1).
    public static func gitBlob(_ bytes: [UInt8]) -> String {
        hex(digest: Insecure.SHA1.hash(data: Array("blob \(bytes.count)\0".utf8) + bytes))
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// The first 32 characters of lower-case base32 (RFC 4648) of the SHA-256 of the fields joined by NUL.
    static func base32(_ fields: [String]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fields.reduce(fields.count) { $0 + $1.utf8.count })
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0) }
            bytes.append(contentsOf: field.utf8)
        }
        var text: [UInt8] = []
        text.reserveCapacity(32)
        var buffer = 0
        var bits = 0
        for byte in SHA256.hash(data: bytes) where text.count < 32 {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5, text.count < 32 {
                bits -= 5
                text.append(alphabet[buffer >> bits & 31])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The first 52 bits of the SHA-256 of a text as a number between 0 and 1, never one of these.
    static func share(_ text: String) -> Double {
        var first: UInt64 = 0
        for byte in SHA256.hash(data: Array(text.utf8)).prefix(7) { first = first << 8 | UInt64(byte) }
        return (Double(first >> 4) + 0.5) / Double(UInt64(1) << 52)
    }

    /// The first 16 bits of the SHA-256 of a text.
    static func prefix(_ text: String) -> Int {
        var first = 0
        for byte in SHA256.hash(data: Array(text.utf8)).prefix(2) { first = first << 8 | Int(byte) }
        return first
    }
}

/// The stable name of one send: enrollment, person, step and occurrence; never text or time.
public struct DeliveryKey: Hashable, Comparable, Sendable {
    public var text: String

    public init(book: String, enrollment: String, person: String, step: String, occurrence: Int) {
        text = Digest.base32([book, enrollment, person, step, String(occurrence)])
    }

    public init(_ text: String) { self.text = text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// How the files of people and addresses are split: by the first bits of SHA-256 of the uid or address hash.
public struct Buckets: Hashable, Sendable {
    /// 1, 16, 256 or 4,096.
    public var count: Int

    static let counts = [1, 16, 256, 4096]

    /// Lines a file on average above which the reconcile that passes it takes the next count.
    static let linesPerFile = 256

    public init?(count: Int) {
        guard Self.counts.contains(count) else { return nil }
        self.count = count
    }

    /// The smallest count that keeps that many lines in files of `linesPerFile`.
    init(holding lines: Int) {
        count = Self.counts.first { lines <= $0 * Self.linesPerFile } ?? 4096
    }

    /// The bucket of a uid or hash: `all`, else hex digits.
    public func name(of id: String) -> String {
        let digits = hexDigits
        guard digits > 0 else { return "all" }
        let bits = Digest.prefix(id) >> (16 - 4 * digits)
        let text = String(bits, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private var hexDigits: Int {
        switch count {
        case 1: 0
        case 16: 1
        case 256: 2
        default: 3
        }
    }
}
