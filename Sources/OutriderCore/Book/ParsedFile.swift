/// One file of the book read by itself, for books whose files several threads read.
public struct ParsedFile: Sendable {
    let name: RecordName
    let record: Record?
    let report: Report
    /// Whether a check has something to look up for a person by itself, or to keep in mind for those who share an address.
    let isOpen: Bool
    /// A person's addresses, hashed.
    let addresses: [Int]

    /// Reads the record at `path`; `nil` where no record can stand there.
    public init?(path: String, bytes: [UInt8], outline: BookOutline) {
        guard let (kind, id) = RecordKind.record(at: path), RecordKind.objection(to: id) == nil else { return nil }
        name = RecordName(kind: kind, id: id)
        (record, report) = Record.parse(kind, id: id, path: path, bytes: bytes)
        guard case .person(let person) = record else {
            isOpen = false
            addresses = []
            return
        }
        isOpen = !outline.hasAll(of: person) || person.hasOptedOut
        addresses =
            person.emails.map(\.address.value.normalised.hashValue)
            + [person.phone, person.whatsapp].compactMap { $0?.value.normalised.hashValue }
    }
}

/// What a record is known by within its book.
struct RecordName: Hashable {
    let kind: RecordKind
    let id: String

    // Ids seldom recur among kinds, and a kind would be hashed as the text it is written with.
    func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
