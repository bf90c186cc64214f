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
        /// Refused rows that may be about it: only what tightens consent is taken from them.
        var optOuts: [ReadRow] = []
        /// What the record and its rows are called, as match keys.
        fileprivate var names: Set<String> = []
        /// Whether the record or a row of it has an address or a profile.
        fileprivate var isKnown = false

        fileprivate init(id: String, place: Int? = nil) {
            self.id = id
            self.place = place
        }

        var isNew: Bool { place == nil }
    }

    /// Why a row has no record.
    struct Refusal: Error {
        var reason: String
        /// What may lift it, besides the keys of the row.
        var awaited: [String] = []
    }

    /// Records that are named where a row is about several; more than these are not looked at.
    private static let mostNamed = 6

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
    /// Places of refused rows by what may lift their refusal, and those for which that has happened.
    private var waiting: [String: [Int]] = [:]
    private var woken: Set<Int> = []

    init(_ rows: [ReadRow], _ index: ImportIndex, _ options: ImportOptions) {
        self.index = index
        self.options = options
        taken = index.taken
        var reasons: [Int: String] = [:]
        var round = Array(rows.indices)
        while !round.isEmpty {
            woken = []
            for place in round {
                let row = rows[place]
                do throws(Refusal) {
                    try take(row)
                    reasons[place] = nil
                } catch {
                    if reasons[place] == nil { wait(place, row.draft) }
                    for event in error.awaited { waiting[event, default: []].append(place) }
                    reasons[place] = error.reason
                }
            }
            round = woken.filter { reasons[$0] != nil }.sorted()
        }
        var optOuts: [String: ReadRow] = [:]
        refused = reasons.sorted { $0.key < $1.key }.map { place, reason in
            let named = takeOptOuts(of: rows[place], &optOuts)
            let end = named == 0 ? "" : named == 1 ? "; their opt-out is taken" : "; the opt-out is taken for each"
            return (rows[place], reason + end)
        }
        for (key, row) in optOuts.sorted(by: { $0.value.row.number < $1.value.row.number }) {
            let named = index.places(of: key).map { target(of: $0) } + (claims[key] ?? [])
            for target in Set(named) { targets[target].optOuts.append(row) }
        }
        for target in targets.indices { targets[target].rows.sort { $0.row.number < $1.row.number } }
    }

    /// A row that was refused is asked again when something that it goes by has come to be known.
    private mutating func wait(_ place: Int, _ draft: RowDraft) {
        let ids = [draft.id, draft.impliedID(options)].compactMap(\.self)
        for key in draft.keys(options) + ids.map(MatchKey.id) { waiting[key, default: []].append(place) }
    }

    private mutating func wake(_ event: String) {
        if let places = waiting[event] { woken.formUnion(places) }
    }

    /// Whoever may be meant by the opt-out of a row has opted out, though it is refused.
    private mutating func takeOptOuts(of row: ReadRow, _ byKey: inout [String: ReadRow]) -> Int {
        guard row.draft.isOptOut else { return 0 }
        var named: Set<Int> = []
        for key in row.draft.keys(options) {
            named.formUnion(claims[key] ?? [])
            named.formUnion(index.places(of: key).prefix(Self.mostNamed).map { target(of: $0) })
            guard var known = byKey[key] else {
                byKey[key] = ReadRow(row: row.row, draft: row.draft.optOut, problems: [])
                continue
            }
            _ = known.draft.fill(from: row.draft.optOut)
            byKey[key] = known
        }
        return named.count
    }

    private mutating func take(_ row: ReadRow) throws(Refusal) {
        let draft = row.draft
        let keys = draft.keys(options)
        let found = try find(draft, keys)
        let target = if let found { found } else { try make(draft) }
        for key in keys { claim(key, target) }
        if let name = draft.fullName.map(MatchKey.name), targets[target].names.insert(name).inserted {
            wake(MatchKey.name(name, of: target))
        }
        if draft.isKnown { targets[target].isKnown = true }
        targets[target].rows.append(row)
    }

    private mutating func claim(_ key: String, _ target: Int) {
        let claimed = claims[key] ?? []
        guard claimed.count < Self.mostNamed, !claimed.contains(target) else { return }
        claims[key] = claimed + [target]
        wake(key)
    }

    private mutating func find(_ draft: RowDraft, _ keys: [String]) throws(Refusal) -> Int? {
        if let id = draft.id {
            if let place = index.place(of: id) { return target(of: place) }
            if let target = claims[MatchKey.id(id)]?.first { return target }
        }
        var found: [Int] = []
        var isSure = false
        for key in keys {
            let hits = index.places(of: key).prefix(Self.mostNamed).map { target(of: $0) } + (claims[key] ?? [])
            if !hits.isEmpty, !MatchKey.isPhone(key) { isSure = true }
            found = found.adding(hits)
        }
        guard found.count < 2 else {
            let ids = found.map { targets[$0].id }.sorted()
            throw Refusal(
                reason: "the row is about several records: \(ids.prefix(5).joined(separator: ", "))")
        }
        if let target = found.first {
            // A number alone may be that of an office.
            let names = targets[target].names
            if !isSure, let name = draft.fullName.map(MatchKey.name), !names.isEmpty, !names.contains(name) {
                throw Refusal(
                    reason: "only the number is that of '\(targets[target].id)', who has another name; "
                        + "--match email looks at no numbers",
                    awaited: [MatchKey.name(name, of: target)])
            }
            return target
        }
        guard let id = draft.impliedID(options) else { return nil }
        let implied = index.place(of: id).map { target(of: $0) } ?? claims[MatchKey.id(id)]?.first
        // With nothing else to know them by, it is the id that their name gives; and who has nothing yet may get it.
        guard let implied, keys.isEmpty || isUnknown(implied) else { return nil }
        return implied
    }

    /// Whether neither the record nor its rows have an address or a profile.
    private func isUnknown(_ target: Int) -> Bool { options.kind == .person && !targets[target].isKnown }

    private mutating func target(of place: Int) -> Int {
        if let target = known[place] { return target }
        known[place] = targets.count
        var target = Target(id: index.entries[place].id, place: place)
        target.names = Set([index.entries[place].name].compactMap(\.self).map(MatchKey.name))
        target.isKnown = !index.entries[place].isUnknown
        targets.append(target)
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
        claim(MatchKey.id(id), targets.count)
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
            case .phone: (phones.items + [whatsapp].compactMap(\.self)).map(MatchKey.phone)
            case .linkedin: linkedin.flatMap(LinkedInProfile.normalised).map { [MatchKey.linkedin($0)] } ?? []
            }
        }
    }

    /// Whether there is more than a name to know the row by.
    fileprivate var isKnown: Bool { !emails.isEmpty || !phones.isEmpty || whatsapp != nil || linkedin != nil }

    /// What the record is called.
    func title(_ kind: RecordKind) -> String? { kind == .project ? texts["title"] : fullName }

    /// The id that the name gives.
    func impliedID(_ options: ImportOptions) -> String? { title(options.kind).map { options.folder + Slug.make($0) } }
}
