/// The order of a sequence's steps, past and present.
extension Reconciliation {
    /// Keeps the order of all step ids that a sequence ever had.
    mutating func followSequences() throws {
        for (id, file) in changed(.sequence) where file.new != nil {
            guard let sequence = after.sequence(id) else { continue }
            let uid = identities.uid(of: .sequence, id)
            let previous = before.sequence(try change.base.identities.id(of: .sequence, uid: uid))
            let order = Self.merged(
                try change.order(of: uid), previous: previous?.steps.map(\.id) ?? [], with: sequence.steps.map(\.id))
            try change.setOrder(order, of: uid)
        }
        guard !changed(.sequence).isEmpty else { return }
        let sequences = Set(changed(.sequence).map(\.id))
        for id in try after.ids(of: .enrollment) {
            guard let enrollment = after.enrollment(id), sequences.contains(enrollment.sequence.id) else { continue }
            enrollments.insert(identities.uid(of: .enrollment, id))
            for member in enrollment.people { people.insert(identities.uid(of: .person, member.person.id)) }
        }
    }

    /// The new order, with the ids that are gone from it behind those that stand in their place.
    ///
    /// A gone id is read as renamed to what now stands there, so whoever received it is past the new name too. Of as many
    /// new ids as gone ones each follows its own; otherwise all that are gone follow all that are new.
    ///
    /// - Parameters:
    ///   - old: every id that the sequence had, in order.
    ///   - previous: those that it had last.
    static func merged(_ old: [String], previous: [String], with new: [String]) -> [String] {
        let present = Set(new)
        let recent = Set(previous).union(present)
        // An id that comes back is read as a new one: where another stood in its place, that one is gone for it.
        let returning = previous.isEmpty ? [] : present.subtracting(previous)
        let old = old.filter { !returning.contains($0) }
        // An id that was gone before stays behind the one that took its place.
        var blocks: [[String]] = []
        for id in old {
            if recent.contains(id) || blocks.isEmpty {
                blocks.append([id])
            } else {
                blocks[blocks.count - 1].append(id)
            }
        }
        var anchor = ""
        var tails: [String: [String]] = [:]
        var gone: [String: [[String]]] = [:]
        for block in blocks {
            if present.contains(block[0]) {
                anchor = block[0]
                tails[anchor] = Array(block.dropFirst())
            } else {
                gone[anchor, default: []].append(block)
            }
        }
        var order: [String] = []
        var index = 0
        anchor = ""
        while true {
            let start = index
            while index < new.count, tails[new[index]] == nil { index += 1 }
            let fresh = new[start..<index]
            let blocks = gone[anchor] ?? []
            if fresh.count == blocks.count {
                for (id, block) in zip(fresh, blocks) { order += [id] + block }
            } else {
                order += fresh + blocks.flatMap(\.self)
            }
            guard index < new.count else { return order }
            anchor = new[index]
            order += [anchor] + (tails[anchor] ?? [])
            index += 1
        }
    }
}
