import Testing

@testable import OutriderCore

/// Who writes: the nearest choice, kept from the first message, with absences and covers. Monday 2026-11-23, 09:00.
@Suite struct SenderTests {
    private static func book(_ more: [String: String] = [:]) -> [String: String] {
        [String: String].book().merging([
            "senders/jo.yaml":
                "firstName: Jo\nlastName: N\nemail: {from: Jo N <jo@acme.example>}\nsignature: \"Jo\\nAcme\"\n",
            "senders/sam.yaml": "firstName: Sam\nemail: {from: sam@acme.example, replyTo: desk@acme.example}\n",
            "enrollments/e.yaml": "sequence: s\nsender: jo\npeople: [ada]\n",
        ]) { _, new in new }.merging(more) { _, new in new }
    }

    private static func draft(_ stage: Stage) throws -> Draft {
        guard case .send(let draft) = try #require(try stage.plan().items.first).action else {
            throw NoDraft(plan: try stage.planText())
        }
        return draft
    }

    struct NoDraft: Error { var plan: [String] }

    @Test(arguments: [
        ("", "", "jo"),
        ("  - ada: {sender: sam}\n", "", "sam"),
        ("", "owner: sam\n", "jo"),
        ("  - ada: {sender: owner}\n", "owner: sam\n", "sam"),
        ("  - ada: {sender: owner}\n", "", "jo"),
    ])
    func nearest(member: String, person: String, expected: String) throws {
        var book = Self.book()
        book["people/ada.yaml", default: ""] += person
        if !member.isEmpty { book["enrollments/e.yaml"] = "sequence: s\nsender: jo\npeople:\n\(member)" }
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try Self.draft(stage).envelope.sender == expected)
    }

    @Test func envelopeAndSignature() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        let draft = try Self.draft(stage)
        #expect(draft.envelope.mailbox.address.text == "jo@acme.example")
        #expect(draft.envelope.mailbox.name == "Jo N")
        #expect(draft.text.hasSuffix("\n\nJo\nAcme\n"), "\(draft.text)")
        #expect(draft.envelope.replyTo == [])
    }

    /// What a plan takes to have gone keeps its sender, in a thread and beside it.
    @Test func aPlanLooksAheadWithTheSameSender() throws {
        var book = Self.book()
        book["sequences/s.yaml"] = """
            name: S
            steps:
              - {id: intro, channel: email, subject: Hi, body: "{{sender.firstName}}"}
              - {id: nudge, channel: email, delay: 1d, thread: intro, body: "{{sender.firstName}}"}
              - {id: text, channel: sms, delay: 1d, body: "{{sender.firstName}}"}

            """
        book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        var stage = try Stage(book)
        try stage.reconcile()
        let items = try stage.plan(until: try Instant("2026-11-30T08:00:00Z")).items
        #expect(items.map(\.step) == ["intro", "nudge", "text"])
        #expect(items.map(\.sender) == ["jo", "jo", "jo"])
    }

    @Test func theFirstMessageDecides() throws {
        var stage = try Stage(Self.book())
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.membership("ada")?.sender == "jo")
        stage.book["enrollments/e.yaml"] = "sequence: s\nsender: sam\npeople: [ada]\n"
        try stage.move(to: "2026-11-24T08:00:00Z")
        try stage.reconcile()
        #expect(try Self.draft(stage).envelope.sender == "jo")
        // A sender who was moved is found by the old id; one who is gone leaves the choice to the files.
        stage.book["senders/joan.yaml"] = (stage.book["senders/jo.yaml"] ?? "") + "formerly: [jo]\n"
        stage.book["senders/jo.yaml"] = nil
        try stage.reconcile()
        #expect(try Self.draft(stage).envelope.sender == "joan")
        stage.book["senders/joan.yaml"] = nil
        try stage.reconcile()
        #expect(try Self.draft(stage).envelope.sender == "sam")
    }

    @Test func aListIsDrawnByThePersonAlone() throws {
        var book = Self.book(["enrollments/e.yaml": "sequence: s\nsender: [jo, sam]\npeople:\n"])
        for number in 0..<40 {
            book["people/p\(number).yaml"] = "name: P\nemail: p\(number)@example.com\n"
            book["enrollments/e.yaml", default: ""] += "  - p\(number)\n"
        }
        func chosen(_ book: [String: String]) throws -> [String: String] {
            var stage = try Stage(book)
            try stage.reconcile()
            return Dictionary(uniqueKeysWithValues: try stage.plan().items.map { ($0.person, $0.sender) })
        }
        let first = try chosen(book)
        #expect(first.count == 40)
        #expect(Set(first.values) == ["jo", "sam"])
        book["enrollments/e.yaml"] = book["enrollments/e.yaml"]?.replacing("[jo, sam]", with: "[sam, jo]")
        #expect(try chosen(book) == first)
        // A third sender takes people from both and moves nobody between the two.
        book["senders/kim.yaml"] = "firstName: Kim\n"
        book["enrollments/e.yaml"] = book["enrollments/e.yaml"]?.replacing("[sam, jo]", with: "[sam, kim, jo]")
        let third = try chosen(book)
        #expect(third.contains { $0.value == "kim" })
        #expect(third.allSatisfy { $0.value == "kim" || $0.value == first[$0.key] })
    }

    @Test func awayWithoutCoverHolds() throws {
        var book = Self.book()
        book["senders/jo.yaml", default: ""] += "away: {from: 2026-11-23, until: 2026-11-25}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(try stage.planText() == ["2026-11-23T07:00:00Z ada intro: sender-away (jo)"])
        #expect(try stage.run() == [])
        // They are back on the day of `until`, in the book's zone.
        try stage.move(to: "2026-11-24T21:59:59Z")
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T22:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    @Test func coverWritesToNewPeopleAndReadsAnswersOfOthers() throws {
        var book = Self.book()
        book["senders/jo.yaml", default: ""] += "away: {from: 2026-11-24, until: 2026-11-30, cover: sam}\n"
        book["people/bob.yaml"] = "firstName: Bob\nemail: bob@example.com\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        stage.book["enrollments/e.yaml"] = "sequence: s\nsender: jo\npeople: [ada, bob]\n"
        try stage.move(to: "2026-11-24T08:00:00Z")
        try stage.reconcile()
        let items = try stage.plan().items
        #expect(items.map { "\($0.person) \($0.step) \($0.sender)" }.sorted() == ["ada nudge jo", "bob intro sam"])
        for case .send(let draft) in items.map(\.action) where draft.envelope.sender == "jo" {
            #expect(draft.envelope.mailbox.address.text == "jo@acme.example")
            #expect(draft.envelope.replyTo.map(\.address.text) == ["jo@acme.example", "desk@acme.example"])
        }
        try stage.run()
        #expect(try stage.membership("bob")?.sender == "sam")
    }

    @Test func coversInARingHold() throws {
        var book = Self.book()
        book["senders/jo.yaml", default: ""] += "away: {from: 2026-11-01, until: 2026-12-01, cover: sam}\n"
        book["senders/sam.yaml", default: ""] += "away: {from: 2026-11-01, until: 2026-12-02, cover: jo}\n"
        let report = try Check.all(
            Book(MemorySource(book.merging(["outrider.yaml": Stage.settings]) { own, _ in own })))
        #expect(report.diagnostics.filter { $0.code == .coverLoop }.count == 2)
    }

    @Test func aStepOfItsOwnAndItsThread() throws {
        var book = Self.book()
        book["sequences/s.yaml"] = """
            name: S
            steps:
              - {id: intro, channel: email, sender: sam, subject: Hello, body: Hi}
              - {id: other, channel: email, delay: 1d, subject: Other, body: Hi}
              - {id: again, channel: email, delay: 1d, thread: intro, body: Hi}

            """
        var stage = try Stage(book)
        var senders: [String] = []
        for day in 23...25 {
            try stage.move(to: "2026-11-\(day)T08:00:00Z")
            try stage.reconcile()
            senders.append(try Self.draft(stage).envelope.sender)
            try stage.run()
        }
        #expect(senders == ["sam", "sam", "sam"])
    }

    /// An answer comes from whoever wrote the mail, although the file names somebody who was away then.
    @Test func anAnswerComesFromWhoWroteTheMail() throws {
        var book = Self.book()
        book["senders/jo.yaml", default: ""] += "away: {from: 2026-11-23, until: 2026-11-24, cover: sam}\n"
        book["sequences/s.yaml"] = """
            name: S
            steps:
              - {id: intro, channel: email, sender: jo, subject: Hello, body: Hi}
              - {id: again, channel: email, delay: 1d, thread: intro, body: Hi}

            """
        var stage = try Stage(book)
        try stage.run()
        #expect(try stage.membership("ada")?.sender == "sam")
        try stage.move(to: "2026-11-25T08:00:00Z")
        try stage.reconcile()
        #expect(try Self.draft(stage).envelope.sender == "sam")
    }

    /// Words that only the cover lacks hold until the sender is back, not until a file changes.
    @Test func whatTheCoverLacksEndsWithTheAbsence() throws {
        var book = Self.book()
        book["senders/jo.yaml", default: ""] +=
            "title: Partner\naway: {from: 2026-11-23, until: 2026-11-24, cover: sam}\n"
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, subject: Hello, body: \"{{sender.title}}\"}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(stage.errors == [])
        #expect(try stage.planText(.all) == ["2026-11-23T07:00:00Z ada intro: missing-variable (sender.title)"])
        try stage.move(to: "2026-11-24T08:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    @Test func aManualProviderMakesTasks() throws {
        var book = Self.book()
        book["senders/jo.yaml"] = "firstName: Jo\nemail: {from: jo@acme.example, provider: manual, replies: manual}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(try stage.planText() == ["2026-11-23T07:00:00Z ada intro: task"])
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.task != nil)
        let tasks = try TaskReport.make(try stage.ledger, now: stage.now, until: stage.now)
        #expect(tasks.map(\.step) == ["intro"])
        #expect(tasks.first?.address == "ada@example.com")
    }
}
