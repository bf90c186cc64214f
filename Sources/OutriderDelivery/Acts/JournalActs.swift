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

    /// The settings on the branch; where these have errors, those of the last run: an opt-out is taken down all the same.
    private func settings() throws -> Configuration {
        let book = Book(try workspace.source(.main))
        if let settings = try book.configuration ?? workspace.journal()?.book.configuration { return settings }
        throw BookErrors(report: book.report)
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
    public func lift(_ reason: Reason, _ decision: Decision, _ filter: HeldFilter, _ actor: Actor) throws -> Int {
        try act("resolve \(reason.rawValue)") {
            try $0.lift(reason, decision, filter, at: options.now(), actor)
        } ?? 0
    }

    /// - Returns: how many messages were settled.
    public func resolve(key: String?, run: String?, _ decision: Decision, _ actor: Actor) throws -> Int {
        try act("resolve") { try $0.resolve(key: key, run: run, decision, at: options.now(), actor) } ?? 0
    }

    /// Takes in an answer of a person.
    public func record(_ received: Received, _ actor: Actor) throws -> ActOutcome {
        try act("record \(received.answer.rawValue)") { try $0.record(received, now: options.now(), actor) }
            ?? ActOutcome()
    }

    /// Writes down what became of a message.
    public func mark(_ key: String, _ status: DeliveryStatus, _ actor: Actor) throws -> ActOutcome {
        try act("mark \(status.rawValue)") { try $0.mark(key, status, at: options.now(), actor) } ?? ActOutcome()
    }

    /// - Parameter channel: `nil` for all of them.
    /// - Returns: whether it was not forbidden before.
    public func suppress(_ target: SuppressionTarget, _ channel: Channel?, _ actor: Actor) throws -> Bool {
        try act("suppress") { try $0.suppress(target, channel, at: options.now(), actor) } ?? false
    }

    /// - Returns: whether the journal forbade it.
    public func resubscribe(_ target: SuppressionTarget, _ channel: Channel?, _ actor: Actor) throws -> Bool {
        try act("resubscribe") { try $0.resubscribe(target, channel, at: options.now(), actor) } ?? false
    }

    /// - Parameter people: by id; empty for all who may go on.
    public func reopen(_ enrollment: String, people: [String], _ actor: Actor) throws -> ActOutcome {
        try act("reopen") { try $0.reopen(enrollment, people: people, at: options.now(), actor) } ?? ActOutcome()
    }

    /// Moves people who keep a sequence as it was to its present steps and words.
    ///
    /// - Parameters:
    ///   - step: only who would get this step next; `nil` for all.
    ///   - people: by id; empty for all.
    public func repin(_ enrollment: String, step: String?, people: [String], _ actor: Actor) throws -> ActOutcome {
        try act("repin") { try $0.repin(enrollment, step: step, people: people, at: options.now(), actor) }
            ?? ActOutcome()
    }

    /// - Returns: whether it was not paused so before.
    public func pause(
        _ scope: JournalPause.Scope, _ id: String?, until: Instant?, _ actor: Actor
    ) throws -> Bool {
        try act("pause \(scope.rawValue)") { try $0.pause(scope, id, until: until, at: options.now(), actor) } ?? false
    }

    /// - Returns: whether it was paused.
    public func resume(_ scope: JournalPause.Scope, _ id: String?, _ actor: Actor) throws -> Bool {
        try act("resume \(scope.rawValue)") { try $0.resume(scope, id, at: options.now(), actor) } ?? false
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
                // What was forbidden, answered or paused stays so, as far as anybody can still see it.
                if let witness = try session.store.witnessed() { try recording.keep(witness, at: options.now(), actor) }
                held = try recording.adoptAll(isBehind: !changes.isEmpty, at: options.now(), actor)
                return recording.change
            }
            session.remember()
            return held
        }
    }
}
