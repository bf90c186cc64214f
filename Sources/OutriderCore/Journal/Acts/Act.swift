/// Why an act of a human could not be done.
public struct ActError: Error, Hashable, Sendable {
    public var message: String
    public var hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }
}

/// Who acts, and why: written into the history.
public struct Actor: Hashable, Sendable {
    public var by: String?
    public var reason: String?

    public init(by: String?, reason: String?) {
        self.by = by
        self.reason = reason
    }
}

/// How a human ends a task.
public enum TaskEnd: String, CaseIterable, Hashable, Sendable {
    case done, skipped, failed
}

/// What a human decides about a message that is held or in doubt.
public enum Decision: String, CaseIterable, Hashable, Sendable {
    /// It was delivered.
    case sent
    /// It was proved not to be delivered; it may go again.
    case notSent = "not-sent"
    /// What held it is lifted; it goes with the next run.
    case send
    /// The step is left out; the sequence goes on from there.
    case skip
}

/// Which of the steps that a rule holds are meant; what is `nil` does not matter.
public struct HeldFilter: Hashable, Sendable {
    /// Ids as they are now.
    public var person: String?
    public var enrollment: String?
    public var sequence: String?
    public var step: String?
    public var channel: Channel?

    public init(
        person: String? = nil, enrollment: String? = nil, sequence: String? = nil, step: String? = nil,
        channel: Channel? = nil
    ) {
        self.person = person
        self.enrollment = enrollment
        self.sequence = sequence
        self.step = step
        self.channel = channel
    }

    func fits(_ item: PlanItem) -> Bool {
        person.map { $0 == item.person } ?? true && enrollment.map { $0 == item.enrollment } ?? true
            && sequence.map { $0 == item.sequence } ?? true && step.map { $0 == item.step } ?? true
            && channel.map { $0 == item.channel } ?? true
    }
}

extension Recording {
    /// A task or message in doubt: the membership and its next step.
    struct Found {
        var membership: Membership
        var step: String
        var channel: Channel?
        var key: DeliveryKey
    }

    func found(_ membership: Membership) throws -> Found? {
        guard let course = try courses[membership] else { return nil }
        func key(_ step: String) -> DeliveryKey {
            DeliveryKey(
                book: change.base.header.book, enrollment: membership.enrollment, person: membership.person, step: step,
                occurrence: membership.occurrence)
        }
        // A message in doubt keeps its step, also where the sequence has lost it since.
        let doubtful = membership.claim == nil ? nil : membership.hold?.step
        guard let step = doubtful ?? course.step(after: membership, of: courses.id(of: membership.person))?.id else {
            return nil
        }
        return Found(
            membership: membership, step: step, channel: course.sequence.step(step).map(membership.channel),
            key: key(step))
    }

    private func all(where isWanted: (Membership) -> Bool) throws -> [Found] {
        var all: [Found] = []
        try change.base.forEachState { state in
            for membership in state.memberships where membership.isOpen && isWanted(membership) {
                if let one = try found(membership) { all.append(one) }
            }
        }
        return all
    }

    func one(_ key: String, of found: [Found], noun: String, hint: String) throws -> Found {
        guard key.utf8.count >= 4 else {
            throw ActError("'\(key.printable)' is too short for a key", hint: "give at least four characters of it")
        }
        let matching = found.filter { $0.key.text.hasPrefix(key.lowercased()) }
        guard let one = matching.first else {
            throw ActError("there is no \(noun) '\(key.printable)'", hint: hint)
        }
        guard matching.count == 1 else {
            throw ActError("'\(key.printable)' begins \(matching.count) keys", hint: "give more of the key")
        }
        return one
    }

    /// Ends a task; the sequence goes on from there.
    ///
    /// - Parameter key: the task's key, or the beginning of it that no other has.
    /// - Throws: `ActError` where no task or several fit.
    public mutating func finishTask(_ key: String, as end: TaskEnd, at now: Instant, _ actor: Actor) throws {
        let found = try one(
            key, of: try all { $0.task != nil }, noun: "open task", hint: "`outrider tasks` lists them with their keys")
        try finish(found, as: end, at: now, actor)
    }

    /// Ends an open task.
    mutating func finish(_ found: Found, as end: TaskEnd, at now: Instant, _ actor: Actor) throws {
        if let reason = found.membership.hold?.reason, reason.isHard {
            throw ActError("the task is held: \(reason.explanation)", hint: reason.remedy)
        }
        let kind: HistoryEvent.Kind =
            switch end {
            case .done: .done
            case .skipped: .skipped
            case .failed: .failed
            }
        let onFail = try courses[found.membership]?.sequence.step(found.step)?.onFail?.value
        guard end == .failed, let onFail else { return try finish(found, kind: kind, at: now, end: now, actor) }
        change.append(event(kind, found, at: now, actor))
        try fail(found.step, of: found.membership, onFail, "task", at: now)
    }

    private mutating func finish(
        _ found: Found, kind: HistoryEvent.Kind, at now: Instant, end: Instant, _ actor: Actor
    ) throws {
        change.append(event(kind, found, at: now, actor))
        if kind == .done { try noteAddresses(of: found, at: now) }
        let courses = courses
        try edit(found, at: now) { membership in
            if kind == .done { try courses.noteRound(of: &membership, step: found.step, at: membership.task ?? end) }
            membership.finish(found.step, at: end)
            if kind != .done { membership.skipped.append(found.step) }
            if kind == .done, let sequence = try courses[membership]?.sequenceUID {
                membership.note(sequence: sequence)
            }
        }
    }

    /// Notes at every address of the person that a human has done the step.
    private mutating func noteAddresses(of found: Found, at now: Instant) throws {
        guard let course = try courses[found.membership], let person = courses.person(found.membership.person) else {
            return
        }
        for hash in Set(person.addresses.map(change.base.header.hasher.hash)) {
            var address = try change.address(hash) ?? AddressState(address: hash)
            address.note(person: found.membership.person, sequence: course.sequenceUID, step: found.step, at: now)
            change.set(address)
        }
    }

    func event(_ kind: HistoryEvent.Kind, _ found: Found, at now: Instant, _ actor: Actor) -> HistoryEvent {
        var event = HistoryEvent(kind, at: now, of: found.membership, step: found.step)
        event.key = found.key.text
        event.channel = found.channel
        event.by = actor.by
        event.reason = actor.reason
        return event
    }

    /// Changes a membership and finds out anew what comes next.
    mutating func edit(_ found: Found, at now: Instant, _ body: (inout Membership) throws -> Void) throws {
        guard var state = try change.state(of: found.membership.person),
            var membership = state[found.membership.enrollment]
        else { return }
        let done = membership.done.count
        try body(&membership)
        if membership.done.count > done, membership.status != .active {
            try courses.keepRemaining(&membership, at: now, pauses: PauseIndex(change.header.pauses))
        }
        if try courses.settle(&membership, at: now) { change.append(HistoryEvent(.completed, at: now, of: membership)) }
        state[membership.enrollment] = membership
        try change.set(state)
    }

    /// Lifts a reason from every step that it holds, or leaves those steps out.
    ///
    /// - Parameter filter: which of them.
    /// - Returns: how many steps it held.
    public mutating func lift(
        _ reason: Reason, _ decision: Decision, _ filter: HeldFilter, at now: Instant, _ actor: Actor
    ) throws -> Int {
        guard reason.isLifted(by: decision) else {
            throw ActError(
                "'\(reason.rawValue)' is not lifted by --\(decision.rawValue)",
                hint: "\(reason.explanation); \(reason.remedy)")
        }
        let plan = try Planner.plan(change.base, now: now, scope: .lines)
        var count = 0
        for item in plan.items where item.holds.contains(where: { $0.reason == reason }) && filter.fits(item) {
            guard let membership = try change.state(of: item.personUID)?[item.enrollmentUID],
                let found = try found(membership), found.key == item.key
            else { continue }
            count += 1
            guard decision == .send else {
                try finish(found, kind: .skipped, at: now, end: min(item.due, now), actor)
                if reason == .looksMoved { try forgetMove(of: item.personUID) }
                continue
            }
            var event = event(.resolved, found, at: now, actor)
            event.code = reason.rawValue
            change.append(event)
            try edit(found, at: now) { membership in
                membership.hold = nil
                // What has failed may count as received at its address.
                for lifted in [reason] + (reason == .failed ? [.reenroll] : [])
                where !membership.lifted.contains(lifted.rawValue) {
                    membership.lifted.append(lifted.rawValue)
                }
            }
            if reason == .looksMoved { try forgetMove(of: item.personUID) }
        }
        return count
    }

    private mutating func forgetMove(of person: String) throws {
        guard var state = try change.state(of: person) else { return }
        state.movedFrom = nil
        try change.set(state)
    }

    /// Settles messages whose outcome is not known.
    ///
    /// - Parameters:
    ///   - key: one message, by its key or the beginning of it; or `nil`.
    ///   - run: every message of that run; or `nil`.
    /// - Returns: how many.
    public mutating func resolve(
        key: String?, run: String?, _ decision: Decision, at now: Instant, _ actor: Actor
    ) throws -> Int {
        var unknown = try all { $0.claim != nil }
        if let run { unknown = unknown.filter { $0.membership.claim?.hasPrefix(run + "-") ?? false } }
        if let key {
            unknown = [
                try one(
                    key, of: unknown, noun: "open message in doubt",
                    hint: "`outrider status` lists them with their keys")
            ]
        }
        guard !unknown.isEmpty else {
            throw ActError("nothing is in doubt", hint: "`outrider status` shows what is held, and why")
        }
        for found in unknown {
            var event = event(.resolved, found, at: now, actor)
            event.code = decision.rawValue
            change.append(event)
            let courses = courses
            try edit(found, at: now) { membership in
                switch decision {
                case .sent:
                    let time = Self.claimTime(membership.claim) ?? now
                    try courses.noteRound(of: &membership, step: found.step, at: time)
                    membership.finish(found.step, at: time)
                case .skip: membership.finish(found.step, at: Self.claimTime(membership.claim) ?? now)
                case .notSent, .send:
                    membership.gen += 1
                    membership.goAgain()
                }
            }
        }
        return unknown.count
    }

    /// The time in a claim's name: `20261122T081200Z-…`.
    static func claimTime(_ claim: String?) -> Instant? {
        guard let digits = claim?.prefix(16), digits.utf8.count == 16 else { return nil }
        let parts = Array(digits)
        let text =
            "\(String(parts[0..<4]))-\(String(parts[4..<6]))-\(String(parts[6..<8]))T"
            + "\(String(parts[9..<11])):\(String(parts[11..<13])):\(String(parts[13..<15]))Z"
        return Instant(rfc3339: text)
    }
}

extension Reason {
    /// Whether a human's word is enough to lift it, or to leave the step out.
    func isLifted(by decision: Decision) -> Bool {
        switch self {
        case .guard, .review, .sameAddress, .reenroll, .looksMoved, .adopted, .failed, .tooLate:
            decision == .send || decision == .skip
        case .noAddress, .missingVariable, .suppressed, .consentExpired, .senderAway, .condition, .exclusive,
            .projectOnHold, .recentReply:
            decision == .skip
        case .outsideWindow, .quietHours, .cap, .gap, .grace, .paused, .claimedElsewhere, .unknownOutcome, .task: false
        }
    }
}
