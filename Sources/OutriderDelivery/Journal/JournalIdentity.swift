internal import Git
internal import OutriderCore

/// Why a run does not touch this journal: it may be another's, an old copy, or out of order.
public struct Refusal: Error, Hashable, Sendable {
    public var message: String
    public var hint: String

    public init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    /// A journal that cannot be read, or not as a whole, may be another's or half a one.
    init(_ error: JournalError) { self.init("journal:\(error.place): \(error.message)", hint: error.hint) }

    /// Runs `body`; a journal that cannot be read refuses it.
    static func ofDamage<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as JournalError {
            throw Refusal(error)
        }
    }
}

extension Refusal {
    static func missingJournal(_ branch: String) -> Refusal {
        Refusal(
            "the journal is missing: there is no branch '\(branch)'",
            hint: "restore it from any clone: git fetch CLONE \(branch):\(branch); "
                + "it is never made anew by itself, because everybody would be written to again")
    }
}

/// The checks that keep a run from working on the wrong journal (section 2 of the journal's contract).
struct JournalIdentity {
    let workspace: Workspace
    let store: JournalStore
    let settings: Configuration
    let stateDirectory: String?

    /// A clock may lag behind the one that wrote the tip by this many seconds.
    private static let clockError: Int64 = 300

    /// The journal's tip.
    ///
    /// - Throws: `Refusal` with what to do.
    func check(now: Instant, acceptsPast: Bool = false) throws -> (tip: ObjectID, ledger: Ledger) {
        guard let book = settings.book else {
            throw Refusal(
                "outrider.yaml on '\(settings.branch)' names no journal yet: there is no line `book:`",
                hint: "`outrider init` writes it where it is missing; then commit outrider.yaml")
        }
        try checkBranches()
        try checkRemote()
        for _ in 1..<Self.attempts {
            let tip = try store.tip()
            do {
                return try checkTip(book, now: now, acceptsPast: acceptsPast)
            } catch let refusal as Refusal {
                // Another run may have landed between two looks of ours; only a tip that stays is refused.
                guard try store.tip() != tip else { throw refusal }
            }
        }
        return try checkTip(book, now: now, acceptsPast: acceptsPast)
    }

    /// How often a journal that moves while it is looked at is looked at again.
    private static let attempts = 10

    /// The branches were named by the work tree; what is committed must name the same.
    private func checkBranches() throws {
        guard workspace.branch == settings.branch, workspace.journalBranch == settings.journal.branch else {
            throw Refusal(
                "outrider.yaml here names the branches '\(workspace.branch)' and '\(workspace.journalBranch)', "
                    + "the committed one '\(settings.branch)' and '\(settings.journal.branch)'",
                hint: "commit outrider.yaml, or restore it: git checkout \(workspace.branch) -- \(Configuration.path)")
        }
    }

    private func checkTip(
        _ book: String, now: Instant, acceptsPast: Bool
    ) throws -> (tip: ObjectID, ledger: Ledger) {
        guard let tip = try store.tip() else {
            throw Refusal.missingJournal(workspace.journalBranch)
        }
        let ledger = try store.ledger(at: tip)
        try checkIndex(at: tip)
        try check(ledger.header, book)
        if !acceptsPast { try checkPast(ledger.header, tip) }
        let ahead = try store.repository.commit(tip).committerTime - now.seconds
        guard ahead <= Self.clockError else {
            throw Refusal(
                "the journal was last written \(ahead / 60) minutes after the present time",
                hint: ledger.header.simulated
                    ? "a run with OUTRIDER_NOW wrote it: set OUTRIDER_NOW to a later time" : "set this machine's clock")
        }
        return (tip, ledger)
    }

    /// Without the index nobody would ever be due, and no run would say so.
    private func checkIndex(at tip: ObjectID) throws {
        let tree = try store.repository.commit(tip).tree
        let hasPeople = try store.repository.entry(at: "people", in: tree) != nil
        guard try !hasPeople || store.repository.entry(at: "due.jsonl", in: tree) != nil else {
            throw JournalError(path: "due.jsonl", message: "the file is missing, though there are people")
        }
    }

    private func checkRemote() throws {
        guard let remote = settings.journal.remote, try store.repository.remoteNames().contains(remote) else { return }
        throw Refusal(
            "the repository has a remote '\(remote)', and this version keeps the journal on one machine only",
            hint: "where this clone is the only one that runs, say so in outrider.yaml: journal: {remote: none}")
    }

    private func check(_ header: JournalHeader, _ book: String) throws {
        guard header.book == book else {
            throw Refusal(
                "the journal belongs to the book \(header.book), outrider.yaml says \(book)",
                hint: "restore the line `book:` of outrider.yaml, or the right journal branch")
        }
        guard header.prefix == workspace.prefix else {
            throw Refusal(
                "the journal belongs to a book in '\(header.prefix)/', this one is in '\(workspace.prefix)/'",
                hint: "move the book's folder back, or name the right one with --book")
        }
        guard header.branch == settings.branch, header.ref == store.reference else {
            throw Refusal(
                "the journal is that of the branch '\(header.branch)' and was kept as '\(header.ref)'",
                hint: "restore `branch:` and `journal:` of outrider.yaml")
        }
        guard header.isCanarySound else {
            throw Refusal(
                "this version makes other address hashes than the journal's", hint: "use the outrider that wrote it")
        }
    }

    private func checkPast(_ header: JournalHeader, _ tip: ObjectID) throws {
        let advice =
            "if this is the true state, `outrider journal adopt` accepts it and holds all that is unsent; "
            + "else restore the newer journal (git reflog \(workspace.journalBranch))"
        if try store.isRewound(at: tip) {
            throw Refusal("the journal branch was set back: what was sent since then would be sent again", hint: advice)
        }
        guard let seen = memory(header.book)?.read() else { return }
        let isOlder = (header.epoch, header.seq) < (seen.epoch, seen.seq)
        let isOther = (header.epoch, header.seq) == (seen.epoch, seen.seq) && tip.hex != seen.tip
        if isOlder || isOther {
            throw Refusal(
                isOlder
                    ? "the journal is older than what this machine has seen: commit \(header.seq), not \(seen.seq)"
                    : "the journal is another than the one this machine has seen", hint: advice)
        }
    }

    private func memory(_ book: String) -> MachineMemory? {
        stateDirectory.map { MachineMemory(directory: $0, book: book) }
    }

    /// Remembers a tip that this machine has made or accepted.
    func remember(_ header: JournalHeader, _ tip: ObjectID) {
        memory(header.book)?.write(MachineMemory.Sight(epoch: header.epoch, seq: header.seq, tip: tip.hex))
    }
}
