import Testing

@testable import OutriderCore

/// Plan and explain name the key that holds somebody, and its line.
@Suite struct RuleLineTests {
    private static let files: [String: String] = [
        "companies/c.yaml": "name: C\ndomains: [c.example]\n", "companies/d.yaml": "name: D\n",
        "senders/jo.yaml": "firstName: Jo\nemail: {from: jo@acme.example}\n",
        "suppressions/x.yaml": "entries:\n  - {address: other@example.com, reason: asked, at: 2026-11-20}\n",
        "projects/p.yaml": "title: P\n",
    ]

    /// What is added to a file, and the governing key, value and line.
    @Test(arguments: [
        ("companies/c.yaml", "offLimits: true\n", "offLimits email companies/c.yaml:3"),
        ("companies/c.yaml", "doNotContact: true\n", "doNotContact email companies/c.yaml:3"),
        ("companies/c.yaml", "doNotContact: [email]\noffLimits: true\n", "doNotContact email companies/c.yaml:3"),
        ("companies/c.yaml", "doNotContact: [sms]\noffLimits: true\n", "offLimits email companies/c.yaml:4"),
        ("people/ada.yaml", "doNotContact: [email]\n", "doNotContact email people/ada.yaml:4"),
        (
            "suppressions/x.yaml", "  - {address: ADA@c.example, reason: asked, at: 2026-11-20}\n",
            "entries email suppressions/x.yaml:3"
        ),
        (
            "suppressions/x.yaml", "  - {domain: c.example, reason: rival, at: 2026-11-20}\n",
            "entries email suppressions/x.yaml:3"
        ),
        (
            "senders/jo.yaml", "title: Partner\naway: {from: 2026-11-20, until: 2026-11-25}\n",
            "away until 2026-11-25 senders/jo.yaml:4"
        ),
        ("projects/p.yaml", "status: ON_HOLD\n", "status ON_HOLD projects/p.yaml:2"),
    ])
    func governed(path: String, lines: String, expected: String) throws {
        var book = RuleBook.book(files: Self.files)
        book["people/ada.yaml"] = "firstName: Ada\nemail: ada@c.example\ncompany: c\n"
        book["enrollments/e.yaml"] = "sequence: s\nsender: jo\nproject: p\npeople: [ada]\n"
        book[path, default: ""] += lines
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.governor() == expected)
        let explained = try PersonExplanation.make(try stage.ledger, person: "ada", now: stage.now)
        let setting = try #require(explained.enrollments.first?.next?.holds.first?.setting)
        let place = setting.location.map { " \($0.path):\($0.line)" } ?? ""
        #expect("\(setting.key) \(setting.value)\(place)" == expected)
    }

    /// By the domain of an address alone, where the person names no company.
    @Test func offLimitsByDomain() throws {
        var book = RuleBook.book(files: Self.files)
        book["people/ada.yaml"] = "firstName: Ada\nemail: ada@mail.c.example\n"
        book["companies/c.yaml", default: ""] += "offLimits: true\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(try stage.governor() == "offLimits email companies/c.yaml:3")
        #expect(try stage.binding()?.detail == "companies/c.yaml:3:12")
    }
}
