import Foundation
import Testing

/// Journals that were damaged, changed by hand, set back or lost: no run works on one as if nothing were.
@Suite struct DamageTests {
    /// A book whose first run is done.
    private func book() throws -> TestBook {
        let book = try TestBook(copying: Samples.three)
        try book.run()
        book.now = "2026-11-24T10:00:00Z"
        return book
    }

    /// A machine that has not seen the journal yet, so that only the journal itself tells.
    private func forget(_ book: TestBook) throws {
        try FileManager.default.removeItem(atPath: book.root + "/home/state")
    }

    private func refused(
        _ book: TestBook, exit: Int32 = 6, saying words: String..., sent: Int = 6,
        _ place: SourceLocation = #_sourceLocation
    ) throws {
        let tip = try? book.git("rev-parse", TestBook.journal)
        let run = try book.outrider("run")
        #expect(run.end == .exit(exit), "\(run.all)", sourceLocation: place)
        if exit == 6 { #expect(run.errors.contains("= hint: "), "\(run.errors)", sourceLocation: place) }
        for word in words { #expect(run.errors.contains(word), "\(run.errors)", sourceLocation: place) }
        #expect(book.outbox.messages.count == sent, sourceLocation: place)
        #expect((try? book.git("rev-parse", TestBook.journal)) == tip, sourceLocation: place)
    }

    struct Damage: CustomTestStringConvertible, Sendable {
        let name: String
        let path: String
        /// The file's text after the damage; `nil` removes it.
        let change: @Sendable (String) -> String?
        let words: String
        var testDescription: String { name }
    }

    static let damages = [
        Damage(
            name: "a cut line", path: "people/all.jsonl", change: { String($0.dropLast(20)) }, words: "people/all.jsonl"
        ),
        Damage(
            name: "a line twice", path: "people/all.jsonl",
            change: { $0 + ($0.split(separator: "\n").last ?? "") + "\n" }, words: "people/all.jsonl"),
        Damage(
            name: "garbage in a line", path: "people/all.jsonl",
            change: { $0.replacingOccurrences(of: "\"status\":\"ACTIVE\"", with: "\"status\":\"ACTIV") },
            words: "people/all.jsonl"),
        Damage(name: "a missing bucket", path: "people/all.jsonl", change: { _ in nil }, words: "people/all.jsonl"),
        Damage(name: "a missing index", path: "due.jsonl", change: { _ in nil }, words: "due.jsonl"),
        Damage(name: "a damaged index", path: "due.jsonl", change: { String($0.dropLast(5)) }, words: "due.jsonl"),
        Damage(
            name: "a damaged header", path: "journal.json", change: { String($0.dropLast(9)) }, words: "journal.json"),
        Damage(name: "a missing header", path: "journal.json", change: { _ in nil }, words: "journal.json"),
        Damage(
            name: "a future format", path: "journal.json",
            change: { $0.replacingOccurrences(of: "\"format\": 1", with: "\"format\": 2") }, words: "format 2"),
        Damage(
            name: "another canary", path: "journal.json",
            change: { $0.replacing(/"canary": "./, with: "\"canary\": \"0") }, words: "address hashes"),
        Damage(
            name: "cut addresses", path: "addresses/all.jsonl", change: { String($0.dropLast(20)) },
            words: "addresses/all.jsonl"),
        Damage(
            name: "a damaged sequence", path: "sequences/hello.json", change: { String($0.dropLast(4)) },
            words: "sequences/hello.json"),
    ]

    @Test(arguments: damages) func aDamagedJournalIsRefused(_ damage: Damage) throws {
        let book = try book()
        try book.tamper([damage.path: damage.change(try book.journal(damage.path))])
        // This machine knows that the tip is not its own, or sees the damage first.
        try refused(book)
        try forget(book)
        try refused(book, saying: damage.words)
        #expect(try book.outrider("journal", "verify").end == .exit(1))
    }

    @Test func aForeignCommitIsNoticed() throws {
        let book = try book()
        try book.tamper(["note.txt": "hello\n"])
        try refused(book, saying: "another than the one this machine has seen", "outrider journal adopt")
    }

    @Test func aRewoundBranchIsNoticedByItsWitness() throws {
        let book = try book()
        try forget(book)
        try book.git("update-ref", TestBook.journal, TestBook.journal + "~1")
        try refused(book, saying: "set back", "outrider journal adopt")
        let adopted = try book.outrider("journal", "adopt", "--by", "jo")
        #expect(adopted.end == .exit(0), "\(adopted.all)")
        let run = try book.run()
        #expect(run.sent == 0, "\(run)")
        #expect(try book.outrider("status").output.contains("3 held (adopted)"))
        #expect(book.outbox.messages.count == 6)
    }

    @Test(arguments: [true, false]) func anOldCopyIsNoticedByTheMachine(_ hasOutbox: Bool) throws {
        let book = try TestBook(copying: Samples.three)
        let copy = book.root + "/copy"
        try book.copyFolder(book.folder, to: copy)
        try book.run()
        if hasOutbox { try book.copyFolder(book.folder + "/outbox", to: copy + "/outbox") }
        try FileManager.default.removeItem(atPath: book.folder)
        try FileManager.default.moveItem(atPath: copy, toPath: book.folder)
        try refused(book, saying: "older than what this machine has seen", sent: hasOutbox ? 6 : 0)
    }

    @Test func aDeletedBranchIsNeverMadeAnew() throws {
        let book = try book()
        try book.git("branch", "-q", "-D", "outrider-journal")
        try refused(book, saying: "missing", "git fetch")
        #expect(try book.outrider("init").end == .exit(6))
        let made = try book.outrider("init", "--new-journal")
        #expect(made.end == .exit(0), "\(made.all)")
    }

    @Test func theBranchesOfTwoBooksAreToldApart() throws {
        let book = try book()
        try book.edit("outrider.yaml", "book: \(TestBook.identity)", "book: 99999999")
        try book.commit("book: another")
        try refused(book, saying: "belongs to the book")
    }

    @Test func aStaleLockIsNamed() throws {
        let book = try book()
        let lock = book.folder + "/.git/refs/heads/outrider-journal.lock"
        try Data().write(to: URL(fileURLWithPath: lock))
        try refused(book, exit: 1, saying: "outrider-journal.lock")
        try FileManager.default.removeItem(atPath: lock)
        let invariants = try Invariants(book)
        #expect(try book.run().sent == 3)
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second", "third"))
    }

    @Test func aLostOutboxLeavesDoubtAndSendsNothingAgain() throws {
        let book = try TestBook(copying: Samples.three)
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.accepted:2:kill"])
        #expect(crash.end == .signal(SIGKILL))
        try book.remove("outbox")
        let run = try book.run(exit: 3)
        #expect(run.unknown == 3 && run.sent == 0, "\(run)")
        #expect(try book.run().sent == 0)
        book.now = "2026-11-30T10:00:00Z"
        #expect(try book.run().sent == 0)
        let status = try book.outrider("status").output
        #expect(status.contains("In doubt") && status.contains("3 in doubt"), "\(status)")
        let keys = try LogLine.all(book).filter { $0.event == "unknown" }.compactMap(\.key).sorted()
        try #require(keys.count == 3)
        #expect(try book.outrider("resolve", keys[0], "--sent").end == .exit(0))
        #expect(try book.outrider("resolve", String(keys[1].prefix(12)), "--not-sent").end == .exit(0))
        #expect(try book.outrider("resolve", keys[1], "--not-sent").end == .exit(1))
        let next = try book.run()
        let first = next.messages.filter { $0.step == "first" }
        #expect(first.map(\.key) == [keys[1]] && first.map(\.status) == ["SENT"], "\(next)")
        #expect(try book.outrider("status").output.contains("1 in doubt"))
        #expect(book.outbox.messages.filter { $0.key == keys[1] }.map(\.gen) == [1])
        #expect(book.outbox.messages.allSatisfy { $0.key != keys[0] && $0.key != keys[2] })
        #expect(try book.outrider("journal", "verify").end == .exit(0))
    }

    @Test func aDamagedWriteAheadLogLeavesNothingLost() throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.accepted:2:kill"])
        #expect(crash.end == .signal(SIGKILL))
        let folder = book.folder + "/.git/outrider/wal/"
        let log = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        try Data("{\"type\":\"int\n\u{0}garbage".utf8).write(to: URL(fileURLWithPath: folder + log))
        let run = try book.run()
        #expect(run.unknown == 0, "\(run)")
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    /// Without the log nobody can say that the holder is dead, so its time is waited for.
    @Test func aLostWriteAheadLogWaitsForTheLease() throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.accepted:2:kill"])
        #expect(crash.end == .signal(SIGKILL))
        try FileManager.default.removeItem(atPath: book.folder + "/.git/outrider")
        #expect(try book.run().held == ["claimed-elsewhere": 3])
        book.now = "2026-11-23T09:12:29Z"
        #expect(try book.run().held == ["claimed-elsewhere": 3])
        book.now = "2026-11-23T09:12:30Z"
        #expect(try book.run().unknown == 0)
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }
}
