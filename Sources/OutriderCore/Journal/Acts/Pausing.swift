extension Recording {
    /// Pauses something at once, for every run.
    ///
    /// - Parameters:
    ///   - id: the word of a channel, the id of a record; `nil` for the book.
    ///   - until: when it ends by itself; `nil` where a human ends it.
    /// - Returns: whether it was not paused so before.
    /// - Throws: `ActError` where the end is over already.
    public mutating func pause(
        _ scope: JournalPause.Scope, _ id: String?, until: Instant?, at now: Instant, _ actor: Actor
    ) throws -> Bool {
        if let until, until <= now {
            throw ActError("the end of the pause is over already", hint: "give a later time, or none")
        }
        var pause = JournalPause(
            scope, id: try name(scope, id), until: until, reason: actor.reason, by: actor.by, at: now)
        if let old = change.header.pauses.first(where: { $0.scope == scope && $0.id == pause.id }) {
            if old.holds(at: now) {
                guard old.until != until else { return false }
                // What was left of the delays counts from its beginning.
                pause.at = old.at
                change.header.pauses.removeAll { $0 == old }
            } else {
                try end(old, at: old.until ?? now)
            }
        }
        change.header.pauses.append(pause)
        change.header.pauses.sort { ($0.scope.rawValue, $0.id ?? "") < ($1.scope.rawValue, $1.id ?? "") }
        change.append(event(.paused, pause, at: now, actor))
        return true
    }

    /// Takes a pause back; what was left of each delay counts on from now.
    ///
    /// - Returns: whether it was paused.
    public mutating func resume(
        _ scope: JournalPause.Scope, _ id: String?, at now: Instant, _ actor: Actor
    ) throws -> Bool {
        guard let pause = change.header.pause(scope, try name(scope, id), at: now) else { return false }
        try end(pause, at: now)
        change.append(event(.resumed, pause, at: now, actor))
        return true
    }

    /// Ends what says itself that it is over: pauses of the journal and those of single people.
    ///
    /// Each run does it before it plans.
    public mutating func endPauses(at now: Instant) throws {
        for pause in change.header.pauses {
            guard let until = pause.until, until <= now else { continue }
            try end(pause, at: until)
            change.append(event(.resumed, pause, at: now, Actor(by: nil, reason: "its end has come")))
        }
        for uid in try change.base.people(dueBy: now) {
            guard var state = try change.state(of: uid) else { continue }
            for var membership in state.memberships where membership.status == .paused {
                guard let until = membership.until, until <= now else { continue }
                if membership.reason == Self.away, try isPausedByFile(membership) {
                    membership.reason = "file"
                    membership.until = nil
                    try courses.settle(&membership)
                    state[membership.enrollment] = membership
                    continue
                }
                membership.resume(at: until)
                change.append(HistoryEvent(.resumed, at: now, of: membership))
                if try courses.settle(&membership) { change.append(HistoryEvent(.completed, at: now, of: membership)) }
                state[membership.enrollment] = membership
            }
            try change.set(state)
        }
    }

    /// The name under which the journal keeps it.
    private func name(_ scope: JournalPause.Scope, _ id: String?) throws -> String? {
        guard let id else { return nil }
        switch scope {
        case .book: return nil
        case .channel, .sender, .company: return id
        case .sequence: return try change.identities.uid(of: .sequence, id)
        case .enrollment: return try change.identities.uid(of: .enrollment, id)
        case .person: return try change.identities.uid(of: .person, id)
        }
    }

    private func event(
        _ kind: HistoryEvent.Kind, _ pause: JournalPause, at now: Instant, _ actor: Actor
    ) -> HistoryEvent {
        var event = HistoryEvent(kind, at: now)
        event.code = pause.name
        switch pause.scope {
        case .channel: event.channel = pause.id.flatMap(Channel.init)
        case .person: (event.person, event.code) = (pause.id, nil)
        case .enrollment: (event.enrollment, event.code) = (pause.id, nil)
        case .book, .sender, .sequence, .company: break
        }
        event.by = actor.by
        event.reason = actor.reason
        return event
    }

    private func isPausedByFile(_ membership: Membership) throws -> Bool {
        guard let course = try courses[membership.enrollment],
            let member = course.members[courses.id(of: membership.person)]
        else { return false }
        return Membership.wanted(member, in: course.enrollment) == .paused
    }

    // MARK: Delays

    /// Removes a pause and moves the delays of whom it held by as long as it alone held them.
    private mutating func end(_ pause: JournalPause, at end: Instant) throws {
        change.header.pauses.removeAll { $0 == pause }
        let others = change.header.pauses
        var senders = change.base.book.configuration.map { SenderFinder(change.base.book, $0) }
        var states: [PersonState] = []
        try change.base.forEachState { states.append($0) }
        for var state in states {
            for var membership in state.memberships where membership.status == .active {
                guard let step = try waitingStep(of: membership),
                    try covers(pause, membership, step, &senders, at: end)
                else { continue }
                var end = end
                for other in others where try covers(other, membership, step, &senders, at: end) {
                    end = min(end, max(other.at, pause.at))
                }
                let start = max(pause.at, membership.at)
                let left = max(0, step.due.seconds - start.seconds)
                guard end > start else { continue }
                membership.due = end.adding(seconds: left)
                try courses.settle(&membership)
                state[membership.enrollment] = membership
            }
            try change.set(state)
        }
    }

    private struct WaitingStep {
        var step: Step
        var due: Instant
        var course: Course
        var person: Person
        var member: Enrollment.Member
    }

    /// The step whose delay a pause keeps: one that neither a date nor anything else decides.
    private func waitingStep(of membership: Membership) throws -> WaitingStep? {
        guard membership.claim == nil, membership.task == nil, let course = try courses[membership.enrollment],
            let person = courses.person(membership.person), let member = course.members[person.id],
            let step = course.step(after: membership, of: person.id), step.on == nil,
            let due = course.due(step, of: membership, for: person)
        else { return nil }
        return WaitingStep(step: step, due: due, course: course, person: person, member: member)
    }

    private func covers(
        _ pause: JournalPause, _ membership: Membership, _ next: WaitingStep, _ senders: inout SenderFinder?,
        at now: Instant
    ) throws -> Bool {
        switch pause.scope {
        case .book: return true
        case .channel: return pause.id == next.step.channel.rawValue
        case .sequence: return pause.id == next.course.sequenceUID
        case .enrollment: return pause.id == membership.enrollment
        case .person: return pause.id == membership.person
        case .company: return pause.id == next.person.company?.id
        case .sender:
            let answer = senders?.sender(
                of: next.step, in: next.course.sequence, enrollment: next.course.enrollment, member: next.member,
                for: next.person, person: membership.person, history: membership.history, at: now)
            switch answer {
            case .writes(let sender, _, _), .away(let sender, _): return pause.id == sender.id
            case nil: return false
            }
        }
    }
}

extension Membership {
    /// Goes on after a pause with what was left of the delay.
    mutating func resume(at now: Instant) {
        status = .active
        reason = nil
        until = nil
        ended = nil
        due = remaining.map { now.adding(seconds: Int64($0)) }
        remaining = nil
    }
}
