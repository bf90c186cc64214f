internal import YAML

/// How large the files of a book may be (BOOK section 1).
public enum FileLimit {
    /// Bytes of a list of people or addresses.
    private static let list = 8 << 20
    /// Bytes of any other file.
    private static let record = 1 << 20
    /// Bytes of any file in a book, whatever it is: for those who compare or show files without taking them apart.
    public static let any = 16 << 20

    /// The most bytes that the file at `path` may have.
    public static func bytes(of path: String) -> Int {
        path.hasPrefix("enrollments/") || path.hasPrefix("suppressions/") ? list : record
    }

    static func limits(of path: String) -> Limits { Limits(bytes: bytes(of: path), depth: 32, nodes: 100_000) }
}
