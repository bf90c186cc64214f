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
}
