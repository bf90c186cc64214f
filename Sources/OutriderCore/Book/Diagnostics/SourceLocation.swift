internal import YAML

/// Where something stands in a file of the book.
public struct SourceLocation: Hashable, Comparable, Sendable {
    /// Path below the book's root, with `/`.
    public var path: String
    /// From 1; 0 where the whole file is meant.
    public var line: Int
    /// From 1, in Unicode scalars.
    public var column: Int
    /// Unicode scalars from `column` on that are meant, at least 1.
    public var length: Int

    public init(path: String, line: Int = 0, column: Int = 0, length: Int = 1) {
        self.path = path
        self.line = line
        self.column = column
        self.length = max(1, length)
    }

    init(_ node: Node, path: String) {
        let onOneLine = node.end.line == node.start.line
        self.init(
            path: path, line: node.start.line, column: node.start.column,
            length: onOneLine ? node.end.column - node.start.column : 1)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.path, left.line, left.column, left.length) < (right.path, right.line, right.column, right.length)
    }

    /// `path:line:column`, or the path alone where the whole file is meant.
    public var description: String { line == 0 ? path : "\(path):\(line):\(column)" }
}

/// A value and where it stands.
public struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
    public var value: Value
    public var location: SourceLocation

    public init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }
}
