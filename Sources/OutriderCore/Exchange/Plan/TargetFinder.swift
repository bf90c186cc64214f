/// A row that could be read.
struct ReadRow: Sendable {
    var row: ImportTable.Row
    var draft: RowDraft
    /// Values that were left out.
    var problems: [RowReader.Problem]
}

/// Finds for each row the record that it is about: one of the book, one that another row makes, or a new one.
///
/// A row that finds none is asked again once all others have theirs, so the outcome hardly hangs on the order of the rows,
/// and a second import finds what the first one made.
struct TargetFinder {
    /// A record and the rows that are about it.
    struct Target {
        var id: String
        /// Place in the index; `nil` for a record that is made.
        var place: Int?
        /// In the order of the file.
        var rows: [ReadRow] = []

        var isNew: Bool { place == nil }
    }

    /// Why a row has no record.
    struct Refusal: Error {
        var reason: String
    }

    private(set) var targets: [Target] = []
    /// The rows without a record, and why.
    private(set) var refused: [(row: ReadRow, reason: String)] = []
    private let index: ImportIndex
    private let options: ImportOptions
    private var taken: TakenIDs
    /// Targets by what their rows are known by.
    private var claims: [String: [Int]] = [:]
    /// Targets by the place of their record in the index.
    private var known: [Int: Int] = [:]

    init(_ rows: [ReadRow], _ index: ImportIndex, _ options: ImportOptions) {
        self.index = index
        self.options = options
        taken = index.taken
        var waiting = rows
        while !waiting.isEmpty {
            refused = []
            for row in waiting {
                do throws(Refusal) {
                    try take(row)
                } catch {
                    refused.append((row, error.reason))
                }
            }
            guard refused.count < waiting.count else { break }
            waiting = refused.map(\.row)
        }
        for target in targets.indices { targets[target].rows.sort { $0.row.number < $1.row.number } }
    }

    private mutating func take(_ row: ReadRow) throws(Refusal) {
        let keys = row.draft.keys(options)
        let found = try find(row.draft, keys)
        let target = if let found { found } else { try make(row.draft) }
        for key in keys where claims[key]?.contains(target) != true { claims[key, default: []].append(target) }
        targets[target].rows.append(row)
    }

    private mutating func find(_ draft: RowDraft, _ keys: [String]) throws(Refusal) -> Int? {
        if let id = draft.id {
            if let place = index.place(of: id) { return target(of: place) }
            if let target = claims[MatchKey.id(id)]?.first { return target }
        }
        var found: [Int] = []
        var isSure = false
        for key in keys {
            let hits = index.places(of: key).map { target(of: $0) } + (claims[key] ?? [])
            if !hits.isEmpty, !MatchKey.isPhone(key) { isSure = true }
            found = found.adding(hits)
        }
        guard found.count < 2 else {
            let ids = found.map { targets[$0].id }.sorted()
            throw Refusal(reason: "the row is about several records: \(ids.prefix(5).joined(separator: ", "))")
        }
        if let target = found.first {
            // A number alone may be that of an office.
            if !isSure, let name = draft.fullName, !isCalled(target, name) {
                throw Refusal(
                    reason: "only the number is that of '\(targets[target].id)', who has another name; "
                        + "--match email looks at no numbers")
            }
            return target
        }
        guard let id = draft.impliedID(options) else { return nil }
        let implied = index.place(of: id).map { target(of: $0) } ?? claims[MatchKey.id(id)]?.first
        // With nothing else to know them by, it is the id that their name gives; and who has nothing yet may get it.
        guard let implied, keys.isEmpty || isUnknown(implied) else { return nil }
        return implied
    }

    /// Whether the record or a row of it has that name, or none has any.
    private func isCalled(_ target: Int, _ name: String) -> Bool {
        let names =
            targets[target].rows.compactMap(\.draft.fullName)
            + [targets[target].place.flatMap { index.entries[$0].name }].compactMap(\.self)
        return names.isEmpty || names.contains { MatchKey.name($0) == MatchKey.name(name) }
    }

    /// Whether neither the record nor its rows have an address or a profile.
    private func isUnknown(_ target: Int) -> Bool {
        guard options.kind == .person else { return false }
        let isThere = targets[target].place.map { index.entries[$0].isUnknown } ?? true
        return isThere
            && targets[target].rows.allSatisfy {
                $0.draft.emails.isEmpty && $0.draft.phones.isEmpty && $0.draft.whatsapp == nil
                    && $0.draft.linkedin == nil
            }
    }

    private mutating func target(of place: Int) -> Int {
        if let target = known[place] { return target }
        known[place] = targets.count
        targets.append(Target(id: index.entries[place].id, place: place))
        return targets.count - 1
    }

    private mutating func make(_ draft: RowDraft) throws(Refusal) -> Int {
        guard let title = draft.title(options.kind) else {
            throw Refusal(reason: options.kind == .project ? "the row has no title" : "the row has no name")
        }
        let id: String
        if let wanted = draft.id {
            guard !taken.contains(wanted) else {
                throw Refusal(reason: "the id is taken by a record that is spelt otherwise")
            }
            taken.insert(wanted)
            id = wanted
        } else {
            id = taken.take(Slug.make(title), in: options.folder, fallback: options.kind.rawValue)
        }
        claims[MatchKey.id(id), default: []].append(targets.count)
        targets.append(Target(id: id))
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

    /// The id that the name gives.
    func impliedID(_ options: ImportOptions) -> String? { title(options.kind).map { options.folder + Slug.make($0) } }
}
