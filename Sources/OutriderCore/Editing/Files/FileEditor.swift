internal import YAML

/// One YAML file of the book, changed value by value; every byte outside what is changed stays as it is.
///
/// After each change the file is read again and must hold what was meant; if not, the change is refused.
public struct FileEditor {
    /// The file's path in the book.
    public let path: String
    /// The file as it is now.
    public private(set) var bytes: [UInt8]
    private(set) var root: Node?
    private(set) var layout: Layout
    let guide: KeyGuide

    /// Reads a file of the book; an empty one can be filled.
    ///
    /// - Throws: `EditError` where it is no YAML, too large, holds a key twice, or is no mapping of keys.
    public init(path: String, bytes: [UInt8]) throws(EditError) {
        guard let guide = KeyGuide(path: path) else {
            throw EditError(
                .unreadable, "no file of the book", at: SourceLocation(path: path),
                hint: "records are in \(RecordKind.allCases.map(\.folder).joined(separator: ", "))")
        }
        self.path = path
        self.bytes = bytes
        self.guide = guide
        layout = Layout(bytes)
        root = try Self.parse(bytes, path: path)
        if let root, root.entries == nil {
            throw EditError(
                .unreadable, "the file is no mapping of keys to values", at: SourceLocation(root, path: path),
                hint: "write `key: value`, one a line")
        }
    }

    private static func parse(_ bytes: [UInt8], path: String) throws(EditError) -> Node? {
        do throws(YAMLError) {
            let document = try YAML.parse(bytes, limits: FileLimit.limits(of: path))
            if let problem = document.problems.first { throw problem }
            return document.root
        } catch {
            let place = SourceLocation(path: path, line: error.mark.line, column: error.mark.column)
            throw EditError(.unreadable, error.message, at: place, hint: error.hint ?? "mend the file first")
        }
    }

    /// What stands at a path; `nil` where nothing does.
    public func value(at path: EditPath) -> EditValue? {
        guard let found = try? find(path), found.missing.isEmpty, !found.node.isMissing else { return nil }
        return EditValue(found.node)
    }

    /// Whether the file holds that key or item, with a value or without.
    public func has(_ path: EditPath) -> Bool { (try? find(path))?.missing.isEmpty ?? false }

    /// Makes edits, if the file then holds what is meant.
    mutating func commit(
        _ edits: [Edit], expecting expected: Node?, at place: SourceLocation
    ) throws(EditError) -> Bool {
        guard let edited = try? YAML.apply(edits, to: bytes) else { return false }
        let limits = FileLimit.limits(of: path)
        guard edited.count <= limits.bytes else {
            throw EditError(
                .badValue, "the file would be larger than \(limits.bytes >> 20) MiB", at: place,
                hint: "split it into several files")
        }
        guard let document = try? YAML.parse(edited, limits: limits), document.problems.isEmpty else { return false }
        switch (document.root, expected) {
        case (nil, nil): break
        case (let root?, let expected?): guard root.holdsSame(as: expected) else { return false }
        default: return false
        }
        bytes = edited
        layout = Layout(edited)
        root = document.root
        return true
    }

    func unsupported(_ place: SourceLocation) -> EditError {
        EditError(
            .layout, "the file is laid out in a way that cannot be edited here", at: place, hint: "edit it by hand")
    }

    func location(of node: Node) -> SourceLocation { SourceLocation(node.shortened, path: path) }
}
