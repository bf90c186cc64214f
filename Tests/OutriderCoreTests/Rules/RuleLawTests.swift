import Testing

@testable import OutriderCore

/// Laws of the rules over random books, clocks, edits and acts; the seeds are fixed.
@Suite struct RuleLawTests {
    private struct Sent {
        var at: Instant
        var person: String
        var enrollment: String
        var addresses: Set<String>
    }

    private static func outcome(_ message: Claim.Message) -> Settlement {
        switch message.key.utf8.first.map({ $0 % 16 }) {
        case 0 where message.gen < 2: .released(code: "stopped")
        case 1: .unknown(code: "no-evidence")
        case 2 where message.gen < 1: .failed(class: "address", code: "550")
        case 3 where message.gen < 1: .failed(class: "content", code: "554")
        default: .sent(providerID: message.key)
        }
    }

    private static func effects(_ plan: Plan) -> [PlanItem] { plan.items.filter(\.isAction) }

    /// What was seen over all seeds.
    private struct Tally: Sendable {
        var sent = 0
        var reasons: Set<Reason> = []
        var acts = 0
    }

    /// A law that never saw a message, or a rule that bound, would prove nothing.
    @Test func whatGoesKeepsEveryRule() async throws {
        let tallies = try await withThrowingTaskGroup(of: Tally.self) { group in
            for seed in 0..<Self.seeds { group.addTask { try Self.play(UInt64(seed)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let reasons = tallies.reduce(into: Set<Reason>()) { $0.formUnion($1.reasons) }
        #expect(Set(Reason.allCases).subtracting(reasons) == [], "every rule was binding")
        #expect(tallies.map(\.sent).reduce(0, +) > 3 * Self.seeds)
        #expect(tallies.map(\.acts).reduce(0, +) > 4 * Self.seeds)
    }

    private static let seeds = 24

    private static func play(_ seed: UInt64) throws -> Tally {
        var book = RandomRules(seed: seed)
        var stage = try Stage(book.files)
        var (sent, witness, tally) = ([Sent](), Witness(), Tally())
        var lastRun: Instant?
        let place: Comment = "seed \(seed)"
        for round in 0..<6 {
            #expect(try stage.reconcile() != nil, "\(place) \(stage.errors)")
            try expectIndexLaw(stage, place)
            tally.reasons.formUnion(try stage.plan(.all).items.compactMap(\.reason))
            for part in 0..<5 {
                if part > 0 { stage.now = try book.later(than: stage.now, stage.ledger) }
                // The run before ended when it began.
                defer { lastRun = stage.now }
                try note(lastRun, &stage)
                while true {
                    let ledger = try stage.ledger
                    let plan = try stage.plan()
                    tally.reasons.formUnion(plan.items.compactMap(\.reason))
                    guard let claim = try stage.claim() else { break }
                    for item in plan.sends { try expectAllowed(item, ledger, at: stage.now, &sent, place) }
                    let complaints = try witness.see(claim, book, ledger, arrives: mayArrive)
                    #expect(complaints == [], "\(place) round \(round)")
                    if tally.sent == 0 { tally.reasons.formUnion(try stage.plan(.all).items.compactMap(\.reason)) }
                    try stage.record(claim, outcome)
                    tally.sent += 1
                }
            }
            let again = try stage.run(outcome)
            #expect(again == [], "\(place) round \(round): a second run sends nothing")
            try expectIndexLaw(stage, place)
            #expect(try stage.problems() == [], place)
            try expectNobodyLost(stage, place)
            for _ in 0..<2 {
                let (act, ledger) = (try book.act(stage), try stage.ledger)
                guard try act.perform(on: &stage) else { continue }
                try witness.note(act, book, ledger, at: stage.now)
                tally.acts += 1
            }
            try expectIndexLaw(stage, place)
            for _ in 0..<Int.random(in: 1...2, using: &book.random) {
                book.edit()
                stage.book = book.files
                #expect(try stage.reconcile() != nil, "\(place) \(stage.errors)")
            }
            stage.now = try book.later(than: stage.now, stage.ledger)
            if book.chance(20) { stage.now = stage.now.adding(seconds: 400_000) }
        }
        #expect(Set(stage.sent.map(\.key)).count == stage.sent.count, place)
        tally.sent = stage.sent.count
        return tally
    }

    /// Notes when the run before was.
    private static func note(_ run: Instant?, _ stage: inout Stage) throws {
        var change = LedgerChange(try stage.ledger)
        change.header.lastRun = run
        try stage.commit(change)
    }

    /// Planning by the index, or by the lines, does what planning from all state does.
    private static func expectIndexLaw(_ stage: Stage, _ place: Comment) throws {
        let all = effects(try stage.plan(.all))
        #expect(effects(try stage.plan(.index)) == all, place)
        #expect(effects(try stage.plan(.lines)) == all, place)
    }

    /// Whoever is still in an enrollment has a step that is due some day, is held by a rule, or waits for a human or for
    /// a step to come.
    private static func expectNobodyLost(_ stage: Stage, _ place: Comment) throws {
        let courses = try Courses(try stage.ledger)
        let plan = try stage.plan(.all)
        var held = Set(plan.items.filter { $0.reason != nil }.map { [$0.personUID, $0.enrollmentUID] })
        // A pause that is over ends once the rule is gone that stood in the way as well.
        held.formUnion(plan.resumed.map { [$0.person, $0.enrollment] })
        try stage.ledger.forEachState { state in
            for membership in state.memberships where membership.isOpen && membership.next == nil {
                let course = try courses[membership]
                if course?.sequence.evergreen?.value == true,
                    course?.step(after: membership, of: courses.id(of: state.person)) == nil
                {
                    continue
                }
                #expect(held.contains([membership.person, membership.enrollment]), "\(place) \(membership)")
            }
        }
    }

    /// Hours and gaps; for the rest stands the witness.
    private static func expectAllowed(
        _ item: PlanItem, _ ledger: Ledger, at now: Instant, _ sent: inout [Sent], _ place: Comment
    ) throws {
        let courses = try Courses(ledger)
        let membership = try #require(try ledger.state(of: item.personUID)?[item.enrollmentUID])
        let course = try #require(try courses[membership])
        let person = try #require(courses.person(item.personUID))
        let step = try #require(course.sequence.step(item.step))
        let schedule = course.schedule(of: step, for: person)
        #expect(schedule.isOpen(at: now), "\(place): the window is open")
        if HoursRule.rings(item.channel), course.rules.quietHours.value {
            #expect((8..<20).contains(schedule.zone.local(now).secondOfDay / 3_600), "\(place): nobody is woken")
        }
        let addresses = Set(person.addresses.map(ledger.header.hasher.hash))
        for one in sent where !one.addresses.isDisjoint(with: addresses) {
            guard one.person != item.personUID || one.enrollment != item.enrollmentUID else { continue }
            #expect(now.seconds - one.at.seconds >= course.rules.minGap.value.seconds, "\(place): a gap is kept")
        }
        if Claim.Message(simulating: item).map(mayArrive) ?? false {
            sent.append(
                Sent(at: now, person: item.personUID, enrollment: item.enrollmentUID, addresses: addresses))
        }
    }

    private static func mayArrive(_ message: Claim.Message) -> Bool {
        switch outcome(message) {
        case .sent, .unknown: true
        case .released, .failed: false
        }
    }

    /// The order in which a source lists its files changes no plan.
    @Test(arguments: 0..<12)
    func orderOfFilesIsNothing(seed: UInt64) throws {
        var book = RandomRules(seed: seed)
        var stage = try Stage(book.files)
        for _ in 0..<4 {
            try stage.reconcile()
            let backwards = try Ledger(Backwards(source: MemorySource(stage.journal)))
            #expect(try Planner.plan(backwards, now: stage.now, scope: .all) == stage.plan(.all))
            try stage.run(Self.outcome)
            book.edit()
            stage.book = book.files
            stage.now = stage.now.adding(seconds: 50_000)
        }
    }

    private struct Backwards: BookSource {
        var source: MemorySource

        func read(_ path: String, limit: Int) throws -> [UInt8]? { try source.read(path, limit: limit) }

        func list(_ folder: String) throws -> [BookEntry] { try source.list(folder).reversed() }
    }

    /// What explain says of a person agrees with what the plan does.
    @Test(arguments: 0..<12)
    func explainAgreesWithThePlan(seed: UInt64) throws {
        var book = RandomRules(seed: seed)
        var stage = try Stage(book.files)
        for _ in 0..<4 {
            try stage.reconcile()
            for item in try stage.plan(.all).items {
                let own = try stage.plan(.person(item.personUID)).items.first { $0.key == item.key }
                switch item.action {
                case .hold where item.due <= stage.now && item.holds.allSatisfy(\.isExplained):
                    #expect(
                        own?.holds.contains { $0.reason == item.reason } == true, "\(item.reason as Any) \(own as Any)")
                case .skip, .end: #expect(own?.action == item.action)
                case .hold, .send, .task, .wait: break
                }
            }
            try stage.run(Self.outcome)
            book.edit()
            stage.book = book.files
            stage.now = stage.now.adding(seconds: 50_000)
        }
    }
}

extension Hold {
    /// Whether it follows from the person alone, so that a plan of one person knows it too.
    fileprivate var isExplained: Bool {
        switch reason {
        case .cap, .gap, .guard, .exclusive, .reenroll, .sameAddress, .tooLate: false
        default: true
        }
    }
}
