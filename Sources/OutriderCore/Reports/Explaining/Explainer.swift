/// Tells the enrollments of one person, step by step.
struct Explainer {
    private let ledger: Ledger
    private let desk: PlanningBook
    private let person: Person?
    private let traces: StepTraces
    private let plan: Plan
    private let zone: Zone
    private var foresight: Foresight?

    /// - Parameters:
    ///   - person: `nil` where the book has lost them.
    ///   - plan: of this person.
    init(
        _ ledger: Ledger, _ desk: PlanningBook, _ person: Person?, _ traces: StepTraces, _ plan: Plan, zone: Zone
    ) throws {
        self.ledger = ledger
        self.desk = desk
        self.person = person
        self.traces = traces
        self.plan = plan
        self.zone = zone
    }

    mutating func explain(_ memberships: [Membership]) throws -> [EnrollmentExplanation] {
        var keys: Set<DeliveryKey> = []
        for membership in memberships where membership.isOpen {
            for step in try desk.courses[membership]?.sequence.steps ?? [] { keys.insert(key(of: step.id, membership)) }
        }
        if let uid = memberships.first?.person {
            foresight = try Foresight(ledger, of: uid, keys, now: plan.now)
        }
        return try memberships.map { try explain($0) }
    }

    private func key(of step: String, _ membership: Membership) -> DeliveryKey {
        DeliveryKey(
            book: ledger.header.book, enrollment: membership.enrollment, person: membership.person, step: step,
            occurrence: membership.occurrence)
    }

    private func explain(_ membership: Membership) throws -> EnrollmentExplanation {
        let id = try ledger.id(of: .enrollment, uid: membership.enrollment)
        let course = try desk.courses[membership]
        let items = plan.items.filter { $0.enrollmentUID == membership.enrollment }
        let since: Instant? =
            switch membership.status {
            case .completed: membership.ended ?? traces.last([.completed], in: id)
            case .cancelled: membership.ended ?? traces.last([.cancelled], in: id)
            case .paused: traces.last([.paused], in: id)
            case .active: traces.last([.enrolled, .resumed, .reopened], in: id)
            }
        var explanation = EnrollmentExplanation(
            enrollment: id, sequence: course?.sequence.id, status: membership.status, reason: membership.reason,
            since: since, entered: traces.last([.enrolled], in: id),
            place: StandingFinder.place(of: membership, items.last { !$0.isLeftOut } ?? items.last),
            round: membership.occurrence + 1, steps: try steps(membership, course, items, id),
            location: person.flatMap { course?.member($0.id, membership)?.person.location })
        explanation.isPinned = course?.pin != nil
        return explanation
    }

    // MARK: Steps

    private func steps(
        _ membership: Membership, _ course: Course?, _ items: [PlanItem], _ enrollment: String
    ) throws -> [StepExplanation] {
        let ids = try stepIDs(membership, course)
        let isOpen = membership.isOpen && person != nil
        let next = isOpen ? course?.step(after: membership, of: person?.id ?? "")?.id : nil
        let place = next.flatMap(ids.firstIndex) ?? ids.endIndex
        var steps: [StepExplanation] = []
        // Once a step waits for what nothing known ends, so do those behind it.
        var isKnown = true
        for (index, id) in ids.enumerated() {
            var step: StepExplanation
            let key = key(of: id, membership)
            if membership.done.contains(id) {
                step = past(id, membership, traces[key], key, enrollment)
            } else if membership.claim != nil, membership.hold?.step ?? next == id {
                step = inDoubt(id, membership, items, key)
            } else if let item = items.last(where: { $0.step == id }), isOpen {
                step = present(item, membership, course)
                isKnown = step.at != nil
            } else if isOpen, index > place {
                step = later(id, key, isKnown: isKnown)
                isKnown = step.at != nil
            } else {
                step = StepExplanation(id, .never, key: key)
                step.cause =
                    isOpen ? "a later step is through, or the person begins behind it" : "it was over before"
            }
            // How soon a human does a task nobody knows.
            if step.state.isToCome, step.cause == nil, step.channel?.isManual == true { isKnown = false }
            if let plain = course?.sequence.step(id) {
                step.channel = step.channel ?? plain.channel
                step.location = plain.location
                step.delay = plain.on == nil ? plain.delay.description : nil
            }
            steps.append(step)
        }
        return steps
    }

    /// The steps of the sequence, and those that were received and that it has lost since, where they were.
    private func stepIDs(_ membership: Membership, _ course: Course?) throws -> [String] {
        guard let course else { return membership.done }
        var ids = course.sequence.steps.map(\.id)
        let order = try ledger.order(of: course.sequenceUID)
        func place(_ id: String) -> Int { order.firstIndex(of: id) ?? .max }
        for id in membership.done where !ids.contains(id) {
            ids.insert(id, at: ids.firstIndex { place($0) > place(id) } ?? ids.endIndex)
        }
        return ids
    }

    /// A step that is over.
    private func past(
        _ id: String, _ membership: Membership, _ trace: StepTraces.Trace, _ key: DeliveryKey, _ enrollment: String
    ) -> StepExplanation {
        var step = StepExplanation(id, .sent, key: key)
        step.channel = (trace.claimed ?? trace.done ?? trace.skipped ?? trace.task)?.channel
        if membership.skipped.contains(id) {
            step.state = .skipped
            step.at = trace.skipped?.at
            step.by = trace.skipped?.by
            step.cause = trace.skipped?.reason
            return step
        }
        if let done = trace.done {
            step.state = .done
            step.at = done.at
            step.by = done.by
            step.cause = done.reason
            return step
        }
        step.at = trace.claimed?.at ?? trace.sent?.at ?? trace.resolved?.at
        step.by = trace.sent == nil ? trace.resolved?.by : nil
        step.sender = membership.senders[id] ?? membership.sender
        step.variant = membership.variants[id]
        step.outcomes = trace.outcomes + traces.answers(to: id, in: enrollment, since: step.at ?? .min)
        step.outcomes.sort { $0.at < $1.at }
        return step
    }

    private func inDoubt(
        _ id: String, _ membership: Membership, _ items: [PlanItem], _ key: DeliveryKey
    ) -> StepExplanation {
        var step = StepExplanation(id, .inDoubt, key: key)
        step.at = traces[key].claimed?.at
        step.channel = traces[key].claimed?.channel
        step.sender = membership.senders[id] ?? membership.sender
        step.holds = items.last { $0.step == id }?.holds ?? [Hold(.unknownOutcome, key.text)]
        return step
    }

    /// The next step, or one that the next run leaves out.
    private func present(_ item: PlanItem, _ membership: Membership, _ course: Course?) -> StepExplanation {
        var step = StepExplanation(item.step, .due, key: item.key)
        step.channel = item.channel
        step.variant = item.variant
        step.sender = item.sender
        step.due = item.due
        step.at = item.at
        step.holds = item.holds
        let ahead = foresight?[item.key]
        switch item.action {
        case .send, .task: break
        case .skip(let cause): step.cause = cause
        case .end(let status, let reason):
            step.isEnd = true
            step.cause = EndingWords.sentence(status, reason)
        case .wait:
            step.state = .waiting
            step.at = max(item.at, ahead?.at ?? item.at)
            step.holds = [window(before: item, membership, course)].compactMap(\.self)
            foretell(ahead, &step)
        case .hold(let hold) where hold.reason == .task:
            step.state = .task
            step.at = membership.task
        case .hold(let hold):
            step.state = hold.isOfHours && item.holds.count == 1 ? .waiting : .held
            step.at = item.earliest.map { max($0, ahead?.at ?? $0) } ?? turn(of: item, ahead)
            if let at = step.at, let queued = end(ofQueue: item, membership, course) { step.at = max(at, queued) }
            foretell(ahead, &step)
        }
        return step
    }

    /// Says of a step that it will be left out, or that the enrollment ends before it, where nothing else happens.
    private func foretell(_ ahead: PlanItem?, _ step: inout StepExplanation) {
        guard let ahead, step.at.map({ ahead.at <= $0 }) ?? true else { return }
        switch ahead.action {
        case .skip(let cause): step.cause = cause
        case .end(let status, let reason):
            step.isEnd = true
            step.cause = EndingWords.sentence(status, reason)
        case .send, .task, .hold, .wait: return
        }
        step.at = ahead.at
    }

    /// When as many have gone as stand before somebody in the queue under a cap, which lets so many go a day.
    private func end(ofQueue item: PlanItem, _ membership: Membership, _ course: Course?) -> Instant? {
        guard let hold = item.holds.first(where: { $0.reason == .cap && !$0.isPace }), let place = hold.place,
            let limit = hold.limit, limit.count > 0, place > limit.count, let course, let person,
            let step = course.sequence.step(item.step)
        else { return nil }
        let day = limit.end.adding(seconds: Int64((place - 1) / limit.count) * 86_400)
        return HoursRule.opening(step, course, course.schedule(of: step, for: person), onOrAfter: day) ?? day
    }

    /// When the sequence is over that it waits for, and nothing else is in its way.
    private func turn(of item: PlanItem, _ ahead: PlanItem?) -> Instant? {
        guard let ahead, item.holds.allSatisfy({ $0.reason == .exclusive || $0.until != nil }) else { return nil }
        return item.holds.reduce(ahead.at) { max($0, $1.until ?? $0) }
    }

    /// The window of a step whose delay is over.
    private func window(before item: PlanItem, _ membership: Membership, _ course: Course?) -> Hold? {
        guard let course, let person, let step = course.sequence.step(item.step),
            let end = course.due(step, of: membership, for: person, isAnyTime: true), end <= plan.now
        else { return nil }
        return course.windowSetting(of: step).map { Hold(.outsideWindow, until: item.at, $0) }
    }

    /// A step behind the next one.
    private func later(_ id: String, _ key: DeliveryKey, isKnown: Bool) -> StepExplanation {
        var step = StepExplanation(id, .later, key: key)
        guard isKnown, let foresight else { return step }
        guard let item = foresight[key] else {
            step.holds = foresight.holds(key)
            return step
        }
        step.channel = item.channel
        step.sender = item.sender
        step.at = item.at
        switch item.action {
        case .skip(let cause): step.cause = cause
        case .end(let status, let reason):
            step.isEnd = true
            step.cause = EndingWords.sentence(status, reason)
        case .send, .task, .hold, .wait: break
        }
        return step
    }
}

extension PlanItem {
    /// Whether it is left out, so that the step behind it comes next.
    fileprivate var isLeftOut: Bool { if case .skip = action { true } else { false } }
}
