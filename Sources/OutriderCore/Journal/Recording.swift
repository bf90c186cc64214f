/// Writes the outcomes of claims into the next commit.
public struct Recording {
    var courses: Courses
    public internal(set) var change: LedgerChange

    public init(_ ledger: Ledger) throws {
        change = LedgerChange(ledger)
        courses = try Courses(ledger)
    }

    /// With courses that were made of the same book before.
    init(_ ledger: Ledger, courses: Courses) {
        change = LedgerChange(ledger)
        self.courses = courses
    }

    /// Claims planned messages and records them as sent, in one.
    mutating func send(_ items: [PlanItem], at now: Instant) throws {
        let claim = Claim(
            run: "", n: 0, at: now, sendBy: now, quietAt: now, holder: Claim.Holder(host: "", boot: ""), main: nil,
            messages: items.compactMap(Claim.Message.init(simulating:)))
        for message in claim.messages {
            try change.reserve(message, at: claim.at)
            try change.record(
                .sent(providerID: message.key), of: message, in: claim, at: now, isLate: false, courses)
        }
    }

    /// Adds the outcomes of one claim and closes it; a claim that another run has closed gets late outcomes.
    public mutating func close(
        _ claim: Claim, outcomes: [(message: Claim.Message, outcome: Settlement)], at now: Instant
    ) throws {
        let isLate = try !change.base.hasClaim(claim.id)
        for (message, outcome) in outcomes {
            try change.record(outcome, of: message, in: claim, at: now, isLate: isLate, courses)
        }
        if change.freesOthers { try change.wake([.cap, .gap], at: now, courses) }
        if !isLate { change.close(claim: claim.id) }
    }

    /// Whether the journal, with what is recorded so far, forbids to write to the address of a planned message.
    public func forbids(_ item: PlanItem) throws -> Bool {
        guard let address = item.address else { return false }
        return try change.address(address)?.suppressed.rule(on: item.channel) != nil
    }

    /// Adds what a plan decides without sending: tasks for humans, and people held until the book changes.
    ///
    /// - Returns: how many tasks were opened, and how many steps left out.
    public mutating func follow(_ plan: Plan) throws -> (tasks: Int, skipped: Int) {
        var tasks = 0
        var skipped = 0
        let courses = courses
        for resumption in plan.resumed { try resume(resumption, at: plan.now) }
        for postponement in plan.postponed {
            try change.edit(postponement.person, postponement.enrollment) { membership in
                guard membership.isFree, membership.next != nil else { return }
                membership.next = postponement.until
            }
        }
        for item in plan.items {
            switch item.action {
            case .task:
                tasks += 1
                try change.edit(item.personUID, item.enrollmentUID) { membership in
                    membership.task = plan.now
                    membership.taskChannel = item.channel
                    membership.hold = nil
                    try courses.settle(&membership)
                }
                try noteTask(of: item)
                var event = HistoryEvent(.task, at: plan.now)
                event.person = item.personUID
                event.enrollment = item.enrollmentUID
                event.step = item.step
                event.key = item.key.text
                event.channel = item.channel
                change.append(event)
            case .hold(let hold) where hold.isKept: try keep(hold, of: item, at: plan.now)
            case .skip(let detail):
                skipped += 1
                try skip(item, detail, at: plan.now)
            case .end(let status, let reason): try end(item, status, reason, at: plan.now)
            case .hold, .send, .wait: break
            }
        }
        return (tasks, skipped)
    }

    private mutating func resume(_ resumption: Plan.Resumption, at now: Instant) throws {
        guard var state = try change.state(of: resumption.person), var membership = state[resumption.enrollment] else {
            return
        }
        membership.take(resumption)
        let isCompleted = try courses.settle(&membership, at: now)
        if membership.status == .active { change.append(HistoryEvent(.resumed, at: now, of: membership)) }
        if isCompleted { change.append(HistoryEvent(.completed, at: now, of: membership)) }
        state[resumption.enrollment] = membership
        try change.set(state)
    }

    /// Notes at the addresses of a task's person that they have something open, so that nobody else gets it there.
    private mutating func noteTask(of item: PlanItem) throws {
        for hash in Set(courses.person(item.personUID)?.addresses.map(change.base.header.hasher.hash) ?? []) {
            var address = try change.address(hash) ?? AddressState(address: hash)
            guard !address.people.contains(item.personUID) else { continue }
            address.note(person: item.personUID)
            change.set(address)
        }
    }

    /// Keeps a hold, so that no run looks at the step before it can end.
    private mutating func keep(_ hold: Hold, of item: PlanItem, at now: Instant) throws {
        let freesOthers = change.freesOthers
        try change.edit(item.personUID, item.enrollmentUID) { membership in
            guard membership.claim == nil, membership.task == nil, membership.hold?.isSoft ?? true else { return }
            // The plan did not know yet that a message will not go after all.
            if freesOthers, hold.reason == .cap || hold.reason == .gap { return }
            membership.hold = Membership.Hold(hold.reason, detail: hold.detail)
            membership.hold?.until = hold.until
            // That a pause is over is noted then, whatever else holds the step.
            let end = membership.status == .paused ? membership.until.flatMap { $0 > now ? $0 : nil } : nil
            let turn = hold.reason.isHard ? nil : item.turn
            membership.next = [hold.until, turn, end].compactMap(\.self).min()
        }
    }

    private mutating func end(
        _ item: PlanItem, _ status: Membership.Status, _ reason: String, at now: Instant
    ) throws {
        try change.edit(item.personUID, item.enrollmentUID) { membership in
            membership.end(status, reason, at: now)
        }
        guard let membership = try change.state(of: item.personUID)?[item.enrollmentUID] else { return }
        var event = HistoryEvent(status == .completed ? .completed : .cancelled, at: now, of: membership)
        event.reason = reason
        change.append(event)
    }

    private mutating func skip(_ item: PlanItem, _ detail: String, at now: Instant) throws {
        guard var state = try change.state(of: item.personUID), var membership = state[item.enrollmentUID],
            !membership.done.contains(item.step)
        else { return }
        membership.finish(item.step, at: item.due)
        membership.skipped.append(item.step)
        var event = HistoryEvent(.skipped, at: now, of: membership)
        event.step = item.step
        event.key = item.key.text
        event.channel = item.channel
        event.reason = detail
        change.append(event)
        if try courses.settle(&membership, at: now) { change.append(HistoryEvent(.completed, at: now, of: membership)) }
        state[item.enrollmentUID] = membership
        try change.set(state)
    }

    /// Opens a claim with the events that tell what is about to leave.
    public mutating func open(_ claim: Claim, book: String, events: [HistoryEvent]) throws {
        change.open(claim, book: book)
        for message in claim.messages { try change.reserve(message, at: claim.at) }
        for event in events { change.append(event) }
    }
}
