import Testing

@testable import OutriderCore

/// A simulation does what a series of runs does at the same times, whoever it leaves aside meanwhile; the seeds are fixed.
@Suite struct SimulationLawTests {
    /// What a run did: time, person, enrollment, step and channel.
    struct Trace: Hashable, CustomStringConvertible {
        var at: Instant
        var what: String

        var description: String { "\(at.rfc3339) \(what)" }
    }

    private static func traces(_ items: [PlanItem], at now: Instant) -> [Trace] {
        items.compactMap { item in
            let action: String
            switch item.action {
            case .send: action = "send"
            case .task: action = "task"
            case .skip(let why): action = "skip \(why)"
            case .end(let status, let why): action = "end \(status) \(why)"
            case .hold, .wait: return nil
            }
            let who = "\(item.personUID) \(item.enrollmentUID)"
            return Trace(at: now, what: "\(who) \(item.step) \(item.channel) \(action)")
        }
    }

    /// A run as the runner does it: whom the guard held when it began it holds to the end, and it waits for the minute.
    private static func run(_ stage: inout Stage, until end: Instant, _ traces: inout [Trace]) throws {
        let blocked = Set(try stage.plan().items.filter { $0.reason == .guard }.map(\.key))
        while true {
            while true {
                let plan = try stage.plan()
                traces += Self.traces(
                    plan.items.filter { item in
                        if case .send = item.action { !blocked.contains(item.key) } else { true }
                    }, at: stage.now)
                guard let claim = try stage.claim(without: blocked) else { break }
                try stage.record(claim)
            }
            let minute = try stage.plan().items.compactMap { item -> Instant? in
                if case .hold(let hold) = item.action, hold.isPace { hold.until } else { nil }
            }.min()
            guard let minute, minute > stage.now, minute <= end else { break }
            stage.now = minute
        }
        var change = LedgerChange(try stage.ledger)
        change.header.lastRun = stage.now
        try stage.commit(change)
    }

    /// Runs every so many seconds, whether or not there is anything to do.
    private static func runs(_ stage: inout Stage, every seconds: Int64, until end: Instant) throws -> [Trace] {
        var traces: [Trace] = []
        let start = stage.now
        while stage.now <= end {
            try run(&stage, until: end, &traces)
            let rounds = (stage.now.seconds - start.seconds) / seconds + 1
            stage.now = start.adding(seconds: rounds * seconds)
        }
        return traces
    }

    private static func traces(_ simulation: Simulation) -> [Trace] {
        zip(simulation.items, simulation.times).flatMap { traces([$0], at: $1) }
    }

    @Test(arguments: 0..<16)
    func simulationIsASeriesOfRuns(seed: UInt64) throws {
        var book = RandomRules(seed: seed)
        var stage = try Stage(book.files)
        for _ in 0..<Int.random(in: 0..<3, using: &book.random) {
            try stage.reconcile()
            try stage.run()
            try book.act(&stage)
            book.edit()
            stage.book = book.files
            stage.now = stage.now.adding(seconds: Int64.random(in: 60..<90_000, using: &book.random))
        }
        try stage.reconcile()
        let end = stage.now.adding(seconds: 4 * 86_400)
        let every: Int64 = book.pick([900, 3_600, 1_020])
        var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .every(every))
        try simulation.play(until: end)
        let expected = try Self.runs(&stage, every: every, until: end)
        #expect(Self.traces(simulation).map(\.description).sorted() == expected.map(\.description).sorted())
        try expectSameStates(simulation, stage)
    }

    /// What `plan --until` foretells is what runs do at the times that it names.
    @Test(arguments: 12..<24)
    func planAheadIsASeriesOfRuns(seed: UInt64) throws {
        let book = RandomRules(seed: 1_000 + seed)
        var stage = try Stage(book.files)
        try stage.reconcile()
        let end = stage.now.adding(seconds: 5 * 86_400)
        var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .atOnce)
        try simulation.play(until: end)
        let plan = try stage.plan(until: end)
        var expected: [Trace] = []
        for time in simulation.runs {
            stage.now = max(stage.now, time)
            try Self.run(&stage, until: end, &expected)
        }
        #expect(Self.traces(simulation).map(\.description).sorted() == expected.map(\.description).sorted())
        let planned = plan.items.filter(\.isAction).map { "\($0.personUID) \($0.enrollmentUID) \($0.step)" }
        let done = simulation.items.map { "\($0.personUID) \($0.enrollmentUID) \($0.step)" }
        #expect(planned.sorted() == done.sorted())
    }

    /// Everybody has received the same, and stands at the same place.
    private func expectSameStates(_ simulation: Simulation, _ stage: Stage) throws {
        func lines(_ ledger: Ledger) throws -> [String] {
            var lines: [String] = []
            try ledger.forEachState { state in
                for one in state.memberships {
                    lines.append(
                        "\(one.person) \(one.enrollment) \(one.status) \(one.reason ?? "") \(one.done) \(one.at)")
                }
            }
            return lines.sorted()
        }
        #expect(try lines(simulation.ledger) == lines(stage.ledger))
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
        let expected = try Self.runs(&stage, every: 3_600, until: end)
        #expect(expected.count > 50)
        #expect(Self.traces(simulation).map(\.description).sorted() == expected.map(\.description).sorted())
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
        var stage = try Stage(files, at: "2026-11-23T06:00:00Z")
        try stage.reconcile()
        let end = stage.now.adding(seconds: 3 * 86_400)
        var simulation = try Simulation(try stage.ledger, now: stage.now, pace: .every(900))
        try simulation.play(until: end)
        let expected = try Self.runs(&stage, every: 900, until: end)
        #expect(!expected.isEmpty)
        #expect(Self.traces(simulation).map(\.description).sorted() == expected.map(\.description).sorted())
    }
}
