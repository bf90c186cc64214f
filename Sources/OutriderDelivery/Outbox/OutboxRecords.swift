/// What the outbox knows of some messages at one moment under its lock.
struct OutboxRecords {
    let marks: OutboxLedger.Marks
    let staged: Set<ProviderKey>
    let found: Set<ProviderKey>

    /// Where a key and generation stand.
    enum Standing: Hashable {
        /// The key was delivered, in this or another generation.
        case delivered(ProviderKey)
        case fenced
        /// A holder died between its begin and the rename: not delivered, and its staged file is there.
        case interrupted
        /// Nothing in the way.
        case open
    }

    private let generations: [String: [ProviderKey]]

    init(marks: OutboxLedger.Marks, staged: Set<ProviderKey>, found: Set<ProviderKey>) {
        self.marks = marks
        self.staged = staged
        self.found = found
        generations = Dictionary(grouping: Set(marks.keys).union(found), by: \.key)
    }

    /// Whether exactly this generation was delivered.
    ///
    /// A begun message whose staged file is gone was renamed: nothing else removes a staged file without a mark.
    func isDelivered(_ id: ProviderKey) -> Bool {
        if found.contains(id) { return true }
        return switch marks[id] {
        case .done: true
        case .begin: !staged.contains(id)
        case .void, .fenced, nil: false
        }
    }

    func standing(of id: ProviderKey) -> Standing {
        if isDelivered(id) { return .delivered(id) }
        if marks[id] == .fenced { return .fenced }
        if let other = generations[id.key]?.sorted().first(where: isDelivered) { return .delivered(other) }
        return marks[id] == .begin ? .interrupted : .open
    }
}
