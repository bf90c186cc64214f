/// A place in the book that names a record.
public struct RecordUse: Hashable, Sendable {
    /// Kind and id of the record that names it; `nil` where `outrider.yaml` does.
    public var kind: RecordKind?
    public var id: String?
    public var location: SourceLocation
}

/// Finds what names a record.
public enum RecordUses {
    /// Every place that names the record, `outrider.yaml` first, then by kind and path; files with errors are left out, and
    /// those that cannot be read at all go to the book's report.
    ///
    /// Only files whose bytes hold the id are parsed.
    /// - Throws: what the source says when a folder cannot be listed.
    public static func find(_ kind: RecordKind, _ id: String, in book: Book) throws -> [RecordUse] {
        let sought = ByteSearch(id)
        func isMeant(_ reference: Reference) -> Bool { reference.kind == kind && reference.id == id }
        var uses = (book.configuration?.references ?? []).filter(isMeant).map { RecordUse(location: $0.location) }
        for other in RecordKind.allCases where kind != .person || other != .person {
            for name in try book.ids(of: other) where other != kind || name != id {
                let path = other.path(of: name)
                guard let bytes = book.bytes(of: path), sought.mayBe(in: bytes) else { continue }
                for reference in Record.parse(other, id: name, bytes: bytes).record?.references ?? []
                where isMeant(reference) {
                    uses.append(RecordUse(kind: other, id: name, location: reference.location))
                }
            }
        }
        return uses
    }
}
