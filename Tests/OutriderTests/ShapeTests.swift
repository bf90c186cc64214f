import Foundation
import Testing

/// Repositories of other shapes than a plain clone: a run works in each and touches nothing but its journal.
@Suite struct ShapeTests {
    private static let everything = Samples.messages(people: 3, "first", "second")

    /// Runs twice in a folder and checks what was delivered into `outbox`.
    private func work(
        _ book: TestBook, in folder: String? = nil, outbox: String? = nil, _ place: SourceLocation = #_sourceLocation
    ) throws {
        book.folder = folder ?? book.folder
        let before = try Invariants.Surroundings(book)
        #expect(try book.run(place).sent == 6, sourceLocation: place)
        #expect(try book.run(place).commits == 0, sourceLocation: place)
        #expect(OutboxFolder(outbox ?? book.folder + "/outbox").messages.count == 6, sourceLocation: place)
        #expect(try Invariants.Surroundings(book) == before, sourceLocation: place)
        try Invariants(book).checkJournal(place)
        #expect(try book.outrider("status", "all").end == .exit(0), sourceLocation: place)
    }

    @Test func aBareRepository() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("clone", "-q", "--bare", ".", "../bare.git")
        book.folder = book.root + "/bare.git"
        #expect(try book.run().sent == 6)
        #expect(OutboxFolder(book.folder + "/outrider/outbox").messages.count == 6)
        #expect(try book.run().commits == 0)
        #expect(try book.outrider("plan", "--detailed-exitcode").end == .exit(0))
        #expect(try book.git("rev-parse", TestBook.journal) == book.git("rev-parse", TestBook.witness))
        #expect(try book.outrider("journal", "verify").end == .exit(0))
    }

    @Test func aShallowClone() throws {
        let book = try TestBook(copying: Samples.three)
        try book.edit("people/p001.yaml", "P1", "Pat")
        try book.commit("book: another")
        try book.git("clone", "-q", "--depth", "1", "--no-single-branch", "file://\(book.folder)", "../shallow")
        book.folder = book.root + "/shallow"
        try book.git("branch", "-q", "--no-track", "outrider-journal", "origin/outrider-journal")
        #expect(try book.git("rev-parse", "--is-shallow-repository") == "true")
        try work(book)
    }

    @Test func aSparseCheckout() throws {
        let book = try TestBook(copying: Samples.three)
        // The copy's files are new to the index, and git leaves alone what it does not know.
        try book.git("update-index", "-q", "--refresh")
        try book.git("sparse-checkout", "set", "sequences")
        #expect(!FileManager.default.fileExists(atPath: book.folder + "/people"))
        try work(book)
    }

    @Test func aLinkedWorktree() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("worktree", "add", "-q", "-b", "side", "../linked")
        try work(book, in: book.root + "/linked")
        #expect(FileManager.default.fileExists(atPath: book.root + "/book/.git/outrider/wal"))
    }

    /// A crash in one worktree is settled from another, at once: they share the log.
    @Test func aCrashInALinkedWorktree() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("worktree", "add", "-q", "-b", "side", "../linked")
        book.folder = book.root + "/linked"
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.begin.append:1:kill"])
        #expect(crash.end == .signal(SIGKILL))
        #expect(try book.run().sent == 6)
        #expect(book.outbox.messages.count == 6)
        try Invariants(book).checkJournal()
    }

    @Test func aDetachedHead() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("checkout", "-q", "--detach", "main")
        try work(book)
    }

    @Test func anotherBranchIsCheckedOut() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("checkout", "-q", "-b", "side")
        try book.edit("enrollments/all.yaml", "  - p003\n", "")
        try book.commit("book: not on main")
        try work(book)
    }

    @Test func aDirtyWorkTreeAndIndex() throws {
        let book = try TestBook(copying: Samples.three)
        try book.edit("people/p001.yaml", "P1", "Staged")
        try book.git("add", "people/p001.yaml")
        try book.edit("people/p001.yaml", "Staged", "Unstaged")
        try book.write("people/new.yaml", "firstName: New\nemial: broken\n")
        try book.remove("people/p002.yaml")
        try work(book)
        #expect(try book.read("people/p001.yaml").contains("Unstaged"))
        #expect(book.outbox.messages.contains { $0.header("Subject") == "Hello P1" })
    }

    @Test func aBookInAFolderOfABiggerRepository() throws {
        let book = try TestBook()
        let top = book.folder
        try book.git("init", "-q", "-b", "main")
        try book.write("README.md", "Much else.\n")
        book.folder = top + "/sales/outreach"
        for (path, text) in Samples.quick(people: 3) { try book.write(path, text) }
        try book.commit("book: begin")
        #expect(try book.outrider("init").end == .exit(0))
        try book.pin()
        try book.commit("book: identity")
        #expect(try book.journal("journal.json").contains("\"prefix\": \"sales/outreach\""))
        try work(book)
        #expect(
            try book.git("ls-tree", "--full-tree", "--name-only", TestBook.journal, "book/").contains("book/people"))
        // The only book is found from the top and from within.
        #expect(try book.outrider("run", "--book", "people").end == .exit(0))
        book.folder = top
        #expect(try book.outrider("run", "--book", "sales/outreach").end == .exit(0))
    }

    @Test func aRepositoryWithPackedReferencesAndObjects() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("pack-refs", "--all")
        try book.git("gc", "-q")
        try work(book)
        try book.git("gc", "-q", "--prune=now")
        book.now = "2026-11-24T10:00:00Z"
        #expect(try book.run().sent == 3)
        try Invariants(book).checkJournal()
    }

    @Test func anOutboxWhoseMailsWereReadAndMoved() throws {
        let book = try TestBook(copying: Samples.three)
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.answered:1:kill"])
        #expect(crash.end == .signal(SIGKILL))
        let mails = try FileManager.default.contentsOfDirectory(atPath: book.folder + "/outbox/email/new")
        #expect(mails.count == 3)
        let box = book.folder + "/outbox/email"
        try FileManager.default.moveItem(atPath: "\(box)/new/\(mails[0])", toPath: "\(box)/cur/\(mails[0]):2,S")
        try FileManager.default.removeItem(atPath: "\(box)/new/\(mails[1])")
        let repair = try book.run()
        #expect(repair.settled == 3 && repair.sent == 3 && repair.unknown == 0)
        #expect(book.outbox.messages.count == 5)
    }
}
