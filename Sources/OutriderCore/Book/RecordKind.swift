/// The kinds of record that a book holds, each in its folder.
public enum RecordKind: String, CaseIterable, Hashable, Sendable {
    case person, company, project, sender, template, sequence, enrollment, calendar, suppression

    /// Whether the journal keeps state by its id, and not only names it.
    var hasState: Bool { self == .person || self == .enrollment || self == .sequence }

    /// The folder below the book's root.
    public var folder: String {
        switch self {
        case .person: "people"
        case .company: "companies"
        case .project: "projects"
        case .sender: "senders"
        case .template: "templates"
        case .sequence: "sequences"
        case .enrollment: "enrollments"
        case .calendar: "calendars"
        case .suppression: "suppressions"
        }
    }

    /// Where the record of that id stands.
    public func path(of id: String) -> String { "\(folder)/\(id).yaml" }

    /// The kind and id of a path below the root; `nil` for other files.
    public static func record(at path: String) -> (kind: RecordKind, id: String)? {
        guard path.hasSuffix(".yaml"), let kind = allCases.first(where: { $0.hasFolder(of: path) }) else { return nil }
        let start = path.utf8.index(path.startIndex, offsetBy: kind.folder.utf8.count + 1)
        let end = path.utf8.index(path.endIndex, offsetBy: -".yaml".utf8.count)
        return start <= end ? (kind, String(path[start..<end])) : nil
    }

    /// Whether the path begins with the folder and a slash.
    private func hasFolder(of path: String) -> Bool {
        let folder = folder
        let name = folder.utf8Span.span
        let bytes = path.utf8Span.span
        guard bytes.count > name.count, bytes[name.count] == UInt8(ascii: "/") else { return false }
        for index in name.indices where bytes[index] != name[index] { return false }
        return true
    }

    /// What `objection(to:)` lets pass, as a schema.
    static let idSchema = Schema.definition(
        "id",
        Schema.text(
            matching: "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$", or: ["number", "boolean"],
            else: "an id is made of letters, digits and . _ - /"))
    /// Whether a record may have that id.
    public static func canBeID(_ text: String) -> Bool { objection(to: text) == nil }

    /// Why `id` cannot name a record, or `nil` if it can: letters, digits and `._-/`, no part with a leading dot.
    static func objection(to id: String) -> String? {
        let bytes = id.utf8Span.span
        if bytes.count > 200 { return "an id has at most 200 characters" }
        let slash = UInt8(ascii: "/")
        let dot = UInt8(ascii: ".")
        var before = slash
        var hasEmptyPart = bytes.isEmpty
        var hasLeadingDot = false
        var hasOther = false
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                break
            case slash: hasEmptyPart = hasEmptyPart || before == slash
            case dot: hasLeadingDot = hasLeadingDot || before == slash
            default: hasOther = true
            }
            before = byte
        }
        if hasEmptyPart || before == slash { return "an id has no empty part" }
        if hasLeadingDot { return "no part of an id begins with a dot" }
        return hasOther ? "an id is made of letters, digits and . _ - /" : nil
    }
}

/// A record's id as another record names it.
public struct Reference: Hashable, Sendable {
    public var kind: RecordKind
    public var id: String
    public var location: SourceLocation
}
