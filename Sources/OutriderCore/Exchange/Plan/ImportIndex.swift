/// Whom a book knows, by the addresses and profiles that rows may name.
struct ImportIndex: Sendable {
    /// The field that keeps further numbers of a person.
    static let otherPhones = "otherPhones"

    /// What one record is known by.
    struct Entry: Sendable {
        var id: String
        var name: String?
        var emails: [String]
        var phones: [String]
        var linkedin: String?
    }

    private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]
    private var byKey: [String: [Int]] = [:]
    private(set) var taken = TakenIDs()

    /// Reads every record of a kind.
    ///
    /// - Throws: what the source says when a folder cannot be listed.
    init(_ book: Book, _ kind: RecordKind) throws {
        let ids = try book.ids(of: kind)
        entries.reserveCapacity(ids.count)
        for id in ids {
            taken.insert(id)
            switch kind {
            case .person: if let person = book.person(id) { add(Entry(person)) }
            case .company: if let company = book.company(id) { add(Entry(id: id, title: company.name)) }
            default: if let project = book.project(id) { add(Entry(id: id, title: project.title)) }
            }
        }
    }

    private mutating func add(_ entry: Entry) {
        let place = entries.count
        places[entry.id] = place
        entries.append(entry)
        for key in entry.keys { byKey[key, default: []].append(place) }
    }

    /// The place of the record with that id.
    func place(of id: String) -> Int? { places[id] }

    /// The places of the records that are known by a key.
    func places(of key: String) -> [Int] { byKey[key] ?? [] }
}

extension ImportIndex.Entry {
    fileprivate init(_ person: Person) {
        var phones = [person.phone, person.whatsapp].compactMap { $0?.value.normalised }
        switch person.fields[ImportIndex.otherPhones] {
        case .list(let numbers):
            for case .text(let number) in numbers { phones.append(number) }
        case .text(let number): phones.append(number)
        default: break
        }
        self.init(
            id: person.id, name: person.fullName, emails: person.emails.map(\.address.value.normalised), phones: phones,
            linkedin: person.linkedin.flatMap(LinkedInProfile.normalised))
    }

    fileprivate init(id: String, title: String) {
        self.init(id: id, name: title, emails: [], phones: [], linkedin: nil)
    }

    fileprivate var keys: [String] {
        emails.map { MatchKey.email($0) } + phones.map { MatchKey.phone($0) }
            + (linkedin.map { [MatchKey.linkedin($0)] } ?? [])
            + (name.map { [MatchKey.name($0)] } ?? [])
    }
}

/// What a record or a row is known by, as one text.
enum MatchKey {
    static func email(_ address: String) -> String { "e:" + address.lowercased() }
    static func phone(_ number: String) -> String { "p:" + number }
    static func linkedin(_ profile: String) -> String { "l:" + profile }
    static func name(_ name: String) -> String { "n:" + CompanyDirectory.normalised(name) }
    static func id(_ id: String) -> String { "i:" + id }

    static func isPhone(_ key: String) -> Bool { key.hasPrefix("p:") }
}
