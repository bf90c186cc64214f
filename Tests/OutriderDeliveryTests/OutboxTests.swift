import Foundation
import OutriderCore
import OutriderDelivery
import Testing

@Suite struct OutboxTests {
    let folder: TemporaryFolder
    let outbox: Outbox
    let files = FileManager.default

    init() throws {
        folder = try TemporaryFolder()
        outbox = Outbox(path: folder.outbox, patience: .milliseconds(100))
    }

    private var new: [String] { TemporaryFolder.names(in: folder.outbox + "/email/new") }

    @Test func laysOutAMaildirAndPlainFolders() throws {
        let mail = Messages.mail(1)
        let texts = [Messages.mail(2, channel: .sms), Messages.mail(3, gen: 4, channel: .whatsapp)]
        #expect(outbox.send([mail] + texts).allSatisfy { $0.isSent })
        #expect(TemporaryFolder.names(in: folder.outbox + "/email") == ["cur", "new", "tmp"])
        #expect(new == ["\(mail.key).0.outrider"])
        #expect(TemporaryFolder.names(in: folder.outbox + "/sms") == ["\(texts[0].key).0.json"])
        #expect(TemporaryFolder.names(in: folder.outbox + "/whatsapp") == ["\(texts[1].key).4.json"])
        #expect(TemporaryFolder.names(in: folder.outbox + "/.tmp").isEmpty)
        let path = folder.outbox + "/email/new/\(mail.key).0.outrider"
        #expect(files.contents(atPath: path) == Data(mail.payload))
        #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try files.attributesOfItem(atPath: folder.outbox)[.posixPermissions] as? Int == 0o700)
    }

    @Test(arguments: [":2,S", ":2,RS", ",S=120:2,", ""])
    func recognisesAMailThatAReaderMoved(suffix: String) throws {
        let account = try outbox.account()
        let mail = Messages.mail(1)
        _ = outbox.send([mail])
        let name = "\(mail.id).outrider"
        try files.moveItem(
            atPath: folder.outbox + "/email/new/" + name, toPath: folder.outbox + "/email/cur/" + name + suffix)
        // Even the ledger's file may be gone.
        try files.removeItem(atPath: folder.outbox + "/.sent/" + mail.key.prefix(2))
        #expect(outbox.send([mail, Messages.mail(2)]).map(\.isDuplicate) == [true, false])
        #expect(try outbox.evidence(for: [mail.id], account: account) == [.sent(providerID: "\(mail.id)")])
        #expect(new == ["\(Messages.mail(2).id).outrider"])
    }

    @Test func remembersAMailThatAPersonDeleted() throws {
        let account = try outbox.account()
        let mail = Messages.mail(1)
        _ = outbox.send([mail])
        try files.removeItem(atPath: folder.outbox + "/email")
        #expect(outbox.send([mail, Messages.mail(1, gen: 1)]).allSatisfy { $0.isSent && $0.isDuplicate })
        #expect(try outbox.evidence(for: [mail.id], account: account) == [.sent(providerID: "\(mail.id)")])
        #expect(new.isEmpty)
    }

    @Test func evidenceIsOfOneGeneration() throws {
        let account = try outbox.account()
        _ = outbox.send([Messages.mail(1, gen: 1)])
        let keys = (0...2).map { Messages.mail(1, gen: $0).id }
        #expect(
            try outbox.evidence(for: keys, account: account)
                == [.notSent, .sent(providerID: "\(keys[1])"), .notSent])
    }

    @Test(arguments: ["", "/.id", "/.sent"])
    func anOutboxThatLostItsMemoryIsAnotherOne(deleted: String) throws {
        let account = try outbox.account()
        let mail = Messages.mail(1)
        _ = outbox.send([mail])
        try files.removeItem(atPath: folder.outbox + deleted)
        #expect(try outbox.evidence(for: [mail.id], account: account) == [.unknown])
        // Claimed for the old one: it must not go to a new one.
        #expect(outbox.send([Messages.mail(2)]).map(\.result) == [.notSent(code: "other-account")])
        #expect(try Outbox(path: folder.outbox).account() != account)
        #expect(try outbox.evidence(for: [mail.id], account: account) == [.unknown])
        #expect(outbox.send([Messages.mail(2)]).map(\.result) == [.notSent(code: "other-account")])
        _ = try outbox.account()
        #expect(outbox.send([Messages.mail(2)]).allSatisfy { $0.isSent })
    }

    @Test(arguments: ["", "x", "\u{0}\u{0}", String(repeating: "a", count: 5000)])
    func aGarbledIdIsReplaced(text: String) throws {
        let account = try outbox.account()
        try text.write(toFile: folder.outbox + "/.id", atomically: true, encoding: .utf8)
        if text.utf8.count > 4096 {
            #expect(throws: SystemError.self) { try outbox.account() }
        } else {
            #expect(try outbox.account() != account)
        }
    }

    @Test func hostileNamesDoNotMatter() throws {
        _ = try outbox.account()
        _ = outbox.send([Messages.mail(0)])
        let mail = Messages.mail(1)
        let names = [
            mail.key, "\(mail.key).", "\(mail.key).0", "\(mail.key).00.outrider", "\(mail.key).-1.outrider",
            "\(mail.key).99999999999999999999.outrider", "\(mail.key.uppercased()).0.outrider", ".outrider",
            String(repeating: "x", count: 250), "\(mail.key).0.\n.outrider", "é\u{301}\(mail.key).0.outrider",
        ]
        for place in ["/email/new/", "/email/cur/", "/.tmp/", "/"] {
            for name in names { #expect(files.createFile(atPath: folder.outbox + place + name, contents: nil)) }
        }
        // Something of this name in the way is not the staged file.
        #expect(outbox.send([Messages.mail(2)]).allSatisfy { $0.isSent && !$0.isDuplicate })
        #expect(outbox.send([mail]).allSatisfy { $0.isSent && !$0.isDuplicate })
    }

    @Test(arguments: ["", "/email", "/email/new", "/sms", "/.sent", "/.tmp"])
    func symbolicLinksAreNotFollowed(place: String) throws {
        _ = try outbox.account()
        _ = outbox.send([Messages.mail(0), Messages.mail(1, channel: .sms)])
        let elsewhere = folder.path + "/elsewhere"
        try files.moveItem(atPath: folder.outbox + place, toPath: elsewhere)
        try files.createSymbolicLink(atPath: folder.outbox + place, withDestinationPath: elsewhere)
        let outcomes = outbox.send([Messages.mail(2), Messages.mail(3, channel: .sms)])
        #expect(outcomes.map(\.result).contains(.notSent(code: "not-a-folder")))
        let channel = place == "/sms" ? outcomes[1] : outcomes[0]
        #expect(channel.result == .notSent(code: "not-a-folder"))
    }

    @Test func anUnusableFolderNamesTheNextStep() throws {
        let path = folder.path + "/file"
        #expect(files.createFile(atPath: path, contents: nil))
        let error = #expect(throws: SystemError.self) { try Outbox(path: path).account() }
        #expect(error?.message == "cannot open \(path): not a folder, or a symbolic link")
        #expect(error?.hint != nil)
        #expect(Outbox(path: path).send([Messages.mail(1)]).map(\.result) == [.notSent(code: "not-a-folder")])
    }

    @Test func makesMissingParents() throws {
        let deep = Outbox(path: folder.path + "/a/b/outbox/")
        #expect(deep.send([Messages.mail(1)]).allSatisfy { $0.isSent })
        #expect(TemporaryFolder.names(in: folder.path + "/a/b/outbox/email/new").count == 1)
    }

    @Test func evidenceMakesNothing() throws {
        #expect(try outbox.evidence(for: [Messages.mail(1).id], account: "outbox:x") == [.unknown])
        #expect(TemporaryFolder.names(in: folder.path).isEmpty)
    }

    @Test(arguments: [
        ("../../../etc/passwd", 0), ("", 0), (String(repeating: "A", count: 32), 0),
        (String(repeating: "1", count: 32), 0), (String(repeating: "a", count: 31) + "/", 0),
        (String(repeating: "a", count: 33), 0), (String(repeating: "a", count: 32), -1),
        (String(repeating: "a", count: 32), Int.max),
    ])
    func malformedKeysAreRefused(key: String, gen: Int) throws {
        let account = try outbox.account()
        let bad = OutgoingMessage(key: key, gen: gen, channel: .email, payload: [1])
        let outcomes = outbox.send([bad, Messages.mail(1)])
        #expect(outcomes.map(\.id) == [bad.id, Messages.mail(1).id])
        #expect(outcomes[0].result == .failed(.configuration, code: "bad-key"))
        #expect(outcomes[1].isSent)
        #expect(try outbox.evidence(for: [bad.id], account: account) == [.unknown])
    }

    @Test func channelsOfHumansAreRefused() {
        let outcomes = outbox.send([Messages.mail(1, channel: .linkedin), Messages.mail(2)])
        #expect(outcomes[0].result == .failed(.configuration, code: "channel"))
        #expect(outcomes[1].isSent)
    }

    @Test func oneKeyTwiceInAGroupGoesOnce() {
        let outcomes = outbox.send([Messages.mail(1), Messages.mail(2), Messages.mail(1, gen: 1)])
        #expect(outcomes.map(\.isDuplicate) == [false, false, true])
        #expect(outcomes.allSatisfy { $0.isSent })
        #expect(new.count == 2)
    }
}
