extension Recording {
    /// An answer while it is being taken in.
    private struct Intake {
        let received: Received
        let now: Instant
        let actor: Actor
        /// The person's uid.
        let uid: String
        /// Their file; `nil` where the book has none any more.
        let person: Person?
        /// The channel that is meant or, where nobody said, that of the last message.
        var channel: Channel?
        /// Keys of the messages that it is about, as far as they are known.
        var keys: Set<String> = []
        /// Uids of the enrollments that it answers.
        var targets: [String] = []
        var state: PersonState
        var events: [HistoryEvent] = []
        var addresses: [String] = []
        var outcome = ActOutcome()
    }

    /// Takes in what came back from a person: it ends, pauses or forbids what the book says (section 5, rule 5).
    ///
    /// - Parameter now: when it is recorded, never before it came.
    /// - Returns: what changed; an answer that is known already changes nothing.
    /// - Throws: `ActError` where it cannot be meant.
    public mutating func record(_ received: Received, now: Instant, _ actor: Actor) throws -> ActOutcome {
        var intake = try intake(received, now: now, actor)
        let before = intake.state
        switch received.answer {
        case .reply, .meeting, .interested, .notInterested, .wrongPerson: try reply(&intake)
        case .outOfOffice: try outOfOffice(&intake)
        case .bounce: try bounce(&intake)
        case .complaint, .unsubscribe: try optOut(&intake)
        }
        intake.outcome.isChange = intake.state != before || intake.outcome.isSuppressed || !intake.outcome.ended.isEmpty
        guard intake.outcome.isChange else { return intake.outcome }
        // An answer may open a WhatsApp session, meet a condition, or be what the enrollment is for.
        for var membership in intake.state.memberships where membership.isOpen && membership.hold?.isSoft ?? true {
            if try courses.settle(&membership, at: intake.now) {
                intake.events.append(HistoryEvent(.completed, at: intake.now, of: membership))
                intake.outcome.ended.append(place(of: membership))
            }
            intake.state[membership.enrollment] = membership
        }
        try change.set(intake.state)
        change.append(try event(of: intake))
        for event in intake.events { change.append(event) }
        return intake.outcome
    }

    private func intake(_ received: Received, now: Instant, _ actor: Actor) throws -> Intake {
        guard received.at <= now else {
            throw ActError("it cannot have come after now", hint: "give the time at which it came, or leave it out")
        }
        let uid = try change.identities.uid(of: .person, received.person)
        let person = courses.person(uid)
        guard let state = try change.state(of: uid) ?? (person == nil ? nil : PersonState(person: uid)) else {
            throw ActError(
                "the journal knows nobody by the id '\(received.person.printable)'",
                hint: "`outrider list people` names them; `outrider run` takes in those who are new on the branch")
        }
        var intake = Intake(
            received: received, now: now, actor: actor, uid: uid, person: person, channel: received.channel,
            state: state)
        let wanted = try received.enrollment.map { try change.identities.uid(of: .enrollment, $0) }
        if let wanted, state[wanted] == nil {
            throw ActError(
                "'\(received.person.printable)' is not in '\(wanted.printable)'",
                hint: "`outrider status` names the enrollments; leave --enrollment out where it is not known")
        }
        let asked = state.memberships.filter { wanted == nil || $0.enrollment == wanted }
        let live = try asked.filter { membership in
            try membership.isOpen || (membership.mayReturn && lastSent(of: membership, on: nil) != nil)
        }
        let fits = { (membership: Membership) in try lastSent(of: membership, on: received.channel) != nil }
        // Of what nothing went by that channel, it cannot be known what the person answers: nobody is nudged then.
        let isKnown = try received.answer == .bounce || (received.channel != nil && asked.contains(where: fits))
        intake.targets = (isKnown ? try live.filter(fits) : live).map(\.enrollment)
        let latest = asked.max { $0.at < $1.at }
        let about = intake.targets.isEmpty ? [try lastAnswerable(intake)].compactMap(\.self) : intake.targets
        intake.keys = try received.message.map { [$0] } ?? keys(of: about, in: state, on: received.channel)
        if intake.channel == nil, let latest, let step = try lastSent(of: latest, on: nil) {
            intake.channel = try courses[latest]?.sequence.step(step).map(latest.channel)
        }
        return intake
    }

    /// Keys of the last message of each enrollment on a channel, or on any.
    private func keys(of enrollments: [String], in state: PersonState, on channel: Channel?) throws -> Set<String> {
        var keys: Set<String> = []
        for membership in state.memberships where enrollments.contains(membership.enrollment) {
            guard let step = try lastSent(of: membership, on: channel) else { continue }
            let isBetween = membership.done.isEmpty && membership.occurrence > 0
            let key = DeliveryKey(
                book: change.base.header.book, enrollment: membership.enrollment, person: membership.person, step: step,
                occurrence: membership.occurrence - (isBetween ? 1 : 0))
            keys.insert(key.text)
        }
        return keys
    }

    /// The last step of a membership that was sent on a channel, or on any.
    private func lastSent(of membership: Membership, on channel: Channel?) throws -> String? {
        let course = try courses[membership]
        // Between two rounds all of the one before has gone.
        let isBetween = membership.done.isEmpty && membership.occurrence > 0
        let done = isBetween ? course?.sequence.steps.map(\.id) ?? [] : membership.done
        return done.last { id in
            guard !membership.skipped.contains(id) else { return false }
            // What the sequence has lost since may have gone by any channel.
            guard let channel, let step = course?.sequence.step(id) else { return true }
            return membership.channel(of: step) == channel
        }
    }

    private func event(of intake: Intake) throws -> HistoryEvent {
        let received = intake.received
        var event = HistoryEvent(received.answer.kind, at: received.at)
        event.person = intake.uid
        event.channel = intake.channel
        if intake.targets.count == 1, let target = intake.targets.first, let membership = intake.state[target] {
            event.enrollment = target
            event.step = try lastSent(of: membership, on: received.channel)
        }
        switch received.answer {
        case .reply, .bounce: break
        case .complaint, .unsubscribe: event.code = isWide(intake) ? HistoryEvent.everything : OptOut.channel.rawValue
        case .outOfOffice, .meeting, .interested, .notInterested, .wrongPerson: event.code = received.answer.rawValue
        }
        event.by = intake.actor.by
        event.reason = intake.actor.reason
        event.addresses = intake.addresses
        return event
    }

    private func rules(of enrollment: String, _ state: PersonState) throws -> StopRules {
        try state[enrollment].flatMap { try courses[$0] }.map(StopRules.init) ?? StopRules()
    }

    // MARK: What follows

    private mutating func reply(_ intake: inout Intake) throws {
        let at = intake.received.at
        // Only a message on WhatsApp itself opens its session.
        let channel = intake.received.channel ?? (intake.channel == .whatsapp ? nil : intake.channel) ?? .email
        intake.state.inbound[channel] = max(intake.state.inbound[channel] ?? at, at)
        for target in intake.targets {
            guard var membership = intake.state[target] else { continue }
            membership.replied = max(membership.replied ?? at, at)
            intake.state[target] = membership
            let rules = try rules(of: target, intake.state)
            guard rules.ends(on: intake.received.answer) else { continue }
            end(target, &intake)
            if rules.stopColleagues { try stopColleagues(in: target, &intake) }
        }
        if intake.targets.isEmpty, let last = try lastAnswerable(intake), var membership = intake.state[last] {
            membership.replied = max(membership.replied ?? at, at)
            intake.state[last] = membership
        }
        guard intake.received.answer == .wrongPerson else { return }
        try forbid(try addresses(of: intake, for: intake.channel ?? .email), nil, &intake)
    }

    /// The enrollment that ended last before the answer came.
    private func lastAnswerable(_ intake: Intake) throws -> String? {
        let wanted = try intake.received.enrollment.map { try change.identities.uid(of: .enrollment, $0) }
        return try intake.state.memberships.filter { membership in
            try (wanted == nil || membership.enrollment == wanted)
                && lastSent(of: membership, on: intake.received.channel) != nil
        }.max { ($0.at, $0.enrollment) < ($1.at, $1.enrollment) }?.enrollment
    }

    private func end(_ target: String, _ intake: inout Intake) {
        guard var membership = intake.state[target] else { return }
        let (status, reason) = intake.received.answer.ending
        membership.end(status, reason, at: intake.now)
        intake.state[target] = membership
        var event = HistoryEvent(status == .completed ? .completed : .cancelled, at: intake.now, of: membership)
        event.reason = reason
        intake.events.append(event)
        intake.outcome.ended.append(place(of: membership))
    }

    /// Ends the enrollment for everybody else who works where the person does.
    private mutating func stopColleagues(in target: String, _ intake: inout Intake) throws {
        guard let company = intake.person?.company?.id, let course = try courses[target] else { return }
        let listed = try course.members.keys.map { try change.identities.uid(of: .person, $0) }
        let matched = try change.matched(by: target)?.people ?? []
        for uid in matched.union(listed).sorted() where uid != intake.uid {
            guard courses.person(uid)?.company?.id == company, var state = try change.state(of: uid),
                var membership = state[target], membership.isOpen
            else { continue }
            membership.end(.completed, "colleague-replied", at: intake.now)
            state[target] = membership
            try change.set(state)
            var event = HistoryEvent(.completed, at: intake.now, of: membership)
            event.reason = membership.reason
            intake.events.append(event)
            intake.outcome.ended.append(place(of: membership))
        }
    }

    private mutating func outOfOffice(_ intake: inout Intake) throws {
        for target in intake.targets {
            guard var membership = intake.state[target] else { continue }
            switch try rules(of: target, intake.state).outOfOffice {
            case .ignore: continue
            case .stop:
                if membership.isOpen { end(target, &intake) }
                continue
            case .pause: break
            }
            guard let until = try end(ofAbsence: intake, membership) else { continue }
            // What a file stops meanwhile goes on no sooner than they are back.
            guard membership.status == .active || membership.reason == Membership.absence else {
                membership.away = max(until, membership.away ?? until)
                intake.state[target] = membership
                continue
            }
            guard until > (membership.until ?? .min) else { continue }
            if membership.status == .active {
                try courses.keepRemaining(&membership, at: intake.now, pauses: PauseIndex(change.header.pauses))
            }
            membership.status = .paused
            membership.reason = Membership.absence
            membership.until = until
            try courses.settle(&membership)
            intake.state[target] = membership
            var event = HistoryEvent(.paused, at: intake.now, of: membership)
            event.reason = Membership.absence
            intake.events.append(event)
            intake.outcome.paused.append(place(of: membership))
        }
    }

    /// When somebody who is away is back: as the answer says, else after five business days; `nil` where that is over.
    private func end(ofAbsence intake: Intake, _ membership: Membership) throws -> Instant? {
        guard let person = intake.person, let course = try courses[membership],
            let step = course.sequence.steps.first
        else { return nil }
        let schedule = course.schedule(of: step, for: person)
        let day = schedule.zone.local(intake.received.at).date
        guard let date = intake.received.until ?? schedule.calendar.date(workdays: 5, after: day) else { return nil }
        let until = schedule.zone.instant(date, minute: 0)
        return until > intake.now ? until : nil
    }

    private mutating func bounce(_ intake: inout Intake) throws {
        let channel = intake.channel ?? .email
        intake.channel = channel
        let addresses = try addresses(of: intake, for: channel)
        for target in intake.targets where try rules(of: target, intake.state).ends(on: .bounce) {
            end(target, &intake)
        }
        try forbid(addresses, channel, &intake)
    }

    private mutating func optOut(_ intake: inout Intake) throws {
        let isWide = isWide(intake)
        if isWide {
            intake.targets = intake.state.memberships.filter { $0.isOpen || $0.mayReturn }.map(\.enrollment)
        }
        for target in intake.targets { end(target, &intake) }
        let channel = isWide ? nil : intake.channel
        let suppression = suppression(channel, intake)
        if intake.state.suppressed.add(suppression) { intake.outcome.isSuppressed = true }
        try forbid(try hashes(of: intake.uid), channel, &intake)
    }

    /// Whether an opt-out ends everything to the person: always where nobody knows the channel.
    private func isWide(_ intake: Intake) -> Bool {
        let reach = change.base.book.configuration?.optOut?.value ?? .person
        return reach == .person || intake.channel == nil
    }

    // MARK: Forbidding

    private func suppression(_ channel: Channel?, _ intake: Intake) -> Suppression {
        let answer = intake.received.answer
        let word = answer == .wrongPerson ? answer.rawValue : answer.kind.rawValue
        return Suppression(
            channel: channel, reason: intake.actor.reason ?? word, at: intake.received.at, event: answer.kind)
    }

    /// Hashes of the addresses that messages of a channel went to: those of the journal, for the files may have others since.
    private func addresses(of intake: Intake, for channel: Channel) throws -> [String] {
        func went(to hash: String) throws -> Bool {
            try change.address(hash)?.recent.contains { !$0.isElsewhere && intake.keys.contains($0.key) } ?? false
        }
        let present = Set(intake.person?.everyAddress.map(change.base.header.hasher.hash) ?? [])
        for hashes in [{ present }, { Set(try hashes(of: intake.uid)) }] {
            let known = try hashes().filter(went)
            guard known.isEmpty else { return known.sorted() }
        }
        let labels = intake.targets.map { target in
            let course = try? courses[target]
            return course?.enrollment.address?.value
        }
        let all = (labels.isEmpty ? [nil] : labels).compactMap { intake.person?.address(for: channel, label: $0) }
        return Set(all.map(change.base.header.hasher.hash)).sorted()
    }

    private mutating func forbid(_ hashes: [String], _ channel: Channel?, _ intake: inout Intake) throws {
        let suppression = suppression(channel, intake)
        for hash in hashes where try forbid(hash, suppression) {
            intake.addresses.append(hash)
            intake.outcome.isSuppressed = true
        }
    }
}
