import Testing

@testable import OutriderCore

/// Words in languages, words within words, and what is put under every email.
@Suite struct StepWordsTests {
    private static func book(_ files: [String: String]) -> [String: String] {
        [String: String].book(steps: "  - {id: intro, channel: email, template: intro}\n").merging([
            "templates/intro.yaml": "subject: Hello\nbody: |\n  Hi {{firstName}}\n",
            "outrider.yaml": Stage.settings,
        ]) { _, new in new }.merging(files) { _, new in new }
    }

    private static func draft(_ files: [String: String]) throws -> Draft {
        var stage = try Stage(book(files))
        try stage.reconcile()
        guard case .send(let draft) = try stage.plan().items.first?.action else {
            throw SenderTests.NoDraft(plan: stage.errors + (try stage.planText(.all)))
        }
        return draft
    }

    @Test(arguments: [
        ("de", "Hallo Ada\n"), ("DE", "Hallo Ada\n"), ("de-AT", "Servus Ada\n"), ("de-CH", "Hallo Ada\n"),
        ("fr", "Hi Ada\n"), ("pt-BR", "Oi Ada\n"),
    ])
    func languages(language: String, text: String) throws {
        let draft = try Self.draft([
            "people/ada.yaml": "firstName: Ada\nemail: ada@example.com\nlanguage: \(language)\n",
            "templates/intro.de.yaml": "subject: Guten Tag\nbody: |\n  Hallo {{firstName}}\n",
            "templates/intro.de-at.yaml": "subject: Servus\nbody: |\n  Servus {{firstName}}\n",
            "templates/intro.pt-BR.yaml": "subject: Oi\nbody: |\n  Oi {{firstName}}\n",
        ])
        #expect(draft.text == text)
    }

    @Test func partialsInTheLanguageOfTheReader() throws {
        let draft = try Self.draft([
            "people/ada.yaml": "firstName: Ada\nemail: ada@example.com\nlanguage: de\n",
            "templates/intro.de.yaml": "subject: Guten Tag\nbody: |\n  Hallo\n  {{> parts/bye}}\n  PS\n",
            "templates/parts/bye.yaml": "body: |\n  Bye {{firstName}}\n",
            "templates/parts/bye.de.yaml": "body: |\n  Servus {{firstName}}\n  {{> parts/name}}\n",
            "templates/parts/name.yaml": "body: Jo\n",
        ])
        #expect(draft.text == "Hallo\nServus Ada\nJo\nPS\n")
    }

    @Test func footerAndSignature() throws {
        let files = [
            "outrider.yaml": Stage.settings(defaults: "sender: jo")
                + "footer: footers/default\npostalAddress: 1 Long Street\n"
                + "unsubscribe: {mailto: stop@acme.example, url: \"https://acme.example/u/{{token}}\"}\n",
            "senders/jo.yaml": "firstName: Jo\nsignature: |\n  Jo & Co\n  Acme\n",
            "templates/footers/default.yaml": "body: |\n  {{postalAddress}} · {{unsubscribe}}\n",
            "templates/intro.yaml":
                "subject: Hello\nbody: |\n  Hi {{firstName}}\nhtml: <html><body><p>Hi</p></BODY></html>\n",
        ]
        var draft = try Self.draft(files)
        let url = "https://acme.example/u/"
        #expect(draft.text.hasPrefix("Hi ada\n\nJo & Co\nAcme\n\n1 Long Street · \(url)"), "\(draft.text)")
        #expect(
            draft.html?.hasPrefix("<html><body><p>Hi</p><p>Jo &amp; Co<br>\nAcme</p>\n<p>1 Long Street · \(url)")
                ?? false)
        #expect(draft.html?.hasSuffix("</p>\n</BODY></html>") ?? false)
        let headers = draft.envelope.unsubscribe
        #expect(headers.map(\.name) == ["List-Unsubscribe", "List-Unsubscribe-Post"])
        let key = try #require(headers.first?.value.split(separator: "/u/").last?.prefix(32))
        #expect(
            headers.first?.value == "<\(url)\(key)>, <mailto:stop@acme.example?subject=unsubscribe%20\(key)>")
        #expect(headers.last?.value == "List-Unsubscribe=One-Click")
        #expect(draft.text.contains(key))
        // Words that place the signature themselves get it once.
        var own = files
        own["templates/intro.yaml"] = "subject: Hello\nbody: |\n  Hi\n  {{sender.signature}}\n  PS\n"
        draft = try Self.draft(own)
        #expect(draft.text.hasPrefix("Hi\nJo & Co\nAcme\n"))
        #expect(draft.text.ranges(of: "Acme").count == 1)
    }

    @Test func whatIsMissingInTheFooterHolds() throws {
        var stage = try Stage(
            Self.book([
                "outrider.yaml": Stage.settings + "footer: f\n", "templates/f.yaml": "body: at {{postalAddress}}\n",
            ]))
        try stage.reconcile()
        #expect(try stage.planText() == ["2026-11-23T07:00:00Z ada intro: missing-variable (postalAddress)"])
    }

    /// `company.*` is the project's, else the one company that the person stands to, never a guess.
    @Test(arguments: [
        ("", "", nil), ("company: one\n", "", "One"), ("company: one\n", "project: p\n", "Two"),
        ("relationships: [{company: two, type: CLIENT}]\n", "", "Two"),
        ("company: one\nrelationships: [{company: two, type: CANDIDATE}]\n", "", nil),
        ("company: one\nrelationships: [{company: two, type: CANDIDATE}]\n", "project: p\n", "Two"),
    ])
    func company(person: String, enrollment: String, expected: String?) throws {
        var files = [
            "companies/one.yaml": "name: One\n", "companies/two.yaml": "name: Two\n",
            "projects/p.yaml": "title: P\ncompany: two\n",
            "templates/intro.yaml": "subject: Hello\nbody: at {{company.name}}\n",
        ]
        files["people/ada.yaml"] = "firstName: Ada\nemail: ada@example.com\n" + person
        files["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n" + enrollment
        var stage = try Stage(Self.book(files))
        try stage.reconcile()
        guard case .send(let draft) = try stage.plan().items.first?.action else {
            #expect(expected == nil)
            let codes = try Check.all(Book(MemorySource(stage.book))).diagnostics.map(\.code)
            #expect(codes.contains(person.contains("two") ? .ambiguousCompany : .missingVariable))
            return
        }
        #expect(draft.text == "at \(expected ?? "")")
    }

    /// Doubling at each level is bounded like any other text.
    @Test func wordsWithinWordsAreBounded() throws {
        var files = ["templates/intro.yaml": "subject: Hello\nbody: \"{{> t0}}{{> t0}}\"\n"]
        for level in 0..<16 {
            files["templates/t\(level).yaml"] = "body: \"xxxx{{> t\(level + 1)}}{{> t\(level + 1)}}\"\n"
        }
        files["templates/t16.yaml"] = "body: x\n"
        var stage = try Stage(Self.book(files))
        _ = try stage.reconcile()
        #expect(try stage.plan(.all).items.allSatisfy { $0.reason == .missingVariable })
    }
}
