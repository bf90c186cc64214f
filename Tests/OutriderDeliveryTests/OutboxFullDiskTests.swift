import Foundation
import Glibc
import OutriderCore
import OutriderDelivery
import Testing

/// A disk of 256 KB; only where this user may mount one.
@Suite(.serialized, .enabled(if: SmallDisk.isAllowed, "needs the right to mount a tmpfs"))
struct OutboxFullDiskTests {
    @Test(arguments: [3, 20])
    func aFullDiskSendsNothingAndLosesNothing(count: Int) throws {
        let disk = try SmallDisk()
        let outbox = Outbox(path: disk.path + "/outbox")
        let account = try outbox.account()
        #expect(outbox.send([Messages.mail(1_000)]).allSatisfy { $0.isSent })
        let messages = (0..<count).map { number in
            OutgoingMessage(
                key: Messages.key(number), gen: 0, channel: .email,
                payload: [UInt8](repeating: 0x20, count: 800_000 / count))
        }
        let outcomes = outbox.send(messages)
        #expect(outcomes.map(\.id) == messages.map(\.id))
        let unsent = outcomes.filter { $0.result == .notSent(code: "no-space") }
        #expect(!unsent.isEmpty)
        #expect(outcomes.allSatisfy { $0.isSent || $0.result == .notSent(code: "no-space") })
        let delivered = TemporaryFolder.names(in: disk.path + "/outbox/email/new").map { String($0.prefix(32)) }
        #expect(Set(delivered.filter { $0 != Messages.key(1_000) }) == Set(outcomes.filter(\.isSent).map(\.key)))
        // With room again, what was not sent goes, once.
        try FileManager.default.removeItem(atPath: disk.path + "/outbox/email")
        let small = unsent.map { Messages.mail(messages.map(\.id).firstIndex(of: $0.id) ?? 0) }
        #expect(outbox.send(small).allSatisfy { $0.isSent && !$0.isDuplicate })
        let evidence = try outbox.evidence(for: messages.map(\.id), account: account)
        #expect(evidence == messages.map { .sent(providerID: "\($0.id)") })
    }

    @Test func aFullDiskLeavesTheLogReadable() throws {
        let disk = try SmallDisk()
        let log = try WriteAheadLog.create(directory: disk.path + "/wal", run: "20261122T081200Z-00000001")
        let keys = Messages.mails(0..<2).map(\.id)
        let intent = ClaimIntent(
            run: "20261122T081200Z-00000001", claim: 1, commit: "c", boot: "b", at: 1, sendBy: 2, quietAt: 3,
            keys: keys)
        try log.append([.intent(intent)], sync: true)
        let ballast = disk.path + "/ballast"
        #expect(FileManager.default.createFile(atPath: ballast, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: ballast))
        while (try? handle.write(contentsOf: Data(count: 4096))) != nil {}
        let error = #expect(throws: SystemError.self) {
            for _ in 0..<10_000 { try log.append([.begin(claim: 1, keys[0])], sync: true) }
        }
        #expect(error?.word == "no-space")
        try FileManager.default.removeItem(atPath: ballast)
        try handle.close()
        try log.append([.begin(claim: 1, keys[1])], sync: true)
        let text = try TemporaryFolder.text(of: disk.path + "/wal/20261122T081200Z-00000001.jsonl")
        let content = LogContent(lines: Array(text.utf8))
        #expect(content.damagedLines.isEmpty)
        #expect(content.claims[1]?.states == [keys[0]: .begun, keys[1]: .begun])
    }
}

/// A tmpfs of its own, unmounted when the value goes.
final class SmallDisk {
    let path: String

    /// Only as root, and only where a mount works (not in every container).
    static let isAllowed = geteuid() == 0 && (try? SmallDisk()) != nil

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/outrider-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard unsafe mount("tmpfs", path, "tmpfs", 0, "size=256k") == 0 else {
            try? FileManager.default.removeItem(atPath: path)
            throw SystemError(code: errno, operation: "mount", path: path)
        }
    }

    deinit {
        _ = unsafe umount2(path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: path)
    }
}
