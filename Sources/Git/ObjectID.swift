internal import CGit

/// The SHA-1 name of a git object: 20 bytes, kept inline.
public struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    // Big-endian parts, so that comparing them compares the bytes.
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// The id of no object, which git writes as forty zeros.
    public static let zero = ObjectID(high: 0, middle: 0, low: 0)

    private init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// The id written as exactly 40 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some StringProtocol) { self.init(hex: String(hex)) }

    /// The id written as exactly 40 hexadecimal digits of either case; nil for anything else.
    public init?(hex: String) {
        let text = hex.utf8Span.span
        guard text.count == 40, let high = Self.number(text, 0..<16), let middle = Self.number(text, 16..<32),
            let low = Self.number(text, 32..<40)
        else { return nil }
        self.init(high: high, middle: middle, low: UInt32(truncatingIfNeeded: low))
    }

    /// The id made of exactly 20 bytes; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 20 else { return nil }
        var high: UInt64 = 0
        var middle: UInt64 = 0
        var low: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            switch index {
            case ..<8: high = high << 8 | UInt64(byte)
            case ..<16: middle = middle << 8 | UInt64(byte)
            default: low = low << 8 | UInt32(byte)
            }
        }
        self.init(high: high, middle: middle, low: low)
    }

    /// The 40 lower-case hexadecimal digits.
    public var hex: String {
        unsafe String(unsafeUninitializedCapacity: 40) { buffer in
            var index = 0
            forEachByte { byte in
                unsafe buffer[index] = Self.hexDigit(byte >> 4)
                unsafe buffer[index + 1] = Self.hexDigit(byte & 15)
                index += 2
            }
            return 40
        }
    }

    /// The 20 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        forEachByte { bytes.append($0) }
        return bytes
    }

    public var description: String { hex }

    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }

    /// The first byte, by which pack indexes are divided.
    var firstByte: UInt8 { UInt8(truncatingIfNeeded: high >> 56) }

    private func forEachByte(_ body: (UInt8) -> Void) {
        for shift in stride(from: 56, through: 0, by: -8) { body(UInt8(truncatingIfNeeded: high >> UInt64(shift))) }
        for shift in stride(from: 56, through: 0, by: -8) { body(UInt8(truncatingIfNeeded: middle >> UInt64(shift))) }
        for shift in stride(from: 24, through: 0, by: -8) { body(UInt8(truncatingIfNeeded: low >> UInt32(shift))) }
    }

    /// What some of the digits stand for.
    private static func number(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64? {
        var number: UInt64 = 0
        for index in range {
            guard let digit = digit(text[index]) else { return nil }
            number = number << 4 | UInt64(digit)
        }
        return number
    }

    private static func hexDigit(_ half: UInt8) -> UInt8 {
        half + (half < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension ObjectID {
    /// The id libgit2 gave.
    init(_ raw: git_oid) {
        self = unsafe withUnsafeBytes(of: raw.id) { bytes in
            unsafe ObjectID(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
        }
    }

    /// The id as libgit2 wants it.
    var raw: git_oid {
        var raw = git_oid()
        unsafe withUnsafeMutableBytes(of: &raw.id) { bytes in
            unsafe bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            unsafe bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            unsafe bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return raw
    }
}
