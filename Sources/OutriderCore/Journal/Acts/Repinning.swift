extension Recording {
    /// Moves people who keep a sequence as it was to its present steps and words; where it is still to be kept, they keep
    /// it as it is now.
    ///
    /// - Parameters:
    ///   - enrollment: its id.
    ///   - step: only who would get this step next; `nil` for all.
    ///   - people: by id; empty for all.
    /// - Returns: who was moved, and who has no step left by that.
    /// - Throws: `ActError` where the enrollment is not there, or somebody is not in it.
    public mutating func repin(
        _ enrollment: String, step: String?, people: [String], at now: Instant, _ actor: Actor
    ) throws -> ActOutcome {
        let uid = try change.identities.uid(of: .enrollment, enrollment)
        guard let course = try courses[uid] else {
            throw ActError(
                "the enrollment '\(enrollment.printable)' or its sequence is not in the book",
                hint: "`outrider list enrollments` names those that are")
        }
        let wanted = try courses.entryPin(uid)?.name
        let matched = try change.matched(by: uid)?.people.map { courses.id(of: $0) } ?? []
        var outcome = ActOutcome()
        for id in people.isEmpty ? Set(course.members.keys).union(matched).sorted() : people {
            let person = try change.identities.uid(of: .person, id)
            guard var state = try change.state(of: person), var membership = state[uid] else {
                guard !people.isEmpty else { continue }
                throw ActError(
                    "'\(id.printable)' is not in '\(enrollment.printable)'",
                    hint: "`outrider status` names those who are")
            }
            guard membership.isOpen || membership.mayReturn, let pin = membership.pin, pin != wanted else { continue }
            // What cannot be read any more is left all the same.
            let old = try? courses[membership]?.step(after: membership, of: id)?.id
            guard step == nil || step == old else { continue }
            try change.pin(&membership, courses)
            if try courses[membership]?.step(after: membership, of: id)?.id != old { membership.forgetStep() }
            let isOver = try courses.settle(&membership, at: now)
            state[uid] = membership
            try change.set(state)
            var event = HistoryEvent(.repinned, at: now, of: membership)
            event.by = actor.by
            event.reason = actor.reason
            change.append(event)
            outcome.repinned.append(place(of: membership))
            guard isOver else { continue }
            change.append(HistoryEvent(.completed, at: now, of: membership))
            outcome.ended.append(place(of: membership))
        }
        if !outcome.repinned.isEmpty { try change.dropPins() }
        outcome.isChange = !outcome.repinned.isEmpty
        return outcome
    }
}

extension Membership {
    /// Forgets what was noted of the next step, because another one stands there now.
    mutating func forgetStep() {
        task = nil
        lifted = []
        if hold?.reason == .failed { hold = nil }
    }
}
