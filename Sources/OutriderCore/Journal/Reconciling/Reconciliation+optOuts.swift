/// Who opted out at which address, so that a run finds it for another file with that address without reading every person.
extension Reconciliation {
    /// Notes the addresses of changed people who opt out.
    ///
    /// - Returns: whether an opt-out was there before, so that others may be held by it.
    mutating func followOptOuts() throws -> Bool {
        let changed = changed(.person)
        let old = try change.base.identities
        var wasThere = false
        for (id, file) in changed where file.old != nil {
            guard let person = before.person(id), person.hasOptedOut else { continue }
            wasThere = true
            try note(person, isOut: false, uid: old.uid(of: .person, id))
        }
        for (id, file) in changed where file.new != nil {
            guard let person = after.person(id), person.hasOptedOut else { continue }
            try note(person, isOut: true, uid: identities.uid(of: .person, id))
        }
        return wasThere
    }

    private mutating func note(_ person: Person, isOut: Bool, uid: String) throws {
        for hash in person.everyAddress.map(change.header.hasher.hash) {
            let known = try change.address(hash)
            var state = known ?? AddressState(address: hash)
            state.optedOut.removeAll { $0 == uid }
            if isOut { state.optedOut = (state.optedOut + [uid]).sorted() }
            if state != known { change.set(state) }
        }
    }
}

extension Person {
    /// Whether there is a channel on which they must not be written to.
    var hasOptedOut: Bool { doNotContact.map { !$0.value.channels.isEmpty } ?? false }
}
