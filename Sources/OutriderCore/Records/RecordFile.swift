internal import YAML

/// One record as it stands in its file, whatever its kind: for lists, filters and programs.
public struct RecordFile: Hashable, Sendable {
    public var kind: RecordKind
    public var id: String
    /// Its keys in the order of the file.
    public var members: JSONObject
    /// Whether the file has errors; what could be read is there all the same.
    public var hasErrors: Bool

    /// The record's path below the book's root.
    public var path: String { kind.path(of: id) }

    /// The id, then the keys in the order of the file.
    public var json: JSONObject {
        var object: JSONObject = ["id": .string(id)]
        for member in members.members { object.append(member.key, member.value) }
        return object
    }

    /// Reads one file: a pure function of its path and bytes.
    ///
    /// - Returns: `nil` where it cannot be read as keys and values at all.
    static func parse(_ kind: RecordKind, id: String, bytes: [UInt8]) -> RecordFile? {
        var reading = Reading(path: kind.path(of: id), bytes: bytes)
        guard let root = reading.root(), root.entries != nil,
            let members = JSONValue(root, BookSchema.shape(of: kind)).members
        else { return nil }
        _ = Record(kind, id: id, root, &reading)
        return RecordFile(kind: kind, id: id, members: members, hasErrors: reading.report.hasErrors)
    }

    /// Reads the file of a record.
    ///
    /// - Returns: `nil` where there is none, or it cannot be read as keys and values at all.
    /// - Throws: what the source says when the file cannot be read.
    public static func read(_ kind: RecordKind, id: String, in source: any BookSource) throws -> RecordFile? {
        let path = kind.path(of: id)
        return try source.read(path, limit: FileLimit.bytes(of: path)).flatMap { parse(kind, id: id, bytes: $0) }
    }
}

extension BookSchema {
    private static let shapes = Dictionary(
        uniqueKeysWithValues: Kind.allCases.map { ($0.rawValue, $0.table.shape) })

    /// What a program is given for a record of a kind.
    static func shape(of kind: RecordKind) -> ValueShape { shapes[kind.rawValue] ?? .asWritten }

    /// The keys that a record of a kind may have, in the order of its table.
    static func keys(of kind: RecordKind) -> [String] { Kind(rawValue: kind.rawValue)?.table.names ?? [] }
}
