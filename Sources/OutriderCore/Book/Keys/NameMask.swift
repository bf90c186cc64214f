/// One of 64 bits for a name, or those of several names: tells most names that are not among them without a look.
struct NameMask: Sendable {
    private var bits: UInt64 = 0

    /// The mask of no name.
    init() {}

    init(_ name: String) {
        let text = name.utf8Span.span
        guard !text.isEmpty else { return }
        bits = 1 << UInt64((Int(text[0]) + 5 * Int(text[text.count - 1]) + 13 * text.count) & 63)
    }

    /// Whether the names of another mask may all be among those of this one.
    func mayHold(_ names: NameMask) -> Bool { bits & names.bits == names.bits }

    mutating func insert(_ names: NameMask) { bits |= names.bits }
}
