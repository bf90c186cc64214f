internal import ArgumentParser
internal import OutriderCore

/// The record that an argument names: `people/za/ada`, `person/za/ada` or `people/za/ada.yaml`.
struct RecordArgument {
    var kind: RecordKind
    var id: String

    /// - Returns: `nil` where it names no kind of record, or nothing of that kind.
    init?(naming text: String) {
        guard let slash = text.firstIndex(of: "/"), let kind = RecordKind(word: text[..<slash]) else { return nil }
        let name = text[text.index(after: slash)...]
        id = String(name.hasSuffix(".yaml") ? name.dropLast(".yaml".count) : name)
        guard !id.isEmpty else { return nil }
        self.kind = kind
    }

    /// - Throws: `UsageError` where it names no record.
    init(_ text: String) throws {
        guard let named = RecordArgument(naming: text) else {
            throw UsageError(
                "'\(text.onOneLine)' names no record",
                hint: "write KIND/ID: \(RecordKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self = named
    }
}

extension RecordKind {
    /// The kinds as they are typed, with commas between.
    static var folders: String { list(allCases) }
    /// The kinds of record that are exchanged with other systems.
    static let exchanged: [RecordKind] = [.person, .company, .project]

    private static func list(_ kinds: [RecordKind]) -> String { kinds.map(\.folder).joined(separator: ", ") }

    /// The kind that a word means: its folder, or one record of it.
    init?(word: some StringProtocol) {
        let word = word.lowercased()
        guard let kind = RecordKind.allCases.first(where: { $0.folder == word || $0.rawValue == word }) else {
            return nil
        }
        self = kind
    }

    /// - Throws: `ValidationError`.
    static func named(_ word: String) throws -> RecordKind { try named(word, of: allCases) }

    /// - Throws: `ValidationError`.
    static func exchanged(_ word: String) throws -> RecordKind { try named(word, of: exchanged) }

    private static func named(_ word: String, of kinds: [RecordKind]) throws -> RecordKind {
        guard let kind = RecordKind(word: word), kinds.contains(kind) else {
            throw ValidationError("kinds are \(list(kinds))")
        }
        return kind
    }
}
