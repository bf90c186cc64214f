/// Reads a whole journal and finds what does not fit together.
public struct Verification {
    public private(set) var problems: [JournalError] = []
    /// What was read.
    public private(set) var people = 0
    public private(set) var memberships = 0
    public private(set) var events = 0

    private let ledger: Ledger
    /// Keys that were sent, with the generations that were; one told twice, by its run and by a later one, is one.
    private var sent: [String: Set<Int>] = [:]
    private var ended: Set<String> = []
    private var pins: Set<String> = []

    private var prohibitions = Prohibitions()

    private init(_ ledger: Ledger) { self.ledger = ledger }

    /// - Throws: only what the source says when a folder cannot be listed.
    public static func verify(_ ledger: Ledger) throws -> Verification {
        var verification = Verification(ledger)
        try verification.readHistory()
        try verification.readPeople()
        try verification.readAddresses()
        try verification.readClaims()
        try verification.readSequences()
        try verification.readMatches()
        verification.readSuppressions()
        verification.problems.sort { ($0.path, $0.line, $0.message) < ($1.path, $1.line, $1.message) }
        return verification
    }

    /// Does a part of the work; what keeps it from being done is a problem of the journal.
    private mutating func attempt(_ path: String, _ body: (inout Verification) throws -> Void) {
        do {
            try body(&self)
        } catch let error as JournalError {
            problems.append(error)
        } catch {
            problems.append(JournalError(path: path, message: "the file cannot be read: \(error)"))
        }
    }

    private mutating func readHistory() throws {
        var ids: Set<String> = []
        for path in try ledger.historyPaths() {
            var damaged: [JournalError] = []
            let events = try ledger.history(path) { damaged.append($0) }
            problems += damaged
            self.events += events.count
            for (index, event) in events.enumerated() {
                if !ids.insert(event.id).inserted {
                    problems.append(
                        JournalError(path: path, line: index + 1, message: "the event \(event.id) stands twice"))
                }
                note(event, path, index + 1)
                prohibitions.follow(event)
            }
        }
    }

    private mutating func note(_ event: HistoryEvent, _ path: String, _ line: Int) {
        guard let person = event.person, let enrollment = event.enrollment, let step = event.step else { return }
        switch event.kind {
        case .sent:
            if let key = event.key {
                let isNew = sent[key, default: []].insert(event.gen ?? 0).inserted
                if isNew, sent[key]?.count == 2 {
                    problems.append(JournalError(path: path, line: line, message: "the message \(key) was sent twice"))
                }
            }
            ended.insert("\(person) \(enrollment) \(step)")
        case .skipped, .done, .failed, .resolved: ended.insert("\(person) \(enrollment) \(step)")
        default: break
        }
    }

    private mutating func readPeople() throws {
        var entries: [String: DueEntry] = [:]
        attempt(DueEntry.path) { entries = try $0.ledger.dueEntries() }
        let names = Set(try ledger.bucketNames())
        for name in names.union(entries.keys).sorted() {
            attempt(Ledger.path(ofPeople: name)) { try $0.readBucket(name, entries[name]) }
        }
    }

    private mutating func readBucket(_ name: String, _ entry: DueEntry?) throws {
        let path = Ledger.path(ofPeople: name)
        let bucket = try ledger.bucket(name)
        let (_, next, count) = bucket.replacing([])
        if entry?.next != next || entry?.count != count {
            problems.append(JournalError(path: path, message: "due.jsonl says otherwise than the lines"))
        }
        for group in bucket.groups {
            let state = try bucket.state(of: group)
            people += 1
            memberships += state.memberships.count
            if ledger.header.buckets.name(of: group.person) != name {
                problems.append(
                    JournalError(path: path, line: group.firstLine, message: "the line belongs to another file"))
            }
            for membership in state.memberships {
                if let pin = membership.pin, pins.insert(pin).inserted {
                    attempt(Pin.path(of: pin)) { _ = try $0.ledger.pin(pin) }
                }
                for step in membership.done
                where !ended.contains("\(membership.person) \(membership.enrollment) \(step)") {
                    problems.append(
                        JournalError(
                            path: path, line: group.firstLine,
                            message: "the step '\(step)' is done, but the history has no event of its end"))
                }
            }
        }
    }

    private mutating func readAddresses() throws {
        for name in try ledger.addressBucketNames() {
            attempt(Ledger.path(ofAddresses: name)) { own in
                for hash in try own.ledger.addressBucket(name).states.keys
                where own.ledger.header.buckets.name(of: hash) != name {
                    own.problems.append(
                        JournalError(path: Ledger.path(ofAddresses: name), message: "a line belongs to another file"))
                }
            }
        }
    }

    private mutating func readSequences() throws {
        if !ledger.header.isCanarySound {
            problems.append(JournalError(path: JournalHeader.path, message: "the canary is not that of the salt"))
        }
        for uid in try ledger.sequenceUIDs() {
            attempt(Ledger.path(ofSequence: uid)) { _ = try $0.ledger.order(of: uid) }
        }
    }

    private mutating func readMatches() throws {
        for entry in try ledger.source.list("enrollments") {
            attempt(entry.path) { own in
                let uid = Ledger.decoded(entry.path.dropFirst("enrollments/".count).dropLast(".jsonl".count))
                guard try own.ledger.matched(by: uid)?.enrollment == uid else {
                    throw JournalError(path: entry.path, line: 1, message: "the file is that of another enrollment")
                }
            }
        }
    }

    /// What an event has forbidden and nobody has lifted is still forbidden.
    private mutating func readSuppressions() {
        let buckets = ledger.header.buckets
        for (target, channels) in prohibitions.all {
            let path =
                switch target {
                case .person(let uid): Ledger.path(ofPeople: buckets.name(of: uid))
                case .address(let hash): Ledger.path(ofAddresses: buckets.name(of: hash))
                case .domain: JournalHeader.path
                }
            attempt(path) { own in
                let kept: [Suppression]? =
                    switch target {
                    case .person(let uid): try own.ledger.state(of: uid)?.suppressed
                    case .address(let hash): try own.ledger.address(hash)?.suppressed
                    case .domain(let domain): own.ledger.header.suppressedDomains[domain]
                    }
                guard !channels.isSubset(of: kept?.channels ?? []) else { return }
                own.problems.append(
                    JournalError(
                        path: path, message: "a suppression that the history tells of is gone, and nobody lifted it"))
            }
        }
    }

    private mutating func readClaims() throws {
        attempt("claims") { own in
            for claim in try own.ledger.openClaims() {
                for message in claim.messages where own.sent[message.key] != nil {
                    own.problems.append(
                        JournalError(
                            path: Claim.path(of: claim.id), message: "the message \(message.key) is claimed and sent"))
                }
            }
        }
    }
}
