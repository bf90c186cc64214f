extension Recording {
    /// Lets people go on who had ended in an enrollment, where a step is left for them.
    ///
    /// Who opted out never does. Without names only those go on who had finished, or whom a failure or the project had
    /// ended; who has replied, bounced or reached the goal has to be named.
    ///
    /// - Parameters:
    ///   - enrollment: its id.
    ///   - people: by id; empty for all.
    /// - Returns: who goes on.
    /// - Throws: `ActError` where a named person cannot.
    public mutating func reopen(
        _ enrollment: String, people: [String], at now: Instant, _ actor: Actor
    ) throws -> ActOutcome {
        let uid = try change.identities.uid(of: .enrollment, enrollment)
        guard let course = try courses[uid] else {
            throw ActError(
                "the enrollment '\(enrollment.printable)' or its sequence is not in the book",
                hint: "`outrider list enrollments` names those that are")
        }
        var outcome = ActOutcome()
        let matched = try change.matched(by: uid)?.people.map { courses.id(of: $0) } ?? []
        for id in (people.isEmpty ? Set(course.members.keys).union(matched).sorted() : people) {
            let person = try change.identities.uid(of: .person, id)
            let objection = try objection(to: id, person, uid, course, isNamed: !people.isEmpty, at: now)
            if let objection {
                if people.isEmpty { continue }
                throw objection
            }
            guard var state = try change.state(of: person), var membership = state[uid], !membership.isOpen else {
                continue
            }
            let wish = try wish(for: membership, at: now)
            membership.away = nil
            membership.resume(at: now)
            if membership.pin == nil { try change.pin(&membership, courses) }
            // Whether somebody is who they seem, and what an adopted journal has sent, the reopening does not say.
            if membership.claim == nil, membership.hold?.reason != .adopted, membership.hold?.reason != .looksMoved {
                membership.hold = nil
            }
            // What is overdue goes at once, and is not late.
            let isOver = try courses.settle(&membership)
            if !isOver, let next = membership.next, next < now {
                membership.due = now
                try courses.settle(&membership)
            }
            if isOver {
                if people.isEmpty { continue }
                if membership.reason == "goal" {
                    throw ActError(
                        "'\(id.printable)' has reached the goal of '\(enrollment.printable)'",
                        hint: "change the goal, or what makes it true")
                }
                throw ActError(
                    "'\(id.printable)' has had every step of '\(enrollment.printable)'",
                    hint: "add a step behind the last one, put it on the main branch, and run")
            }
            if case .paused(let until) = wish {
                try pause(&membership, until: until, at: now)
                try courses.settle(&membership)
            }
            state[uid] = membership
            try change.set(state)
            var event = HistoryEvent(.reopened, at: now, of: membership)
            event.by = actor.by
            event.reason = actor.reason
            change.append(event)
            outcome.resumed.append(place(of: membership))
        }
        outcome.isChange = !outcome.resumed.isEmpty
        return outcome
    }

    /// Why somebody cannot go on.
    private func objection(
        to id: String, _ person: String, _ enrollment: String, _ course: Course, isNamed: Bool, at now: Instant
    ) throws -> ActError? {
        guard let state = try change.state(of: person), let membership = state[enrollment],
            let member = course.member(id, membership)
        else {
            return ActError(
                "'\(id.printable)' is not in '\(course.enrollment.id)'", hint: "`outrider enroll` puts people into it")
        }
        if membership.isOpen { return nil }
        if membership.reason == "left" {
            return ActError(
                "'\(id.printable)' no longer matches '\(course.enrollment.id)'",
                hint: "whoever matches again comes back by itself; else name the person under people: of an enrollment")
        }
        let reason = membership.reason ?? ""
        if ["unsubscribed", "complained"].contains(reason) || !state.suppressed.isEmpty {
            return ActError(
                "'\(id.printable)' has opted out", hint: "who wants to hear from you again is enrolled anew")
        }
        let wish = Wish(
            member, in: course.enrollment, of: courses.person(person), book: change.base.book, at: now)
        if wish == .ended("project-closed") {
            return ActError(
                "the project of '\(course.enrollment.id)' is closed",
                hint: "set its status back: people go on by themselves")
        }
        if case .ended = wish {
            return ActError(
                "the file says that '\(id.printable)' is CANCELLED there",
                hint: "take that out of \(RecordKind.enrollment.path(of: course.enrollment.id)) first")
        }
        let isAnswered = ["replied", "colleague-replied", "goal", "bounced"].contains(reason)
        return isAnswered && !isNamed
            ? ActError("'\(id.printable)' ended as \(reason)", hint: "name the person to go on all the same") : nil
    }
}
