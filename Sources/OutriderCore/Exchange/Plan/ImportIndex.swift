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

        /// Whether there is nothing but an id to know it by.
        var isUnknown: Bool { emails.isEmpty && phones.isEmpty && linkedin == nil }
    }

    private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]
    private var byKey: [String: [Int]] = [:]
    private(set) var taken = TakenIDs()

    /// Looks at every record of a kind.
    ///
    /// - Parameters:
    ///   - keys: what the rows are known by; other records are passed over.
    ///   - named: ids that the rows may mean.
    /// - Throws: what the source says when a folder cannot be listed.
    init(_ book: Book, _ kind: RecordKind, keys: Set<String>, ids named: Set<String>) throws {
        for id in try book.ids(of: kind) {
            taken.insert(id)
            let entry: Entry? =
                switch kind {
                case .person: book.person(id).map(Entry.init)
                case .company: book.company(id).map { Entry(id: id, title: $0.name) }
                default: book.project(id).map { Entry(id: id, title: $0.title) }
                }
            guard let entry else { continue }
            let hits = (kind == .person ? entry.addressKeys : [MatchKey.name(entry.name ?? "")]).filter(keys.contains)
            guard !hits.isEmpty || named.contains(id) else { continue }
            let place = entries.count
            places[id] = place
            entries.append(entry)
            for key in hits { byKey[key, default: []].append(place) }
        }
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

    fileprivate var addressKeys: [String] {
        emails.map(MatchKey.email) + phones.map(MatchKey.phone) + (linkedin.map { [MatchKey.linkedin($0)] } ?? [])
    }
}

/// What a record or a row is known by, as one text.
enum MatchKey {
    static func email(_ address: String) -> String { "e:" + address.lowercased() }
    static func phone(_ number: String) -> String { "p:" + number }
    static func linkedin(_ profile: String) -> String { "l:" + profile }
    static func name(_ name: String) -> String { "n:" + CompanyDirectory.normalised(name) }
    static func id(_ id: String) -> String { "i:" + id }
    /// A name, already a key, that a record has.
    static func name(_ key: String, of target: Int) -> String { "t:\(target):\(key)" }

    static func isPhone(_ key: String) -> Bool { key.hasPrefix("p:") }
}
