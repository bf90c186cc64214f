/// Finds for each row the record that it is about: one of the book, one that an earlier row makes, or a new one.
struct TargetFinder {
    /// A record and what the rows say of it.
    struct Target {
        var id: String
        var isNew: Bool
        var draft: RowDraft
        /// The first row, whose cells are named where the record is refused.
        var row: ImportTable.Row
        /// All rows.
        var rows: [Int]
    }

    /// Why a row has no record.
    struct Refusal: Error {
        var reason: String
    }

    private(set) var targets: [Target] = []
    private let index: ImportIndex
    private let options: ImportOptions
    private var taken: TakenIDs
    /// What the rows so far are known by.
    private var claims: [String: [Int]] = [:]
    /// Targets that are records of the book, by their place in the index.
    private var known: [Int: Int] = [:]

    init(_ index: ImportIndex, _ options: ImportOptions) {
        self.index = index
        self.options = options
        taken = index.taken
    }

    /// Gives a row to its record.
    ///
    /// - Returns: the place of the target, and the keys in which an earlier row of the same record says something else.
    /// - Throws: `Refusal` where the row is about several records or about none that can be made.
    mutating func take(_ draft: RowDraft, _ row: ImportTable.Row) throws(Refusal) -> (target: Int, lost: [String]) {
        let keys = draft.keys(options)
        let found = try find(draft, keys, row)
        let place = if let found { found } else { try make(draft, row) }
        for key in keys where claims[key]?.contains(place) != true { claims[key, default: []].append(place) }
        guard targets[place].row.number != row.number else { return (place, []) }
        targets[place].rows.append(row.number)
        return (place, targets[place].draft.fill(from: draft))
    }

    private mutating func find(
        _ draft: RowDraft, _ keys: [String], _ row: ImportTable.Row
    ) throws(Refusal) -> Int? {
        if let id = draft.id {
            if let place = index.place(of: id) { return target(of: place, draft, row) }
            if let place = claims[MatchKey.id(id)]?.first { return place }
        }
        var found: [Int] = []
        var isSure = false
        for key in keys {
            let places = index.places(of: key)
            let hits = places.map { known[$0] ?? -1 - $0 } + (claims[key] ?? [])
            if !hits.isEmpty, !MatchKey.isPhone(key) { isSure = true }
            found = found.adding(hits)
        }
        guard found.count < 2 else {
            let ids = found.map { $0 < 0 ? index.entries[-1 - $0].id : targets[$0].id }.sorted()
            throw Refusal(reason: "the row is about several records: \(ids.prefix(5).joined(separator: ", "))")
        }
        if let hit = found.first {
            // A number alone may be that of an office.
            let name = hit < 0 ? index.entries[-1 - hit].name : targets[hit].draft.fullName
            if !isSure, let name, let own = draft.fullName, MatchKey.name(name) != MatchKey.name(own) {
                let id = hit < 0 ? index.entries[-1 - hit].id : targets[hit].id
                throw Refusal(
                    reason:
                        "only the number is that of '\(id)', who has another name; --match email looks at no numbers")
            }
            return hit < 0 ? target(of: -1 - hit, draft, row) : hit
        }
        // Nothing to know them by but the id that their name gives.
        guard keys.isEmpty, let id = draft.impliedID(options) else { return nil }
        if let place = index.place(of: id) { return target(of: place, draft, row) }
        return claims[MatchKey.id(id)]?.first
    }

    private mutating func target(of place: Int, _ draft: RowDraft, _ row: ImportTable.Row) -> Int {
        if let target = known[place] { return target }
        known[place] = targets.count
        targets.append(Target(id: index.entries[place].id, isNew: false, draft: draft, row: row, rows: [row.number]))
        return targets.count - 1
    }

    private mutating func make(_ draft: RowDraft, _ row: ImportTable.Row) throws(Refusal) -> Int {
        guard let title = draft.title(options.kind) else {
            throw Refusal(reason: options.kind == .project ? "the row has no title" : "the row has no name")
        }
        let id: String
        if let wanted = draft.id {
            guard !taken.contains(wanted) else {
                throw Refusal(reason: "the id is taken by another record, or by one that cannot be read")
            }
            taken.insert(wanted)
            id = wanted
        } else {
            id = taken.take(Slug.make(title), in: options.folder, fallback: options.kind.rawValue)
        }
        claims[MatchKey.id(id), default: []].append(targets.count)
        targets.append(Target(id: id, isNew: true, draft: draft, row: row, rows: [row.number]))
        return targets.count - 1
    }
}

extension RowDraft {
    /// What the row is known by, in the order of the options.
    func keys(_ options: ImportOptions) -> [String] {
        guard options.kind == .person else { return title(options.kind).map { [MatchKey.name($0)] } ?? [] }
        return options.match.flatMap { match in
            switch match {
            case .email: emails.entries.map { MatchKey.email($0.address) }
            case .phone: (phones + [whatsapp].compactMap(\.self)).map(MatchKey.phone)
            case .linkedin: linkedin.flatMap(LinkedInProfile.normalised).map { [MatchKey.linkedin($0)] } ?? []
            }
        }
    }

    /// What the record is called.
    func title(_ kind: RecordKind) -> String? { kind == .project ? texts["title"] : fullName }

    /// The id that the name gives, where there is nothing else to know the row by.
    func impliedID(_ options: ImportOptions) -> String? { title(options.kind).map { options.folder + Slug.make($0) } }
}
