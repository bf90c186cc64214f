/// What a human knows of a message's delivery.
public enum DeliveryStatus: String, CaseIterable, Hashable, Sendable {
    case sent = "SENT"
    case delivered = "DELIVERED"
    case failed = "FAILED"
    case bounced = "BOUNCED"
}

extension Recording {
    /// Writes down what became of a message, where only a human knows it.
    ///
    /// - Parameter key: the message's key, or the beginning of it that no other has.
    /// - Returns: what changed.
    /// - Throws: `ActError` where no message or several fit.
    public mutating func mark(
        _ key: String, _ status: DeliveryStatus, at now: Instant, _ actor: Actor
    ) throws -> ActOutcome {
        let message = try one(
            key, of: try messages(), noun: "message", hint: "`outrider log --format json` names the keys")
        var outcome = ActOutcome()
        if !message.membership.done.contains(message.step) {
            outcome.isChange = true
            try settle(message, isFailed: status == .failed, at: now, actor)
        }
        switch status {
        case .sent: break
        case .delivered: try mark(message, .delivered, at: now, actor, &outcome)
        case .failed: try mark(message, .failed, at: now, actor, &outcome)
        case .bounced:
            var bounce = Received(
                .bounce, person: courses.id(of: message.membership.person), at: now,
                enrollment: try change.identities.id(of: .enrollment, uid: message.membership.enrollment),
                channel: message.channel)
            bounce.message = message.key.text
            let bounced = try record(bounce, now: now, actor)
            outcome.ended = bounced.ended
            outcome.isSuppressed = bounced.isSuppressed
            outcome.isChange = outcome.isChange || bounced.isChange
        }
        return outcome
    }

    /// Everything that went, or may have gone.
    private func messages() throws -> [Found] {
        var messages: [Found] = []
        try change.base.forEachState { state in
            for membership in state.memberships {
                let course = try courses[membership]
                for step in membership.done where !membership.skipped.contains(step) {
                    let channel = course?.sequence.step(step).map(membership.channel)
                    guard channel?.isManual != true else { continue }
                    let key = DeliveryKey(
                        book: change.base.header.book, enrollment: membership.enrollment, person: membership.person,
                        step: step, occurrence: membership.occurrence)
                    messages.append(Found(membership: membership, step: step, channel: channel, key: key))
                }
                if membership.claim != nil, let doubtful = try found(membership) { messages.append(doubtful) }
            }
        }
        return messages
    }

    /// Ends the doubt about a message.
    private mutating func settle(_ message: Found, isFailed: Bool, at now: Instant, _ actor: Actor) throws {
        var event = event(.resolved, message, at: now, actor)
        event.code = (isFailed ? DeliveryStatus.failed : .sent).rawValue.lowercased()
        change.append(event)
        try edit(message, at: now) { membership in
            if isFailed {
                membership.gen += 1
                membership.goAgain()
                membership.hold = Membership.Hold(.failed)
            } else {
                membership.finish(message.step, at: Self.claimTime(membership.claim) ?? now)
            }
        }
    }

    /// Notes the delivery or the failure of a message that was sent.
    private mutating func mark(
        _ message: Found, _ kind: HistoryEvent.Kind, at now: Instant, _ actor: Actor, _ outcome: inout ActOutcome
    ) throws {
        guard var state = try change.state(of: message.membership.person),
            var membership = state[message.membership.enrollment], membership.done.contains(message.step)
        else { return }
        let old = membership
        membership.delivered.removeAll { $0 == message.step }
        membership.failed.removeAll { $0 == message.step }
        if kind == .failed { membership.failed.append(message.step) } else { membership.delivered.append(message.step) }
        guard Set(membership.delivered) != Set(old.delivered) || Set(membership.failed) != Set(old.failed) else {
            return
        }
        outcome.isChange = true
        change.append(event(kind, message, at: now, actor))
        // A later step may wait for just that.
        if membership.isOpen, membership.hold?.isSoft ?? true, try courses.settle(&membership, at: now) {
            change.append(HistoryEvent(.completed, at: now, of: membership))
        }
        state[membership.enrollment] = membership
        try change.set(state)
    }
}
