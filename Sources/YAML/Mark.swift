/// A place in a file.
///
/// Lines end at LF, CR, CR LF, U+0085, U+2028 and U+2029, as libyaml counts them (YAML 1.1, section 5.4). A byte order
/// mark at the start of the file takes no column but does count in `offset`.
public struct Mark: Hashable, Comparable, Sendable {
    // Narrow, since every node of a tree has two marks.
    private var lineNumber: UInt32
    private var columnNumber: UInt32
    private var byteOffset: UInt32

    /// The line, from 1.
    public var line: Int {
        get { Int(lineNumber) }
        set { lineNumber = UInt32(truncatingIfNeeded: newValue) }
    }
    /// The column, from 1, in Unicode scalars.
    public var column: Int {
        get { Int(columnNumber) }
        set { columnNumber = UInt32(truncatingIfNeeded: newValue) }
    }
    /// Bytes from the start of the file, from 0.
    public var offset: Int {
        get { Int(byteOffset) }
        set { byteOffset = UInt32(truncatingIfNeeded: newValue) }
    }

    /// The first place of a file without a byte order mark.
    public static let start = Mark(line: 1, column: 1, offset: 0)

    /// Makes a mark; nothing is checked, and of each number the low 32 bits are kept.
    public init(line: Int, column: Int, offset: Int) {
        lineNumber = UInt32(truncatingIfNeeded: line)
        columnNumber = UInt32(truncatingIfNeeded: column)
        byteOffset = UInt32(truncatingIfNeeded: offset)
    }

    /// Marks of one file are in the order of their offsets.
    public static func < (left: Mark, right: Mark) -> Bool {
        left.offset < right.offset
    }
}
