/// A change of a file: the bytes of a range give way to others.
public struct Edit: Hashable, Sendable {
    /// Offsets into the file as it is before all edits; empty for an insertion.
    public var range: Range<Int>
    public var replacement: [UInt8]

    /// Makes an edit; the range is checked by `apply`.
    public init(_ range: Range<Int>, _ replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// Puts text in the place of a range.
    public static func replace(_ range: Range<Int>, with text: String) -> Edit { Edit(range, Array(text.utf8)) }

    /// Puts text before the byte at an offset.
    public static func insert(_ text: String, at offset: Int) -> Edit { Edit(offset..<offset, Array(text.utf8)) }

    /// Takes a range out.
    public static func delete(_ range: Range<Int>) -> Edit { Edit(range, []) }
}

/// Edits that cannot be made together, or lie outside the file.
public struct EditConflict: Error, Hashable, Sendable {
    /// Where the second of two edits begins, or the one outside.
    public var offset: Int

    /// Makes an error.
    public init(offset: Int) { self.offset = offset }
}

/// The bytes with all edits made; insertions at one offset stand in the order of `edits`, before what is replaced there.
///
/// - Throws: `EditConflict` where two edits overlap or one is outside the bytes.
public func apply(_ edits: [Edit], to bytes: [UInt8]) throws(EditConflict) -> [UInt8] {
    let ordered = edits.enumerated().sorted { left, right in
        let (first, second) = (left.element.range, right.element.range)
        if first.lowerBound != second.lowerBound { return first.lowerBound < second.lowerBound }
        if first.isEmpty != second.isEmpty { return first.isEmpty }
        return left.offset < right.offset
    }
    var result: [UInt8] = []
    result.reserveCapacity(edits.reduce(bytes.count) { $0 + $1.replacement.count })
    var position = 0
    for (_, edit) in ordered {
        guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count else {
            throw EditConflict(offset: edit.range.lowerBound)
        }
        result += bytes[position..<edit.range.lowerBound]
        result += edit.replacement
        position = edit.range.upperBound
    }
    return result + bytes[position...]
}
