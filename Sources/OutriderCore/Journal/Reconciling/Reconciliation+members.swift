/// Who is in which enrollment, and what the files ask for each of them.
extension Reconciliation {
    mutating func compareMembers(of uid: String, _ courses: Courses) throws {
        let course = try courses[uid]
        try followMatch(of: uid, course)
        var ids = Set(course?.members.keys.map { identities.uid(of: .person, $0) } ?? [])
        let oldIdentities = try change.base.identities
        let oldID = oldIdentities.id(of: .enrollment, uid: uid)
        for member in before.enrollment(oldID)?.people ?? [] {
            ids.insert(oldIdentities.uid(of: .person, member.person.id))
        }
        // Those whom a match had taken in that is gone are in the journal only.
        for members in [try change.base.matched(by: uid), try change.matched(by: uid)] {
            ids.formUnion(members?.people ?? [])
        }
        for person in ids.sorted() { try compare(person, uid, courses) }
    }

    /// What the files want of a person in an enrollment.
    private func wish(for person: String, in enrollment: String, _ course: Course?) throws -> Wish {
        let id = identities.id(of: .person, uid: person)
        // The file may continue another state by now; then this one has no member of its own.
        guard let course, identities.uid(of: .person, id) == person else { return .ended("removed") }
        let record = after.person(id)
        if let member = course.members[id] {
            return Wish(member, in: course.enrollment, of: record, book: after, at: now)
        }
        guard let match = course.enrollment.match, let record,
            let member = course.enrollment.matched(id),
            try change.matched(by: enrollment)?.people.contains(person) ?? false
        else { return .ended("removed") }
        let wish = Wish(member, in: course.enrollment, of: record, book: after, at: now)
        if case .ended = wish { return wish }
        let project = course.enrollment.project.flatMap { after.project($0.id) }
        return match.leave?.value == true && !match.holds(for: record, project: project) ? .ended("left") : wish
    }

    /// Brings one line in step with the files.
    mutating func compare(_ person: String, _ enrollment: String, _ courses: Courses) throws {
        let course = try courses[enrollment]
        let wish = try wish(for: person, in: enrollment, course)
        var state = try change.state(of: person) ?? PersonState(person: person)
        guard var membership = state[enrollment] else {
            if case .ended = wish { return }
            state[enrollment] = try entering(person, enrollment, wish, movedFrom: state.movedFrom, courses)
            try change.set(state)
            return
        }
        let old = membership
        switch (membership.status, wish) {
        case (.active, .ended(let reason)), (.paused, .ended(let reason)): try end(&membership, reason)
        case (.active, .paused(let until)): try pause(&membership, until: until, courses)
        case (.paused, .paused(let until)) where membership.reason == "file": membership.until = until
        case (.paused, .active) where membership.reason == "file": resume(&membership)
        case (.cancelled, .active) where membership.endedByFile: resume(&membership)
        case (.cancelled, .paused(let until)) where membership.endedByFile:
            try pause(&membership, until: until, courses)
            membership.ended = nil
        default: break
        }
        try settle(&membership, courses)
        guard membership != old else { return }
        state[enrollment] = membership
        try change.set(state)
    }

    private mutating func entering(
        _ person: String, _ enrollment: String, _ wish: Wish, movedFrom: String?, _ courses: Courses
    ) throws -> Membership {
        var membership = Membership(person: person, enrollment: enrollment, at: entered)
        if change.header.holdsEverybody { membership.hold = Membership.Hold(.adopted) }
        if let old = movedFrom ?? movedEnrollments[enrollment] {
            membership.hold = Membership.Hold(.looksMoved, detail: old)
        }
        change.append(HistoryEvent(.enrolled, at: now, of: membership))
        newcomers[enrollment, default: []].append(person)
        try change.pin(&membership, courses)
        if case .paused(let until) = wish { try pause(&membership, until: until, courses) }
        if try courses.settle(&membership, at: now) {
            change.append(HistoryEvent(.completed, at: now, of: membership))
        }
        return membership
    }

    /// Notes of those who enter together how many they are, where they are more than the guard allows: it holds them also
    /// when they are not all due at once.
    mutating func countCrowds(_ courses: Courses) throws {
        for (enrollment, people) in newcomers {
            let allowed = try courses[enrollment]?.enrollment.allow.newPeople?.value
            guard people.count > allowed ?? after.configuration?.guard.newPeople ?? .max else { continue }
            for person in people { try change.edit(person, enrollment) { $0.crowd = people.count } }
        }
    }

    private mutating func settle(_ membership: inout Membership, _ courses: Courses) throws {
        if membership.hold.map({ !$0.reason.isHard }) ?? false {
            membership.hold = nil
            membership.freed = now
        }
        try forgetStep(of: &membership, courses)
        if try courses.settle(&membership, at: now) {
            change.append(HistoryEvent(.completed, at: now, of: membership))
        }
    }

    /// Forgets what was noted of the next step where the book now has another one there.
    private func forgetStep(of membership: inout Membership, _ courses: Courses) throws {
        guard membership.task != nil || membership.hold?.reason == .failed || !membership.lifted.isEmpty,
            let old = try past[membership]?.step(after: membership, of: past.id(of: membership.person)),
            let course = try courses[membership]
        else { return }
        let new = course.step(after: membership, of: courses.id(of: membership.person))
        if new?.id != old.id { membership.forgetStep() }
    }

    /// Keeps what is left of the delay.
    private func keepRemaining(_ membership: inout Membership, _ book: Courses) throws {
        guard membership.remaining == nil else { return }
        try book.keepRemaining(&membership, at: now, pauses: PauseIndex(change.header.pauses))
    }

    private mutating func pause(_ membership: inout Membership, until: Instant?, _ courses: Courses) throws {
        try keepRemaining(&membership, courses)
        membership.pauseByFile(until: until)
        change.append(HistoryEvent(.paused, at: now, of: membership))
    }

    private mutating func end(_ membership: inout Membership, _ reason: String) throws {
        try keepRemaining(&membership, past)
        // An absence goes on for whoever comes back before its end.
        if membership.reason == Membership.absence { membership.away = membership.until }
        membership.until = nil
        membership.status = .cancelled
        membership.reason = reason
        membership.next = nil
        membership.ended = now
        var event = HistoryEvent(.cancelled, at: now, of: membership)
        event.reason = reason
        change.append(event)
    }

    private mutating func resume(_ membership: inout Membership) {
        let end = membership.status == .paused ? membership.until : nil
        membership.resume(at: min(end ?? now, now))
        change.append(HistoryEvent(membership.status == .paused ? .paused : .resumed, at: now, of: membership))
    }
}
