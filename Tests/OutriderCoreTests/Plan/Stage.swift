@testable import OutriderCore

/// A book and its journal in memory, and the run loop over them: what the runner does with git, done with dictionaries.
struct Stage {
    /// The files of the book's branch.
    var book: [String: String]
    /// The files of the journal's branch; the reconciled book stands below `book/`.
    private(set) var journal: [String: String]
    var now: Instant
    /// Every message that a run has sent, in order.
    private(set) var sent: [Claim.Message] = []
    /// Errors of the last reconcile that found some.
    private(set) var errors: [String] = []
    private var commits = 0
    /// Events of the last act.
    private(set) var events: [HistoryEvent] = []

    static let timezone = "Africa/Johannesburg"
    static let settings = settings()

    /// Settings in which no rule is in the way that the test has not asked for.
    static func settings(defaults: String = "") -> String {
        "version: 1\nname: Acme\ntimezone: \(timezone)\njournal: {remote: none}\n"
            + "defaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off\(defaults.isEmpty ? "" : ", " + defaults)}\n"
    }

    init(_ book: [String: String], at now: String = "2026-11-23T07:00:00Z") throws {
        self.book = book.merging(["outrider.yaml": Self.settings]) { own, _ in own }
        self.now = try Instant(now)
        let header = JournalHeader(
            book: "7f3a9c2e", prefix: "", branch: "main", ref: "refs/heads/outrider-journal", salt: "00ff")
        journal = [JournalHeader.path: header.json.pretty + "\n"]
    }

    var ledger: Ledger { get throws { try Ledger(MemorySource(journal)) } }

    /// The line of one person in one enrollment, by uids.
    func membership(_ person: String, _ enrollment: String = "e") throws -> Membership? {
        try ledger.state(of: person)?[enrollment]
    }

    mutating func move(to time: String) throws { now = try Instant(time) }

    // MARK: Commits

    mutating func commit(_ change: LedgerChange) throws {
        commits += 1
        let edits = try change.edits(run: "run\(commits)", n: 1, at: now, version: "test")
        for case .remove(let path) in edits {
            journal = journal.filter { $0.key != path && !$0.key.hasPrefix(path + "/") }
        }
        for edit in edits {
            switch edit {
            case .file(let path, let bytes): journal[path] = String(decoding: bytes, as: UTF8.self)
            case .folder("book", _):
                journal = journal.filter { !$0.key.hasPrefix("book/") }
                for (path, text) in book { journal["book/" + path] = text }
            case .folder, .remove: break
            }
        }
    }

    /// What differs between the book and the journal's copy of it.
    var changes: [BookFileChange] {
        let known = Dictionary(
            uniqueKeysWithValues: journal.filter { $0.key.hasPrefix("book/") }.map {
                (String($0.key.dropFirst(5)), $0.value)
            })
        return Set(known.keys).union(book.keys).sorted().compactMap { path in
            guard known[path] != book[path] else { return nil }
            let ids = [known[path], book[path]].map { $0.map { Digest.gitBlob(Array($0.utf8)) } }
            return BookFileChange(path: path, old: ids[0], new: ids[1])
        }
    }

    /// Brings the journal in line with the book.
    ///
    /// - Returns: the events; `nil` where the book has errors, which are then in `errors`.
    @discardableResult
    mutating func reconcile(entered: Instant? = nil) throws -> [HistoryEvent]? {
        guard !changes.isEmpty else { return [] }
        let after = Book(MemorySource(book))
        let change = try Reconciliation.reconcile(
            try ledger, with: after, files: changes, now: now, entered: entered ?? now)
        errors = after.report.diagnostics.filter { $0.severity == .error }.map { "\($0.code): \($0.message)" }
        guard var change, errors.isEmpty else { return nil }
        change.setBook("tree")
        let events = change.events
        try commit(change)
        return events
    }

    /// Changes a file of the journal by hand.
    mutating func damage(_ path: String, _ change: (String) -> String) { journal[path] = journal[path].map(change) }

    // MARK: Runs

    func plan(_ scope: Planner.Scope = .index, until: Instant? = nil) throws -> Plan {
        guard let until else { return try Planner.plan(try ledger, now: now, scope: scope) }
        return try Simulation.plan(try ledger, now: now, until: until)
    }

    /// Claims what is due, as one commit with the tasks and holds of the plan.
    mutating func claim(
        without blocked: Set<DeliveryKey> = [], counted: Reservation? = nil
    ) throws -> Claim? {
        let ledger = try ledger
        guard let settings = ledger.book.configuration else { return nil }
        var recording = try Recording(ledger)
        let plan = try plan()
        _ = try recording.follow(plan)
        let frame = Claim(
            run: "run\(commits + 1)", n: 1, at: now, sendBy: now.adding(seconds: 300),
            quietAt: now.adding(seconds: 600),
            holder: Claim.Holder(host: "here", boot: "boot"), main: nil, messages: [])
        var (dispatch, _) = Dispatch.make(
            plan.sends.filter { !blocked.contains($0.key) }, frame: frame, account: "test", configuration: settings)
        if let counted {
            for index in dispatch.claim.messages.indices { dispatch.claim.messages[index].counted = counted }
        }
        if !dispatch.claim.messages.isEmpty {
            try recording.open(dispatch.claim, book: "tree", events: dispatch.events)
        }
        if !recording.change.isEmpty { try commit(recording.change) }
        return dispatch.claim.messages.isEmpty ? nil : dispatch.claim
    }

    mutating func record(
        _ claim: Claim, _ outcome: (Claim.Message) -> Settlement = { .sent(providerID: $0.key) }
    ) throws {
        var recording = try Recording(try ledger)
        try recording.close(claim, outcomes: claim.messages.map { ($0, outcome($0)) }, at: now)
        for message in claim.messages {
            if case .sent = outcome(message) { sent.append(message) }
        }
        try commit(recording.change)
    }

    /// Reconciles and sends until nothing is due.
    ///
    /// - Returns: `person/step` of what went, in order.
    @discardableResult
    mutating func run(_ outcome: (Claim.Message) -> Settlement = { .sent(providerID: $0.key) }) throws -> [String] {
        try reconcile()
        let before = sent.count
        let blocked = Set(try plan().items.filter { $0.reason == .guard }.map(\.key))
        while true {
            let decides = try plan().decides
            if let claim = try claim(without: blocked) {
                try record(claim, outcome)
            } else if !decides {
                break
            }
        }
        return sent[before...].map { "\($0.person) \($0.step)" }
    }

    /// One act of a human; where it changes nothing no commit is made.
    mutating func act<Value>(_ body: (inout Recording) throws -> Value) throws -> Value {
        var recording = try Recording(try ledger)
        let value = try body(&recording)
        events = recording.change.events
        if !recording.change.isEmpty { try commit(recording.change) }
        return value
    }

    /// What was heard from a person.
    @discardableResult
    mutating func record(
        _ answer: Answer, of person: String = "ada", on channel: Channel? = nil, in enrollment: String? = nil,
        until: CivilDate? = nil
    ) throws -> ActOutcome {
        let now = now
        return try act { recording in
            let received = Received(
                answer, person: person, at: now, enrollment: enrollment, channel: channel, until: until)
            return try recording.record(received, now: now, Actor(by: "jo", reason: nil))
        }
    }

    /// The last act's events: kind, person, enrollment and what they say.
    var told: [String] {
        events.map { event in
            [
                event.kind.rawValue, event.person, event.enrollment, event.step, event.channel?.rawValue, event.code,
                event.reason,
            ].compactMap(\.self).joined(separator: " ")
        }
    }

    /// What a person reads of a plan: a line an item.
    static func text(_ plan: Plan) -> [String] {
        plan.items.map { item in
            let action =
                switch item.action {
                case .send: "send"
                case .task: "task"
                case .skip(let why): "skip (\(why))"
                case .end(let status, let why): "end \(status.rawValue) (\(why))"
                case .wait: "wait"
                case .hold(let hold): hold.reason.rawValue + (hold.detail.map { " (\($0))" } ?? "")
                }
            return "\(item.at.rfc3339) \(item.person) \(item.step): \(action)"
        }
    }

    /// The present plan, a line an item.
    func planText(_ scope: Planner.Scope = .index, until: String? = nil) throws -> [String] {
        Self.text(try plan(scope, until: try until.map { try Instant($0) }))
    }

    /// Problems that `journal verify` finds.
    func problems() throws -> [String] {
        try Verification.verify(try ledger).problems.map { "\($0.place): \($0.message)" }
    }
}

/// A time that a test has written wrongly.
struct NoTime: Error {
    var text: String
}

extension Instant {
    init(_ text: String) throws {
        guard let instant = Instant(rfc3339: text) else { throw NoTime(text: text) }
        self = instant
    }
}

extension [String: String] {
    /// A book of three steps, one enrollment `e` and the people in it, each with an address.
    static func book(people: [String] = ["ada"], steps: String? = nil) -> Self {
        let standard = """
              - {id: intro, channel: email, subject: Hello, body: "Hi {{firstName}}"}
              - {id: nudge, channel: email, delay: 1d, thread: intro, body: Well?}
              - {id: last, channel: email, delay: 2d, thread: intro, body: Bye}
            """
        var files = [
            "sequences/s.yaml": "name: S\nsteps:\n\(steps ?? standard)\n",
            "enrollments/e.yaml": "sequence: s\npeople:\n" + people.map { "  - \($0)\n" }.joined(),
        ]
        for person in people { files["people/\(person).yaml"] = .person(person) }
        return files
    }
}

extension String {
    static func person(_ name: String, at address: String? = nil) -> String {
        "firstName: \(name)\nemail: \(address ?? name.replacing("/", with: "-"))@example.com\n"
    }
}
