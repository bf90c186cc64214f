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
        try FileManager.default.removeItem(atPath: path + "/email")
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
        let next = Outbox(path: path).send(unsent.map { OutgoingMessage(
            key: $0.key, gen: 1, channel: .email, payload: $0.payload) })
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
        async let frozen: Void = Self.expectSuccess(path, boundary)
        let process = try await Self.stopped(path)
        defer { kill(process, SIGCONT) }
        let other = Outbox(path: path, patience: .milliseconds(50))
        #expect(try other.evidence(for: messages.map(\.id), account: account) == [.unknown, .unknown, .unknown])
        #expect(other.send(messages).allSatisfy { $0.result == .notSent(code: "locked") })
        kill(process, SIGCONT)
        await frozen
        #expect(Self.delivered(path) == messages.map(\.key).sorted())
        #expect(Outbox(path: path).send(messages).allSatisfy { $0.isDuplicate })
    }

    private static func expectSuccess(_ path: String, _ boundary: String) async {
        await #expect(processExitsWith: .success) { [path = path as String, boundary] in
            try "\(getpid())".write(toFile: path + ".pid", atomically: true, encoding: .utf8)
            let reached = try Boundaries(parsing: boundary + ":stop")
            let outcomes = Outbox(path: path).send(Messages.mails(0..<3), reached: reached)
            #expect(outcomes.allSatisfy { $0.isSent && !$0.isDuplicate })
        }
    }

    /// Somebody takes the frozen holder's lock file for a stale one and deletes it.
    @Test(arguments: ["send.connected", "send.partial:3", "send.complete:1"])
    func aDeletedLockFileDoesNotDouble(boundary: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.outbox
        let account = try Outbox(path: path).account()
        async let frozen: Void = Self.expectNothingSent(path, boundary)
        let process = try await Self.stopped(path)
        defer { kill(process, SIGCONT) }
        try FileManager.default.removeItem(atPath: path + "/.lock")
        let messages = Messages.mails(0..<3)
        let evidence = try Outbox(path: path).evidence(for: messages.map(\.id), account: account)
        #expect(evidence == [.notSent, .notSent, .notSent])
        #expect(Outbox(path: path).send(Messages.mails(0..<3, gen: 1)).allSatisfy { $0.isSent && !$0.isDuplicate })
        kill(process, SIGCONT)
        await frozen
        #expect(Self.delivered(path) == messages.map(\.key).sorted())
        #expect(try Outbox(path: path).evidence(for: messages.map(\.id), account: account) == evidence)
    }

    private static func expectNothingSent(_ path: String, _ boundary: String) async {
        await #expect(processExitsWith: .success) { [path = path as String, boundary] in
            try "\(getpid())".write(toFile: path + ".pid", atomically: true, encoding: .utf8)
            let reached = try Boundaries(parsing: boundary + ":stop")
            let outcomes = Outbox(path: path).send(Messages.mails(0..<3), reached: reached)
            #expect(outcomes.allSatisfy { !$0.isSent })
        }
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

    /// Waits until the child process has stopped itself, and says which it is.
    private static func stopped(_ path: String) async throws -> pid_t {
        for _ in 0..<3_000 {
            try await Task.sleep(for: .milliseconds(10))
            guard let text = try? TemporaryFolder.text(of: path + ".pid"), let process = pid_t(text),
                let status = try? TemporaryFolder.text(of: "/proc/\(process)/stat")
            else { continue }
            if status.drop(while: { $0 != ")" }).dropFirst(2).first == "T" { return process }
        }
        throw SystemError(code: ETIMEDOUT, operation: "wait for", path: path)
    }
}
