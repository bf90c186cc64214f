import Testing

@testable import OutriderCore

/// Whom the book forbids to write to: the person's file, their company, suppression files, an expired consent.
@Suite struct ForbiddenTests {
    struct Rule: Sendable, CustomTestStringConvertible {
        var files: [String: String]
        var isHeld = true
        var testDescription: String { files.map { "\($0.key): \($0.value)" }.sorted().joined(separator: "; ") }
    }

    private static let person =
        "firstName: Ada\ncompany: c\nemails: [{address: Ada@Home.example, label: home},"
        + " {address: ada@work.example, label: work}]\nphone: \"+27821234567\"\n"

    private static func suppressed(_ entry: String) -> [String: String] {
        ["suppressions/2026.yaml": "entries:\n  - {\(entry), reason: asked, at: 2026-11-20}\n"]
    }

    static let rules = [
        Rule(files: ["people/ada.yaml": person + "doNotContact: true\n"]),
        Rule(files: ["people/ada.yaml": person + "doNotContact: [email]\n"]),
        Rule(files: ["people/ada.yaml": person + "doNotContact: [sms]\n"], isHeld: false),
        Rule(files: ["people/ada.yaml": person + "doNotContact: false\n"], isHeld: false),
        Rule(files: ["companies/c.yaml": "name: C\ndoNotContact: true\n"]),
        Rule(files: ["companies/c.yaml": "name: C\ndoNotContact: [whatsapp]\n"], isHeld: false),
        Rule(files: ["companies/c.yaml": "name: C\noffLimits: true\n"]),
        Rule(
            files: [
                "companies/c.yaml": "name: C\noffLimits: true\n",
                "people/ada.yaml": person + "relationships: [{company: c, type: CLIENT}]\n",
            ], isHeld: false),
        Rule(
            files: [
                "companies/c.yaml": "name: C\noffLimits: true\n",
                "people/ada.yaml": person + "relationships: [{company: c, type: CANDIDATE}]\n",
            ]),
        // By the domain of any address, with no word of the company in the person's file.
        Rule(files: ["companies/d.yaml": "name: D\ndomains: [work.example]\noffLimits: true\n"]),
        Rule(files: suppressed("address: ada@HOME.example")),
        Rule(files: suppressed("address: ada@work.example")),
        Rule(files: suppressed("address: \"+27821234567\"")),
        Rule(files: suppressed("address: bob@home.example"), isHeld: false),
        Rule(files: suppressed("domain: home.example")),
        Rule(files: suppressed("domain: ome.example"), isHeld: false),
        Rule(files: suppressed("person: ada")),
        Rule(files: suppressed("person: ada, channels: [sms]"), isHeld: false),
        Rule(files: suppressed("person: ada, channels: [email]")),
    ]

    private static func book(_ files: [String: String]) -> [String: String] {
        [String: String].book().merging(["people/ada.yaml": person, "companies/c.yaml": "name: C\n"]) { _, new in new }
            .merging(files) { _, new in new }
    }

    @Test(arguments: rules)
    func rule(_ rule: Rule) throws {
        var stage = try Stage(Self.book(rule.files))
        #expect(try stage.run() == (rule.isHeld ? [] : ["ada intro"]))
        #expect(stage.errors == [])
        guard rule.isHeld else { return }
        #expect(try stage.plan(.all).items.map(\.reason) == [.suppressed])
        let warnings = try Check.all(Book(MemorySource(stage.book))).diagnostics
        #expect(warnings.contains { $0.code == .suppressedPerson && $0.location.path == "enrollments/e.yaml" })
    }

    /// Another file of theirs binds too: whoever has an address of somebody who opted out is them.
    @Test(arguments: [
        ("email: ADA@home.example\ndoNotContact: true\n", true),
        ("email: ada@work.example\ndoNotContact: [email]\n", true),
        ("whatsapp: \"+27821234567\"\ndoNotContact: [email]\n", true),
        ("fields: {otherPhones: [\"+27821234567\"]}\ndoNotContact: true\n", true),
        ("email: ada@work.example\ndoNotContact: [sms]\n", false),
        ("email: ada@work.example\ndoNotContact: false\n", false),
        ("email: eve@work.example\ndoNotContact: true\n", false),
    ])
    func anotherFileWithTheAddress(_ eve: String, isHeld: Bool) throws {
        var stage = try Stage(Self.book(["people/eve.yaml": "firstName: Eve\n" + eve]))
        #expect(try stage.run() == (isHeld ? [] : ["ada intro"]))
        #expect(stage.errors == [])
        let warnings = try Check.all(Book(MemorySource(stage.book))).diagnostics
        #expect(warnings.contains { $0.code == .suppressedPerson } == isHeld)
        guard isHeld else { return }
        let item = try #require(try stage.plan(.all).items.first)
        let hold = try #require(item.holds.first)
        #expect(hold.reason == .suppressed)
        #expect(hold.detail?.hasPrefix("people/eve.yaml:3") == true)
    }

    /// The other file may come, move, change and go: what it says at the time counts.
    @Test func anotherFileInTheMiddle() throws {
        var stage = try Stage(Self.book(["people/eve.yaml": "firstName: Eve\nemail: ada@work.example\n"]))
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/eve.yaml", default: ""] += "doNotContact: true\n"
        try stage.move(to: "2026-11-25T08:00:00Z")
        #expect(try stage.run() == [])
        stage.book["people/za/eve.yaml"] = (stage.book["people/eve.yaml"] ?? "") + "formerly: [eve]\n"
        stage.book["people/eve.yaml"] = nil
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold?.reason == .suppressed)
        stage.book["people/za/eve.yaml"] = "firstName: Eve\nemail: eve@work.example\ndoNotContact: true\n"
        #expect(try stage.run() == ["ada nudge"])
        stage.book["people/za/eve.yaml"] = "firstName: Eve\nemail: ada@work.example\ndoNotContact: [email]\n"
        try stage.move(to: "2026-12-25T08:00:00Z")
        #expect(try stage.run() == [])
        stage.book["people/za/eve.yaml"] = nil
        #expect(try stage.run() == ["ada last"])
        #expect(try stage.problems() == [])
    }

    /// A run reads the people who are due, and of the others only those who opted out at an address of theirs.
    @Test func onlyWhoIsMeantIsRead() throws {
        var files = Self.book(["people/eve.yaml": "firstName: Eve\nemail: ada@work.example\ndoNotContact: [sms]\n"])
        for number in 1...20 {
            files["people/p\(number).yaml"] = "firstName: P\nemail: p\(number)@x.example\ndoNotContact: true\n"
        }
        var stage = try Stage(files)
        try stage.reconcile()
        let counting = CountingSource(MemorySource(stage.journal))
        let plan = try Planner.plan(try Ledger(counting), now: stage.now, scope: .index)
        #expect(plan.sends.count == 1)
        #expect(
            counting.reads.sorted().filter { $0.hasPrefix("book/people/") } == [
                "book/people/ada.yaml", "book/people/eve.yaml",
            ])
    }

    /// A rule that comes in the middle of a sequence stops what is left, and lifting it in the files lets it go on.
    @Test func inTheMiddle() throws {
        var stage = try Stage(Self.book([:]))
        #expect(try stage.run() == ["ada intro"])
        stage.book.merge(Self.suppressed("person: ada")) { _, new in new }
        try stage.move(to: "2026-11-25T08:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold?.reason == .suppressed)
        stage.book["suppressions/2026.yaml"] = nil
        #expect(try stage.run() == ["ada nudge"])
        #expect(try stage.problems() == [])
    }

    @Test func aMovedPersonStaysSuppressed() throws {
        var book = Self.book(Self.suppressed("person: ada"))
        book["people/za/ada.yaml"] = Self.person + "formerly: [ada]\n"
        book["people/ada.yaml"] = "name: Other\n"
        let suppressions = Suppressions(Book(MemorySource(book)))
        let moved = try #require(Book(MemorySource(book)).person("za/ada"))
        #expect(try suppressions.rule(against: moved, on: .email) != nil)
    }

    @Test func consent() throws {
        var book = Self.book([:])
        book["people/ada.yaml", default: ""] += "consent: {basis: consent, expires: 2026-11-24}\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        // The day begins in the recipient's zone.
        try stage.move(to: "2026-11-23T22:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.planText(.all) == ["2026-11-23T22:00:00Z ada nudge: consent-expired (2026-11-24)"])
        stage.book["people/ada.yaml"] = stage.book["people/ada.yaml"]?.replacing("2026-11-24", with: "2027-11-24")
        #expect(try stage.run() == ["ada nudge"])
    }

    /// A person with several addresses is one person: what one of them got, the others do not get again.
    @Test func anotherAddressIsTheSamePerson() throws {
        var book = Self.book(["people/eve.yaml": "firstName: Eve\nemail: ada@work.example\n"])
        book["enrollments/e.yaml"] = "sequence: s\naddress: home\npeople: [ada]\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        stage.book["enrollments/f.yaml"] = "sequence: s\naddress: work\npeople: [ada]\n"
        stage.book["enrollments/g.yaml"] = "sequence: s\naddress: home\npeople: [ada]\n"
        #expect(try stage.run() == [])
        #expect(Set(try stage.plan().items.map(\.reason)) == [.reenroll])
        // Both at once in one plan.
        var fresh = try Stage(book)
        fresh.book["enrollments/f.yaml"] = "sequence: s\naddress: work\npeople: [ada]\n"
        #expect(try fresh.run().count == 1)
        #expect(try fresh.run() == [])
    }

    @Test(arguments: [("home", "Ada@Home.example"), ("WORK", "ada@work.example"), ("other", nil)])
    func labels(label: String, expected: String?) throws {
        var book = Self.book([:])
        book["enrollments/e.yaml"] = "sequence: s\naddress: \(label)\npeople: [ada]\n"
        var stage = try Stage(book)
        try stage.reconcile()
        let item = try #require(try stage.plan().items.first)
        guard case .send(let draft) = item.action else {
            #expect(expected == nil)
            #expect(item.reason == .noAddress)
            return
        }
        #expect(draft.address?.text == expected)
    }
}
