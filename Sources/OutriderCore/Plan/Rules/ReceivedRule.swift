/// `same-address` and `reenroll`: nobody, and no address, gets a step of a sequence twice.
enum ReceivedRule {
    /// - Parameter taken: what goes in this plan or is claimed.
    static func hold(_ candidate: Candidate, _ context: RuleContext, taken: [Touch: String]) throws -> Hold? {
        guard !candidate.isLifted(.sameAddress), !candidate.isLifted(.reenroll) else { return nil }
        let (membership, course, step) = (candidate.membership, candidate.course, candidate.step)
        let reenroll = candidate.rules.reenroll
        func isOver(_ last: Instant?) -> Bool {
            switch reenroll.value {
            case .never: false
            case .always: true
            case .after(let delay): last.map { $0.adding(seconds: delay.seconds) <= context.now } ?? true
            }
        }
        func end(_ last: Instant?) -> Instant? {
            guard case .after(let delay) = reenroll.value else { return nil }
            return last?.adding(seconds: delay.seconds)
        }
        for name in candidate.subject.names where !taken.isEmpty {
            if let owner = taken[Touch(name: name, sequence: course.sequenceUID, step: step.id)] {
                return owner == membership.person
                    ? Hold(.reenroll, "in another enrollment now", reenroll.setting) : Hold(.sameAddress, owner)
            }
        }
        // A round of its own is no second time; but it may go to an address by now that was somebody else's.
        guard membership.occurrence == 0 else {
            for state in candidate.subject.addresses.states {
                guard state.steps.contains("\(course.sequenceUID)/\(step.id)"),
                    !state.people.contains(membership.person)
                else { continue }
                return Hold(.sameAddress, state.people.first)
            }
            return nil
        }
        for other in candidate.state.memberships where other.enrollment != membership.enrollment {
            if try course.isBehind(step, other, context.desk.courses[other]), !isOver(other.at) {
                return Hold(.reenroll, other.enrollment, until: end(other.at), reenroll.setting)
            }
        }
        // What the address got may have another name by now; what the person got here is behind them.
        let ids = course.names(of: step).filter { !membership.done.contains($0) }
        for state in candidate.subject.addresses.states {
            guard ids.contains(where: { state.steps.contains("\(course.sequenceUID)/\($0)") }) else { continue }
            guard state.people.contains(membership.person) else { return Hold(.sameAddress, state.people.first) }
            let last = state.sequences[course.sequenceUID]
            if !isOver(last) { return Hold(.reenroll, until: end(last), reenroll.setting) }
        }
        return nil
    }
}
