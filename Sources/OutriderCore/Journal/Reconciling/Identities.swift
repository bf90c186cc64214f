/// The records whose id is no longer, or never was, the name that their state goes by.
///
/// At first sight a record's uid is its id; a moved record keeps its uid, and a new one whose id is taken gets a counter.
struct Identities: Hashable, Sendable {
    static let path = "identities.jsonl"

    private struct Name: Hashable, Comparable {
        var kind: RecordKind
        var id: String

        static func < (left: Self, right: Self) -> Bool {
            (left.kind.rawValue, left.id) < (right.kind.rawValue, right.id)
        }
    }

    private var uids: [Name: String] = [:]
    private var ids: [Name: String] = [:]

    init() {}

    init(parsing bytes: [UInt8]) throws(JournalError) {
        var line = 0
        for text in bytes.split(separator: UInt8(ascii: "\n")) {
            line += 1
            var reader = try LineReader(parsing: text, path: Self.path, line: line)
            let kind = try reader.word("kind", as: RecordKind.self)
            let id = try reader.text("id")
            set(kind, id: id, uid: try reader.text("uid"))
        }
    }

    func uid(of kind: RecordKind, _ id: String) -> String { uids[Name(kind: kind, id: id)] ?? id }

    func id(of kind: RecordKind, uid: String) -> String { ids[Name(kind: kind, id: uid)] ?? uid }

    /// From now on the state of `uid` belongs to `id`.
    mutating func set(_ kind: RecordKind, id: String, uid: String) {
        if let before = ids[Name(kind: kind, id: uid)] { uids[Name(kind: kind, id: before)] = nil }
        uids[Name(kind: kind, id: id)] = id == uid ? nil : uid
        ids[Name(kind: kind, id: uid)] = id == uid ? nil : id
    }

    /// Whether `uid` is the state of another id than `uid` itself.
    func isElsewhere(_ kind: RecordKind, uid: String) -> Bool { ids[Name(kind: kind, id: uid)] != nil }

    func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, uid) in uids.sorted(by: { $0.key < $1.key }) {
            let object: JSONObject = [
                "kind": .string(name.kind.rawValue), "id": .string(name.id), "uid": .string(uid),
            ]
            object.write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
