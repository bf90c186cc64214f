/// Which records of one kind are wanted, and in which order.
public struct RecordQuery: Hashable, Sendable {
    public var kind: RecordKind
    /// All must hold.
    public var filters: [RecordFilter]
    /// `nil` for the order of their ids.
    public var sort: RecordColumn?
    public var isReversed: Bool
    /// The first so many; `nil` for all.
    public var limit: Int?

    public init(
        _ kind: RecordKind, filters: [RecordFilter] = [], sort: RecordColumn? = nil, isReversed: Bool = false,
        limit: Int? = nil
    ) {
        self.kind = kind
        self.filters = filters
        self.sort = sort
        self.isReversed = isReversed
        self.limit = limit
    }

    /// What was read on the way.
    public struct Summary: Hashable, Sendable {
        /// Records given to the caller.
        public var shown = 0
        /// Records that fit; `nil` where the search ended at the limit.
        public var fitting: Int?
        /// Files with errors among those read.
        public var withErrors = 0
        /// Of these the paths of the files that cannot be read as a record at all, and were left out.
        public var leftOut: [String] = []
    }

    /// Reads the records one by one and gives those that fit to `body`; never holds more than one, and their sort keys.
    ///
    /// - Throws: what the source says when the folder cannot be listed, and what `body` throws.
    public func run(_ source: any BookSource, _ body: (RecordFile) throws -> Void) throws -> Summary {
        var summary = Summary()
        let ids = try Book(source).ids(of: kind).sorted()
        guard sort != nil || isReversed else {
            for id in ids {
                if let limit, summary.shown >= limit { return summary }
                guard let record = read(id, source, &summary), fits(record) else { continue }
                summary.shown += 1
                try body(record)
            }
            summary.fitting = summary.shown
            return summary
        }
        var keys: [(key: SortKey, id: String)] = []
        for id in ids {
            guard let record = read(id, source, &summary), fits(record) else { continue }
            keys.append((SortKey(sort?.texts(record).first), id))
        }
        summary.fitting = keys.count
        keys.sort { isReversed ? ($1.key, $1.id) < ($0.key, $0.id) : ($0.key, $0.id) < ($1.key, $1.id) }
        if isReversed, sort != nil {
            // Records without the key come last in either direction.
            keys = keys.filter { $0.key != .none } + keys.filter { $0.key == .none }
        }
        for (_, id) in keys.prefix(limit ?? keys.count) {
            guard let record = try RecordFile.read(kind, id: id, in: source) else { continue }
            summary.shown += 1
            try body(record)
        }
        return summary
    }

    private func fits(_ record: RecordFile) -> Bool { filters.allSatisfy { $0.fits(record) } }

    private func read(_ id: String, _ source: any BookSource, _ summary: inout Summary) -> RecordFile? {
        guard let record = try? RecordFile.read(kind, id: id, in: source) else {
            summary.withErrors += 1
            summary.leftOut.append(kind.path(of: id))
            return nil
        }
        if record.hasErrors { summary.withErrors += 1 }
        return record
    }
}

/// What records are sorted by: numbers, then texts without regard to case, then those that have nothing.
private enum SortKey: Comparable {
    case number(Int)
    case text(String)
    case none

    init(_ text: String?) {
        self = text.map { text in Int(text).map(SortKey.number) ?? .text(text.lowercased()) } ?? .none
    }
}
