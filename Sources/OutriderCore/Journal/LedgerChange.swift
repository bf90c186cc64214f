/// One edit of the journal's tree.
public enum JournalEdit: Hashable, Sendable {
    case file(path: String, bytes: [UInt8])
    /// A folder that already exists as a git object, by its id in hex.
    case folder(path: String, objectID: String)
    case remove(path: String)
}

/// What one commit will change in the journal; read and written like the ledger it begins from.
public struct LedgerChange {
    public let base: Ledger
    public var header: JournalHeader
    public private(set) var events: [HistoryEvent] = []
    private(set) var people: [String: PersonState] = [:]
    private(set) var addresses: [String: AddressState] = [:]
    private var claims: [String: Claim?] = [:]
    private var claimBooks: [String: String] = [:]
    private(set) var orders: [String: [String]] = [:]
    /// Whom matches have taken in, by enrollment; `nil` where a match is gone.
    private(set) var matches: [String: MatchedPeople?] = [:]
    /// What people inside keep from now on, by name; `nil` where nobody does any more.
    private(set) var pins: [String: Pin?] = [:]
    private var newIdentities: Identities?
    private var bookFolder: String?
    /// Whether a message that others waited for did not go.
    var freesOthers = false
    /// Uids of the people whose own files it follows.
    var edited: Set<String> = []
    private(set) var days: [CivilDate: Counters] = [:]

    public init(_ base: Ledger) {
        self.base = base
        header = base.header
    }

    /// Whether the commit would change anything but its own number.
    public var isEmpty: Bool {
        people.isEmpty && addresses.isEmpty && claims.isEmpty && orders.isEmpty && newIdentities == nil
            && bookFolder == nil && matches.isEmpty && pins.isEmpty && days.isEmpty && events.isEmpty
            && header == base.header
    }

    public func state(of person: String) throws -> PersonState? {
        if let state = people[person] { return state }
        return try base.state(of: person)
    }

    public mutating func set(_ state: PersonState) throws {
        if people[state.person] == nil, try base.state(of: state.person) == state { return }
        people[state.person] = state
    }

    /// Gives what a person holds, under a name of their own, to the state that they turned out to have already.
    mutating func adopt(_ state: PersonState, into uid: String) throws {
        var empty = state
        empty.memberships = []
        empty.movedFrom = nil
        try set(empty)
        for index in header.pauses.indices
        where header.pauses[index].scope == .person && header.pauses[index].id == state.person {
            header.pauses[index].id = uid
        }
        guard var known = try self.state(of: uid) else { return }
        known.suppressed.merge(state.suppressed)
        known.inbound.merge(state.inbound) { max($0, $1) }
        for var own in state.memberships {
            guard var membership = known[own.enrollment] else {
                own.person = uid
                own.hold = nil
                known[own.enrollment] = own
                continue
            }
            membership.join(own)
            known[own.enrollment] = membership
        }
        try set(known)
    }

    /// Changes one membership in place; does nothing where there is none.
    mutating func edit(_ person: String, _ enrollment: String, _ body: (inout Membership) throws -> Void) throws {
        guard var state = try state(of: person), var membership = state[enrollment] else { return }
        try body(&membership)
        state[enrollment] = membership
        try set(state)
    }

    func address(_ hash: String) throws -> AddressState? {
        if let state = addresses[hash] { return state }
        return try base.address(hash)
    }

    mutating func set(_ state: AddressState) { addresses[state.address] = state }

    /// What is claimed on a day, with this commit's own.
    public func counters(on date: CivilDate) throws -> Counters { try days[date] ?? base.counters(on: date) }

    mutating func set(_ counters: Counters) throws {
        if days[counters.date] == nil, try base.counters(on: counters.date) == counters { return }
        days[counters.date] = counters
    }

    public mutating func append(_ event: HistoryEvent) { events.append(event) }

    /// Opens a claim; `book` is the object id of the tree that was planned from.
    public mutating func open(_ claim: Claim, book: String) {
        claims[claim.id] = .some(claim)
        claimBooks[claim.id] = book
    }

    public mutating func close(claim id: String) { claims[id] = .some(nil) }

    var identities: Identities {
        get throws { try newIdentities ?? base.identities }
    }

    mutating func set(_ identities: Identities) throws {
        if try base.identities != identities { newIdentities = identities }
    }

    func order(of sequence: String) throws -> [String] { try orders[sequence] ?? base.order(of: sequence) }

    mutating func setOrder(_ order: [String], of sequence: String) throws {
        if try base.order(of: sequence) != order { orders[sequence] = order }
    }

    func matched(by enrollment: String) throws -> MatchedPeople? {
        if let known = matches[enrollment] { return known }
        return try base.matched(by: enrollment)
    }

    mutating func set(_ people: MatchedPeople) throws {
        if matches[people.enrollment] == nil, try base.matched(by: people.enrollment) == people { return }
        matches[people.enrollment] = .some(people)
    }

    /// Lets somebody keep the sequence of their enrollment as it is now, where it is to be kept.
    mutating func pin(_ membership: inout Membership, _ courses: Courses) throws {
        let pin = try courses.entryPin(membership.enrollment)
        membership.pin = pin?.name
        guard let pin, pins[pin.name] == nil, try !base.pinNames().contains(pin.name) else { return }
        pins[pin.name] = .some(pin)
    }

    /// Lets go of what no line names any more.
    mutating func dropPins() throws {
        let kept = try base.pinNames()
        guard !kept.isEmpty || !pins.isEmpty else { return }
        var named: Set<String> = []
        for state in people.values { named.formUnion(state.memberships.compactMap(\.pin)) }
        try base.forEachPin { person, pin in if people[person] == nil { named.insert(pin) } }
        for name in Array(pins.keys) where !named.contains(name) { pins[name] = nil }
        for name in kept.subtracting(named) { pins[name] = .some(nil) }
    }

    /// Puts another tree, by its object id, in the place of `book/`.
    public mutating func setBook(_ objectID: String) { bookFolder = objectID }

    /// The edits of the commit: `seq` has grown by one, and the events stand in a file of their own.
    public func edits(run: String, n: Int, at: Instant, version: String) throws -> [JournalEdit] {
        try refuseLoss()
        var edits: [JournalEdit] = []
        var header = header
        header.seq += 1
        // Reading the whole index is left out where no line of it changes.
        if !people.isEmpty {
            let lines = try peopleEdits(try base.dueEntries(), &edits, header: &header)
            edits.append(.file(path: DueEntry.path, bytes: DueEntry.write(lines)))
        }
        if header.buckets == base.header.buckets { try addressEdits(&edits) }
        for (sequence, order) in orders {
            let json: JSONValue = ["steps": .strings(order)]
            edits.append(.file(path: Ledger.path(ofSequence: sequence), bytes: Array((json.compact + "\n").utf8)))
        }
        for (enrollment, people) in matches.sorted(by: { $0.key < $1.key }) {
            let path = MatchedPeople.path(of: enrollment)
            edits.append(people.map { .file(path: path, bytes: $0.bytes) } ?? .remove(path: path))
        }
        for (name, pin) in pins.sorted(by: { $0.key < $1.key }) {
            edits += pin?.edits ?? [.remove(path: Pin.folder(of: name))]
        }
        for (_, counters) in days.sorted(by: { $0.key < $1.key }) {
            edits.append(.file(path: counters.path, bytes: counters.bytes))
        }
        if let newIdentities { edits.append(.file(path: Identities.path, bytes: newIdentities.bytes())) }
        for (id, claim) in claims {
            guard let claim else {
                edits.append(.remove(path: Claim.folder(of: id)))
                continue
            }
            var bytes: [UInt8] = []
            claim.write(into: &bytes, version: version)
            edits.append(.file(path: Claim.path(of: id), bytes: bytes))
            if let book = claimBooks[id] {
                edits.append(.folder(path: "\(Claim.folder(of: id))/book", objectID: book))
            }
        }
        if let bookFolder { edits.append(.folder(path: "book", objectID: bookFolder)) }
        if !events.isEmpty {
            edits.append(.file(path: HistoryEvent.path(run: run, n: n, at: at), bytes: history(run: run, n: n)))
        }
        edits.append(.file(path: JournalHeader.path, bytes: Array((header.json.pretty + "\n").utf8)))
        return edits
    }

    private func history(run: String, n: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, event) in events.enumerated() {
            var event = event
            event.run = run
            event.id = "\(run)-\(n)-\(index + 1)"
            event.json.write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// Edits of the people's files, and the new lines of the index.
    private func peopleEdits(
        _ entries: [String: DueEntry], _ edits: inout [JournalEdit], header: inout JournalHeader
    ) throws -> [String: DueEntry] {
        var entries = entries
        var touched: [String: [PersonState]] = [:]
        for state in people.values { touched[header.buckets.name(of: state.person), default: []].append(state) }
        var files: [String: [UInt8]] = [:]
        for (name, states) in touched {
            let (bytes, next, count) = try base.bucket(name).replacing(states)
            files[name] = bytes
            entries[name] = DueEntry(next: next, bucket: name, count: count)
        }
        let buckets = Buckets(holding: entries.values.reduce(0) { $0 + $1.count })
        if buckets.count > header.buckets.count {
            header.buckets = buckets
            return try regrown(buckets, &edits)
        }
        for (name, bytes) in files { edits.append(.file(path: Ledger.path(ofPeople: name), bytes: bytes)) }
        return entries
    }

    /// Every line of people and addresses, written anew into more files.
    private func regrown(_ buckets: Buckets, _ edits: inout [JournalEdit]) throws -> [String: DueEntry] {
        var states: [String: [PersonState]] = [:]
        for state in people.values { states[buckets.name(of: state.person), default: []].append(state) }
        for name in try base.bucketNames() {
            edits.append(.remove(path: Ledger.path(ofPeople: name)))
            let bucket = try base.bucket(name)
            for group in bucket.groups where people[group.person] == nil {
                states[buckets.name(of: group.person), default: []].append(try bucket.state(of: group))
            }
        }
        var entries: [String: DueEntry] = [:]
        for (name, states) in states {
            let (bytes, next, count) = PersonBucket.empty.replacing(states)
            edits.append(.file(path: Ledger.path(ofPeople: name), bytes: bytes))
            entries[name] = DueEntry(next: next, bucket: name, count: count)
        }
        var known: [String: AddressState] = [:]
        for name in try base.addressBucketNames() {
            edits.append(.remove(path: Ledger.path(ofAddresses: name)))
            known.merge(try base.addressBucket(name).states) { first, _ in first }
        }
        known.merge(addresses) { _, changed in changed }
        for (name, states) in Dictionary(grouping: known.values, by: { buckets.name(of: $0.address) }) {
            let bytes = AddressBucket(path: "").replacing(states)
            edits.append(.file(path: Ledger.path(ofAddresses: name), bytes: bytes))
        }
        return entries
    }

    private func addressEdits(_ edits: inout [JournalEdit]) throws {
        for (name, states) in Dictionary(grouping: addresses.values, by: { header.buckets.name(of: $0.address) }) {
            let bytes = try base.addressBucket(name).replacing(states)
            edits.append(.file(path: Ledger.path(ofAddresses: name), bytes: bytes))
        }
    }
}
