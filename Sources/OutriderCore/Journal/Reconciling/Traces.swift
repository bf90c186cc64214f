/// What removed records leave behind: by it a new record is known to be one of them.
struct Traces {
    private var blobs: [String: String] = [:]
    private var addresses: [String: String] = [:]

    /// Notes a record that is in `book` and was removed.
    mutating func add(_ id: String, _ file: BookFileChange, of kind: RecordKind, in book: Book) {
        if let blob = file.old, blobs[blob] == nil { blobs[blob] = id }
        for address in Self.addresses(of: kind, id, in: book) where addresses[address] == nil {
            addresses[address] = id
        }
    }

    /// The removed record with the same bytes or an address in common.
    func likeness(of id: String, _ file: BookFileChange, of kind: RecordKind, in book: Book) -> String? {
        file.new.flatMap { blobs[$0] }
            ?? Self.addresses(of: kind, id, in: book).lazy.compactMap { addresses[$0] }.first
    }

    private static func addresses(of kind: RecordKind, _ id: String, in book: Book) -> [String] {
        kind == .person ? book.person(id)?.addresses.map(\.normalised) ?? [] : []
    }
}

extension Record {
    /// The ids that the record had before.
    var formerly: [Reference] {
        switch self {
        case .person(let person): person.formerly
        case .sequence(let sequence): sequence.formerly
        case .enrollment(let enrollment): enrollment.formerly
        default: []
        }
    }
}

extension Book {
    /// The ids that this book's record, or one that it continues, had before.
    func formerIDs(_ kind: RecordKind, _ id: String, continuing: [Reference]) -> Set<String> {
        Set(([id] + continuing.map(\.id)).flatMap { record(kind, $0)?.formerly.map(\.id) ?? [] })
    }
}

extension Diagnostic {
    /// A record says that it was one that the book still has.
    static func stillThere(_ former: Reference) -> Diagnostic {
        Diagnostic(
            .badFormerly, "'\(former.id)' still has a file of its own", at: former.location,
            hint: "remove that file, or this line")
    }
}
