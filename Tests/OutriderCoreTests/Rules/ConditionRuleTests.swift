import Testing

@testable import OutriderCore

/// `when`, `otherwise` and `variants`.
@Suite struct ConditionRuleTests {
    private static func stage(_ when: String, _ otherwise: String = "", person: String = "") throws -> Stage {
        var book = RuleBook.book(files: ["people/ada.yaml": .person("ada") + person])
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, when: {\(when)}\(otherwise), subject: S, body: B}\n"
            + "  - {id: after, channel: email, delay: 1d, subject: A, body: A}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        return stage
    }

    @Test(arguments: [
        ("tags: vip", "tags: [VIP]\n", true), ("tags: vip", "", false), ("tags: [a, vip]", "tags: [vip, b]\n", true),
        ("not: {tags: vip}", "", true), ("any: [{tags: a}, {language: de}]", "language: de-AT\n", true),
        ("tags: a, language: de", "tags: [a]\n", false), ("replied: false", "", true),
        // Fields that nobody has: not met, and its contrary is.
        ("fields.unknown: x", "", false), ("not: {fields.unknown: x}", "", true), ("project.status: OPEN", "", false),
        ("company.fields.tier: gold", "", false), ("stage: PLACED", "", false),
    ])
    func paths(when: String, person: String, holds: Bool) throws {
        let stage = try Self.stage(when, person: person)
        #expect(try stage.next() == (holds ? "send" : "skip (the condition is not met)"))
    }

    @Test(arguments: [
        ("", "skip"), (", otherwise: skip", "skip"), (", otherwise: stop", "stop"), (", otherwise: wait", "wait"),
    ])
    func otherwise(word: String, outcome: String) throws {
        var stage = try Self.stage("tags: vip", word)
        #expect(try stage.run() == [])
        let membership = try #require(try stage.membership("ada"))
        switch outcome {
        case "skip":
            #expect(membership.skipped == ["intro"])
            try stage.move(to: "2026-11-24T07:00:00Z")
            #expect(try stage.run() == ["ada after"])
        case "stop": #expect(membership.status == .completed && membership.reason == "condition")
        default:
            #expect(membership.hold?.reason == .condition)
            #expect(try stage.governor()?.hasPrefix("when not met sequences/s.yaml:3") == true)
            try stage.move(to: "2026-12-24T07:00:00Z")
            stage.book["people/ada.yaml"] = .person("ada") + "tags: [vip]\n"
            #expect(try stage.run() == ["ada intro"])
        }
        #expect(try stage.problems() == [])
    }

    /// It is asked at the time the step goes: not while a pause, the window or a reply holds the step.
    @Test(arguments: ["window: daily 10:00-11:00\n", "paused: {until: \"2026-11-23 10:00\"}\n"])
    func askedWhenItGoes(line: String) throws {
        var stage = try Self.stage("tags: vip", person: "")
        stage.book["sequences/s.yaml", default: ""] += line
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.skipped == [])
        // Not due before the window opens; a pause holds what is due.
        #expect(try stage.next() == (line.hasPrefix("window") ? nil : "paused until 2026-11-23T08:00:00Z"))
        #expect(try stage.membership("ada")?.next == (try Instant("2026-11-23T08:00:00Z")))
        stage.book["people/ada.yaml"] = .person("ada") + "tags: [vip]\n"
        try stage.move(to: "2026-11-23T08:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }

    @Test(arguments: [
        ("sent", true, false), ("done", true, false), ("skipped", false, true), ("delivered", false, false),
        ("replied", false, false), ("[skipped, sent]", true, true),
    ])
    func outcomes(outcome: String, afterSent: Bool, afterSkipped: Bool) throws {
        for (isSent, expected) in [(true, afterSent), (false, afterSkipped)] {
            var book = RuleBook.book()
            let when = isSent ? "" : "when: {tags: nobody}, "
            book["sequences/s.yaml"] =
                "name: S\nsteps:\n  - {id: intro, channel: email, \(when)subject: S, body: B}\n"
                + "  - {id: after, channel: email, when: {step.intro: \(outcome)}, subject: A, body: A}\n"
            var stage = try Stage(book)
            let went = try stage.run()
            #expect(went.contains("ada after") == expected)
            #expect(try stage.membership("ada")?.status == .completed)
        }
    }

    @Test func delivered() throws {
        var stage = try Self.stage("tags: vip")
        stage.book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, subject: S, body: B}\n"
            + "  - {id: after, channel: email, when: {step.intro: [delivered, replied]}, otherwise: wait, subject: A, body: A}\n"
        #expect(try stage.run() == ["ada intro"])
        #expect(try stage.next() == "condition")
        try stage.edit("ada") { $0.memberships[0].delivered = ["intro"] }
        #expect(try stage.next() == "send")
        let now = stage.now
        try stage.edit("ada") { state in
            state.memberships[0].delivered = []
            state.memberships[0].replied = now
        }
        #expect(try stage.next() == "send")
    }

    // MARK: variants

    private static func draw(_ variants: String, test: String = "", people: Int = 10_000) throws -> [String] {
        let book = Book(
            MemorySource([
                "outrider.yaml": Stage.settings,
                "sequences/s.yaml":
                    "name: S\nsteps:\n  - {id: intro, channel: email, \(test)variants: [\(variants)]}\n",
            ]))
        let step = try #require(book.sequence("s")?.steps.first)
        #expect(!book.report.hasErrors)
        return (0..<people).map { step.drawn(for: "p\($0)", on: .email).variant ?? "" }
    }

    private static func variant(_ id: String, _ weight: Int) -> String {
        "{id: \(id), weight: \(weight), subject: S, body: B}"
    }

    @Test(arguments: [[50, 50], [90, 10], [1, 2, 3], [100, 0]])
    func weights(weights: [Int]) throws {
        let ids = ["a", "b", "c"]
        let drawn = try Self.draw(zip(ids, weights).map(Self.variant).joined(separator: ", "))
        let total = weights.reduce(0, +)
        for (id, weight) in zip(ids, weights) {
            let expected = Double(10_000 * weight) / Double(total)
            // Four standard deviations of a binomial draw of 10,000.
            let share = Double(weight) / Double(total)
            let tolerance = 4 * (10_000 * share * (1 - share)).squareRoot()
            #expect(abs(Double(drawn.count { $0 == id }) - expected) <= tolerance, "\(id)")
        }
    }

    @Test func variantsAreStable() throws {
        let (a, b) = (Self.variant("a", 1), Self.variant("b", 1))
        let drawn = try Self.draw("\(a), \(b)", people: 1_000)
        #expect(try Self.draw("\(b), \(a)", people: 1_000) == drawn)
        // A third takes from both, and moves nobody between them.
        let three = try Self.draw("\(a), \(Self.variant("c", 1)), \(b)", people: 1_000)
        #expect(zip(drawn, three).allSatisfy { $0 == $1 || $1 == "c" })
        #expect(three.contains("c"))
        // Steps of one test draw together; another test draws anew.
        #expect(try Self.draw("\(a), \(b)", test: "test: intro, ", people: 1_000) == drawn)
        #expect(try Self.draw("\(a), \(b)", test: "test: tone, ", people: 1_000) != drawn)
    }

    @Test func everybodyGetsTheirVariant() throws {
        var book = RuleBook.book(["ada", "bob", "cid", "dan"])
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, variants: [\(Self.variant("a", 1)), \(Self.variant("b", 1))]}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        let before = try stage.plan().items.map(\.variant)
        stage.book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, variants: [\(Self.variant("b", 1)), \(Self.variant("a", 1))]}\n"
        try stage.reconcile()
        #expect(try stage.plan().items.map(\.variant) == before)
        #expect(try stage.run().count == 4)
    }

    /// A reply has the subject of the variant that the person got, whatever the others got.
    @Test func repliesKeepTheirVariantsSubject() throws {
        let people = (0..<20).map { "p\($0)" }
        var book = RuleBook.book(people)
        book["sequences/s.yaml"] = """
            name: S
            steps:
              - id: intro
                channel: email
                variants: [{id: a, subject: A, body: B}, {id: b, subject: B, body: B}]
              - {id: nudge, channel: email, delay: 1d, thread: intro, body: N}
              - {id: last, channel: email, delay: 1d, thread: nudge, body: L}

            """
        var stage = try Stage(book)
        try stage.reconcile()
        var subjects: [String: [String?]] = [:]
        for _ in 0..<3 {
            for item in try stage.plan().items {
                if case .send(let draft) = item.action { subjects[item.person, default: []].append(draft.subject) }
            }
            #expect(try stage.run().count == 20)
            stage.now = stage.now.adding(seconds: 86_400)
        }
        #expect(Set(subjects.values) == [["A", "Re: A", "Re: A"], ["B", "Re: B", "Re: B"]])
    }
}
