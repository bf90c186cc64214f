/// The companies of a book by what other systems call them.
struct CompanyDirectory: Sendable {
    private var ids: Set<String> = []
    private var byName: [String: Set<String>] = [:]
    private var byDomain: [String: Set<String>] = [:]
    private var taken = TakenIDs()
    /// Companies that are to be made, in the order they were met.
    private(set) var made: [(id: String, bytes: [UInt8])] = []

    init(_ book: Book) throws {
        for id in try book.ids(of: .company) {
            ids.insert(id)
            taken.insert(id)
            guard let company = book.company(id) else { continue }
            byName[Self.normalised(company.name), default: []].insert(id)
            let domains = company.domains + [company.website.flatMap(Self.host)].compactMap(\.self)
            for domain in domains { byDomain[domain.lowercased(), default: []].insert(id) }
        }
    }

    /// The company of that id, name or domain; `nil` where there is none, or more than one.
    func find(_ text: String) -> String? {
        if ids.contains(text) { return text }
        let found = byName[Self.normalised(text)] ?? byDomain[Self.host(text) ?? text.lowercased()] ?? []
        return found.count == 1 ? found.first : nil
    }

    /// The company of that name, which is made where there is none; `nil` where there are several, or its file would have
    /// an error.
    mutating func findOrMake(_ name: String) -> String? {
        if let found = find(name) { return found }
        guard byName[Self.normalised(name)] == nil,
            let bytes = try? RecordText.make(.company, [EditEntry("name", .text(name))]),
            !Record.parse(.company, id: "new", bytes: bytes).report.hasErrors
        else { return nil }
        let id = taken.take(Slug.make(name), fallback: "company")
        ids.insert(id)
        byName[Self.normalised(name)] = [id]
        made.append((id, bytes))
        return id
    }

    /// Names are equal without regard to case, spaces and a dot at the end.
    static func normalised(_ name: String) -> String {
        var words = name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while words.hasSuffix(".") { words.removeLast() }
        return words
    }

    /// `acme.example` of `https://www.acme.example/about`; `nil` where it is no web address.
    private static func host(_ url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let host = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }.lowercased()
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}

/// Ids that are in use, without regard to case.
struct TakenIDs: Sendable {
    private var ids: Set<String> = []
    private var next: [String: Int] = [:]

    mutating func insert(_ id: String) { ids.insert(id.lowercased()) }

    func contains(_ id: String) -> Bool { ids.contains(id.lowercased()) }

    /// The wanted id, or with `-2`, `-3` … behind it where that is taken.
    mutating func take(_ wanted: String, in folder: String = "", fallback: String) -> String {
        let base = folder + (wanted.isEmpty ? fallback : wanted)
        var id = base
        var number = next[base] ?? 2
        while contains(id) {
            id = "\(base)-\(number)"
            number += 1
        }
        next[base] = number
        insert(id)
        return id
    }
}
