internal import YAML

/// What a condition or a match may ask of a person, their company and the enrollment's project.
public enum FactPath: Hashable, Sendable {
    case tags, stage, type, language, country, source, owner
    /// The employer.
    case company
    case field(String)
    case companyTags, companyIndustry
    case companyField(String)
    case projectStatus, projectTags
    case projectField(String)

    /// As it is written: `project.status`, `fields.x`.
    public var name: String {
        switch self {
        case .tags: "tags"
        case .stage: "stage"
        case .type: "type"
        case .language: "language"
        case .country: "country"
        case .source: "source"
        case .owner: "owner"
        case .company: "company"
        case .field(let name): "fields.\(name)"
        case .companyTags: "company.tags"
        case .companyIndustry: "company.industry"
        case .companyField(let name): "company.fields.\(name)"
        case .projectStatus: "project.status"
        case .projectTags: "project.tags"
        case .projectField(let name): "project.fields.\(name)"
        }
    }

    /// Whether it can have several values at once.
    var isList: Bool {
        switch self {
        case .tags, .companyTags, .projectTags, .field, .companyField, .projectField: true
        // Somebody may stand to several projects, and BOTH is CLIENT and CANDIDATE.
        case .stage, .type: true
        case .language, .country, .source, .owner, .company, .companyIndustry, .projectStatus: false
        }
    }

    /// The kind of record that its values name.
    var kind: RecordKind? {
        switch self {
        case .owner: .sender
        case .company: .company
        default: nil
        }
    }

    /// One value of it.
    var element: ValueType<String> {
        switch self {
        case .type: .word(of: Person.RelationshipType.self)
        case .projectStatus: .word(of: Project.Status.self)
        case .language: .language
        case .country: .country
        case .owner, .company: .id(of: kind ?? .person)
        default: .text
        }
    }

    /// The values that hold of a person.
    ///
    /// `type` and `stage` are those of the relationship to the project, without a project those of every relationship;
    /// BOTH is also CLIENT and CANDIDATE; `de-at` is also `de`.
    /// - Parameters:
    ///   - company: the one that `{{company.…}}` means.
    ///   - project: the enrollment's.
    public func texts(of person: Person, company: Company?, project: Project?) -> [String] {
        switch self {
        case .tags: return person.tags
        case .stage: return Self.relationships(of: person, project).compactMap(\.stage?.value)
        case .type:
            return Self.relationships(of: person, project).flatMap { relationship in
                let both = relationship.type == .both ? [Person.RelationshipType.client, .candidate] : []
                return ([relationship.type] + both).map(\.rawValue)
            }
        case .language:
            guard let language = person.language else { return [] }
            return [language, String(language.prefix { $0 != "-" })]
        case .country: return [person.country].compactMap(\.self)
        case .source: return [person.source].compactMap(\.self)
        case .owner: return [person.owner?.id].compactMap(\.self)
        case .company: return [person.company?.id].compactMap(\.self)
        case .field(let name): return person.fields[name]?.texts ?? []
        case .companyTags: return company?.tags ?? []
        case .companyIndustry: return [company?.industry].compactMap(\.self)
        case .companyField(let name): return company?.fields[name]?.texts ?? []
        case .projectStatus: return [project?.status.rawValue].compactMap(\.self)
        case .projectTags: return project?.tags ?? []
        case .projectField(let name): return project?.fields[name]?.texts ?? []
        }
    }

    private static func relationships(of person: Person, _ project: Project?) -> [Person.Relationship] {
        guard let project else { return person.relationships }
        return person.relationships.filter { $0.project?.id == project.id }
    }
}

/// A path and the values of which one must be there.
public struct FactTest: Hashable, Sendable {
    public let path: FactPath
    /// At least one.
    public let values: [Located<String>]
    /// Where the values stand.
    public let location: SourceLocation
    private let folded: Set<String>

    init(_ path: FactPath, _ values: [Located<String>], at location: SourceLocation) {
        self.path = path
        self.values = values
        self.location = location
        folded = Set(values.map { $0.value.lowercased() })
    }

    /// Whether one of the values is among these, upper and lower case alike.
    public func holds(of texts: [String]) -> Bool { texts.contains { folded.contains($0.lowercased()) } }

    /// The values in lower case.
    var words: Set<String> { folded }

    /// The records that it names.
    var references: [Reference] {
        path.kind.map { kind in values.map { Reference(kind: kind, id: $0.value, location: $0.location) } } ?? []
    }
}

extension TemplateValue {
    /// The text, or those of a list.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let items): items.flatMap(\.texts)
        case .record: []
        }
    }
}

extension ValueType where Value == String {
    /// A word of a fixed set in its own spelling.
    static func word<Word: RawRepresentable & CaseIterable & Sendable>(of type: Word.Type) -> ValueType
    where Word.RawValue == String {
        let words = ValueType<Word>.enumeration
        return ValueType(words.schema, shape: words.shape) { node, reading in words.read(node, &reading)?.rawValue }
    }

    /// The id of a record.
    static func id(of kind: RecordKind) -> ValueType {
        let reference = ValueType<Reference>.reference(to: kind)
        return ValueType(reference.schema) { node, reading in reference.read(node, &reading)?.id }
    }
}
