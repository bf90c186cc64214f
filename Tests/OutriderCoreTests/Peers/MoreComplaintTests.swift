import Testing

@testable import OutriderCore

/// Complaints of peers.md, section 3, beside those of `ComplaintTests`: each a test named after it.
///
/// - 2 mautic #3669 (crons at once): within one repository also OutriderTests/RaceTests, with processes; the claim below.
/// - 12 novu #1633, #2569 (digests): nothing of ours gathers several events in one message; what comes nearest is one
///   person in several enrollments, below.
@Suite struct MoreComplaintTests {
    @Test func mautic6505_noMailEveryMinute() throws {
        var stage = try Stage(.book())
        for minute in 0..<90 {
            stage.now = try Instant("2026-11-23T07:00:00Z").adding(seconds: Int64(minute) * 60)
            try stage.run()
        }
        #expect(stage.sent.map(\.step) == ["intro"])
    }

    /// A second run that looks while the first one's claim is open claims nothing, however often it looks.
    @Test func mautic3669_cronsAtOnceClaimOnce() throws {
        var stage = try Stage(RuleBook.book(["ada", "bob"]))
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        for second in 0..<5 {
            stage.now = claim.at.adding(seconds: Int64(second))
            #expect(try stage.claim() == nil)
        }
        try stage.record(claim)
        #expect(try stage.run() == [])
        #expect(stage.sent.count == 2)
    }

    /// A run that was stopped by an error goes on where it stood: nobody from the beginning, nobody left out.
    @Test(arguments: ["failed", "unknown", "released"])
    func listmonk2313_resumingAfterAnErrorGoesOn(error: String) throws {
        let people = ["ada", "bob", "cid"]
        var stage = try Stage(.book(people: people))
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        try stage.record(claim) { message in
            switch (message.person, error) {
            case ("ada", _): .sent(providerID: message.key)
            case (_, "failed"): .failed(class: "configuration", code: "401")
            case (_, "unknown"): .unknown(code: "timeout")
            default: .released(code: "503")
            }
        }
        // An error in the book on top: nothing goes at all until it is mended.
        let settings = stage.book["outrider.yaml"]
        stage.book["outrider.yaml", default: ""] += "nonsense: true\n"
        #expect(try stage.reconcile() == nil)
        stage.book["outrider.yaml"] = settings
        let (now, actor) = (stage.now, Actor(by: "jo", reason: nil))
        if error == "failed" {
            #expect(try stage.act { try $0.lift(.failed, .send, HeldFilter(), at: now, actor) } == 2)
        } else if error == "unknown" {
            #expect(try stage.run() == [])
            #expect(try stage.act { try $0.resolve(key: nil, run: claim.run, .notSent, at: now, actor) } == 2)
        }
        #expect(try stage.run().sorted() == ["bob intro", "cid intro"])
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run().sorted() == people.map { "\($0) nudge" })
    }

    /// However many enrollments of a sequence somebody is in, and whatever brought them there, a step comes once.
    @Test func novu1633_oneMessageForSeveralEnrollments() throws {
        var book = RuleBook.book(files: ["people/ada.yaml": .person("ada") + "tags: [a, b]\n"])
        for tag in ["a", "b"] { book["enrollments/\(tag).yaml"] = "sequence: s\nmatch: {tags: \(tag)}\n" }
        var stage = try Stage(book)
        for _ in 0..<5 {
            try stage.run()
            stage.now = stage.now.adding(seconds: 7_200)
        }
        #expect(stage.sent.count == 1)
    }

    /// novu #2569: events that come together make one message too.
    @Test func novu2569_editsAtOnceMakeOneMessage() throws {
        var stage = try Stage(RuleBook.book([], files: ["people/ada.yaml": .person("ada")]))
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        try stage.reconcile()
        for id in ["f", "g", "h"] { stage.book["enrollments/\(id).yaml"] = "sequence: s\npeople: [ada]\n" }
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.run() == [])
    }

    /// There is no opt-out of one list that another forgets: it ends all that the person is in, and what comes later.
    @Test(arguments: [Answer.unsubscribe, .complaint])
    func mautic2009_anOptOutIsOfEveryList(answer: Answer) throws {
        var stage = try Stage(RuleBook.book(files: RuleBook.second()))
        stage.book["sequences/t.yaml", default: ""] +=
            "  - {id: more, channel: email, delay: 1d, subject: T, body: T}\n"
        try stage.run()
        try stage.record(answer, on: .email, in: "f")
        #expect(try stage.membership("ada", "f")?.isOpen == false)
        stage.book["sequences/u.yaml"] = "name: U\nsteps:\n  - {id: new, channel: email, subject: U, body: U}\n"
        stage.book["enrollments/g.yaml"] = "sequence: u\npeople: [ada]\n"
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("ada", "g") == "suppressed")
    }

    /// mautic #2358: with `optOut: channel` it is that channel of every list, and the others go on.
    @Test func mautic2358_anOptOutOfOneChannelIsOfEveryList() throws {
        var book = RuleBook.book(more: "optOut: channel\n", files: RuleBook.second())
        book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        book["sequences/u.yaml"] = "name: U\nsteps:\n  - {id: text, channel: sms, body: U}\n"
        var stage = try Stage(book)
        try stage.run()
        try stage.record(.unsubscribe, on: .email, in: "f")
        stage.book["sequences/v.yaml"] = "name: V\nsteps:\n  - {id: new, channel: email, subject: V, body: V}\n"
        for (id, sequence) in [("g", "u"), ("h", "v")] {
            stage.book["enrollments/\(id).yaml"] = "sequence: \(sequence)\npeople: [ada]\n"
        }
        #expect(try stage.run() == ["ada text"])
        #expect(try stage.next("ada", "h") == "suppressed")
    }

    // MARK: Variables of WhatsApp templates

    /// A variable of an approved template that has no value holds the message and is named; with it, it goes.
    @Test(arguments: [
        ("{\"1\": \"{{firstName}}\", \"2\": \"{{title}}\"}", "title"),
        ("{\"1\": \"{{fields.offer}}\"}", "fields.offer"),
        ("{\"1\": \"Dear {{title}} {{lastName}}\"}", "title, lastName"),
        ("{\"1\": \"{{vars.role}}\"}", "vars.role"),
    ])
    func chatwoot13310_aMissingContentVariableHolds(variables: String, missing: String) throws {
        var book = RuleBook.book()
        book["people/ada.yaml"] = "firstName: Ada\nwhatsapp: \"+27821234567\"\n"
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - id: intro\n    channel: whatsapp\n    body: Hi\n"
            + "    whatsapp: {contentSid: HX0123456789abcdef0123456789abcdef, contentVariables: \(variables)}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(stage.errors == [])
        #expect(try stage.next() == "missing-variable")
        #expect(try stage.binding()?.detail == missing)
        let warnings = try Check.all(Book(MemorySource(stage.book))).diagnostics
        #expect(warnings.contains { $0.code == .missingVariable })
        stage.book["people/ada.yaml", default: ""] += "title: Dr\nlastName: Lovelace\nfields: {offer: Ten}\n"
        stage.book["enrollments/e.yaml", default: ""] += "vars: {role: CTO}\n"
        #expect(try stage.run() == ["ada intro"])
    }

    /// chatwoot #7451: what is sent has every value filled in; an empty one is missing (#10980).
    @Test func chatwoot7451_everyVariableIsFilledIn() throws {
        var book = RuleBook.book(more: "fallback: {title: colleague}\n")
        book["people/ada.yaml"] = "firstName: Ada\nlastName: \"\"\nwhatsapp: \"+27821234567\"\n"
        let variables = "contentVariables: {\"1\": \"{{firstName}}\", \"2\": \"{{title}}\"}"
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - id: intro\n    channel: whatsapp\n    body: Hi\n"
            + "    whatsapp: {contentSid: HX0123456789abcdef0123456789abcdef, \(variables), text: \"Hi {{1}}, {{2}}\"}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        guard case .send(let draft)? = try stage.item()?.action else {
            Issue.record("nothing goes: \(try stage.planText())")
            return
        }
        #expect(draft.content?.variables == ["1": "Ada", "2": "colleague"])
        stage.book["sequences/s.yaml"]?.replace("{{title}}", with: "{{lastName}}")
        try stage.reconcile()
        #expect(try stage.next() == "missing-variable")
        #expect(try stage.binding()?.detail == "lastName")
    }
}
