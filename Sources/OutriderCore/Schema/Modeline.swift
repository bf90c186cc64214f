internal import YAML

/// The comment at the head of a file by which an editor finds its schema.
enum Modeline {
    /// The line for a new file, with its break; empty where the book has no schema of its kind.
    static func head(of path: String, in source: any BookSource) -> [UInt8] {
        guard let kind = RecordKind.record(at: path)?.kind, hasSchema(of: kind, in: source) else { return [] }
        return head(of: path)
    }

    /// The line for a file of a book that has its schema, with its break.
    static func head(of path: String) -> [UInt8] {
        EditorFiles.modeline(for: path).map { Array(($0 + "\n").utf8) } ?? []
    }

    /// Whether the book has the schema of a kind of record.
    static func hasSchema(of kind: RecordKind, in source: any BookSource) -> Bool {
        let path = "\(EditorFiles.folder)/\(kind.rawValue).schema.json"
        return (try? source.read(path, limit: 1 << 20)).flatMap(\.self) != nil
    }

    /// Whether the line that begins at an offset is one.
    static func stands(at offset: Int, _ layout: Layout) -> Bool {
        schema(at: offset, layout) != nil
    }

    /// A file with the way to our schema right for where the file lies; a schema of the author's choice stays.
    static func corrected(_ bytes: [UInt8], path: String) -> [UInt8] {
        guard let line = EditorFiles.modeline(for: path) else { return bytes }
        let layout = Layout(bytes)
        var offset = layout.bodyStart
        while layout.byte(at: offset) == UInt8(ascii: "#") || layout.isBlank(behind: offset), offset < bytes.count {
            if let schema = schema(at: offset, layout), isOurs(schema) {
                let wanted = line.drop { $0 != "=" }.dropFirst()
                return Array(bytes[..<schema.startIndex]) + Array(wanted.utf8) + bytes[schema.endIndex...]
            }
            offset = layout.nextLine(offset)
        }
        return bytes
    }

    /// What the line at an offset names behind `$schema=`.
    private static func schema(at offset: Int, _ layout: Layout) -> ArraySlice<UInt8>? {
        var line = layout.bytes[offset..<layout.lineEnd(offset)]
        for word in ["#", "yaml-language-server:", "$schema="] {
            line = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard line.starts(with: word.utf8) else { return nil }
            line = line.dropFirst(word.utf8.count)
        }
        return line.prefix { $0 != 0x20 && $0 != 0x09 }
    }

    /// Whether it leads upwards, or not at all, to a schema that `init` writes.
    private static func isOurs(_ schema: ArraySlice<UInt8>) -> Bool {
        var rest = schema
        while rest.starts(with: "../".utf8) { rest = rest.dropFirst(3) }
        guard rest.starts(with: "\(EditorFiles.folder)/".utf8) else { return false }
        let name = rest.dropFirst(EditorFiles.folder.utf8.count + 1)
        return BookSchema.Kind.allCases.contains { name.elementsEqual("\($0.rawValue).schema.json".utf8) }
    }
}
