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

    @Test(arguments: 0..<40)
    func whatGoesKeepsEveryRule(seed: UInt64) throws {
        var book = RandomRules(seed: seed)
        var stage = try Stage(book.files)
        var sent: [Sent] = []
        for _ in 0..<8 {
            try stage.reconcile()
            #expect(stage.errors == [])
            try expectIndexLaw(stage)
            while true {
                let ledger = try stage.ledger
                let plan = try Planner.plan(ledger, now: stage.now, scope: .index)
                guard let claim = try stage.claim() else { break }
                for item in plan.sends { try expectAllowed(item, ledger, at: stage.now, &sent) }
                try expectCaps(claim, try stage.ledger)
                try stage.record(claim, Self.outcome)
            }
            #expect(try stage.run(Self.outcome) == [], "a second run sends nothing")
            #expect(try stage.plan(.all).sends == [], "after a run nothing is due")
            try expectIndexLaw(stage)
            #expect(try stage.problems() == [])
            try expectNobodyLost(stage)
            var change = LedgerChange(try stage.ledger)
            change.header.lastRun = stage.now
            try stage.commit(change)
            for _ in 0..<2 { try book.act(&stage) }
            try expectIndexLaw(stage)
            book.edit()
            stage.book = book.files
            stage.now = stage.now.adding(seconds: Int64.random(in: 60..<90_000, using: &book.random))
        }
        #expect(Set(stage.sent.map(\.key)).count == stage.sent.count)
    }

    private func expectIndexLaw(_ stage: Stage) throws {
        let (some, all) = (Self.effects(try stage.plan(.index)), Self.effects(try stage.plan(.all)))
        #expect(some == all)
    }

    /// Whoever is still in an enrollment has a step that is due some day, is held by a rule, or waits for a human.
    private func expectNobodyLost(_ stage: Stage) throws {
        let plan = try stage.plan(.all)
        let held = Set(plan.items.filter { $0.reason != nil }.map { [$0.personUID, $0.enrollmentUID] })
        try stage.ledger.forEachState { state in
            for membership in state.memberships where membership.isOpen && membership.next == nil {
                #expect(held.contains([membership.person, membership.enrollment]), "\(membership)")
            }
        }
    }

    private func expectAllowed(_ item: PlanItem, _ ledger: Ledger, at now: Instant, _ sent: inout [Sent]) throws {
        let courses = try Courses(ledger)
        let course = try #require(try courses[item.enrollmentUID])
        let person = try #require(courses.person(item.personUID))
        let step = try #require(course.sequence.step(item.step))
        let schedule = course.schedule(of: step, for: person)
        #expect(schedule.isOpen(at: now), "the window is open")
        if HoursRule.rings(item.channel), course.rules.quietHours.value {
            #expect((8..<20).contains(schedule.zone.local(now).secondOfDay / 3_600), "nobody is woken")
        }
        let addresses = Set(person.addresses.map(ledger.header.hasher.hash))
        #expect(try Suppressions(ledger.book).rule(against: person, on: item.channel) == nil)
        #expect(
            try ledger.suppression(of: item.personUID, addresses: Array(addresses), channel: item.channel) == nil)
        #expect(ledger.book.configuration?.paused == nil && person.paused == nil)
        #expect(!ledger.header.pauses.contains { $0.scope == .book && $0.holds(at: now) })
        for one in sent where !one.addresses.isDisjoint(with: addresses) {
            guard one.person != item.personUID || one.enrollment != item.enrollmentUID else { continue }
            #expect(now.seconds - one.at.seconds >= course.rules.minGap.value.seconds, "a gap is kept")
        }
        if item.isFirst { try expectAlone(item, course, ledger, courses) }
        if course.rules.reenroll.value == .never, item.occurrence == 0 {
            for address in addresses {
                let steps = try ledger.address(address)?.steps ?? []
                let isLifted = try ledger.state(of: item.personUID)?[item.enrollmentUID]?.lifted.isEmpty == false
                #expect(!steps.contains("\(item.sequenceUID)/\(item.step)") || isLifted, "no address gets a step twice")
            }
        }
        if Self.arrives(item) {
            sent.append(
                Sent(at: now, person: item.personUID, enrollment: item.enrollmentUID, addresses: addresses))
        }
    }

    private static func arrives(_ item: PlanItem) -> Bool {
        guard let message = Claim.Message(simulating: item) else { return false }
        if case .sent = outcome(message) { return true }
        return false
    }

    /// Nobody begins what excludes an enrollment that they are in.
    private func expectAlone(_ item: PlanItem, _ course: Course, _ ledger: Ledger, _ courses: Courses) throws {
        for other in try ledger.state(of: item.personUID)?.memberships ?? [] {
            guard other.enrollment != item.enrollmentUID, other.isOpen, other.hasBegun,
                let rule = try courses[other.enrollment]?.rules.exclusive.value
            else { continue }
            #expect(!ExclusiveRule.excludes(course.rules.exclusive.value, rule), "one at a time")
        }
    }

    /// No counter that a claim has raised is over its cap.
    private func expectCaps(_ claim: Claim, _ ledger: Ledger) throws {
        guard let configuration = ledger.book.configuration else { return }
        for message in claim.messages {
            guard let counted = message.counted else { continue }
            let sender = SenderIdentity(message.sender, in: ledger.book, configuration)
            let overlay = sender?.overlay(message.channel)
            let daily = overlay?.perDay?.value ?? CapRule.standard(message.channel)
            for (name, day) in counted.names(sender: message.sender, message.channel) {
                let counters = try ledger.counters(on: day)
                let limit =
                    switch name {
                    case .sender: daily
                    case .company: configuration.caps.company?.value ?? .max
                    case .domain: configuration.caps.domain?.value ?? .max
                    case .book: configuration.caps.book?.value ?? .max
                    }
                #expect(counters.sent(name) <= limit, "\(name)")
                guard case .sender = name else { continue }
                if counted.isNew { #expect(counters.new(name) <= overlay?.newPerDay?.value ?? (daily + 1) / 2) }
                if let rate = overlay?.perMinute?.value {
                    #expect(counters.inMinute(claim.at.seconds / 60, name) <= rate)
                }
            }
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
                case .hold where item.holds.allSatisfy(\.isExplained):
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
