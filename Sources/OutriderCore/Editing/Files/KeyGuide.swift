/// What the table of a record says about its keys: their order, which are required, what they may hold.
struct KeyGuide: Sendable {
    let table: RecordTable
    private let schema: JSONValue

    private init(_ table: RecordTable) {
        self.table = table
        schema = table.schema
    }

    /// One for each kind of file: making a schema takes longer than an edit.
    private static let known = Dictionary(
        uniqueKeysWithValues: BookSchema.Kind.allCases.map { ($0, KeyGuide($0.table)) })

    /// The guide for the file at a path of the book; `nil` for a file that is none of its records.
    init?(path: String) {
        let name = path == Configuration.path ? "outrider" : RecordKind.record(at: path)?.kind.rawValue
        guard let name, let kind = BookSchema.Kind(rawValue: name), let guide = Self.known[kind] else { return nil }
        self = guide
    }

    /// The known keys of the mapping at a path, in the order of their table.
    func keys(at path: EditPath) -> [String] {
        var seen: Set<String> = []
        return schemas(at: path).flatMap { $0.members?["properties"]?.members?.members.map(\.key) ?? [] }
            .filter { seen.insert($0).inserted }
    }

    /// Whether the table has a place for the path.
    func knows(_ path: EditPath) -> Bool { !schemas(at: path).isEmpty }

    /// Whether the mapping that holds the path's last key cannot be without it.
    func isRequired(_ path: EditPath) -> Bool {
        guard case .key(let key) = path.parts.last else { return false }
        return schemas(at: path.parent).contains {
            $0.members?["required"]?.elements?.contains(.string(key)) ?? false
        }
    }

    /// Whether what stands at a path may be of a type of JSON Schema: `string`, `array` or `object`.
    func allows(_ type: String, at path: EditPath) -> Bool {
        schemas(at: path).contains { schema in
            let types = schema.members?["type"] ?? schema.members?["if"]?.members?["type"]
            return types == .string(type) || types?.elements?.contains(.string(type)) ?? false
        }
    }

    /// The schemas of what may stand at a path, alternatives side by side.
    private func schemas(at path: EditPath) -> [JSONValue] {
        path.parts.reduce(alternatives(schema)) { schemas, part in
            schemas.flatMap { schema -> [JSONValue] in
                switch part {
                case .key(let key):
                    let next =
                        schema.members?["properties"]?.members?[key]
                        ?? schema.members?["patternProperties"]?.members?.members
                        .first { OpenKey.covers(key, pattern: $0.key) }?.value
                        ?? schema.members?["additionalProperties"]?.schema
                    return next.map(alternatives) ?? []
                case .index, .item:
                    let items = schema.members?["items"].map(alternatives) ?? []
                    // `- ada: {…}`: the item's own keys are those behind its id.
                    return items + items.flatMap { $0.members?["additionalProperties"].map(alternatives) ?? [] }
                }
            }
        }
    }

    private func alternatives(_ schema: JSONValue) -> [JSONValue] {
        guard let members = schema.members else { return [] }
        let parts = [members["then"], members["else"]].compactMap(\.self) + (members["anyOf"]?.elements ?? [])
        let definitions = members["$defs"]?.members?.members.map(\.value) ?? []
        return [schema] + (parts + definitions).flatMap(alternatives)
    }
}

extension JSONValue {
    /// A schema that allows something: `additionalProperties: false` allows nothing.
    fileprivate var schema: JSONValue? { self == false ? nil : self }
}
