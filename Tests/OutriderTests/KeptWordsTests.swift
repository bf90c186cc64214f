import Foundation
import Testing

/// `onEdit: pin` in a real repository: what people inside keep survives the loss of the commit that had it.
@Suite struct KeptWordsTests {
    private static let files = [
        "outrider.yaml": """
        version: 1
        name: Acme
        timezone: UTC
        journal: {remote: none}
        defaults: {grace: 0m, minGap: 0m, exclusive: false}
        footer: foot

        """,
        ".gitignore": "outbox/\n",
        "templates/intro.yaml": "subject: Old offer\nbody: \"Old words, {{firstName}}. {{> part}}\"\n",
        "templates/part.yaml": "body: Old part.\n",
        "templates/foot.yaml": "body: Old foot.\n",
        "sequences/offer.yaml": """
        name: Offer
        onEdit: pin
        steps:
          - {id: intro, channel: email, template: intro}
          - {id: nudge, channel: email, delay: 1d, template: intro}
          - {id: last, channel: email, delay: 1d, template: intro}

        """,
        "enrollments/first.yaml": "sequence: offer\npeople: [ada, bob]\n",
        "people/ada.yaml": "firstName: Ada\nemail: ada@example.com\n",
        "people/bob.yaml": "firstName: Bob\nemail: bob@example.com\n",
    ]

    private func isOld(_ book: TestBook, _ person: String) -> [Bool] {
        book.outbox.messages.filter { $0.header("To")?.contains("\(person)@") ?? false }.map { message in
            let words = ["words", "part", "foot"]
            #expect(
                words.allSatisfy { message.bytes.contains("Old \($0)") }
                    || words.allSatisfy { message.bytes.contains("New \($0)") }, "\(message.bytes)")
            return message.bytes.contains("Old words")
        }
    }

    private func edit(_ book: TestBook) throws {
        for path in ["templates/intro.yaml", "templates/part.yaml", "templates/foot.yaml"] {
            try book.edit(path, "Old", "New")
        }
        try book.edit("sequences/offer.yaml", "id: nudge", "id: reminder")
        // The old commits are gone for good.
        try book.git("checkout", "-q", "--orphan", "fresh")
        try book.commit("book: another offer")
        try book.git("branch", "-D", "-q", "main")
        try book.git("branch", "-m", "main")
    }

    private func forget(_ book: TestBook) throws {
        // The journal's own past holds old trees too: only its tip is left.
        let tip = try book.git("commit-tree", "\(TestBook.journal)^{tree}", "-m", "tip")
        for name in [TestBook.journal, TestBook.witness] { try book.git("update-ref", name, tip) }
        try? FileManager.default.removeItem(atPath: book.root + "/home/state/outrider")
        try book.git("reflog", "expire", "--expire=now", "--all")
        try book.git("gc", "-q", "--prune=now")
    }

    @Test func theOldWordsOutliveTheirCommits() throws {
        let book = try TestBook(Self.files)
        #expect(try book.run().sent == 2)
        let blob = try book.git("rev-parse", "main:people/ada.yaml")
        let words = try book.git("rev-parse", "main:templates/intro.yaml")
        try book.edit("people/ada.yaml", "Ada", "Augusta")
        try edit(book)
        book.now = "2026-11-23T10:00:00Z"
        try book.run()
        try forget(book)
        #expect(throws: TestBook.Failed.self, "a person's file is kept by nobody") {
            try book.git("cat-file", "-e", blob)
        }
        try book.git("cat-file", "-e", words)
        book.now = "2026-11-24T10:00:00Z"
        let report = try book.run()
        #expect(Set(report.messages.map { "\($0.person) \($0.step)" }) == ["ada nudge", "bob nudge"])
        #expect(isOld(book, "ada") == [true, true])
        #expect(book.outbox.messages.contains { $0.bytes.contains("Old words, Augusta.") })
        let verified = try book.outrider("journal", "verify")
        #expect(verified.end == .exit(0), "\(verified.all)")

        let moved = try book.outrider("repin", "first", "bob", "--by", "jo", "--reason", "asked", "--format", "json")
        #expect(moved.end == .exit(0), "\(moved.all)")
        #expect(moved.output.contains(#""person": "bob""#) && !moved.output.contains("ada"), "\(moved.output)")
        let again = try book.outrider("repin", "first", "bob")
        #expect(again.output.hasPrefix("Nothing to change"), "\(again.all)")
        #expect(try LogLine.all(book).filter { $0.event == "repinned" }.map(\.person) == ["bob"])
        book.now = "2026-11-25T10:00:00Z"
        #expect(try Set(book.run().messages.map { "\($0.person) \($0.step)" }) == ["ada last", "bob last"])
        #expect(isOld(book, "ada") == [true, true, true])
        #expect(Set(isOld(book, "bob")) == [true, false])
        #expect(try book.run().commits == 0)
    }

    @Test func repinSaysWhatIsWrong() throws {
        let book = try TestBook(Self.files)
        try book.run()
        let unknown = try book.outrider("repin", "second")
        #expect(unknown.end == .exit(64) || unknown.end == .exit(1), "\(unknown.all)")
        let nobody = try book.outrider("repin", "first", "carl")
        #expect(nobody.end != .exit(0) && nobody.errors.contains("carl"), "\(nobody.all)")
        let none = try book.outrider("repin", "first", "--step", "last")
        #expect(none.output.hasPrefix("Nothing to change"), "\(none.all)")
    }
}
