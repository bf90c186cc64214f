import Testing

@testable import OutriderCore

@Suite("Explain tells one person's way") struct PersonExplanationTests {
    private func explain(_ stage: Stage, _ person: String = "ada", _ enrollment: String? = nil) throws
        -> PersonExplanation
    {
        try PersonExplanation.make(try stage.ledger, person: person, enrollment: enrollment, now: stage.now)
    }

    private func part(_ stage: Stage, _ person: String = "ada", _ enrollment: String = "e") throws
        -> EnrollmentExplanation
    {
        try #require(try explain(stage, person, enrollment).enrollments.first)
    }

    private func text(_ part: EnrollmentExplanation) -> [String] {
        part.steps.map { "\($0.step) \($0.state.rawValue) \($0.at?.rfc3339 ?? "-")" }
    }

    @Test func eachStepGoesWhenItWasTold() throws {
        var files = [String: String].book()
        files["outrider.yaml"] = RuleBook.settings(["window": "mon-fri 09:00-17:00"])
        var stage = try Stage(files, at: "2026-11-27T05:00:00Z")
        try stage.reconcile()
        let told = try part(stage)
        #expect(
            text(told) == [
                "intro waiting 2026-11-27T07:00:00Z", "nudge later 2026-11-30T07:00:00Z",
                "last later 2026-12-02T07:00:00Z",
            ])
        #expect(told.next?.holds.map(\.reason) == [.outsideWindow])
        for step in told.steps {
            let at = try #require(step.at)
            stage.now = at.adding(seconds: -1)
            #expect(try stage.run() == [])
            stage.now = at
            #expect(try stage.run() == ["ada \(step.step)"])
            #expect(try part(stage).steps.first { $0.step == step.step }?.at == at)
        }
        #expect(try part(stage).ending == "every step is through")
    }

    @Test func theGuardIsKnownThoughOnePersonAloneWouldGo() throws {
        let book = RuleBook.book(["ada", "bob", "cid"], more: "guard: {newPeople: 2}\n")
        var stage = try Stage(book)
        try stage.reconcile()
        let step = try #require(try part(stage, "bob").next)
        #expect(step.state == .held)
        #expect(step.holds.map(\.reason) == [.guard])
        #expect(step.holds.first?.setting?.location?.path == "outrider.yaml")
        #expect(step.at == nil)
    }

    @Test func aCapShowsThePlaceInTheQueueOfEverybody() throws {
        let book = RuleBook.book(["ada", "bob", "cid", "dan"], more: "channels: {email: {perDay: 2, newPerDay: 1}}\n")
        var stage = try Stage(book)
        try stage.reconcile()
        let places = try ["ada", "bob", "cid", "dan"].map { try part(stage, $0).next?.holds.first?.place ?? 0 }
        #expect(places.sorted() == [0, 1, 2, 3])
        let held = try ["ada", "bob", "cid", "dan"].compactMap { try part(stage, $0).next }.filter { $0.state == .held }
        // One a day goes, so that who stands third waits for three days.
        let days = held.map { ($0.holds.first?.place ?? 0, $0.at?.rfc3339 ?? "") }.sorted { $0.0 < $1.0 }.map(\.1)
        #expect(days == ["2026-11-23T22:00:00Z", "2026-11-24T22:00:00Z", "2026-11-25T22:00:00Z"])
    }

    @Test func whatWaitsForAnotherSequenceKnowsItsEnd() throws {
        var files = RuleBook.book(defaults: ["exclusive": "true"]).merging(RuleBook.second()) { _, own in own }
        files["sequences/s.yaml"] = [String: String].book()["sequences/s.yaml"]
        files["enrollments/f.yaml"] = nil
        var stage = try Stage(files)
        try stage.run()
        stage.book.merge(RuleBook.second()) { _, own in own }
        try stage.reconcile()
        let step = try #require(try part(stage, "ada", "f").next)
        #expect(step.holds.map(\.reason) == [.exclusive])
        #expect(step.at == Instant(rfc3339: "2026-11-25T22:00:00Z"))
    }

    @Test func whatASequenceHasLostStandsWhereItWas() throws {
        var stage = try Stage(.book())
        try stage.run()
        stage.book["sequences/s.yaml"] = """
            name: S
            steps:
              - {id: nudge, channel: email, delay: 1d, subject: Well, body: Well?}

            """
        try stage.reconcile()
        let part = try part(stage)
        #expect(part.steps.map(\.step) == ["intro", "nudge"])
        #expect(part.steps[0].location == nil)
        #expect(part.steps[0].state == .sent)
        #expect(part.steps[1].state == .waiting)
    }

    @Test func whoHasTheAddressIsNamedById() throws {
        var stage = try Stage(
            [String: String].book(people: ["ada", "bob"]).merging(["people/cid.yaml": .person("cid", at: "ADA")]) {
                $1
            })
        try stage.reconcile()
        #expect(try explain(stage).namesakes == ["cid"])
        #expect(try explain(stage, "bob").namesakes == [])
    }

    @Test func aPersonInNothingIsInNothing() throws {
        var stage = try Stage([String: String].book().merging(["people/zoe.yaml": .person("zoe")]) { $1 })
        try stage.reconcile()
        #expect(try explain(stage, "zoe").enrollments == [])
        #expect(try explain(stage, "zoe").isInBook)
    }

    @Test func everyReasonSaysWhatItIsAndWhatLiftsIt() {
        for reason in Reason.allCases {
            #expect(!reason.explanation.isEmpty && !reason.explanation.hasSuffix("."), "\(reason)")
            #expect(!reason.remedy.isEmpty && !reason.remedy.hasSuffix("."), "\(reason)")
        }
        #expect(Set(Reason.allCases.map(\.explanation)).count == Reason.allCases.count)
    }

    /// Over random books: every rule that holds a step in the plan is told, and nothing goes before it was told to.
    @Test(arguments: 0..<10)
    func nothingGoesBeforeItWasTold(seed: UInt64) throws {
        var book = RandomRules(seed: 500 + seed)
        var stage = try Stage(book.files)
        for _ in 0..<2 {
            try stage.reconcile()
            var told: [String: Instant] = [:]
            let plan = try stage.plan(.all)
            for person in Set(plan.items.map(\.person)) {
                for part in try explain(stage, person).enrollments {
                    for step in part.steps where step.state != .sent && step.state != .task {
                        if let at = step.at { told[step.key] = at }
                    }
                    for item in plan.items where item.person == person && item.enrollment == part.enrollment {
                        guard let reason = item.reason, reason != .task else { continue }
                        let step = part.steps.first { $0.step == item.step }
                        #expect(
                            step?.holds.contains { $0.reason == reason } == true, "\(person) \(item.step) \(reason)")
                    }
                }
            }
            for _ in 0..<20 {
                let before = stage.sent.count
                try stage.run()
                for message in stage.sent[before...] {
                    let now = stage.now
                    #expect(told[message.key].map { $0 <= now } ?? true, "\(message.person) \(message.step)")
                }
                stage.now = stage.now.adding(seconds: 4 * 3_600)
            }
            book.edit()
            stage.book = book.files
        }
    }
}
