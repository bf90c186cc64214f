extension Reconciliation {
    /// Lets what the journal forbids follow people to their new addresses, and from an address to whoever has it now.
    ///
    /// An address that only cannot be reached says nothing of its person.
    mutating func spreadSuppressions() throws {
        guard try !change.base.addressBucketNames().isEmpty else { return }
        for uid in change.edited.sorted() {
            let id = identities.id(of: .person, uid: uid)
            guard identities.uid(of: .person, id) == uid, let person = after.person(id) else { continue }
            let hashes = Set(person.everyAddress.map(change.header.hasher.hash)).sorted()
            var state = try change.state(of: uid) ?? PersonState(person: uid)
            var found: [Suppression] = []
            for hash in hashes {
                found += try change.address(hash)?.suppressed.filter(\.event.isOptOut) ?? []
            }
            for suppression in found where state.suppressed.add(suppression) {
                note(suppression, of: uid)
                try change.set(state)
            }
            for suppression in state.suppressed {
                var closed: [String] = []
                for hash in hashes {
                    var address = try change.address(hash) ?? AddressState(address: hash)
                    guard address.suppressed.add(suppression) else { continue }
                    change.set(address)
                    closed.append(hash)
                }
                if !closed.isEmpty { note(suppression, of: uid, at: closed) }
            }
        }
    }

    private mutating func note(_ suppression: Suppression, of uid: String, at addresses: [String] = []) {
        var event = HistoryEvent(.suppressed, at: now)
        event.person = uid
        event.channel = suppression.channel
        event.reason = suppression.reason
        event.addresses = addresses
        change.append(event)
    }

    /// Whether a file of suppressions names somebody whose own file changed: it forbids also those who share an address
    /// with them, and who they are may have changed.
    func changesWhoIsForbidden() throws -> Bool {
        let people = Set(changed(.person).map(\.id))
        guard !people.isEmpty else { return false }
        for book in [before, after] {
            for id in try book.ids(of: .suppression) {
                for case .person(let person) in book.suppression(id)?.entries.map(\.target) ?? []
                where people.contains(person.id) { return true }
            }
        }
        return false
    }
}

extension HistoryEvent.Kind {
    /// Whether it says that a person wants to hear no more, not only that an address cannot be reached.
    fileprivate var isOptOut: Bool {
        switch self {
        case .suppressed, .unsubscribed, .complained: true
        default: false
        }
    }
}
