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
        guard kind == .person else {
            (record, report) = Record.parse(kind, id: id, path: path, bytes: bytes)
            isOpen = false
            addresses = []
            return
        }
        var reading = Reading(path: path, bytes: bytes)
        let person = reading.root().flatMap { Person(id: id, $0, &reading) }
        report = reading.report
        guard let person, !report.hasErrors else {
            record = nil
            isOpen = false
            addresses = []
            return
        }
        isOpen = !outline.hasAll(of: person) || person.hasOptedOut
        addresses = Self.addresses(of: person)
        record = .person(person)
    }

    private static func addresses(of person: Person) -> [Int] {
        var addresses: [Int] = []
        addresses.reserveCapacity(person.emails.count + 2)
        for email in person.emails { addresses.append(email.address.value.normalised.hashValue) }
        if let phone = person.phone { addresses.append(phone.value.normalised.hashValue) }
        if let whatsapp = person.whatsapp { addresses.append(whatsapp.value.normalised.hashValue) }
        return addresses
    }
}

/// What a record is known by within its book.
struct RecordName: Hashable {
    let kind: RecordKind
    let id: String

    // Ids seldom recur among kinds, and a kind would be hashed as the text it is written with.
    func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
