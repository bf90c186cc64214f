/// Looks for a text in the raw bytes of YAML files, to parse only those that may hold it.
struct ByteSearch {
    private let sought: [UInt8]

    /// - Parameter text: ASCII; its case does not count.
    init(_ text: String) { sought = text.utf8.map(Self.lower) }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether the text stands there, or may be hidden by an escape, which begins with `\`.
    func mayBe(in bytes: [UInt8]) -> Bool { bytes.contains(UInt8(ascii: "\\")) || isThere(in: bytes) }

    /// Whether the text stands there.
    func isThere(in bytes: [UInt8]) -> Bool {
        guard let first = sought.first else { return true }
        return bytes.indices.contains { Self.lower(bytes[$0]) == first && isThere(bytes, $0) }
    }

    private func isThere(_ bytes: [UInt8], _ start: Int) -> Bool {
        guard bytes.count - start >= sought.count else { return false }
        for offset in sought.indices where Self.lower(bytes[start + offset]) != sought[offset] { return false }
        return true
    }
}
