/// Who is in which enrollment, and what the files ask for each of them.
extension Reconciliation {
    mutating func compareMembers(of uid: String, _ courses: Courses) throws {
        let course = try courses[uid]
        var ids = Set(course?.members.keys.map { identities.uid(of: .person, $0) } ?? [])
        let oldIdentities = try change.base.identities
        let oldID = oldIdentities.id(of: .enrollment, uid: uid)
        for member in before.enrollment(oldID)?.people ?? [] {
            ids.insert(oldIdentities.uid(of: .person, member.person.id))
        }
        for person in ids.sorted() {
            let id = identities.id(of: .person, uid: person)
            // The file may continue another state by now; then this one has no member of its own.
            let isTheirs = identities.uid(of: .person, id) == person
            try compare(person, uid, isTheirs ? course?.members[id] : nil, course, courses)
        }
    }

    private mutating func compare(
        _ person: String, _ enrollment: String, _ member: Enrollment.Member?, _ course: Course?, _ courses: Courses
    ) throws {
        var state = try change.state(of: person) ?? PersonState(person: person)
        let wanted = member.flatMap { member in course.map { Membership.wanted(member, in: $0.enrollment) } }
        guard var membership = state[enrollment] else {
            guard let wanted, wanted != .cancelled else { return }
            var membership = Membership(person: person, enrollment: enrollment, at: entered)
            if change.header.holdsEverybody { membership.hold = Membership.Hold(.adopted) }
            if let old = state.movedFrom { membership.hold = Membership.Hold(.looksMoved, detail: old) }
            if let old = movedEnrollments[enrollment] { membership.hold = Membership.Hold(.looksMoved, detail: old) }
            change.append(HistoryEvent(.enrolled, at: now, of: membership))
            if wanted == .paused { try pause(&membership, courses) }
            if try courses.settle(&membership) {
                change.append(HistoryEvent(.completed, at: now, of: membership))
            }
            state[enrollment] = membership
            try change.set(state)
            return
        }
        let old = membership
        switch (membership.status, wanted) {
        case (.active, .cancelled?), (.paused, .cancelled?): try cancel(&membership, "cancelled")
        case (.active, nil), (.paused, nil): try cancel(&membership, "removed")
        case (.active, .paused?): try pause(&membership, courses)
        case (.paused, .active?) where membership.reason == "file": resume(&membership)
        case (.cancelled, .active?) where membership.endedByFile: resume(&membership)
        case (.cancelled, .paused?) where membership.endedByFile:
            membership.status = .paused
            membership.reason = "file"
            membership.ended = nil
            change.append(HistoryEvent(.paused, at: now, of: membership))
        default: break
        }
        try settle(&membership, courses)
        guard membership != old else { return }
        state[enrollment] = membership
        try change.set(state)
    }

    private mutating func settle(_ membership: inout Membership, _ courses: Courses) throws {
        if membership.hold.map({ !$0.reason.isHard }) ?? false { membership.hold = nil }
        try forgetStep(of: &membership, courses)
        if try courses.settle(&membership) {
            change.append(HistoryEvent(.completed, at: now, of: membership))
        }
    }

    /// Forgets what was noted of the next step where the book now has another one there.
    private func forgetStep(of membership: inout Membership, _ courses: Courses) throws {
        guard membership.task != nil || membership.hold?.reason == .failed || !membership.lifted.isEmpty,
            let old = try past[membership.enrollment]?.step(after: membership, of: past.id(of: membership.person))?.id,
            let new = try courses[membership.enrollment]?.step(
                after: membership, of: courses.id(of: membership.person))?.id, old != new
        else { return }
        membership.task = nil
        membership.lifted = []
        if membership.hold?.reason == .failed { membership.hold = nil }
    }

    /// Keeps what is left of the delay.
    private func keepRemaining(_ membership: inout Membership, _ book: Courses) throws {
        if membership.remaining == nil { try book.keepRemaining(&membership, at: now) }
    }

    private mutating func pause(_ membership: inout Membership, _ courses: Courses) throws {
        try keepRemaining(&membership, courses)
        membership.status = .paused
        membership.reason = "file"
        membership.next = nil
        change.append(HistoryEvent(.paused, at: now, of: membership))
    }

    private mutating func cancel(_ membership: inout Membership, _ reason: String) throws {
        try keepRemaining(&membership, past)
        membership.status = .cancelled
        membership.reason = reason
        membership.ended = now
        membership.next = nil
        var event = HistoryEvent(.cancelled, at: now, of: membership)
        event.reason = reason
        change.append(event)
    }

    private mutating func resume(_ membership: inout Membership) {
        membership.resume(at: now)
        change.append(HistoryEvent(.resumed, at: now, of: membership))
    }

    /// Finds out anew when each membership of a person is due.
    mutating func refresh(_ uid: String, _ courses: Courses) throws {
        guard var state = try change.state(of: uid) else { return }
        let old = state
        for var membership in state.memberships where membership.isOpen {
            try settle(&membership, courses)
            state[membership.enrollment] = membership
        }
        if state != old { try change.set(state) }
    }

    /// Whether people who work there may have other hours than before.
    private func hasOtherTimes(_ company: String) -> Bool {
        let (old, new) = (before.company(company), after.company(company))
        return old?.timezone != new?.timezone || old?.calendar?.id != new?.calendar?.id
    }

    /// Looks at everybody where the settings changed, and at those who are held where words or companies did, or an
    /// opt-out that may hold them by their address.
    mutating func wake(_ courses: Courses, liftsOptOuts: Bool) throws {
        let settings = files.contains { $0.path == Configuration.path && $0.old != nil }
        let times = !changed(.calendar).isEmpty || changed(.company).contains { hasOtherTimes($0.id) }
        let everybody = settings || times
        let words = [RecordKind.template, .company, .project, .sender, .suppression].contains { !changed($0).isEmpty }
        guard try everybody || words || liftsOptOuts || changesWhoIsForbidden() else { return }
        for name in try change.base.bucketNames() {
            let bucket = try change.base.bucket(name)
            for group in bucket.groups where everybody || bucket.holds(group) { try refresh(group.person, courses) }
        }
    }
}

extension Membership {
    /// The status that the files ask for: the stricter of the enrollment's and the person's.
    static func wanted(_ member: Enrollment.Member, in enrollment: Enrollment) -> Enrollment.Status {
        let both = [member.status, enrollment.status]
        if both.contains(.cancelled) { return .cancelled }
        return both.contains(.paused) ? .paused : .active
    }

    /// Whether it was ended by a file that may come back.
    var mayReturn: Bool { status == .cancelled && endedByFile }

    /// Whether a file ended it, so that a file may take that back.
    var endedByFile: Bool { reason == "removed" || reason == "cancelled" }
}
