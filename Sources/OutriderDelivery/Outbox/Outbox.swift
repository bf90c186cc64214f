internal import Glibc
internal import Synchronization

/// The provider that delivers into a local folder: mails as a Maildir, SMS and WhatsApp as JSON files.
///
/// Exactly once, also for processes that are killed or frozen anywhere and for several runs at a time: under a lock,
/// each message is written aside and synced, its `begin` is synced into a ledger, and then it is renamed into its
/// folder. A begun message whose staged file is there was not delivered; one whose staged file is gone was, whatever
/// people have done with the mail since.
public final class Outbox: Provider {
    public let name = "outbox"

    private let path: String
    private let patience: Duration
    /// The account that `account()` answered last: a send goes there or nowhere.
    private let promised = Mutex<String?>(nil)

    /// - Parameters:
    ///   - path: The folder; made at first use. Its last part must not be a symbolic link.
    ///   - patience: How long to wait for another process that uses the outbox.
    public init(path: String, patience: Duration = .seconds(10)) {
        self.path = path
        self.patience = patience
    }

    /// `outbox:` and a random id that is kept in the folder; another one after the folder or its ledger was deleted.
    public func account() throws -> String {
        let session = try OutboxSession.make(path, patience: patience)
        promised.withLock { $0 = session.account }
        return session.account
    }

    public func send(
        _ messages: [OutgoingMessage], permit: @Sendable () -> Bool, reached: Boundaries, outcome: (Outcome) -> Void
    ) {
        deliver(messages, permit, reached).forEach(outcome)
    }

    /// The lock is free again when this returns, so a slow caller does not keep others waiting.
    private func deliver(
        _ messages: [OutgoingMessage], _ permit: () -> Bool, _ reached: Boundaries
    ) -> [Outcome] {
        guard !messages.isEmpty else { return [] }
        let expected = promised.withLock { $0 }
        do throws(SystemError) {
            let session = try start(mayMake: expected == nil)
            guard expected == nil || expected == session.account else {
                return Self.refuse(messages, Self.otherAccount)
            }
            reached.reach(.sendConnected)
            var group = OutboxGroup(messages: messages, reached: reached)
            group.deliver(in: session, permit)
            return group.outcomes
        } catch {
            let isGone = expected != nil && error.code == ENOENT
            return Self.refuse(messages, isGone ? Self.otherAccount : .notSent(code: error.word))
        }
    }

    private static func refuse(_ messages: [OutgoingMessage], _ result: Outcome.Result) -> [Outcome] {
        messages.map { Outcome(id: $0.id, result: result) }
    }

    private func start(mayMake: Bool) throws(SystemError) -> OutboxSession {
        if mayMake { return try OutboxSession.make(path, patience: patience) }
        return try OutboxSession.open(path, patience: patience)
    }

    /// The folder was deleted or replaced since `account()`.
    private static let otherAccount = Outcome.Result.notSent(code: "other-account")

    public func evidence(for keys: [ProviderKey], account: String) throws -> [Evidence] {
        guard !keys.isEmpty else { return [] }
        let unknown = [Evidence](repeating: .unknown, count: keys.count)
        let session: OutboxSession
        do {
            session = try OutboxSession.open(path, patience: patience)
        } catch {
            guard error.code == ENOENT || error.code == EWOULDBLOCK else { throw error }
            return unknown
        }
        guard session.account == account else { return unknown }
        let valid = keys.filter(\.isValid)
        let records = try session.records(of: Set(valid.map(\.key)))
        let missing = Set(valid.filter { !records.isDelivered($0) })
        try session.confirm(valid.filter(records.isDelivered), records)
        // The fence first: a staged file may go only when its begin no longer counts.
        try session.ledger.append(missing.filter { records.marks[$0] != .fenced }.map { ($0, .fenced) })
        for id in missing where records.staged.contains(id) { try session.staging.remove(id.description) }
        guard session.isLockHeld else { return unknown }
        return keys.map { id in
            guard id.isValid else { return .unknown }
            return missing.contains(id) ? .notSent : .sent(providerID: id.description)
        }
    }
}
