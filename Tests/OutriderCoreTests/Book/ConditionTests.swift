import Testing

@testable import OutriderCore

/// Conditions and matches: what they take in, by tables and by chance.
@Suite struct ConditionTests {
    private static let ada = """
        firstName: Ada
        company: engines
        owner: jo
        language: de-AT
        country: ZA
        source: referral
        tags: [ios, Senior]
        fields: {level: [a, b]}
        relationships:
          - {project: backend, type: BOTH, stage: SCREENING}
          - {project: ops, type: CLIENT, stage: PLACED}
        """

    private static func source(_ enrollment: String) -> MemorySource {
        MemorySource([
            "outrider.yaml": "version: 1\nname: Acme\n", "people/ada.yaml": ada,
            "companies/engines.yaml": "name: Engines\ntags: [big]\nindustry: Mills\nfields: {size: large}\n",
            "senders/jo.yaml": "firstName: Jo\n",
            "projects/backend.yaml": "title: Backend\nstatus: ON_HOLD\ntags: [hot]\n",
            "sequences/four.yaml": "name: Four\nsteps:\n  - {id: a.b, channel: sms, body: Hi}\n",
            "enrollments/first.yaml": "sequence: four\nproject: backend\n" + enrollment,
        ])
    }

    /// Conditions, and whether they hold for Ada, who got a step delivered and answered nothing.
    static let conditions: [(String, Bool)] = [
        ("{tags: senior}", true), ("{tags: [android, IOS]}", true), ("{tags: android}", false),
        ("{type: CLIENT}", true), ("{type: [both]}", true), ("{stage: screening}", true), ("{stage: PLACED}", false),
        ("{language: de}", true), ("{language: de-AT}", true), ("{language: de-CH}", false), ("{country: ZA}", true),
        ("{source: Referral}", true), ("{owner: jo}", true), ("{fields.level: b}", true), ("{fields.none: b}", false),
        ("{company.tags: big}", true), ("{company.industry: mills}", true), ("{company.fields.size: small}", false),
        ("{project.status: [OPEN, on_hold]}", true), ("{project.tags: hot}", true), ("{replied: true}", false),
        ("{replied: false}", true), ("{step.a.b: sent}", true), ("{step.a.b: [replied, delivered]}", true),
        ("{step.a.b: skipped}", false), ("{tags: ios, country: NO}", false), ("{not: {tags: ios, country: NO}}", true),
        ("{any: [{country: NO}, {tags: ios}]}", true), ("{any: {country: NO}}", false),
        ("{not: {any: [{replied: true}, {step.a.b: done}]}, tags: ios}", true),
    ]

    @Test(arguments: conditions) func condition(_ text: String, _ holds: Bool) throws {
        let book = Book(Self.source("people: [ada]\ngoal: \(text)\n"))
        let goal = try #require(book.enrollment("first")?.goal, "\(book.report.diagnostics)")
        let person = try #require(book.person("ada"))
        let facts = ConditionFacts(
            texts: { $0.texts(of: person, company: book.company("engines"), project: book.project("backend")) },
            outcomes: { $0 == "a.b" ? [.sent, .delivered] : [] }, hasReplied: false)
        #expect(goal.value.holds(for: facts) == holds)
        #expect(goal.location.path == "enrollments/first.yaml" && goal.location.line == 4)
    }

    /// Matches, and whether they take Ada in, with and without the project.
    static let matches: [(String, Bool, Bool)] = [
        ("{tags: ios}", true, true), ("{tags: [ios], country: NO}", false, false), ("{company: engines}", true, true),
        ("{type: CANDIDATE}", true, true), ("{type: CANDIDATE, stage: PLACED}", false, true),
        ("{stage: PLACED}", false, true), ("{fields.level: [c, a]}", true, true), ("{owner: sam}", false, false),
        ("{language: DE, source: referral}", true, true),
    ]

    @Test(arguments: matches) func match(_ text: String, _ inProject: Bool, _ anywhere: Bool) throws {
        let book = Book(Self.source("match: \(text)\n"))
        let match = try #require(book.enrollment("first")?.match, "\(book.report.diagnostics)")
        let person = try #require(book.person("ada"))
        #expect(match.holds(for: person, project: book.project("backend")) == inProject)
        #expect(match.holds(for: person, project: nil) == anywhere)
        #expect(match.enter == nil && match.leave == nil)
    }

    /// Conditions by chance: one that is called impossible holds for nothing, and few that never hold are overlooked.
    @Test func impossibleConditionsNeverHold() {
        var random = SplitMix64(seed: 7)
        var found = 0
        let worlds = Self.worlds()
        for _ in 0..<3_000 {
            let condition = Self.random(depth: 3, &random)
            let everHolds = worlds.contains { condition.holds(for: $0) }
            let isImpossible = ConditionLogic.isImpossible(condition)
            #expect(!(isImpossible && everHolds), "\(condition)")
            if isImpossible { found += 1 }
        }
        #expect(found > 50)
    }

    private static let place = SourceLocation(path: "enrollments/first.yaml")

    private static func random(depth: Int, _ random: inout SplitMix64) -> Condition {
        func parts(_ random: inout SplitMix64) -> [Condition] {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.random(depth: depth - 1, &random) }
        }
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &random) {
        case 0: return .replied(Located(Bool.random(using: &random), at: place))
        case 1: return .step(Located("a", at: place), Bool.random(using: &random) ? [.sent] : [.sent, .done])
        case 2, 3:
            let path: FactPath = Bool.random(using: &random) ? .country : .tags
            let values = ["x", "y", "z"].shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))
            return .fact(FactTest(path, values.map { Located($0, at: place) }, at: place))
        case 4: return .not(Self.random(depth: depth - 1, &random))
        case 5: return .any(parts(&random))
        default: return .all(parts(&random))
        }
    }

    /// Everything that the random conditions can ask about.
    private static func worlds() -> [ConditionFacts] {
        let sets: [[String]] = [[], ["x"], ["y"], ["z"], ["x", "y"], ["x", "z"], ["y", "z"], ["x", "y", "z"]]
        var worlds: [ConditionFacts] = []
        for tags in sets {
            for country in sets.prefix(4) {
                for outcomes in [[], [StepOutcome.sent], [.done], [.sent, .done]] {
                    for replied in [true, false] {
                        worlds.append(
                            ConditionFacts(
                                texts: { $0 == .tags ? tags : country }, outcomes: { _ in Set(outcomes) },
                                hasReplied: replied))
                    }
                }
            }
        }
        return worlds
    }
}
