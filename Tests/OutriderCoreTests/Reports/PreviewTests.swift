import OutriderCore
import Testing

@Suite("A preview shows the words of one person")
struct PreviewTests {
    private func preview(_ kind: RecordKind, _ id: String, _ person: String, _ book: Book = SmallBook.book()) throws
        -> Preview
    {
        try #require(try Preview.make(kind, id, person: person, in: book))
    }

    @Test func aSequenceTakesTheVariablesOfItsEnrollment() throws {
        let preview = try preview(.sequence, "hello", "za/ada")
        #expect(preview.enrollment == "backend")
        #expect(preview.messages.map(\.step) == ["intro", "nudge", "ring"])
        #expect(!preview.isIncomplete)
        let intro = preview.messages[0]
        #expect(
            intro.headers.map { "\($0.name): \($0.value)" } == [
                "From: Jo <jo@acme.example>", "To: Ada Lovelace <Ada@Home.example>", "Subject: Engineer at Acme",
            ])
        #expect(intro.text == "Hi Ada,\nwe look for a Engineer.\n")
    }

    @Test func anAnswerKeepsTheSubject() throws {
        let nudge = try preview(.enrollment, "backend", "za/ada").messages[1]
        #expect(nudge.headers.last?.value == "Re: Engineer at Acme")
        #expect(nudge.text == "Still there, Ada?")
    }

    @Test func whatIsMissingIsMarked() throws {
        let intro = try preview(.template, "intro", "grace").messages[0]
        #expect(intro.missing == ["firstName", "email"])
        #expect(intro.text == "Hi [missing: firstName],\nwe look for a Engineer.\n")
        #expect(intro.headers.contains { $0.name == "To" && $0.value == "[missing: email]" })
    }

    @Test func withoutAnEnrollmentItsVariablesAreMissing() throws {
        let preview = try preview(.template, "intro", "in/ada")
        #expect(preview.enrollment == nil)
        #expect(preview.isIncomplete)
        #expect(preview.messages[0].headers.last?.value == "[missing: vars.role] at Acme")
    }

    @Test func aTemplateComesFromWhoeverWouldWriteIt() throws {
        let more = [
            "senders/jo.yaml": "firstName: Jo\nemail: {from: jo@acme.example}\n",
            "senders/sam.yaml":
                "firstName: Sam\nemail: {from: sam@acme.example}\naway: {from: 2026-12-01, until: 2026-12-05, cover: jo}\n",
            "people/za/ada.yaml": "firstName: Ada\nemail: ada@home.example\nowner: jo\n",
            "people/in/ada.yaml": "firstName: Ada\nemail: other@home.example\nowner: sam\n",
            "outrider.yaml": "version: 1\nname: Acme\ntimezone: UTC\ndefaults: {sender: owner}\n",
            "enrollments/backend.yaml": "sequence: hello\npeople: [za/ada, grace: {sender: sam}]\nvars: {role: CTO}\n",
        ]
        let book = SmallBook.book(more)
        #expect(try preview(.template, "intro", "za/ada", book).messages.map(\.sender) == ["jo"])
        #expect(try preview(.template, "intro", "grace", book).messages.map(\.sender) == ["sam"])
        #expect(try preview(.template, "intro", "in/ada", book).messages.map(\.sender) == ["sam"])
        let away = try Preview.make(
            .template, "intro", person: "in/ada", now: Instant("2026-12-02T09:00:00Z"), in: book)
        #expect(away?.messages.map(\.sender) == ["jo"])
    }

    @Test func wordsThatCannotBeMarkedStandAsWritten() throws {
        let book = SmallBook.book([
            "templates/deep.yaml": "body: \"{{#company}}{{industry}}{{/company}}\"\n",
            "companies/acme.yaml": "name: Acme\nindustry: \" \"\n",
            "people/in/ada.yaml": "firstName: Ada\ncompany: acme\n",
        ])
        let message = try preview(.template, "deep", "in/ada", book).messages[0]
        #expect(message.missing == ["industry"])
        #expect(message.text == "{{#company}}{{industry}}{{/company}}")
    }

    @Test func aRecordWithAnErrorGivesNone() throws {
        let book = SmallBook.book(["templates/intro.yaml": "body: \"{{\"\n"])
        #expect(try Preview.make(.template, "intro", person: "za/ada", in: book) == nil)
        #expect(book.report.hasErrors)
    }

    // MARK: Times

    private func times(_ book: Book, now: String, start: String? = nil) throws -> [String?] {
        let begin = start.flatMap { LocalTime($0) }
        let instant = Instant(rfc3339: now) ?? .min
        let preview = try Preview.make(.sequence, "hello", person: "za/ada", start: begin, now: instant, in: book)
        return try #require(preview).messages.map { $0.at?.rfc3339 }
    }

    @Test func stepsHaveTheTimesOfTheirSchedule() throws {
        // Johannesburg is two hours ahead of UTC; without a window a day begins at midnight.
        #expect(
            try times(SmallBook.book(), now: "2026-11-23T09:00:00Z") == [
                "2026-11-23T09:00:00Z", "2026-11-23T22:00:00Z", "2026-11-24T22:00:00Z",
            ])
        #expect(
            try times(SmallBook.book(), now: "2026-11-23T09:00:00Z", start: "2026-12-01 10:00").first
                == "2026-12-01T08:00:00Z")
    }

    @Test func theEnrollmentsStartCountsWhereItIsToCome() throws {
        let enrollment =
            "sequence: hello\nstart: 2026-12-01\npeople: [za/ada]\nvars: {role: x}\nwindow: mon-fri 09:00-17:00\n"
        let book = SmallBook.book(["enrollments/backend.yaml": enrollment])
        #expect(
            try times(book, now: "2026-11-23T09:00:00Z") == [
                "2026-12-01T07:00:00Z", "2026-12-02T07:00:00Z", "2026-12-03T07:00:00Z",
            ])
        #expect(try times(book, now: "2026-12-05T09:00:00Z").first == "2026-12-07T07:00:00Z")
    }

    /// Words that are fine one by one and too large together are an error with a place.
    @Test(arguments: [(RecordKind.template, "big"), (.sequence, "large"), (.enrollment, "large")])
    func whatIsTooLargeIsSaid(_ kind: RecordKind, _ id: String) throws {
        let part = String(repeating: "x", count: 40_000)
        var files = [
            "templates/part.yaml": "body: \(part)\n",
            "templates/big.yaml": "subject: x\nbody: \"{{> part}}{{> part}}\"\n",
        ]
        if kind != .template {
            files["sequences/large.yaml"] = "name: L\nsteps:\n  - {id: a, channel: email, template: big}\n"
            files["enrollments/large.yaml"] = "sequence: large\npeople: [za/ada]\n"
        }
        let book = SmallBook.book(files)
        #expect(try Preview.make(kind, id, person: "za/ada", in: book) == nil)
        let problems = book.report.diagnostics.filter { $0.severity == .error }
        #expect(problems.map(\.code) == [.templateSyntax])
        #expect(problems.first?.message.contains("too large") == true)
        #expect(problems.first?.location.path == (kind == .template ? "templates/big.yaml" : "sequences/large.yaml"))
    }

    @Test func anotherEnrollmentMayBeNamed() throws {
        let book = SmallBook.book(["enrollments/z.yaml": "sequence: hello\npeople: []\nvars: {role: Chef}\n"])
        let preview = try #require(
            try Preview.make(.template, "intro", person: "za/ada", enrollment: "z", in: book))
        #expect(preview.enrollment == "z")
        #expect(preview.messages[0].headers.last?.value == "Chef at Acme")
        #expect(preview.start == nil)
    }
}
