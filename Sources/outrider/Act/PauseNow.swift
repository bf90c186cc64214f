internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

/// What `pause --now` and `resume --now` are about.
struct PauseTarget {
    var scope: JournalPause.Scope
    /// The channel's word or the record's id; `nil` for the book.
    var id: String?

    /// - Parameter text: `book` or nothing, `channel/sms` or `sms`, `sender/jo` and so on, or the id of an enrollment or
    ///   a person.
    /// - Throws: `LookupError`, `UsageError`, `JournalError`.
    init(_ text: String?, in workspace: Workspace) throws {
        guard let text, text != JournalPause.Scope.book.rawValue else {
            self.init(scope: .book, id: nil)
            return
        }
        if let channel = Channel(rawValue: text) {
            self.init(scope: .channel, id: channel.rawValue)
            return
        }
        let ledger = try workspace.requireJournal()
        if text.hasPrefix("channel/") {
            guard let channel = Channel(rawValue: String(text.dropFirst("channel/".count))) else {
                throw UsageError(
                    "this is no channel",
                    hint: "channels are \(Channel.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            self.init(scope: .channel, id: channel.rawValue)
        } else if let record = try? RecordArgument(text), let scope = JournalPause.Scope(record.kind) {
            switch scope {
            case .enrollment: self.init(scope: scope, id: try ledger.findEnrollment(record.id))
            case .person: self.init(scope: scope, id: try workspace.findPerson(record.id, in: ledger))
            default:
                let book = Book(try workspace.source(.main))
                self.init(scope: scope, id: try RecordLookup.find(record.id, kinds: [record.kind], in: book).id)
            }
        } else if let id = try? ledger.findEnrollment(text) {
            self.init(scope: .enrollment, id: id)
        } else {
            self.init(scope: .person, id: try workspace.findPerson(text, in: ledger))
        }
    }

    private init(scope: JournalPause.Scope, id: String?) {
        self.scope = scope
        self.id = id
    }

    /// As the command line takes it; `nil` for the book.
    var argument: String? {
        id.map { scope == .channel ? $0 : "\(scope.rawValue)/\($0)" }
    }

    /// In a sentence.
    var name: String { id.map { "\(scope.rawValue) \($0.onOneLine)" } ?? "book" }
}

extension JournalPause.Scope {
    /// The scope of a record; `nil` where such records are not paused.
    fileprivate init?(_ kind: RecordKind) { self.init(rawValue: kind.rawValue) }
}

extension StatusTarget {
    /// Pauses in the journal, for every run, at once.
    func pauseNow(until: TimeArgument?) throws {
        try Failure.run(options.common) { console in
            let workspace = try options.common.workspace()
            let run = try Environment.runOptions()
            let zone = try workspace.requireJournal().book.configuration?.timezone ?? .utc
            let end = until.map { until -> Instant in
                if case .date = until { return until.start(from: run.now(), in: zone) }
                return until.end(from: run.now(), in: zone)
            }
            let target = try PauseTarget(target, in: workspace)
            var outcome = ActOutcome()
            outcome.isChange = try JournalActs(workspace, run).pause(target.scope, target.id, until: end, actor.actor)
            let when = end.map { " until \(zone.fullTime($0))" } ?? ""
            ActText(
                act: "pause",
                done:
                    "Paused: the \(target.name)\(when); `\(JournalPause.resumption(of: target.argument).onOneLine)` takes it back.",
                unchanged: "Nothing to change: the \(target.name) is paused so already."
            ).show(outcome, options.common.format, console)
        }
    }

    /// Takes back what `pauseNow` did.
    func resumeNow() throws {
        try Failure.run(options.common) { console in
            let workspace = try options.common.workspace()
            let run = try Environment.runOptions()
            let target = try PauseTarget(target, in: workspace)
            var outcome = ActOutcome()
            outcome.isChange = try JournalActs(workspace, run).resume(
                target.scope, target.id, actor.actor)
            ActText(
                act: "resume", done: "Resumed: the \(target.name); delays count on from here.",
                unchanged: "Nothing to change: the journal does not pause the \(target.name)."
            ).show(outcome, options.common.format, console)
            if !outcome.isChange, options.common.format == .text { try showOthers(workspace, run.now(), console) }
        }
    }

    /// Names what the journal does pause.
    private func showOthers(_ workspace: Workspace, _ now: Instant, _ console: Console) throws {
        let ledger = try workspace.requireJournal()
        for pause in ledger.header.pauses where !pause.isFile && pause.holds(at: now) {
            let target = try pause.target { try ledger.id(of: $0, uid: $1) }
            console.out(
                "It pauses \((target ?? "the book").onOneLine): `\(JournalPause.resumption(of: target).onOneLine)`")
        }
    }
}
