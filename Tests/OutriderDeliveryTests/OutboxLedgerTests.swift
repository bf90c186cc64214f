import Foundation
import OutriderDelivery
import Testing

@Suite struct OutboxLedgerTests {
    private let folder: TemporaryFolder
    private let outbox: Outbox
    private let mail = Messages.mail(1)

    init() throws {
        folder = try TemporaryFolder()
        outbox = Outbox(path: folder.outbox)
        _ = try outbox.account()
    }

    private var file: String { folder.outbox + "/.sent/" + mail.key.prefix(2) }

    private func evidence() throws -> Evidence? {
        try outbox.evidence(for: [mail.id], account: outbox.account()).first
    }

    /// A ledger text, whether the staged file is there, and what follows from both.
    @Test(arguments: [
        ("", false, false),
        ("K 0 begin\n", false, true),
        ("K 0 begin\n", true, false),
        ("K 0 begin\nK 0 void\n", false, false),
        ("K 0 begin\nK 0 void\nK 0 begin\n", false, true),
        ("K 0 begin\nK 0 done\n", false, true),
        ("K 0 done\n", true, true),
        ("K 0 fenced\n", false, false),
        ("K 0 fenced\nK 0 begin\n", false, false),
        ("K 1 done\n", false, false),
        // Cut and garbled lines.
        ("K 0 begi", false, false),
        ("K 0 begin", false, false),
        ("K 0 do\n\nK 0 begin\n", true, false),
        ("K 0 d\nK 0 begin\n", false, true),
        ("\u{0}\u{0}\u{0}\u{0}\nK 0 done\n", false, true),
        ("K 0 begin extra\n", false, false),
        ("K 00 done\n", false, false),
        ("K -1 done\nK 99999999999999999999 done\nK  done\nK\n\n\n", false, false),
        ("xK 0 done\nK 0 DONE\nK 0 done \n", false, false),
    ])
    func tellsWhatWasDelivered(lines: String, isStaged: Bool, isSent: Bool) throws {
        try lines.replacing("K", with: mail.key).write(toFile: file, atomically: false, encoding: .utf8)
        if isStaged {
            #expect(FileManager.default.createFile(atPath: "\(folder.outbox)/.tmp/\(mail.id)", contents: nil))
        }
        #expect(try evidence() == (isSent ? .sent(providerID: "\(mail.id)") : .notSent))
        // Asked again, it says the same, and a send keeps to it.
        #expect(try evidence() == (isSent ? .sent(providerID: "\(mail.id)") : .notSent))
        let outcome = try #require(outbox.send([mail]).first)
        #expect(isSent ? outcome.isDuplicate : outcome.result == .fenced)
    }

    @Test func aCutLineDoesNotSpoilTheNext() throws {
        try "\(mail.key) 0 beg".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(outbox.send([mail]).map(\.isDuplicate) == [false])
        try FileManager.default.removeItem(atPath: "\(folder.outbox)/email/new/\(mail.id).outrider")
        #expect(outbox.send([mail]).map(\.isDuplicate) == [true])
        #expect(
            try TemporaryFolder.text(of: file)
                == "\(mail.key) 0 beg\n\(mail.key) 0 begin\n\n\(mail.key) 0 done\n")
    }

    @Test func whatADeadHolderStagedWithoutABeginIsCleared() throws {
        let staged = "\(folder.outbox)/.tmp/\(mail.id)"
        #expect(FileManager.default.createFile(atPath: staged, contents: Data("half".utf8)))
        #expect(outbox.send([mail]).allSatisfy { $0.isSent && !$0.isDuplicate })
        let delivered = "\(folder.outbox)/email/new/\(mail.id).outrider"
        #expect(FileManager.default.contents(atPath: delivered) == Data(mail.payload))
    }

    @Test func thousandsOfOtherKeysDoNotHideOne() throws {
        let lines = (0..<20_000).map { number in
            "\(mail.key.prefix(2))\(Messages.key(number).dropFirst(2)) 0 done\n"
        }
        let own = "\(mail.key) 0 done\n"
        try (lines.prefix(9_999).joined() + own + lines.dropFirst(9_999).joined()).write(
            toFile: file, atomically: false, encoding: .utf8)
        #expect(try evidence() == .sent(providerID: "\(mail.id)"))
    }
}
