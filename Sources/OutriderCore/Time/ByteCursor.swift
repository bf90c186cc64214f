/// A reader of fixed-width ASCII fields, for dates and instants.
struct ByteCursor {
    private let bytes: [UInt8]
    private var position = 0

    /// A cursor at the start of the text, or nil when the text is longer than any date.
    init?(_ text: String) {
        let longestInstant = 64
        guard text.utf8.count <= longestInstant else { return nil }
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The next `count` bytes as a decimal number, or nil when one of them is no ASCII digit.
    mutating func number(digits count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard Self.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += count
        return value
    }

    /// Steps over the next byte when it is one of these, and says which.
    mutating func take(_ allowed: Unicode.Scalar...) -> Unicode.Scalar? {
        guard position < bytes.count else { return nil }
        let next = Unicode.Scalar(bytes[position])
        guard allowed.contains(next) else { return nil }
        position += 1
        return next
    }

    /// Steps over a run of digits and says how many there were.
    mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
        return position - start
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension Int {
    /// The number in decimal, with zeros in front up to this width.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}

extension Comparable {
    /// The value, or the nearer end of the range.
    func clamped(to range: ClosedRange<Self>) -> Self {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
