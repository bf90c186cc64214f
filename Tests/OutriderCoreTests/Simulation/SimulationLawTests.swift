import Testing

@testable import OutriderCore

/// A simulation does what a series of runs does at the same times, whoever it leaves aside meanwhile; the seeds are fixed.
@Suite struct SimulationLawTests {
    private static func lines(_ simulation: Simulation) -> [String] {
        zip(simulation.items, simulation.times).compactMap { SeriesOfRuns.Trace($0, at: $1)?.description }.sorted()
    }

    /// A stage with some history of runs, acts and edits.
    private static func stage(_ book: inout RandomRules) throws -> Stage {
        var stage = try Stage(book.files)
        for _ in 0..<Int.random(in: 0..<3, using: &book.random) {
            try stage.reconcile()
            try stage.run()
            _ = try book.act(stage).perform(on: &stage)
            book.edit()
            stage.book = book.files
            stage.now = stage.now.adding(seconds: Int64.random(in: 60..<90_000, using: &book.random))
        }
        #expect(try stage.reconcile() != nil, "\(stage.errors)")
        return stage
    }

    @Test func simulationIsASeriesOfRuns() async throws {
        let counts = try await Self.each(12) { seed in
            var book = RandomRules(seed: seed)
            let stage = try Self.stage(&book)
            let end = stage.now.adding(seconds: 4 * 86_400)
            let every: Int64 = book.pick([7_200, 3_600, 5_400])
            var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .every(every))
            try simulation.play(until: end)
            var runs = SeriesOfRuns(stage)
            try runs.play(every: every, until: end)
            #expect(Difference.lines(Self.lines(simulation), runs.lines) == [], "seed \(seed)")
            try Self.expectSameStates(simulation, runs.stage, "seed \(seed)")
            return runs.traces.count
        }
        #expect(counts.reduce(0, +) > 30)
    }

    /// The same where answers come, humans act and the book is edited meanwhile.
    @Test func scriptedSimulationIsASeriesOfRuns() async throws {
        let counts = try await Self.each(16) { seed in
            var book = RandomRules(seed: 3_000 + seed)
            let stage = try Self.stage(&book)
            let text = book.script(from: stage.now, days: 5, count: 20)
            let (script, report) = SimulationScript.parse(Array(text.utf8), path: "script.yaml")
            #expect(report.diagnostics.map(\.message) == [], "seed \(seed)")
            let end = stage.now.adding(seconds: 6 * 86_400)
            let every: Int64 = book.pick([10_800, 7_200, 4_980])
            var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .every(every), script: script)
            try simulation.play(until: end)
            var runs = SeriesOfRuns(stage, script)
            try runs.play(every: every, until: end)
            #expect(runs.stage.errors == [], "seed \(seed)")
            #expect(Difference.lines(Self.lines(simulation), runs.lines) == [], "seed \(seed)")
            try Self.expectSameStates(simulation, runs.stage, "seed \(seed)")
            return runs.traces.count
        }
        #expect(counts.reduce(0, +) > 50)
    }

    /// What `plan --until` foretells is what runs do at the times that it names.
    @Test func planAheadIsASeriesOfRuns() async throws {
        let counts = try await Self.each(10) { try Self.planAhead(1_010 + $0) }
        #expect(counts.reduce(0, +) > 30)
    }

    /// Whom the guard holds as the run begins, and lets go within it, goes a minute later.
    @Test func theGuardThatLetsGoWithinARun() throws {
        _ = try Self.planAhead(1_005)
    }

    private static func planAhead(_ seed: UInt64) throws -> Int {
        var book = RandomRules(seed: seed)
        let stage = try stage(&book)
        let end = stage.now.adding(seconds: 5 * 86_400)
        var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .atOnce)
        try simulation.play(until: end)
        var runs = SeriesOfRuns(stage)
        for time in simulation.runs { try runs.run(at: time, until: end) }
        let plan = try stage.plan(until: end)
        let planned = plan.items.filter(\.isAction).compactMap { SeriesOfRuns.Trace($0, at: $0.at)?.description }
        #expect(Difference.lines(planned, runs.lines) == [], "seed \(seed)")
        #expect(Difference.lines(lines(simulation), runs.lines) == [], "seed \(seed)")
        return runs.traces.count
    }

    /// Does something for each seed, as many at once as there are processors.
    private static func each(_ count: Int, _ body: @escaping @Sendable (UInt64) throws -> Int) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seed in 0..<count { group.addTask { try body(UInt64(seed)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Everybody has received the same, and stands at the same place.
    private static func expectSameStates(_ simulation: Simulation, _ stage: Stage, _ place: Comment) throws {
        func lines(_ ledger: Ledger) throws -> [String] {
            var lines: [String] = []
            try ledger.forEachState { state in
                for one in state.memberships {
                    lines.append(
                        "\(one.person) \(one.enrollment) \(one.status) \(one.reason ?? "") \(one.done) \(one.skipped) "
                            + "\(one.at) \(one.occurrence) \(one.task as Any) \(one.until as Any)")
                }
            }
            return lines.sorted()
        }
        let difference = try Difference.lines(lines(simulation.ledger), lines(stage.ledger))
        #expect(difference == [], "\(place): \(difference.joined(separator: "\n"))")
    }

    /// A queue under a cap goes on in its order, though only its head is looked at.
    @Test(arguments: ["email: {perDay: 7}", "email: {perDay: 40, newPerDay: 5}", "email: {perDay: 9, perMinute: 2}"])
    func queuesGoOnInOrder(channels: String) throws {
        let people = (0..<40).map { "p\($0)" }
        var files = [String: String].book(people: people)
        files["outrider.yaml"] = RuleBook.settings(
            ["window": "mon-fri 09:00-17:00"], "guard: {newPeople: 1000, sends: 1000}\nchannels: {\(channels)}\n")
        for (index, person) in people.enumerated() where index % 3 == 0 {
            files["people/\(person).yaml"] = .person(person) + "timezone: America/New_York\n"
        }
        var stage = try Stage(files)
        try stage.reconcile()
        let end = stage.now.adding(seconds: 12 * 86_400)
        var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .every(3_600))
        try simulation.play(until: end)
        var runs = SeriesOfRuns(stage)
        try runs.play(every: 3_600, until: end)
        #expect(runs.traces.count > 50)
        #expect(Self.lines(simulation) == runs.lines)
    }

    /// Whom the guard holds is let go when so many have left that it holds nobody any more.
    @Test func guardLetsGoWhenAWindowShuts() throws {
        let people = (0..<30).map { "p\($0)" }
        var files = [String: String].book(people: people)
        files["outrider.yaml"] = RuleBook.settings(
            ["window": "mon-fri 09:00-17:00"], "guard: {newPeople: 20, sends: 100}\n")
        for person in people.prefix(12) {
            files["people/\(person).yaml"] = .person(person) + "timezone: Asia/Tokyo\n"
        }
        // They come in two merges, neither of which is too much by itself.
        let all = files["enrollments/e.yaml"]
        files["enrollments/e.yaml"] = "sequence: s\npeople: [\(people.prefix(15).joined(separator: ", "))]\n"
        var stage = try Stage(files, at: "2026-11-23T06:00:00Z")
        try stage.reconcile()
        stage.book["enrollments/e.yaml"] = all
        try stage.reconcile()
        let end = stage.now.adding(seconds: 3 * 86_400)
        var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .every(900))
        try simulation.play(until: end)
        var runs = SeriesOfRuns(stage)
        try runs.play(every: 900, until: end)
        #expect(!runs.traces.isEmpty)
        #expect(Self.lines(simulation) == runs.lines)
    }
}
