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
        func isElsewhere(_ address: AddressState) throws -> Bool {
            try course.isBehind(step, address, besides: candidate.state, context.desk.courses)
        }
        for name in candidate.subject.names where !taken.isEmpty {
            if let owner = taken[Touch(name: name, sequence: course.sequenceUID, step: step.id)] {
                return owner == membership.person
                    ? Hold(.reenroll, "in another enrollment now", reenroll.setting) : Hold(.sameAddress, owner)
            }
        }
        for state in candidate.subject.addresses.states {
            if let owner = try holder(of: state, candidate, context) { return Hold(.sameAddress, owner) }
        }
        // A round of its own is no second time; but it may go to an address by now that was somebody else's.
        guard membership.occurrence == 0 else {
            for state in candidate.subject.addresses.states where !state.people.contains(membership.person) {
                if try isElsewhere(state) { return Hold(.sameAddress, state.people.first) }
            }
            return nil
        }
        for other in candidate.state.memberships where other.enrollment != membership.enrollment {
            guard try course.isBehind(step, other, context.desk.courses[other]) else { continue }
            // However soon the same may come again: not while it is still on its way.
            if other.isOpen { return Hold(.reenroll, other.enrollment, reenroll.setting) }
            if !isOver(other.at) {
                return Hold(.reenroll, other.enrollment, until: end(other.at), reenroll.setting)
            }
        }
        for state in candidate.subject.addresses.states {
            if try isElsewhere(state) {
                return Hold(.sameAddress, state.people.first { $0 != membership.person } ?? state.people.first)
            }
            guard !state.steps.isEmpty, state.steps.contains("\(course.sequenceUID)/\(step.id)") else { continue }
            guard state.people.contains(membership.person) else { return Hold(.sameAddress, state.people.first) }
            let last = state.sequences[course.sequenceUID]
            if !isOver(last) { return Hold(.reenroll, until: end(last), reenroll.setting) }
        }
        return nil
    }

    /// Uid of somebody else with the address for whom a human has the step as an open task.
    private static func holder(
        of address: AddressState, _ candidate: Candidate, _ context: RuleContext
    ) throws -> String? {
        try address.people.first { uid in
            guard uid != candidate.membership.person, let other = context.desk.courses.person(uid),
                other.addresses.contains(where: { context.desk.hashes[$0] == address.address })
            else { return false }
            return try context.ledger.state(of: uid)?.memberships.contains { membership in
                guard membership.task != nil, let course = try context.desk.courses[membership] else { return false }
                return course.sequenceUID == candidate.course.sequenceUID
                    && course.openTask(of: membership) == candidate.step.id
            } ?? false
        }
    }
}
