/// One of 64 bits for a name, or those of several names: tells most names that are not among them without a look.
struct NameMask: Sendable {
    private var bits: UInt64 = 0

    /// The mask of no name.
    init() {}

    init(_ name: String) {
        let text = name.utf8
        guard let first = text.first, let last = text.last else { return }
        bits = 1 << UInt64((Int(first) + 5 * Int(last) + 13 * text.count) & 63)
    }

    /// Whether the names of another mask may all be among those of this one.
    func mayHold(_ names: NameMask) -> Bool { bits & names.bits == names.bits }

    mutating func insert(_ names: NameMask) { bits |= names.bits }
}
