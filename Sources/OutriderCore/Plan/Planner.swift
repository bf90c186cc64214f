/// Works out which steps are due and what becomes of them; changes nothing.
public struct Planner {
    /// Which lines of the journal are looked at.
    public enum Scope: Sendable {
        /// Those that the index names.
        case index
        /// All of them, whatever the index says; who waits for a time that their line knows is not looked at further.
        case lines
        /// All of them, whatever the index and the lines say of time.
        case all
        /// Those of one person, by uid, with every rule that holds each step, also one that is not due.
        case person(String)
    }

    private let ledger: Ledger
    private let desk: PlanningBook
    private let now: Instant
    private var context: RuleContext
    /// What a person or address gets in an open claim, and by whom.
    private var claimed: [Touch: String] = [:]
    /// Whether every rule is asked, also behind one that holds already, and also of a step that is not due.
    private let explains: Bool
    /// Whether a step is due no earlier than its line says.
    private var trustsLines = false
    private var candidates: [Candidate] = []
    private var items: [PlanItem] = []
    private var next: Instant?
    private var waiting = 0
    private var resumed: [Plan.Resumption] = []
    private var postponed: [Plan.Postponement] = []

    private init(_ ledger: Ledger, _ desk: PlanningBook, now: Instant, isPaused: Bool, explains: Bool) throws {
        self.ledger = ledger
        self.now = now
        self.desk = desk
        self.explains = explains
        context = RuleContext(ledger: ledger, desk: desk, now: now, isPaused: isPaused)
        context.pauses = PauseIndex(ledger.header.pauses)
        for claim in try ledger.openClaims() {
            for message in claim.messages {
                context.inFlight[[message.person, message.enrollment]] = claim.quietAt
                let contact = Contacted(at: claim.at, person: message.person, enrollment: message.enrollment)
                for name in names(of: message) {
                    claimed[Touch(name: name, sequence: message.sequence, step: message.step)] = message.person
                    context.begun[name, default: []].append(message.enrollment)
                    context.claimed[name, default: []].append(contact)
                }
            }
        }
    }

    /// Whom a message in flight is to, by every name: whoever has another address of the person's is them.
    private func names(of message: Claim.Message) -> Set<String> {
        let others = desk.courses.person(message.person)?.addresses.map { desk.hashes[$0] } ?? []
        return Set([Touch.name(ofPerson: message.person)] + [message.address].compactMap(\.self) + others)
    }

    /// What a run would do at one instant.
    ///
    /// - Parameters:
    ///   - desk: made of the same book before; `nil` to make it.
    ///   - isPaused: whether the environment pauses everything.
    ///   - run: what the run that asks has done before.
    /// - Throws: `JournalError` where the journal is damaged.
    public static func plan(
        _ ledger: Ledger, with desk: PlanningBook? = nil, now: Instant, scope: Scope, isPaused: Bool = false,
        after run: RunSoFar = RunSoFar()
    ) throws -> Plan {
        let explains = if case .person = scope { true } else { false }
        let desk = try desk ?? PlanningBook(ledger)
        var planner = try Planner(ledger, desk, now: now, isPaused: isPaused, explains: explains)
        planner.context.run = run
        switch scope {
        case .index:
            for person in try ledger.people(dueBy: now) {
                if let state = try ledger.state(of: person) { try planner.look(at: state) }
            }
        case .lines:
            planner.trustsLines = true
            try ledger.forEachState { try planner.look(at: $0) }
        case .all: try ledger.forEachState { try planner.look(at: $0) }
        case .person(let uid): if let state = try ledger.state(of: uid) { try planner.look(at: state) }
        }
        var settling = Settling(planner.context, taken: planner.claimed, explains: explains)
        var settled = try settling.settle(planner.candidates)
        if explains {
            let crowd = try crowd(around: settled, in: ledger, with: desk, now: now, isPaused: isPaused)
            for index in settled.indices { settled[index].join(crowd[settled[index].key]) }
        }
        // Of one person's steps those that are left out now stay before the one behind them.
        let found = planner.items + settled
        let order = found.indices.map { (found[$0].at, found[$0].person, found[$0].enrollment, found[$0].due, $0) }
        let items = order.sorted { ($0.0, $0.1, $0.2, $0.3, $0.4) < ($1.0, $1.1, $1.2, $1.3, $1.4) }.map { found[$0.4] }
        var plan = Plan(now: now, items: items, next: planner.next, waiting: planner.waiting)
        plan.wantsTrace = settling.wantsTrace
        plan.resumed = planner.resumed
        plan.postponed = planner.postponed
        return plan
    }

    /// Some items as they are in the plan of everybody, which alone shows guards and queues under a cap.
    private static func crowd(
        around items: [PlanItem], in ledger: Ledger, with desk: PlanningBook, now: Instant, isPaused: Bool
    ) throws -> [DeliveryKey: PlanItem] {
        let keys = Set(items.lazy.filter { $0.due <= now }.map(\.key))
        guard !keys.isEmpty else { return [:] }
        let all = try plan(ledger, with: desk, now: now, scope: .lines, isPaused: isPaused)
        let found = all.items.lazy.filter { keys.contains($0.key) }.map { ($0.key, $0) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    private mutating func look(at state: PersonState) throws {
        for membership in state.memberships where membership.isOpen { try look(at: membership, of: state) }
    }

    /// Adds the membership's next step, behind those that are left out now.
    private mutating func look(at membership: Membership, of state: PersonState) throws {
        if trustsLines, membership.isFree, membership.hold == nil, membership.task == nil, let due = membership.next,
            due > now
        {
            waiting += 1
            next = next.map { min($0, due) } ?? due
            return
        }
        var membership = membership
        guard let course = try desk.courses[membership], let person = desk.courses.person(membership.person),
            let member = course.member(person.id, membership)
        else { return }
        if let resumption = membership.resumption(
            Wish(member, in: course.enrollment, of: person, book: desk.book, at: now), at: now)
        {
            membership.take(resumption)
            resumed.append(resumption)
        }
        let recipient = course.recipient(person, member)
        if membership.task != nil, let step = course.step(after: membership, of: person.id), !membership.hasTask(step) {
            membership.task = nil
        }
        var isFirstLook = true
        while let step = course.step(after: membership, of: person.id) {
            let isFree =
                membership.canGoOn && context.flight(of: membership) == nil
            let candidate: Candidate
            switch try look(at: step, membership, course, recipient, state) {
            case .candidate(let found): candidate = found
            case .waits(let due):
                if isFirstLook { wait(for: membership, until: due) }
                return
            }
            guard isFree, let ending = ending(of: candidate) else {
                candidates.append(candidate)
                return
            }
            var item = candidate.item
            item.action = ending
            // It is decided now, whatever the hours are.
            item.at = now
            if let end = course.timeout(of: step, membership, for: person) { item.due = end }
            items.append(item)
            guard case .skip = ending else { return }
            isFirstLook = false
            membership.finish(step.id, at: item.due)
            membership.skipped.append(step.id)
        }
    }

    private mutating func wait(for membership: Membership, until due: Instant?) {
        guard let due else { return }
        waiting += 1
        next = next.map { min($0, due) } ?? due
        // A pause has moved it behind the time at which the index names it.
        guard membership.isFree, let next = membership.next, next <= now, due > now else { return }
        postponed.append(
            Plan.Postponement(person: membership.person, enrollment: membership.enrollment, until: due))
    }

    /// What a look at a step finds.
    private enum Look {
        /// With all that holds it by itself.
        case candidate(Candidate)
        /// Its time has not come; `nil` where it is not known.
        case waits(Instant?)
    }

    private mutating func look(
        at plain: Step, _ membership: Membership, _ course: Course, _ recipient: Recipient, _ state: PersonState
    ) throws -> Look {
        let person = recipient.person
        let passed = course.passed(plain, of: membership, for: person, at: now)
        let isHeld = !membership.isFree
        // A date that is not known, or hours that never open, hold the step at once.
        let known = passed ?? course.due(plain, of: membership, for: person)
        var due = known ?? membership.at
        guard due <= now || isHeld || explains || passed != nil else { return .waits(due) }
        let addresses = try KnownAddresses(person, desk, ledger)
        let (channel, obstacles) = try ChannelRule.choose(plain, for: recipient, state, addresses, context)
        let step = plain.drawn(for: membership.person, on: channel)
        let answer = desk.senders?.sender(
            of: step, in: course.sequence, enrollment: course.enrollment, member: recipient.member, for: person,
            person: membership.person, history: membership.history, at: max(due, now))
        let sender: SenderIdentity
        var cover: SenderIdentity?
        var away: Hold?
        var back: Instant?
        switch answer {
        case .writes(let found, let covering, let until)?: (sender, cover, back) = (found, covering, until)
        case .away(let absent, let until)?:
            sender = absent
            if !absent.isManual(channel) {
                away = Hold(
                    .senderAway, absent.id, until: until,
                    Setting("away", "until \(absent.zone.local(until).date)", at: absent.record?.away?.location))
            }
        case nil: sender = SenderIdentity(course.configuration)
        }
        if passed == nil, known != nil {
            let pauses = context.pauses.covering(membership, course, recipient, channel: channel, sender: sender.id)
            due = course.shifted(due, step, of: membership, for: recipient, by: pauses, at: now)
            guard due <= now || isHeld || explains else { return .waits(due) }
        }
        let schedule = course.schedule(of: step, for: person)
        let opening = HoursRule.opening(step, course, schedule, onOrAfter: due)
        let next =
            opening.flatMap { $0 >= now ? $0 : nil }
            ?? HoursRule.opening(step, course, schedule, onOrAfter: max(due, now))
        let at = next ?? max(due, now)
        // Nothing opens before that, whatever the calendar says of the days behind it.
        let searched = (next == nil ? max(due, now) : membership.at)
            .adding(seconds: Int64(Schedule.searchLimit - 1) * 86_400)
        let isShut = next == nil || known == nil && searched > now
        let key = DeliveryKey(
            book: ledger.header.book, enrollment: membership.enrollment, person: membership.person, step: step.id,
            occurrence: membership.occurrence)
        var item = PlanItem(
            PlanItem.Subject(
                key: key, membership: membership, course: course, recipient: recipient, step: step,
                sender: sender.id, address: recipient.address(channel).map { desk.hashes[$0] }),
            due: due, at: at)
        item.turn = turn(of: plain, membership, course, person, state, sender, back)
        let subject = Candidate.Subject(
            state: state, membership: membership, course: course, recipient: recipient, step: step, due: due,
            opening: opening ?? due, at: at, shutUntil: isShut ? searched : nil, addresses: addresses, sender: sender,
            cover: cover, back: back)
        var candidate = Candidate(subject: subject, item: item)
        try addHolds(to: &candidate, obstacles, away, isKnown: known != nil)
        return .candidate(candidate)
    }

    /// When something else than the end of a hold may decide what becomes of a step.
    private func turn(
        of step: Step, _ membership: Membership, _ course: Course, _ person: Person, _ state: PersonState,
        _ sender: SenderIdentity, _ back: Instant?
    ) -> Instant? {
        var turns = [back]
        if step.on != nil { turns.append(course.passing(step, for: person)) }
        if step.channels.value.contains(.whatsapp) { turns.append(ChannelRule.closing(of: state)) }
        if let away = sender.record?.away { turns.append(sender.zone.instant(away.from, minute: 0)) }
        return turns.lazy.compactMap(\.self).filter { $0 > now }.min()
    }

    private func addHolds(
        to candidate: inout Candidate, _ obstacles: [Hold], _ away: Hold?, isKnown: Bool
    ) throws {
        let membership = candidate.membership
        if let quietAt = context.flight(of: membership) {
            candidate.holds = [
                quietAt > now
                    ? Hold(.claimedElsewhere, until: quietAt)
                    : Hold(.claimedElsewhere, "the next run finds out what became of it")
            ]
            return
        }
        if membership.claim != nil {
            candidate.holds = [Hold(.unknownOutcome, membership.hold?.detail ?? candidate.item.key.text)]
            return
        }
        if let hold = membership.hold, hold.reason.isHard {
            candidate.holds = [Hold(hold.reason, hold.detail)]
            if !explains { return }
        }
        if membership.task != nil {
            // Who wants to hear no more is not called either.
            candidate.holds += obstacles.filter { $0.reason == .suppressed }
            candidate.holds.append(
                Hold(
                    .task, candidate.item.key.text,
                    until: candidate.course.timeout(of: candidate.step, membership, for: candidate.person),
                    candidate.step.timeout.map { Setting("timeout", $0.value.description, at: $0.location) }))
            return
        }
        candidate.holds += PauseRule.holds(candidate, context)
        candidate.holds += [ProjectRule.hold(candidate), consentHold(of: candidate), ReviewRule.hold(candidate)]
            .compactMap(\.self)
        candidate.holds += obstacles
        if let away { candidate.holds.append(away) }
        var hours = HoursRule.hold(candidate, context)
        if !isKnown, case .field(let name, _, let location)? = candidate.step.on,
            candidate.course.date(of: candidate.step, for: candidate.person) == nil
        {
            hours = Hold(.missingVariable, "fields.\(name)", Setting("on", "fields.\(name)", at: location))
        }
        if let condition = candidate.step.when,
            !condition.value.holds(for: ConditionRule.facts(membership, candidate.recipient))
        {
            candidate.holds.append(Hold(.condition, setting: Setting("when", "not met", at: condition.location)))
        }
        candidate.holds += [GraceRule.hold(candidate, context), hours, ReplyRule.hold(candidate, context)]
            .compactMap(\.self)
        // What will be left out when its time comes is not held by what leaves it out.
        let step = candidate.step
        if ending(of: candidate) == nil { candidate.holds.removeAll { leavesOut($0, step) } }
    }

    /// Whether a hold does not keep a step waiting, but has it left out when nothing else holds it.
    private func leavesOut(_ hold: Hold, _ step: Step) -> Bool {
        switch hold.reason {
        case .condition: step.otherwise?.value != .wait
        case .noAddress, .suppressed: step.otherwise.map { $0.value != .wait } ?? false
        default: false
        }
    }

    private func consentHold(of candidate: Candidate) -> Hold? {
        guard let consent = candidate.person.consent, let expiry = consent.expires,
            candidate.recipient.zone.local(candidate.at).date >= expiry
        else { return nil }
        return Hold(
            .consentExpired, expiry.description,
            Setting(
                "consent.expires", expiry.description, at: candidate.person.consentLocation ?? candidate.person.location
            ))
    }

    /// What becomes of a step that is not to be sent at all: it is left out, or its enrollment ends.
    private func ending(of candidate: Candidate) -> PlanItem.Action? {
        let (membership, course, step) = (candidate.membership, candidate.course, candidate.step)
        if let goal = course.enrollment.goal,
            goal.value.holds(for: ConditionRule.facts(membership, candidate.recipient))
        {
            return .end(.completed, "goal")
        }
        if membership.task != nil {
            guard let end = course.timeout(of: step, membership, for: candidate.person), end <= now else { return nil }
            return .skip("nobody did it in \(step.timeout?.value.description ?? "")")
        }
        if course.passed(step, of: membership, for: candidate.person, at: now) != nil {
            return .skip("its date has passed")
        }
        guard candidate.due <= now else { return nil }
        // What holds it otherwise holds this too: it is asked at the time the step would go.
        let holds = candidate.holds
        guard membership.status == .active, holds.allSatisfy({ $0.isOfStep }) else { return nil }
        let isConditional = holds.contains { $0.reason == .condition }
        let isUnreachable = holds.contains { $0.reason != .condition }
        if !isConditional, isUnreachable, step.otherwise == nil {
            // The attempt before found the address dead, and there is no other way: as a bounce.
            guard membership.gen > 0, holds.contains(where: \.isDeadAddress) else { return nil }
            return candidate.rules.stopOn.value.contains(.bounce)
                ? .end(.cancelled, HistoryEvent.Kind.bounced.rawValue) : .skip("the address cannot be reached")
        }
        guard isConditional || isUnreachable else { return nil }
        let cause = isConditional ? "the condition is not met" : "no channel can be used"
        switch step.otherwise?.value ?? .skip {
        case .skip: return .skip(cause)
        case .stop: return .end(.completed, isConditional ? "condition" : "no-address")
        case .wait: return nil
        }
    }
}

extension Membership {
    /// Whether only time can be in the way of its next step; a hold that has an end of its own is found out anew.
    var isFree: Bool { canGoOn && task == nil }

    /// Whether its next step may be left out, or end it: that of an open task too, when its time is over.
    var canGoOn: Bool { status == .active && hold?.isSoft ?? true && claim == nil }

    /// Whether its next step waits for something else than time.
    var isHeld: Bool { !isFree }
}

extension Membership.Hold {
    /// Whether a plan finds it out anew.
    var isSoft: Bool { !reason.isHard }
}

extension Reason {
    /// Whether only a human, or a change of the book that names it, lifts it; the others are found out anew.
    var isHard: Bool {
        switch self {
        case .looksMoved, .adopted, .unknownOutcome, .failed, .tooLate: true
        default: false
        }
    }
}
