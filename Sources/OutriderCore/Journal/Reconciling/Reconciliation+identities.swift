/// Which records are old ones under another name.
extension Reconciliation {
    /// Finds out which new records are old ones under another name.
    mutating func identify(_ kind: RecordKind) throws {
        let changed = changed(kind)
        let removed = changed.filter { $0.file.new == nil }
        var claimed: Set<String> = []
        for (id, file) in changed where file.new != nil {
            guard let old = try former(kind, id) else { continue }
            claimed.insert(old)
            try join(kind, id, to: old)
        }
        var traces = Traces()
        for (id, file) in removed where try !claimed.contains(id) && hasState(kind, identities.uid(of: kind, id)) {
            traces.add(id, file, of: kind, in: before)
        }
        for (id, file) in changed where file.old == nil && identities.uid(of: kind, id) == id {
            if identities.isElsewhere(kind, uid: id) {
                let holder = identities.id(of: kind, uid: id)
                // A move that is taken back: the state returns with the file.
                if removed.contains(where: { $0.id == holder }) {
                    identities.set(kind, id: id, uid: id)
                    continue
                }
                identities.set(kind, id: id, uid: try freshUID(kind, id))
            }
            guard let old = traces.likeness(of: id, file, of: kind, in: after) else { continue }
            try suspect(kind, id, to: old)
        }
    }

    /// The id under `formerly:` whose state this record continues; `nil` where there is none.
    private func former(_ kind: RecordKind, _ id: String) throws -> String? {
        let formerly = after.record(kind, id)?.formerly ?? []
        for reference in formerly {
            let uid = identities.uid(of: kind, reference.id)
            guard identities.uid(of: kind, id) != uid else { continue }
            let isKnown = try hasState(kind, uid) || (kind == .enrollment && hasMembers(id, uid))
            guard isKnown, try !isEstablished(kind, id) else { continue }
            let holder = identities.id(of: kind, uid: uid)
            let isHeld =
                holder != reference.id && holder != id
                && after.exists(Reference(kind: kind, id: holder, location: reference.location))
            // An old line said all it had to: whoever has that id since is somebody else.
            if isHeld || after.exists(reference),
                before.formerIDs(kind, id, continuing: formerly).contains(reference.id)
            {
                continue
            }
            if isHeld {
                after.report.add(
                    Diagnostic(
                        .badFormerly, "'\(reference.id)' is now '\(holder)'", at: reference.location,
                        hint: "remove this line: one record continues another"))
                return nil
            }
            if after.exists(reference) {
                after.report.add(.stillThere(reference))
                return nil
            }
            return reference.id
        }
        return nil
    }

    /// Whether the record goes on with a state of its own already, so that an old id adds nothing to it.
    private func isEstablished(_ kind: RecordKind, _ id: String) throws -> Bool {
        let own = identities.uid(of: kind, id)
        // The state of that name may have gone on with another id.
        guard identities.id(of: kind, uid: own) == id else { return false }
        switch kind {
        case .person:
            guard let state = try change.state(of: own) else { return false }
            return state.hasProgress || (state.movedFrom == nil && !state.memberships.isEmpty)
        case .enrollment:
            return try people(of: own, in: after.enrollment(id)).contains { person in
                try change.state(of: person)?[own].map { $0.hold?.reason != .looksMoved } ?? false
            }
        default: return false
        }
    }

    private func hasState(_ kind: RecordKind, _ uid: String) throws -> Bool {
        switch kind {
        case .person: try change.state(of: uid) != nil
        case .sequence: try !change.order(of: uid).isEmpty
        default:
            try before.ids(of: .enrollment).contains(change.base.identities.id(of: kind, uid: uid))
        }
    }

    /// Whether anybody in the enrollment `id` has a line of the enrollment `uid`.
    private func hasMembers(_ id: String, _ uid: String) throws -> Bool {
        try people(of: uid, in: after.enrollment(id)).contains { try change.state(of: $0)?[uid] != nil }
    }

    /// The uids of those whom an enrollment names, and of those whom the match of its uid has taken in.
    private func people(of uid: String, in enrollment: Enrollment?) throws -> Set<String> {
        let named = enrollment?.people.map { identities.uid(of: .person, $0.person.id) } ?? []
        return try change.matched(by: uid)?.people.union(named) ?? Set(named)
    }

    /// Gives the state of `old` to `id`, with what `id` had of its own: an opt-out and an answer stay.
    private mutating func join(_ kind: RecordKind, _ id: String, to old: String) throws {
        let own = identities.uid(of: kind, id)
        let uid = identities.uid(of: kind, old)
        // The state of that name may have gone on with another id.
        let isOwn = identities.id(of: kind, uid: own) == id
        identities.set(kind, id: id, uid: uid)
        if kind == .enrollment { try dropHeld(own, of: id) }
        guard kind == .person, isOwn, let state = try change.state(of: own) else { return }
        try change.adopt(state, into: uid)
        people.insert(uid)
        for membership in state.memberships { enrollments.insert(membership.enrollment) }
    }

    /// Drops the lines that an enrollment had while it looked moved; those that went on all the same are ended.
    private mutating func dropHeld(_ own: String, of id: String) throws {
        enrollments.insert(own)
        for person in try people(of: own, in: before.enrollment(id)) {
            guard var state = try change.state(of: person), let membership = state[own], membership.done.isEmpty,
                membership.claim == nil
            else { continue }
            state[own] = nil
            try change.set(state)
        }
    }

    private func freshUID(_ kind: RecordKind, _ id: String) throws -> String {
        var counter = 2
        while try hasState(kind, "\(id)~\(counter)") || identities.isElsewhere(kind, uid: "\(id)~\(counter)") {
            counter += 1
        }
        return "\(id)~\(counter)"
    }

    private mutating func suspect(_ kind: RecordKind, _ id: String, to old: String) throws {
        let uid = identities.uid(of: kind, id)
        switch kind {
        case .person:
            var state = try change.state(of: uid) ?? PersonState(person: uid)
            guard state.memberships.isEmpty else { return }
            state.movedFrom = identities.uid(of: kind, old)
            try change.set(state)
        case .enrollment: movedEnrollments[uid] = old
        default: identities.set(kind, id: id, uid: identities.uid(of: kind, old))
        }
    }
}
