/// Why what was named is not one record.
public struct LookupError: Error, Hashable, Sendable {
    public var message: String
    public var hint: String

    public enum Cause: Hashable, Sendable {
        /// Nothing has that name.
        case unknown
        /// Several fit.
        case ambiguous
        /// It was an address or a number, of nobody or no good one.
        case address
    }

    public var cause: Cause

    init(_ message: String, hint: String, cause: Cause = .unknown) {
        self.cause = cause
        self.message = message
        self.hint = hint
    }

    /// The file of a record is there and holds no keys and values.
    public static func unreadable(_ kind: RecordKind, _ id: String) -> LookupError {
        LookupError("\(kind.path(of: id)) cannot be read as keys and values", hint: "`outrider check` says why")
    }
}

/// Finds the record that somebody names on a command line.
public enum RecordLookup {
    /// The most ids that an error lists.
    static let listed = 5

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
        guard let fitting = [exact, part].first(where: { !$0.isEmpty }) else {
            throw unknown(text, kinds, near: near(text, ids.map(\.id)))
        }
        guard let first = fitting.first, fitting.count == 1 else {
            throw ambiguous(text, fitting.map { kinds.count == 1 ? $0.id : $0.kind.path(of: $0.id) })
        }
        return first
    }

    /// Ids that may be meant: the one spelt almost so, else those whose last part begins so.
    private static func near(_ text: String, _ ids: [String]) -> [String] {
        if let id = Spelling.nearest(to: text, in: ids) { return [id] }
        guard text.utf8.count >= 3 else { return [] }
        let start = text.lowercased()
        return ids.filter { $0.split(separator: "/").last?.lowercased().hasPrefix(start) ?? false }
    }

    private static func unknown(_ text: String, _ kinds: [RecordKind], near: [String]) -> LookupError {
        let names = kinds.map(\.rawValue)
        let noun =
            kinds == RecordKind.allCases
            ? "record" : (names.dropLast(2) + [names.suffix(2).joined(separator: " or ")]).joined(separator: ", ")
        let folders =
            kinds == RecordKind.allCases ? "its folder" : kinds.map { "\($0.folder)/" }.joined(separator: ", ")
        // What cannot be an id may be a name or an address, which no error quotes.
        let isID = RecordKind.objection(to: text) == nil
        return LookupError(
            isID ? "there is no \(noun) '\(text)'" : "there is no \(noun) of that id",
            hint: near.count == 1
                ? "did you mean '\(near[0])'?"
                : near.isEmpty ? "an id is the path below \(folders) without .yaml" : "write one of \(list(near))")
    }

    static func ambiguous(_ text: String, _ ids: [String]) -> LookupError {
        LookupError(
            "'\(text.printable)' may be any of \(ids.count)", hint: "write one of \(list(ids))", cause: .ambiguous)
    }

    /// The first few ids, and how many more there are.
    static func list(_ ids: [String]) -> String {
        let rest = ids.count > listed ? " and \(ids.count - listed) more" : ""
        return ids.sorted().prefix(listed).joined(separator: ", ") + rest
    }
}
