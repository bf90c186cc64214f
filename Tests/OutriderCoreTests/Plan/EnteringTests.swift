import Testing

@testable import OutriderCore

/// How people enter, when their steps are due, and what the plan says of it. Monday 2026-11-23, 09:00 in Johannesburg.
@Suite struct EnteringTests {
    @Test func theWholeCourse() throws {
        var stage = try Stage(.book())
        #expect(try stage.reconcile()?.map(\.kind) == [.enrolled])
        #expect(try stage.planText() == ["2026-11-23T07:00:00Z ada intro: send"])
        #expect(
            try stage.planText(until: "2026-11-27T00:00:00Z") == [
                "2026-11-23T07:00:00Z ada intro: send", "2026-11-23T22:00:00Z ada nudge: send",
                "2026-11-25T22:00:00Z ada last: send",
            ])
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T22:00:00Z")))
        try stage.move(to: "2026-11-24T08:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        try stage.move(to: "2026-12-24T08:00:00Z")
        #expect(try stage.run() == ["ada last"])
        #expect(try stage.membership("ada")?.status == .completed)
        #expect(try stage.planText(.all) == [])
        #expect(try stage.problems() == [])
    }

    @Test func threads() throws {
        var stage = try Stage(.book())
        try stage.run()
        try stage.move(to: "2026-11-24T08:00:00Z")
        try stage.reconcile()
        guard case .send(let draft) = try #require(try stage.plan().items.first).action else {
            Issue.record("nothing is sent")
            return
        }
        #expect(draft.subject == "Re: Hello")
        #expect(draft.references == [stage.sent[0].messageID])
    }

    @Test(arguments: [
        ("", "2026-11-23T07:00:00Z"),
        ("start: 2026-11-25\n", "2026-11-24T22:00:00Z"),
        ("start: \"2026-11-25 10:30\"\n", "2026-11-25T08:30:00Z"),
        ("start: 2026-11-25T12:00:00+01:00\n", "2026-11-25T11:00:00Z"),
        ("start: 2026-11-20\n", "2026-11-23T07:00:00Z"),
        ("window: mon-fri 10:00-17:00\n", "2026-11-23T08:00:00Z"),
        ("start: 2026-11-28\nwindow: mon-fri 10:00-17:00\n", "2026-11-30T08:00:00Z"),
    ])
    func start(line: String, due: String) throws {
        var stage = try Stage(.book())
        stage.book["enrollments/e.yaml", default: ""] += line
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant(due)))
        #expect(try stage.planText(until: "2026-12-10T00:00:00Z").first == "\(due) ada intro: send")
    }

    @Test func windowOfTheNearest() throws {
        var stage = try Stage(.book())
        let sequence = try #require(stage.book["sequences/s.yaml"])
        for (path, text, due) in [
            ("outrider.yaml", Stage.settings(defaults: "window: daily 10:00-11:00"), "2026-11-23T08:00:00Z"),
            ("sequences/s.yaml", sequence + "window: daily 11:00-12:00\n", "2026-11-23T09:00:00Z"),
            ("enrollments/e.yaml", "sequence: s\npeople: [ada]\nwindow: daily 12:00-13:00\n", "2026-11-23T10:00:00Z"),
            (
                "sequences/s.yaml", sequence.replacing("{id: intro,", with: "{id: intro, window: 'daily 13:00-14:00',"),
                "2026-11-23T11:00:00Z"
            ),
        ] {
            stage.book[path] = text
            try stage.reconcile()
            #expect(try stage.membership("ada")?.next == (try Instant(due)), "\(path) \(stage.errors)")
        }
    }

    @Test func zoneOfThePerson() throws {
        var stage = try Stage(.book())
        stage.book["enrollments/e.yaml", default: ""] += "window: mon-fri 09:00-17:00\n"
        stage.book["people/ada.yaml", default: ""] += "timezone: America/New_York\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T14:00:00Z")))
        stage.book["people/ada.yaml"] = .person("ada") + "timezone: Asia/Tokyo\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T07:00:00Z")))
        stage.book["people/ada.yaml"] = .person("ada")
        stage.book["outrider.yaml"] = Stage.settings.replacing(Stage.timezone, with: "America/New_York")
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T14:00:00Z")))
    }

    @Test func entersWhenMainBroughtIt() throws {
        var stage = try Stage(.book())
        try stage.reconcile(entered: try Instant("2026-11-22T07:00:00Z"))
        #expect(try stage.membership("ada")?.at == (try Instant("2026-11-22T07:00:00Z")))
        var late = try Stage(.book())
        try late.reconcile(entered: try Instant("2027-01-01T00:00:00Z"))
        #expect(try late.membership("ada")?.at == late.now)
    }

    @Test func whoDoesNotEnter() throws {
        var stage = try Stage(.book(people: ["ada", "bob", "cid"]))
        stage.book["enrollments/e.yaml"] =
            "sequence: s\nexclude: [bob]\npeople: [ada, bob, {cid: {status: CANCELLED}}]\n"
        try stage.reconcile()
        #expect(try stage.planText() == ["2026-11-23T07:00:00Z ada intro: send"])
        #expect(try stage.membership("bob") == nil)
        #expect(try stage.membership("cid") == nil)
    }

    @Test func bookWithErrorsChangesNothing() throws {
        var stage = try Stage(.book())
        try stage.reconcile()
        let journal = stage.journal
        stage.book["people/ada.yaml", default: ""] += "emial: x\n"
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        #expect(try stage.reconcile() == nil)
        #expect(stage.errors == ["unknown-key: unknown key 'emial'"])
        #expect(stage.journal == journal)
    }

    @Test(
        arguments: [
            ("people/ada.yaml", nil, "dangling-reference: there is no person 'ada'"),
            ("sequences/s.yaml", nil, "dangling-reference: there is no sequence 's'"),
            ("templates/t.yaml", nil, "dangling-reference: there is no template 't'"),
            ("companies/c.yaml", nil, "dangling-reference: there is no company 'c'"),
            ("people/ADA.yaml", "name: Ada\n", "duplicate-id: 'ada' and 'ADA' differ only in case"),
            ("people/bob.yml", "name: Bob\n", "wrong-extension: a record ends in .yaml"),
        ] as [(String, String?, String)])
    func aRunSeesWhatAChangeBreaks(path: String, text: String?, error: String) throws {
        var book = [String: String].book(steps: "  - {id: intro, channel: email, template: t}")
        book["templates/t.yaml"] = "subject: Hi\nbody: Hi\n"
        book["companies/c.yaml"] = "name: C\n"
        book["people/ada.yaml", default: ""] += "company: c\n"
        var stage = try Stage(book)
        try stage.reconcile()
        stage.book[path] = text
        #expect(try stage.reconcile() == nil)
        #expect(stage.errors == [error])
    }
}
