/// `exclusive`: one active sequence a person, or one of a group; whoever has begun goes on, the others wait their turn.
///
/// Between two rounds of `repeat` nobody is active: others may begin, and the next round waits for its turn as they do.
enum ExclusiveRule {
    /// Whether two enrollments exclude each other.
    static func excludes(_ one: Exclusive, _ other: Exclusive) -> Bool {
        switch (one, other) {
        case (.any, .any): true
        case (.group(let first), .group(let second)): first == second
        default: false
        }
    }

    /// - Parameter begun: enrollments that begin in this plan, by person and address.
    static func hold(
        _ candidate: Candidate, _ context: RuleContext, begun: [String: [(enrollment: String, exclusive: Exclusive)]]
    ) throws -> Hold? {
        let own = candidate.rules.exclusive
        guard own.value != .none, !candidate.membership.hasBegun else { return nil }
        var people: Set<String> = [candidate.membership.person]
        for address in candidate.subject.addresses.states { people.formUnion(address.people) }
        for person in people.sorted() {
            let state = person == candidate.membership.person ? candidate.state : try context.ledger.state(of: person)
            for other in state?.memberships ?? [] where other.isOpen && other.hasBegun {
                if person == candidate.membership.person, other.enrollment == candidate.membership.enrollment {
                    continue
                }
                guard let course = try context.desk.courses[other],
                    excludes(own.value, course.rules.exclusive.value)
                else { continue }
                return Hold(.exclusive, "after \(course.enrollment.id)", own.setting)
            }
        }
        for name in ["person \(candidate.membership.person)"] + candidate.addresses {
            for other in context.begun[name] ?? [] where other != candidate.membership.enrollment {
                guard let course = try context.desk.courses[other],
                    excludes(own.value, course.rules.exclusive.value)
                else { continue }
                return Hold(.exclusive, "after \(course.enrollment.id)", own.setting)
            }
            for other in begun[name] ?? [] where other.enrollment != candidate.membership.enrollment {
                if excludes(own.value, other.exclusive) {
                    return Hold(.exclusive, "after another that begins now", own.setting)
                }
            }
        }
        return nil
    }
}

extension Membership {
    /// Whether something of it has reached the person or a human, or may have.
    var hasBegun: Bool { !isUntouched || task != nil || claim != nil }
}
