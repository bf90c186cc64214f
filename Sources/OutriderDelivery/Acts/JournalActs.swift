internal import Git
public import OutriderCore

/// What a human does to the journal: one commit each, in force at once.
///
/// Not for use by several threads at once. Each throws what `Runner.perform` throws, and `ActError`.
public struct JournalActs {
    private let workspace: Workspace
    private let options: RunOptions

    public init(_ workspace: Workspace, _ options: RunOptions) {
        self.workspace = workspace
        self.options = options
    }

    private func settings() throws -> Configuration {
        let book = Book(try workspace.source(.main))
        guard let settings = book.configuration else { throw BookErrors(report: book.report) }
        return settings
    }

    /// Builds one commit out of what `body` writes.
    private func act<Value>(_ message: String, _ body: (inout Recording) throws -> Value) throws -> Value? {
        try Refusal.ofDamage {
            let session = try JournalSession(workspace, options, settings: try settings())
            var value: Value?
            try session.commit(message, isRun: false) { ledger in
                var recording = try Recording(ledger)
                value = try body(&recording)
                return recording.change
            }
            session.remember()
            return value
        }
    }

    public func finishTask(_ key: String, as end: TaskEnd, _ actor: Actor) throws {
        _ = try act("task \(end.rawValue)") { try $0.finishTask(key, as: end, at: options.now(), actor) }
    }

    /// - Returns: how many steps the reason held.
    public func lift(_ reason: Reason, _ decision: Decision, person: String?, _ actor: Actor) throws -> Int {
        try act("resolve \(reason.rawValue)") {
            try $0.lift(reason, decision, person: person, at: options.now(), actor)
        } ?? 0
    }

    /// - Returns: how many messages were settled.
    public func resolve(key: String?, run: String?, _ decision: Decision, _ actor: Actor) throws -> Int {
        try act("resolve") { try $0.resolve(key: key, run: run, decision, at: options.now(), actor) } ?? 0
    }

    /// Says of people who look moved that they are the ones they look like.
    public func adopt(people: [String], _ actor: Actor) throws {
        _ = try act("adopt people") { recording in
            for person in people { try recording.adopt(person: person, at: options.now(), actor) }
        }
    }

    /// Accepts the journal's tip although it looks older than, or other than, what was seen.
    ///
    /// - Returns: how many people are held until a human decides.
    public func adoptJournal(_ actor: Actor) throws -> Int {
        try Refusal.ofDamage {
            let session = try JournalSession(workspace, options, settings: try settings(), acceptsPast: true)
            var held = 0
            try session.commit("adopt", isRun: false, reached: ([], [.adoptPushing], [])) { ledger in
                var recording = try Recording(ledger)
                let changes = try BookDifference.files(from: ledger.book.source, to: try workspace.source(.main))
                held = try recording.adoptAll(isBehind: !changes.isEmpty, at: options.now(), actor)
                return recording.change
            }
            session.remember()
            return held
        }
    }
}
