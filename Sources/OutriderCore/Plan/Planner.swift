/// Works out which steps are due and what becomes of them; changes nothing.
public struct Planner {
    /// Which lines of the journal are looked at.
    public enum Scope: Sendable {
        /// Those that the index names.
        case index
        /// All of them, whatever the index says.
        case all
    }

    private let ledger: Ledger
    private let courses: Courses
    private let suppressions: Suppressions
    private var senders: SenderFinder?
    private let now: Instant
    private let until: Instant
    /// People in enrollments with a message in flight, and until when; whatever their next step is called now, it waits.
    private var inFlight: [[String]: Instant] = [:]
    /// `sequence/step` that an address gets in this plan or in an open claim, and by whom.
    private var taken: [String: String] = [:]
    /// Keys of the messages whose guard a human has lifted.
    private var unguarded: Set<DeliveryKey> = []
    /// The person who is looked at.
    private var state: PersonState?
    private var items: [PlanItem] = []
    private var next: Instant?
    private var waiting = 0

    private init(_ ledger: Ledger, now: Instant, until: Instant) throws {
        self.ledger = ledger
        self.now = now
        self.until = max(now, until)
        courses = try Courses(ledger)
        suppressions = Suppressions(ledger.book) { address in
            guard let state = try ledger.address(ledger.header.hasher.hash(address)) else { return [] }
            return try Set(state.optedOut + state.people).sorted().map { try ledger.id(of: .person, uid: $0) }
        }
        senders = ledger.book.configuration.map { SenderFinder(ledger.book, $0) }
        for claim in try ledger.openClaims() {
            for message in claim.messages {
                inFlight[[message.person, message.enrollment]] = claim.quietAt
                taken[Self.touch("person \(message.person)", message.sequence, message.step)] = message.person
                if let address = message.address {
                    taken[Self.touch(address, message.sequence, message.step)] = message.person
                }
            }
        }
    }

    /// - Parameter until: shows what comes up to then, taking each step to go when it is due; `now` for one run.
    /// - Throws: `JournalError` where the journal is damaged.
    public static func plan(_ ledger: Ledger, now: Instant, until: Instant? = nil, scope: Scope) throws -> Plan {
        var planner = try Planner(ledger, now: now, until: until ?? now)
        switch scope {
        case .index:
            for person in try ledger.people(dueBy: planner.until) {
                if let state = try ledger.state(of: person) { try planner.look(at: state) }
            }
        case .all: try ledger.forEachState { try planner.look(at: $0) }
        }
        planner.applyGuard()
        let items = planner.items.sorted {
            ($0.at, $0.person, $0.enrollment, $0.due, $0.step) < ($1.at, $1.person, $1.enrollment, $1.due, $1.step)
        }
        return Plan(now: now, until: planner.until, items: items, next: planner.next, waiting: planner.waiting)
    }

    private static func touch(_ address: String, _ sequence: String, _ step: String) -> String {
        "\(address) \(sequence)/\(step)"
    }

    private mutating func look(at state: PersonState) throws {
        self.state = state
        for membership in state.memberships where membership.isOpen { try look(at: membership) }
    }

    /// Adds the membership's next step and, while it would go before `until`, those behind it.
    private mutating func look(at membership: Membership) throws {
        var membership = membership
        guard let course = try courses[membership.enrollment], let person = courses.person(membership.person),
            let member = course.members[person.id]
        else { return }
        let recipient = Recipient(
            person: person, member: member, enrollment: course.enrollment, configuration: course.configuration,
            book: ledger.book)
        while let step = course.step(after: membership, of: person.id) {
            let isFree = !membership.isHeld && inFlight[[membership.person, membership.enrollment]] == nil
            guard isFree, let due = course.passed(step, of: membership, for: person, at: now) else {
                guard try look(at: step, of: &membership, course, recipient) else { return }
                continue
            }
            var item = item(step, due: due, at: due, membership, course, recipient)
            item.action = .skip("its date has passed")
            items.append(item)
            membership.finish(step.id, at: due)
            membership.skipped.append(step.id)
        }
    }

    /// Adds a step of a membership.
    ///
    /// - Returns: whether the step behind it is to be looked at, taking this one to be done.
    private mutating func look(
        at step: Step, of membership: inout Membership, _ course: Course, _ recipient: Recipient
    ) throws -> Bool {
        // A date that is not known holds the step at once.
        let due =
            course.due(step, of: membership, for: recipient.person) ?? (membership.isHeld ? membership.at : nil)
        // A step that is due while its window is closed goes when the window next opens.
        guard let due,
            let at = course.schedule(of: step, for: recipient.person).nextOpening(onOrAfter: max(due, now))
        else { return false }
        guard due <= until || membership.isHeld else {
            wait(until: due)
            return false
        }
        var item = item(step, due: due, at: at, membership, course, recipient)
        item.action = try action(&item, step, membership, course, recipient)
        if at > until, item.isAction {
            wait(until: at)
            item.action = .hold(.outsideWindow, detail: nil, until: at)
        }
        items.append(item)
        // A run sends one step of a membership at a time: the next waits for the outcome.
        guard case .send = item.action, until > now else { return false }
        membership.finish(step.id, at: at)
        membership.noteSender(item.sender, of: step.id)
        // Any id will do: it tells the steps behind that there is a mail to answer.
        membership.thread[step.id] = item.key.text
        return true
    }

    private mutating func wait(until instant: Instant) {
        waiting += 1
        next = next.map { min($0, instant) } ?? instant
    }

    private mutating func item(
        _ step: Step, due: Instant, at: Instant, _ membership: Membership, _ course: Course, _ recipient: Recipient
    ) -> PlanItem {
        let key = DeliveryKey(
            book: ledger.header.book, enrollment: membership.enrollment, person: membership.person, step: step.id,
            occurrence: membership.occurrence)
        let address = recipient.address(step.channel).map(ledger.header.hasher.hash)
        return PlanItem(
            key: key, gen: membership.gen, occurrence: membership.occurrence, person: recipient.person.id,
            enrollment: course.enrollment.id, sequence: course.sequence.id, step: step.id,
            personUID: membership.person, enrollmentUID: membership.enrollment, sequenceUID: course.sequenceUID,
            channel: step.channel, sender: membership.sender ?? Sender.defaultID, due: due, at: at,
            zone: recipient.zone,
            isFirst: membership.isUntouched, address: address,
            action: .hold(.paused, detail: nil, until: nil),
            location: course.members[recipient.person.id]?.person.location ?? course.enrollment.location)
    }

    private mutating func action(
        _ item: inout PlanItem, _ step: Step, _ membership: Membership, _ course: Course, _ recipient: Recipient
    ) throws -> PlanItem.Action {
        let key = item.key
        if let quietAt = inFlight[[membership.person, membership.enrollment]] {
            return .hold(.claimedElsewhere, detail: nil, until: quietAt)
        }
        if membership.claim != nil {
            return .hold(.unknownOutcome, detail: membership.hold?.detail ?? key.text, until: nil)
        }
        if membership.status == .paused { return .hold(.paused, detail: nil, until: nil) }
        if let hold = membership.hold, hold.reason.isHard || hold.reason.waitsForBook {
            return .hold(hold.reason, detail: hold.detail, until: nil)
        }
        if let rule = try suppressions.rule(against: recipient.person, on: step.channel) {
            return .hold(.suppressed, detail: rule.description, until: nil)
        }
        if let expiry = recipient.person.consent?.expires, recipient.zone.local(item.at).date >= expiry {
            return .hold(.consentExpired, detail: expiry.description, until: nil)
        }
        if membership.task != nil { return .hold(.task, detail: key.text, until: nil) }
        guard let words = course.words(of: step, language: recipient.person.language),
            let member = course.members[recipient.person.id],
            let answer = senders?.sender(
                of: step, in: course.sequence, enrollment: course.enrollment, member: member, for: recipient.person,
                person: membership.person, history: membership.history, at: item.at)
        else {
            return .hold(.missingVariable, detail: nil, until: nil)
        }
        let sender: SenderIdentity
        var cover: SenderIdentity?
        var back: Instant?
        switch answer {
        case .writes(let found, let covering, let until): (sender, cover, back) = (found, covering, until)
        case .away(let absent, let until):
            item.sender = absent.id
            if !step.channel.isManual { return .hold(.senderAway, detail: absent.id, until: until) }
            sender = absent
        }
        item.sender = sender.id
        let draft: Draft
        switch recipient.draft(
            step, words, key: key.text, sender: sender, cover: cover,
            references: course.references(of: step, for: membership))
        {
        case .failure(.noAddress(let name)): return .hold(.noAddress, detail: name, until: nil)
        case .failure(.missingVariables(let names)):
            return .hold(.missingVariable, detail: names.joined(separator: ", "), until: back)
        case .success(let made): draft = made
        }
        if let reason = try conflict(step, recipient.person, membership, course) {
            return .hold(reason, detail: nil, until: nil)
        }
        for name in names(of: recipient.person, membership) {
            taken[Self.touch(name, course.sequenceUID, step.id)] = membership.person
        }
        if sender.isManual(step.channel) { return .task(draft) }
        if membership.lifted.contains(Reason.guard.rawValue) { unguarded.insert(key) }
        return .send(draft)
    }

    /// Whether the person, or any address of theirs, already got this step or is about to.
    private func conflict(
        _ step: Step, _ person: Person, _ membership: Membership, _ course: Course
    ) throws -> Reason? {
        if membership.lifted.contains(Reason.sameAddress.rawValue)
            || membership.lifted.contains(Reason.reenroll.rawValue)
        {
            return nil
        }
        for other in state?.memberships ?? [] where other.enrollment != membership.enrollment {
            if try course.isBehind(step, other, courses[other.enrollment]) { return .reenroll }
        }
        for name in names(of: person, membership) {
            if let owner = taken[Self.touch(name, course.sequenceUID, step.id)] {
                return owner == membership.person ? .reenroll : .sameAddress
            }
        }
        for address in person.addresses.map(ledger.header.hasher.hash) {
            guard let state = try ledger.address(address),
                state.steps.contains("\(course.sequenceUID)/\(step.id)")
            else { continue }
            return state.people.contains(membership.person) ? .reenroll : .sameAddress
        }
        return nil
    }

    /// What a step of a plan is taken for: the person, by uid, and each of their addresses.
    private func names(of person: Person, _ membership: Membership) -> [String] {
        ["person \(membership.person)"] + person.addresses.map(ledger.header.hasher.hash)
    }

    /// Holds new people where more would begin, or more would go, than the book's guard allows; follow-ups never.
    private mutating func applyGuard() {
        guard let limits = ledger.book.configuration?.guard else { return }
        var beginning: [String: Int] = [:]
        var sends: [Int64: Int] = [:]
        for item in items {
            guard case .send = item.action else { continue }
            sends[runNumber(of: item), default: 0] += 1
            if item.isFirst { beginning["\(runNumber(of: item)) \(item.enrollmentUID)", default: 0] += 1 }
        }
        var held: Set<[String]> = []
        for index in items.indices where items[index].isFirst {
            let item = items[index]
            guard case .send = item.action, !unguarded.contains(item.key) else { continue }
            let new = beginning["\(runNumber(of: item)) \(item.enrollmentUID)"] ?? 0
            let all = sends[runNumber(of: item)] ?? 0
            guard new > limits.newPeople || all > limits.sends else { continue }
            held.insert([item.personUID, item.enrollmentUID])
            if new > limits.newPeople {
                items[index].action = .hold(.guard, detail: "newPeople: \(new) of \(limits.newPeople)", until: nil)
            } else {
                items[index].action = .hold(.guard, detail: "sends: \(all) of \(limits.sends)", until: nil)
            }
        }
        items.removeAll { !$0.isFirst && held.contains([$0.personUID, $0.enrollmentUID]) }
    }

    /// Which run an item belongs to: the present one, else one a day.
    private func runNumber(of item: PlanItem) -> Int64 {
        item.at <= now ? -1 : item.at.seconds / 86_400
    }
}

extension Membership {
    /// Whether its next step waits for something else than time.
    var isHeld: Bool { status == .paused || hold != nil || task != nil || claim != nil }
}

extension Reason {
    /// Whether only a human, or a change of the book that names it, lifts it; the others are found out anew.
    var isHard: Bool {
        switch self {
        case .looksMoved, .adopted, .unknownOutcome, .failed: true
        default: false
        }
    }
}
