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
        if let other = try holder(of: step, candidate, context) { return Hold(.sameAddress, other) }
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
        for state in candidate.subject.addresses.states {
            guard state.steps.contains("\(course.sequenceUID)/\(step.id)") else { continue }
            guard try isOwn(step, at: state, candidate, context) else {
                return Hold(.sameAddress, state.people.first { $0 != membership.person })
            }
            let last = state.sequences[course.sequenceUID]
            if !isOver(last) { return Hold(.reenroll, until: end(last), reenroll.setting) }
        }
        return nil
    }

    /// The uid of somebody else at one of the addresses of whom a human has the same step in hand.
    private static func holder(of step: Step, _ candidate: Candidate, _ context: RuleContext) throws -> String? {
        let (own, addresses) = (candidate.membership.person, candidate.subject.addresses)
        guard addresses.areShared(by: own) else { return nil }
        let people = Set(addresses.states.flatMap(\.people)).subtracting([own])
        return try people.sorted().first { person in
            try context.ledger.state(of: person)?.memberships.contains { other in
                guard other.isOpen, other.task != nil, let course = try context.desk.courses[other] else {
                    return false
                }
                return course.sequenceUID == candidate.course.sequenceUID
                    && course.step(after: other, of: "")?.id == step.id
            } ?? false
        }
    }

    /// Whether it was the person who got a step that an address has got, and nobody else who has it.
    private static func isOwn(
        _ step: Step, at address: AddressState, _ candidate: Candidate, _ context: RuleContext
    ) throws -> Bool {
        guard address.people.contains(candidate.membership.person) else { return false }
        return try address.people.count == 1
            || candidate.state.memberships.contains { own in
                try context.desk.courses[own]?.sequenceUID == candidate.course.sequenceUID
                    && (own.occurrence > 0 || own.done.contains(step.id) && !own.skipped.contains(step.id))
            }
    }
}
