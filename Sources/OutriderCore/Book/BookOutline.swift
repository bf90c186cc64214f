/// What a book has that people name: enough to know of nearly all of them that none is wrong.
public struct BookOutline: Sendable {
    private let names: Set<RecordName>
    /// In lower case.
    private let stages: Set<String>

    /// - Throws: what the source says when a folder cannot be listed.
    public init(_ book: Book) throws {
        var names: Set = [RecordName(kind: .sender, id: Sender.defaultID)]
        for kind in [RecordKind.company, .project, .sender, .calendar] {
            for id in try book.ids(of: kind) { names.insert(RecordName(kind: kind, id: id)) }
        }
        self.names = names
        // A book of its own, for the reading of the settings shows in a book's report.
        stages = Set(Book(book.source).configuration?.stages.map { $0.lowercased() } ?? [])
    }

    /// Whether all that the person names is there.
    func hasAll(of person: Person) -> Bool {
        has(person.company) && has(person.owner) && has(person.calendar)
            && person.relationships.allSatisfy { relationship in
                has(relationship.company) && has(relationship.project)
                    && relationship.stage.map { stages.contains($0.value.lowercased()) } ?? true
            }
    }

    private func has(_ reference: Reference?) -> Bool {
        reference.map { names.contains(RecordName(kind: $0.kind, id: $0.id)) } ?? true
    }
}
