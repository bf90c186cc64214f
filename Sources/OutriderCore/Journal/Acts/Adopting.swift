extension Recording {
    /// Accepts the journal as it stands: everything unsent is held until a human decides.
    ///
    /// - Parameter isBehind: whether the book has gone on since; who enters with the next run is then held too.
    /// - Returns: how many people are held.
    public mutating func adoptAll(isBehind: Bool, at now: Instant, _ actor: Actor) throws -> Int {
        var held = 0
        var states: [PersonState] = []
        try change.base.forEachState { states.append($0) }
        for known in states {
            var state = try change.state(of: known.person) ?? known
            for var membership in state.memberships where membership.isOpen || membership.mayReturn {
                if membership.isOpen { held += 1 }
                membership.hold = Membership.Hold(.adopted)
                membership.claim = nil
                membership.next = nil
                state[membership.enrollment] = membership
            }
            try change.set(state)
        }
        for claim in try change.base.openClaims() { change.close(claim: claim.id) }
        change.header.epoch += 1
        change.header.holdsEverybody = isBehind
        var event = HistoryEvent(.resolved, at: now)
        event.code = Reason.adopted.rawValue
        event.by = actor.by
        event.reason = actor.reason
        change.append(event)
        return held
    }

    /// Keeps what another state of the same journal forbids, has ended by an answer, or pauses: consent only tightens.
    ///
    /// - Throws: `JournalError` where that state is damaged.
    public mutating func keep(_ other: Ledger, at now: Instant, _ actor: Actor) throws {
        func note(_ suppression: Suppression, person: String? = nil, address: String? = nil, domain: String? = nil) {
            var event = HistoryEvent(.suppressed, at: now)
            event.person = person
            event.addresses = [address].compactMap(\.self)
            event.to = domain.map { "@\($0)" }
            event.channel = suppression.channel
            event.reason = suppression.reason
            event.by = actor.by
            change.append(event)
        }
        guard other.header.book == change.header.book, other.header.salt == change.header.salt else { return }
        var states: [PersonState] = []
        try other.forEachState { states.append($0) }
        for known in states {
            let present = try change.state(of: known.person)
            var state = present ?? PersonState(person: known.person)
            for suppression in known.suppressed where state.suppressed.add(suppression) {
                note(suppression, person: known.person)
            }
            state.inbound.merge(known.inbound) { max($0, $1) }
            for membership in known.memberships {
                guard var own = state[membership.enrollment] else { continue }
                own.join(membership)
                state[membership.enrollment] = own
            }
            if present != nil || !state.suppressed.isEmpty { try change.set(state) }
        }
        for name in try other.addressBucketNames() {
            for known in try other.addressBucket(name).states.values.sorted(by: { $0.address < $1.address }) {
                var address = try change.address(known.address) ?? AddressState(address: known.address)
                for suppression in known.suppressed where address.suppressed.add(suppression) {
                    note(suppression, address: known.address)
                    change.set(address)
                }
            }
        }
        for (domain, known) in other.header.suppressedDomains.sorted(by: { $0.key < $1.key }) {
            for suppression in known where change.header.suppressedDomains[domain, default: []].add(suppression) {
                note(suppression, domain: domain)
            }
        }
        for pause in other.header.pauses where !pause.isFile && pause.holds(at: now) {
            guard !change.header.pauses.contains(pause) else { continue }
            change.header.pauses.append(pause)
        }
    }

    /// Says that a person who looks moved is the one they look like: they go on from there.
    public mutating func adopt(person id: String, at now: Instant, _ actor: Actor) throws {
        var identities = try change.identities
        let own = identities.uid(of: .person, id)
        guard let state = try change.state(of: own), let uid = state.movedFrom else {
            throw ActError("'\(id.printable)' does not look moved", hint: "`outrider status` lists who does")
        }
        guard !state.hasProgress else {
            throw ActError(
                "'\(id.printable)' has a history of their own by now", hint: "two people cannot become one")
        }
        identities.set(.person, id: id, uid: uid)
        try change.set(identities)
        try change.adopt(state, into: uid)
        courses = try Courses(change, book: change.base.book)
        guard var known = try change.state(of: uid) else { return }
        for var membership in known.memberships where state[membership.enrollment] != nil {
            let wish = try wish(for: membership, at: now)
            if membership.mayReturn, wish != .ended("removed") {
                try goOn(&membership, wish, at: now)
                if membership.isOpen { change.append(HistoryEvent(.resumed, at: now, of: membership)) }
            }
            try courses.settle(&membership)
            known[membership.enrollment] = membership
        }
        try change.set(known)
        var event = HistoryEvent(.resolved, at: now)
        event.person = uid
        event.code = Reason.looksMoved.rawValue
        event.by = actor.by
        event.reason = actor.reason
        change.append(event)
    }

    /// What the files want of a membership; `removed` where none names it any more.
    func wish(for membership: Membership, at now: Instant) throws -> Wish {
        let id = courses.id(of: membership.person)
        guard let course = try courses[membership], let member = course.member(id, membership) else {
            return .ended("removed")
        }
        return Wish(
            member, in: course.enrollment, of: courses.person(membership.person), book: change.base.book, at: now)
    }

    /// Lets a membership go on that had ended, as far as the files allow it.
    func goOn(_ membership: inout Membership, _ wish: Wish, at now: Instant) throws {
        switch wish {
        case .ended(let reason): membership.reason = reason
        case .active: membership.resume(at: now)
        case .paused(let until):
            membership.resume(at: now)
            try pause(&membership, until: until, at: now)
        }
    }

    /// Pauses a membership because a file says so, with what is left of its delay.
    func pause(_ membership: inout Membership, until: Instant?, at now: Instant) throws {
        try courses.keepRemaining(&membership, at: now, pauses: PauseIndex(change.header.pauses))
        membership.pauseByFile(until: until)
    }
}
