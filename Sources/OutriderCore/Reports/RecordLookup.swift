/// Why what was named is not one record.
public struct LookupError: Error, Hashable, Sendable {
    public var message: String
    public var hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }
}

/// Finds the record that somebody names on a command line.
public enum RecordLookup {
    /// The ids that an error lists.
    static let listed = 8

    /// A record of one of `kinds`: its id, its path in the book, or the end of an id that no other has.
    ///
    /// - Throws: `LookupError` where none or several fit, or what the source says when a folder cannot be listed.
    public static func find(_ text: String, kinds: [RecordKind], in book: Book) throws -> (kind: RecordKind, id: String)
    {
        if let (kind, id) = RecordKind.record(at: text) ?? RecordKind.record(at: text + ".yaml"), kinds.contains(kind) {
            guard try book.ids(of: kind).contains(id) else { throw unknown(text, kinds, near: []) }
            return (kind, id)
        }
        var ids: [(kind: RecordKind, id: String)] = []
        for kind in kinds { ids += try book.ids(of: kind).map { (kind, $0) } }
        let exact = ids.filter { $0.id == text }
        let part = ids.filter { $0.id.hasSuffix("/" + text) }
        let ending = text.isEmpty ? [] : ids.filter { $0.id.hasSuffix(text) }
        guard let fitting = [exact, part, ending].first(where: { !$0.isEmpty }) else {
            throw unknown(text, kinds, near: Spelling.nearest(to: text, in: ids.map(\.id)).map { [$0] } ?? [])
        }
        guard let first = fitting.first, fitting.count == 1 else {
            throw ambiguous(text, fitting.map { kinds.count == 1 ? $0.id : $0.kind.path(of: $0.id) })
        }
        return first
    }

    private static func unknown(_ text: String, _ kinds: [RecordKind], near: [String]) -> LookupError {
        let noun = kinds.map(\.rawValue).joined(separator: " or ")
        let folders = kinds.map { "\($0.folder)/" }.joined(separator: ", ")
        return LookupError(
            "there is no \(noun) '\(text.printable)'",
            hint: near.first.map { "did you mean '\($0)'?" } ?? "an id is the path below \(folders) without .yaml")
    }

    static func ambiguous(_ text: String, _ ids: [String]) -> LookupError {
        let rest = ids.count > listed ? " and \(ids.count - listed) more" : ""
        return LookupError(
            "'\(text.printable)' may be any of \(ids.count)",
            hint: "write one of \(ids.sorted().prefix(listed).joined(separator: ", "))" + rest)
    }
}
