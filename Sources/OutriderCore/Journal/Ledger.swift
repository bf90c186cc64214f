/// The journal as it stands at one commit; files are read when asked for and kept.
///
/// Not for use by several threads at once.
public final class Ledger {
    public private(set) var header: JournalHeader
    let source: any BookSource
    private var buckets: [String: PersonBucket] = [:]
    private var addressBuckets: [String: AddressBucket] = [:]
    private var knownIdentities: Identities?
    private var orders: [String: [String]] = [:]
    var matches: [String: MatchedPeople?] = [:]
    var pins: [String: Pin] = [:]
    var knownPins: Set<String>?
    /// Where the state is held in place of the files.
    private(set) var memory: LedgerMemory?
    private var days: [CivilDate: Counters] = [:]
    /// What the files say of addresses that were asked for.
    private var filed: [String: AddressState?] = [:]

    /// No file of a journal is larger.
    public static let limit = 1 << 30

    /// - Throws: `JournalError` where `journal.json` is missing, damaged or of a later format.
    public init(_ source: any BookSource) throws {
        self.source = source
        guard let bytes = try source.read(JournalHeader.path, limit: Self.limit) else {
            throw JournalError(path: JournalHeader.path, message: "the file is missing")
        }
        header = try JournalHeader(parsing: bytes)
    }

    /// The book as it was last reconciled: what is in it is what may be sent.
    public internal(set) lazy var book = Book(PrefixedSource(source, prefix: "book"))

    /// The same state in memory, where changes are taken without a commit.
    ///
    /// - Parameter person: uid of the only person whose state is there; `nil` for everybody's.
    func inMemory(of person: String? = nil) throws -> (ledger: Ledger, memory: LedgerMemory) {
        let copy = try Ledger(source)
        copy.header = header
        copy.book = book
        let memory = LedgerMemory()
        if let person {
            if let state = try state(of: person) { memory.set(state) }
        } else {
            try forEachState { memory.set($0) }
        }
        copy.memory = memory
        return (copy, memory)
    }

    /// Notes that a run looked at it then; only where the state is in memory.
    func noteRun(at now: Instant) { if memory != nil { header.lastRun = now } }

    /// Takes a change as if it had been committed; only where the state is in memory.
    func take(_ change: LedgerChange) throws {
        guard let memory else { return }
        header = change.header
        for state in change.people.values { memory.set(state) }
        for state in change.addresses.values { memory.set(state) }
        for counters in change.days.values { memory.set(counters) }
        matches.merge(change.matches) { _, new in new }
        for case (let name, let pin?) in change.pins { pins[name] = pin }
        orders.merge(change.orders) { _, new in new }
        knownIdentities = try change.identities
    }

    /// Which ids have another uid.
    var identities: Identities {
        get throws {
            if let knownIdentities { return knownIdentities }
            let read = try source.read(Identities.path, limit: Self.limit)
            let identities = try read.map { try Identities(parsing: $0) } ?? Identities()
            knownIdentities = identities
            return identities
        }
    }

    /// The name that a record's state goes by.
    public func uid(of kind: RecordKind, _ id: String) throws -> String { try identities.uid(of: kind, id) }

    /// The id that a record with that uid has now.
    public func id(of kind: RecordKind, uid: String) throws -> String { try identities.id(of: kind, uid: uid) }

    /// The state of a person; `nil` where the journal has none.
    public func state(of person: String) throws -> PersonState? {
        if let memory { return memory.state(of: person) }
        return try bucket(header.buckets.name(of: person)).state(of: person)
    }

    /// Uids of the people of whom something may be due by `now`, through the index.
    public func people(dueBy now: Instant) throws -> [String] {
        if let memory { return memory.people(dueBy: now) }
        return try dueIndex(at: now).due.flatMap { try bucket($0).people(dueBy: now) }
    }

    private func dueIndex(at now: Instant) throws -> (due: [String], earliest: String?) {
        guard let bytes = try source.read(DueEntry.path, limit: Self.limit) else { return ([], nil) }
        return try DueEntry.scan(bytes, at: now)
    }

    /// The earliest time after `now` at which something is due; `nil` where nothing is.
    public func earliest(after now: Instant) throws -> Instant? {
        if let memory { return memory.earliest(after: now) }
        let limit = now.rfc3339
        let (due, first) = try dueIndex(at: now)
        var earliest = first
        // A bucket whose first line is held past its time may hold later ones.
        for name in due {
            let next = try bucket(name).earliest(after: limit)
            earliest = [earliest, next].compactMap(\.self).min()
        }
        return earliest.flatMap { Instant(rfc3339: $0) }
    }

    /// Names of the files in which something may be due by a time, or of all of them.
    public func fileNames(dueBy now: Instant?) throws -> [String] {
        guard memory == nil else { return [] }
        return try now.map { try dueIndex(at: $0).due } ?? bucketNames()
    }

    /// Takes in files of people's lines that were read elsewhere, as long as none of them has been read here.
    public func adopt(_ files: [PeopleFile]) {
        for file in files where buckets[file.name] == nil { buckets[file.name] = file.bucket }
    }

    /// Every state of the journal, in the order of buckets and uids.
    public func forEachState(_ body: (PersonState) throws -> Void) throws {
        if let memory {
            for uid in memory.people.keys.sorted() { if let state = memory.state(of: uid) { try body(state) } }
            return
        }
        for name in try bucketNames() {
            let bucket = try bucket(name)
            for group in bucket.groups { try body(try bucket.state(of: group)) }
        }
    }

    /// Uids of everybody, or of those who are held, in the order of buckets and uids.
    func people(isHeld: Bool) throws -> [String] {
        if let memory { return memory.people(isHeld: isHeld) }
        return try bucketNames().flatMap { name in
            let bucket = try bucket(name)
            return bucket.groups.filter { !isHeld || bucket.holds($0) }.map(\.person)
        }
    }

    /// Every state with a line that is held.
    func forEachHeld(_ body: (PersonState) throws -> Void) throws {
        if memory != nil { return try forEachState(body) }
        for name in try bucketNames() {
            let bucket = try bucket(name)
            for group in bucket.groups where bucket.holds(group) { try body(try bucket.state(of: group)) }
        }
    }

    func bucketNames() throws -> [String] {
        try source.list("people").map { String($0.path.dropFirst("people/".count).dropLast(".jsonl".count)) }
    }

    func addressBucketNames() throws -> [String] {
        try source.list("addresses").map { String($0.path.dropFirst("addresses/".count).dropLast(".jsonl".count)) }
    }

    func bucket(_ name: String) throws -> PersonBucket {
        if let known = buckets[name] { return known }
        let path = Self.path(ofPeople: name)
        let bucket: PersonBucket
        if let bytes = try source.read(path, limit: Self.limit) {
            bucket = try PersonBucket(parsing: bytes, path: path)
        } else {
            guard try dueEntries()[name] == nil else {
                throw JournalError(path: path, message: "the file is missing, though due.jsonl names it")
            }
            bucket = .empty
        }
        buckets[name] = bucket
        return bucket
    }

    /// The state of an address by its hash.
    public func address(_ hash: String) throws -> AddressState? {
        if let state = memory?.address(hash) { return state }
        if let known = filed[hash] { return known }
        let state = try addressBucket(header.buckets.name(of: hash)).states[hash]
        filed[hash] = .some(state)
        return state
    }

    /// Hashes of the addresses at which somebody was written to.
    func addresses(of uid: String) throws -> [String] {
        var hashes = Set(memory?.addresses.values.filter { $0.people.contains(uid) }.map(\.address) ?? [])
        for name in try addressBucketNames() {
            hashes.formUnion(try addressBucket(name).states.values.filter { $0.people.contains(uid) }.map(\.address))
        }
        return hashes.sorted()
    }

    func addressBucket(_ name: String) throws -> AddressBucket {
        if let known = addressBuckets[name] { return known }
        let path = Self.path(ofAddresses: name)
        let bytes = try source.read(path, limit: Self.limit)
        let bucket = try bytes.map { try AddressBucket(parsing: $0, path: path) } ?? AddressBucket(path: path)
        addressBuckets[name] = bucket
        return bucket
    }

    /// What was claimed on a day.
    public func counters(on date: CivilDate) throws -> Counters {
        if let known = memory?.counters(on: date) ?? days[date] { return known }
        let bytes = try source.read(Counters.path(of: date), limit: Self.limit)
        let counters = try bytes.map { try Counters(parsing: $0, date: date) } ?? Counters(date: date)
        days[date] = counters
        return counters
    }

    func dueEntries() throws -> [String: DueEntry] {
        try source.read(DueEntry.path, limit: Self.limit).map { try DueEntry.parse($0) } ?? [:]
    }

    /// All step ids that a sequence ever had, in their order, by the sequence's uid.
    func order(of sequence: String) throws -> [String] {
        if let known = orders[sequence] { return known }
        let path = Self.path(ofSequence: sequence)
        var order: [String] = []
        if let bytes = try source.read(path, limit: Self.limit) {
            var reader = try LineReader(parsing: bytes[...], path: path, line: 0)
            order = try reader.texts("steps")
        }
        orders[sequence] = order
        return order
    }

    /// The uids of the sequences whose order is kept.
    func sequenceUIDs() throws -> [String] {
        try source.list("sequences").map { entry in
            Self.decoded(entry.path.dropFirst("sequences/".count).dropLast(".json".count))
        }
    }

    /// The claims whose outcome is not recorded, by id.
    public func openClaims() throws -> [Claim] {
        try source.list("claims").filter { $0.path.hasSuffix("/claims.jsonl") }.map { entry in
            guard let bytes = try source.read(entry.path, limit: Self.limit) else {
                throw JournalError(path: entry.path, message: "the file is missing")
            }
            return try Claim(parsing: bytes, path: entry.path)
        }.filter { !(memory?.closed.contains($0.id) ?? false) }
    }

    /// Whether a claim is still open.
    public func hasClaim(_ id: String) throws -> Bool { try source.read(Claim.path(of: id), limit: Self.limit) != nil }

    /// The paths of the history's files, oldest first.
    public func historyPaths() throws -> [String] {
        // As text the tenth commit of a run would come before its second.
        func order(_ path: String) -> (run: Substring, n: Int) {
            let name = path.dropLast(".jsonl".count)
            guard let dash = name.lastIndex(of: "-") else { return (name, 0) }
            return (name[..<dash], Int(name[name.index(after: dash)...]) ?? 0)
        }
        return try source.list("history").map { ($0.path, order($0.path)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// The events of one file of the history; lines that cannot be read are given to `damaged`.
    public func history(_ path: String, damaged: (JournalError) -> Void) throws -> [HistoryEvent] {
        guard let bytes = try source.read(path, limit: Self.limit) else { return [] }
        var events: [HistoryEvent] = []
        var line = 0
        for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            guard !text.isEmpty else { continue }
            do throws(JournalError) {
                events.append(try HistoryEvent(parsing: text, path: path, line: line))
            } catch {
                damaged(error)
            }
        }
        return events
    }

    static func path(ofPeople bucket: String) -> String { "people/\(bucket).jsonl" }
    static func path(ofAddresses bucket: String) -> String { "addresses/\(bucket).jsonl" }

    static func path(ofSequence uid: String) -> String { "sequences/\(encoded(uid)).json" }

    /// The uid in the name of a file.
    static func decoded(_ name: Substring) -> String {
        String(name).replacing("%2F", with: "/").replacing("%25", with: "%")
    }

    /// A uid as the name of a file.
    static func encoded(_ uid: String) -> String {
        var name = ""
        for character in uid.unicodeScalars {
            switch character {
            case "/": name += "%2F"
            case "%": name += "%25"
            default: name.unicodeScalars.append(character)
            }
        }
        return name
    }
}

/// A file of people's lines, scanned by whatever thread.
public struct PeopleFile: Sendable {
    let name: String
    let bucket: PersonBucket

    /// Where the file of a name stands in the journal.
    public static func path(of name: String) -> String { Ledger.path(ofPeople: name) }

    /// - Throws: `JournalError` where it is damaged.
    public init(_ name: String, _ bytes: [UInt8]) throws(JournalError) {
        self.name = name
        bucket = try PersonBucket(parsing: bytes, path: Self.path(of: name))
    }
}

/// The part of a source that is below one folder.
public struct PrefixedSource: BookSource {
    private let source: any BookSource
    private let prefix: String

    /// `prefix` without a slash at its end; empty for the whole source.
    public init(_ source: any BookSource, prefix: String) {
        self.source = source
        self.prefix = prefix.isEmpty ? "" : prefix + "/"
    }

    public func read(_ path: String, limit: Int) throws -> [UInt8]? { try source.read(prefix + path, limit: limit) }

    public func list(_ folder: String) throws -> [BookEntry] {
        try source.list(prefix + folder).map {
            BookEntry(path: String($0.path.dropFirst(prefix.count)), kind: $0.kind, objectID: $0.objectID)
        }
    }
}
