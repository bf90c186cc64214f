internal import YAML

/// The normal form of the book's files: keys in the order of their table, two spaces for each level, one behind a colon
/// or dash, no blanks at the end of lines, one line break at the end of the file. Comments stay with their keys.
public enum FileFormat {
    /// A file in its normal form, which holds what it held; formatting that once more changes nothing. The line by which an
    /// editor finds the schema stays at the head, with the right way to it.
    ///
    /// - Throws: `EditError` where the file cannot be read, or would not hold the same.
    public static func normal(path: String, bytes: [UInt8]) throws(EditError) -> [UInt8] {
        var bytes = Modeline.corrected(bytes, path: path)
        // A key that has moved may stand where more, or less, can be done: at the end of the file, say.
        for _ in 0..<8 {
            let next = try nearer(path: path, bytes: bytes)
            if next == bytes { return bytes }
            bytes = next
        }
        throw try FileEditor(path: path, bytes: bytes).unsupported(SourceLocation(path: path))
    }

    private static func nearer(path: String, bytes: [UInt8]) throws(EditError) -> [UInt8] {
        let file = try FileEditor(path: path, bytes: bytes)
        guard let root = file.root else { return bytes }
        // A block scalar at the end of the file may need the line breaks, or none, that are there.
        for (trimsEnd, sorts) in [(true, true), (false, true), (false, false)] {
            var layout = LayoutFormat(layout: file.layout, trimsEnd: trimsEnd)
            guard let spaced = try? YAML.apply(layout.edits(root), to: bytes),
                let same = try? FileEditor(path: path, bytes: spaced), let ordered = same.root
            else { continue }
            let result = sorts ? sorted(same, ordered) : spaced
            if let after = try? FileEditor(path: path, bytes: result).root, after.holdsSame(as: root) { return result }
        }
        throw file.unsupported(SourceLocation(path: path))
    }

    /// The file with its outermost keys in the order of the table, each with the lines that belong to it.
    private static func sorted(_ file: FileEditor, _ root: Node) -> [UInt8] {
        guard case .mapping(let entries) = root.content, !file.layout.isFlow(root) else { return file.bytes }
        let layout = file.layout
        let order = file.guide.keys(at: EditPath([]))
        let ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let keys = entries.map { ranks[$0.key.text ?? ""] ?? order.count }
        let isSorted = zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
        guard !isSorted, entries.allSatisfy({ layout.isFirst($0.key.start.offset) }) else { return file.bytes }

        let column = (entries.first?.key.start.column ?? 1) - 1
        var starts: [Int] = []
        var end = layout.bodyStart
        for entry in entries {
            starts.append(starts.isEmpty ? commentStart(before: entry, from: end, layout) : end)
            end = layout.linesEnd(behind: layout.end(of: entry), deeperThan: column)
        }
        let segments = zip(starts, starts.dropFirst() + [end]).map { layout.bytes[$0..<$1] }
        let sorted = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { segments[$0] }
        var body = Array(sorted.joined())
        if starts.first == layout.bodyStart {
            while let first = body.firstIndex(where: { $0 != 0x0A && $0 != 0x0D }), first > 0 {
                body.removeFirst(first)
            }
        }
        return layout.bytes[..<(starts.first ?? 0)] + body + layout.bytes[end...]
    }

    /// Where the comments begin that stand directly above the first key.
    private static func commentStart(before entry: Node.Entry, from start: Int, _ layout: Layout) -> Int {
        var line = layout.lineStart(entry.key.start.offset)
        while line > start {
            let above = layout.lineStart(line - layout.breakBefore(line))
            guard above < line, layout.byte(at: layout.skipSpaces(above)) == UInt8(ascii: "#"),
                !Modeline.stands(at: above, layout)
            else { break }
            line = above
        }
        return line
    }
}
