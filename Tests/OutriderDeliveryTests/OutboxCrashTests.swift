import Foundation
import Glibc
import OutriderCore
import OutriderDelivery
import Testing

/// Real processes that are killed and frozen at each boundary.
@Suite struct OutboxCrashTests {
    private static let boundaries: [String] = [
        "send.connected", "send.partial:1", "send.partial:2", "send.complete:1", "send.complete:2", "send.accepted:1",
        "send.accepted:2", "send.answered",
    ]

    /// Groups below and above the size from which the filesystem is synced at once.
    @Test(arguments: boundaries, [3, 6])
    func killedAnywhereDeliversOnce(boundary: String, count: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        let account = try Outbox(path: path).account()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, boundary, count] in
            let reached = try Boundaries(parsing: boundary + ":kill")
            _ = Outbox(path: path).send(Messages.mails(0..<count), reached: reached)
        }
        let before = Set(Self.delivered(path))
        // A person deletes what arrived: it must still count.
        try? FileManager.default.removeItem(atPath: path + "/email")
        let messages = Messages.mails(0..<count)
        let evidence = try Outbox(path: path).evidence(for: messages.map(\.id), account: account)
        for (message, evidence) in zip(messages, evidence) {
            #expect((evidence != .notSent) == before.contains(message.key))
            #expect(evidence != .unknown)
        }
        // The holder wakes up late, and what was proved unsent goes as the next generation.
        let late = Outbox(path: path).send(messages)
        #expect(late.allSatisfy { $0.isDuplicate || $0.result == .fenced })
        let unsent = messages.filter { !before.contains($0.key) }
        let next = Outbox(path: path).send(
            unsent.map {
                OutgoingMessage(
                    key: $0.key, gen: 1, channel: .email, payload: $0.payload)
            })
        #expect(next.allSatisfy { $0.isSent && !$0.isDuplicate })
        #expect(Set(Self.delivered(path)) == Set(unsent.map(\.key)))
        #expect(TemporaryFolder.names(in: path + "/.tmp").isEmpty)
    }

    @Test(arguments: boundaries)
    func sendingAgainAfterAKillDeliversTheRest(boundary: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, boundary] in
            let reached = try Boundaries(parsing: boundary + ":kill")
            _ = Outbox(path: path).send(Messages.mails(0..<3), reached: reached)
        }
        let before = Set(Self.delivered(path))
        let outcomes = Outbox(path: path).send(Messages.mails(0..<3))
        #expect(outcomes.allSatisfy { $0.isSent && $0.isDuplicate == before.contains($0.key) })
        #expect(Self.delivered(path) == Messages.mails(0..<3).map(\.key).sorted())
        #expect(TemporaryFolder.names(in: path + "/.tmp").isEmpty)
    }

    @Test(arguments: ["send.connected", "send.complete:2", "send.accepted:1"])
    func aFrozenHolderKeepsItsLock(boundary: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        let account = try Outbox(path: path).account()
        let messages = Messages.mails(0..<3)
        let meanwhile = FrozenProcess(pidFile: path + ".pid") {
            let other = Outbox(path: path, patience: .milliseconds(50))
            return (try other.evidence(for: messages.map(\.id), account: account), other.send(messages))
        }
        await #expect(processExitsWith: .success) { [path = path as String, boundary] in
            try "\(getpid())".write(toFile: path + ".pid", atomically: true, encoding: .utf8)
            let reached = try Boundaries(parsing: boundary + ":stop")
            let outcomes = Outbox(path: path).send(Messages.mails(0..<3), reached: reached)
            #expect(outcomes.allSatisfy { $0.isSent && !$0.isDuplicate })
        }
        let (evidence, outcomes) = try meanwhile.value()
        #expect(evidence == [.unknown, .unknown, .unknown])
        #expect(outcomes.allSatisfy { $0.result == .notSent(code: "locked") })
        #expect(Self.delivered(path) == messages.map(\.key).sorted())
        #expect(Outbox(path: path).send(messages).allSatisfy { $0.isDuplicate })
    }

    /// Somebody takes the frozen holder's lock file for a stale one and deletes it; the messages are settled and sent.
    @Test(arguments: ["send.connected", "send.partial:3", "send.complete:1"])
    func aDeletedLockFileDoesNotDouble(boundary: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        let account = try Outbox(path: path).account()
        let messages = Messages.mails(0..<3)
        let meanwhile = FrozenProcess(pidFile: path + ".pid") {
            try FileManager.default.removeItem(atPath: path + "/.lock")
            let evidence = try Outbox(path: path).evidence(for: messages.map(\.id), account: account)
            return (evidence, Outbox(path: path).send(Messages.mails(0..<3, gen: 1)))
        }
        await #expect(processExitsWith: .success) { [path = path as String, boundary] in
            try "\(getpid())".write(toFile: path + ".pid", atomically: true, encoding: .utf8)
            let reached = try Boundaries(parsing: boundary + ":stop")
            let outcomes = Outbox(path: path).send(Messages.mails(0..<3), reached: reached)
            #expect(outcomes.allSatisfy { !$0.isSent })
        }
        let (evidence, outcomes) = try meanwhile.value()
        #expect(evidence == [.notSent, .notSent, .notSent])
        #expect(outcomes.allSatisfy { $0.isSent && !$0.isDuplicate })
        #expect(Self.delivered(path) == messages.map(\.key).sorted())
        #expect(try Outbox(path: path).evidence(for: messages.map(\.id), account: account) == evidence)
    }

    /// Frozen before it could take the lock: evidence fences it.
    @Test func aHolderFrozenBeforeTheLockIsFenced() async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        let account = try Outbox(path: path).account()
        let messages = Messages.mails(0..<3)
        let meanwhile = FrozenProcess(pidFile: path + ".pid") {
            try Outbox(path: path).evidence(for: messages.map(\.id), account: account)
        }
        await #expect(processExitsWith: .success) { [path = path as String] in
            try "\(getpid())".write(toFile: path + ".pid", atomically: true, encoding: .utf8)
            try Boundaries(parsing: "send.begin.synced:stop").reach(.sendBeginSynced)
            let outcomes = Outbox(path: path).send(Messages.mails(0..<3))
            #expect(outcomes.allSatisfy { $0.result == .fenced })
        }
        #expect(try meanwhile.value() == [.notSent, .notSent, .notSent])
        #expect(Self.delivered(path).isEmpty)
    }

    @Test func twoProcessesDeliverOnce() async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        async let one: Void = Self.sendInParts(path)
        async let other: Void = Self.sendInParts(path)
        _ = await (one, other)
        #expect(Self.delivered(path) == Messages.mails(0..<100).map(\.key).sorted())
    }

    private static func sendInParts(_ path: String) async {
        await #expect(processExitsWith: .success) { [path] in
            for start in stride(from: 0, to: 100, by: 10) {
                #expect(Outbox(path: path).send(Messages.mails(start..<start + 10)).allSatisfy { $0.isSent })
            }
        }
    }

    private static func delivered(_ path: String) -> [String] {
        TemporaryFolder.names(in: path + "/email/new").map { String($0.prefix(32)) }
    }
}
