/// The kinds of record that a book holds, each in its folder.
public enum RecordKind: String, CaseIterable, Hashable, Sendable {
    case person, company, project, template, sequence, enrollment

    /// The folder below the book's root.
    public var folder: String {
        switch self {
        case .person: "people"
        case .company: "companies"
        case .project: "projects"
        case .template: "templates"
        case .sequence: "sequences"
        case .enrollment: "enrollments"
        }
    }

    /// Where the record of that id stands.
    public func path(of id: String) -> String { "\(folder)/\(id).yaml" }

    /// The kind and id of a path below the root; `nil` for other files.
    public static func record(at path: String) -> (kind: RecordKind, id: String)? {
        guard path.hasSuffix(".yaml"), let slash = path.firstIndex(of: "/"),
            let kind = allCases.first(where: { $0.folder == path[..<slash] })
        else { return nil }
        return (kind, String(path[path.index(after: slash)...].dropLast(".yaml".count)))
    }

    /// What `objection(to:)` lets pass, as a schema.
    static let idSchema = Schema.definition(
        "id",
        Schema.text(
            matching: "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$", or: ["number", "boolean"],
            else: "an id is made of letters, digits and . _ - /"))

    /// Why `id` cannot name a record, or `nil` if it can: letters, digits and `._-/`, no part with a leading dot.
    static func objection(to id: String) -> String? {
        if id.utf8.count > 200 { return "an id has at most 200 characters" }
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains(where: \.isEmpty) { return "an id has no empty part" }
        if parts.contains(where: { $0.hasPrefix(".") }) { return "no part of an id begins with a dot" }
        let allowed = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "/"):
                true
            default: false
            }
        }
        return allowed ? nil : "an id is made of letters, digits and . _ - /"
    }
}

/// A record's id as another record names it.
public struct Reference: Hashable, Sendable {
    public var kind: RecordKind
    public var id: String
    public var location: SourceLocation
}
