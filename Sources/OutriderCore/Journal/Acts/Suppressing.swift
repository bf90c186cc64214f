/// Whom a human forbids to write to, or allows again.
public enum SuppressionTarget: Hashable, Sendable {
    /// By id: the person and all their addresses.
    case person(String)
    case address(ChannelAddress)
    /// With all domains below it.
    case domain(String)
}

extension Recording {
    /// Forbids to write to somebody; nothing in the book can take that back.
    ///
    /// - Parameter channel: `nil` for all of them.
    /// - Returns: whether it was not forbidden before.
    public mutating func suppress(
        _ target: SuppressionTarget, _ channel: Channel?, at now: Instant, _ actor: Actor
    ) throws -> Bool {
        let suppression = Suppression(channel: channel, reason: actor.reason ?? "asked", at: now, event: .suppressed)
        var event = event(.suppressed, channel, at: now, actor)
        var isChange = false
        switch target {
        case .person(let id):
            let uid = try change.identities.uid(of: .person, id)
            var state = try change.state(of: uid) ?? PersonState(person: uid)
            isChange = state.suppressed.add(suppression)
            event.person = uid
            try change.set(state)
            for hash in try hashes(of: uid) where try forbid(hash, suppression) { event.addresses.append(hash) }
        case .address(let address):
            let hash = change.base.header.hasher.hash(address)
            for uid in try owners(of: address, hash) where try forbid(person: uid, suppression, actor) {
                isChange = true
            }
            if try forbid(hash, suppression) { event.addresses.append(hash) }
            guard !event.addresses.isEmpty else { return isChange }
        case .domain(let domain):
            isChange = change.header.suppressedDomains[domain, default: []].add(suppression)
            event.to = "@\(domain)"
        }
        isChange = isChange || !event.addresses.isEmpty
        if isChange { change.append(event) }
        return isChange
    }

    /// Allows to write to somebody again, and lets go on what was held for that.
    ///
    /// What the book forbids stays forbidden, and what an opt-out has ended stays ended.
    ///
    /// - Returns: whether the journal forbade it.
    public mutating func resubscribe(
        _ target: SuppressionTarget, _ channel: Channel?, at now: Instant, _ actor: Actor
    ) throws -> Bool {
        var event = event(.resubscribed, channel, at: now, actor)
        var isChange = false
        switch target {
        case .person(let id):
            let uid = try change.identities.uid(of: .person, id)
            event.person = uid
            if var state = try change.state(of: uid) {
                isChange = state.suppressed.lift(channel)
                try change.set(state)
            }
            for hash in try hashes(of: uid) where try allow(hash, channel) { event.addresses.append(hash) }
        case .address(let address):
            let hash = change.base.header.hasher.hash(address)
            for uid in try owners(of: address, hash) where try allow(person: uid, channel, at: now, actor) {
                isChange = true
            }
            if try allow(hash, channel) { event.addresses.append(hash) }
        case .domain(let domain):
            event.to = "@\(domain)"
            isChange = change.header.suppressedDomains[domain]?.lift(channel) ?? false
            if change.header.suppressedDomains[domain]?.isEmpty == true {
                change.header.suppressedDomains[domain] = nil
            }
        }
        isChange = isChange || !event.addresses.isEmpty
        guard isChange else { return false }
        // Of an address that was open itself its people's own events tell.
        if event.person != nil || event.to != nil || !event.addresses.isEmpty { change.append(event) }
        try change.wake([.suppressed, .noAddress], at: now, courses)
        return true
    }

    private func event(
        _ kind: HistoryEvent.Kind, _ channel: Channel?, at now: Instant, _ actor: Actor
    ) -> HistoryEvent {
        var event = HistoryEvent(kind, at: now)
        event.channel = channel
        event.by = actor.by
        event.reason = actor.reason
        return event
    }

    /// Uids of everybody who has an address, or got something there: they are the same person, whatever address they have next.
    private func owners(of address: ChannelAddress, _ hash: String) throws -> [String] {
        let known = try change.address(hash)
        let book = change.base.book
        let present = try book.ids(of: .person).filter { id in
            book.person(id)?.everyAddress.contains { $0.normalised == address.normalised } ?? false
        }
        let uids = try present.map { try change.identities.uid(of: .person, $0) }
        return Set(uids + (known?.people ?? []) + (known?.optedOut ?? [])).sorted()
    }

    /// Closes a person, with an event of its own.
    ///
    /// - Returns: whether that closes more than was.
    private mutating func forbid(person uid: String, _ suppression: Suppression, _ actor: Actor) throws -> Bool {
        var state = try change.state(of: uid) ?? PersonState(person: uid)
        guard state.suppressed.add(suppression) else { return false }
        try change.set(state)
        var event = event(.suppressed, suppression.channel, at: suppression.at, actor)
        event.person = uid
        change.append(event)
        return true
    }

    /// Opens a person again, with an event of its own.
    ///
    /// - Returns: whether they were closed.
    private mutating func allow(person uid: String, _ channel: Channel?, at now: Instant, _ actor: Actor) throws -> Bool
    {
        guard var state = try change.state(of: uid), state.suppressed.lift(channel) else { return false }
        try change.set(state)
        var event = event(.resubscribed, channel, at: now, actor)
        event.person = uid
        change.append(event)
        return true
    }

    /// Closes an address.
    ///
    /// - Returns: whether that closes more than was.
    mutating func forbid(_ hash: String, _ suppression: Suppression) throws -> Bool {
        var address = try change.address(hash) ?? AddressState(address: hash)
        guard address.suppressed.add(suppression) else { return false }
        change.set(address)
        return true
    }

    private mutating func allow(_ hash: String, _ channel: Channel?) throws -> Bool {
        guard var address = try change.address(hash), address.suppressed.lift(channel) else { return false }
        change.set(address)
        return true
    }

    /// Hashes of every address of a person: those in the book, and those that were written to before.
    func hashes(of uid: String) throws -> [String] {
        let present = courses.person(uid)?.everyAddress.map(change.base.header.hasher.hash) ?? []
        return present + (try change.base.addresses(of: uid)).filter { !present.contains($0) }
    }

    func place(of membership: Membership) -> ActOutcome.Place {
        let id = (try? change.identities.id(of: .enrollment, uid: membership.enrollment)) ?? membership.enrollment
        return ActOutcome.Place(person: courses.id(of: membership.person), enrollment: id)
    }
}
