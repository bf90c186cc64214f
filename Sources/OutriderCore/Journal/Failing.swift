/// What follows from a step that failed for good: `onFail`.
extension LedgerChange {
    /// What the class of a failure says where the address cannot be reached.
    static let deadAddress = "address"

    /// Lets a step that failed be held, left out, or end its enrollment.
    mutating func fail(
        _ step: String, of membership: inout Membership, _ onFail: OnFail, _ detail: String, at now: Instant
    ) {
        switch onFail {
        case .hold:
            membership.task = nil
            membership.hold = Membership.Hold(.failed, detail: detail)
        case .skip:
            membership.finish(step, at: now)
            membership.skipped.append(step)
            var event = HistoryEvent(.skipped, at: now, of: membership, step: step)
            event.reason = detail
            append(event)
        case .stop:
            guard membership.isOpen else { return }
            membership.end(.cancelled, HistoryEvent.Kind.failed.rawValue, at: now)
            var event = HistoryEvent(.cancelled, at: now, of: membership)
            event.reason = membership.reason
            append(event)
        }
    }

    /// Closes the address of a message on its channel: it cannot be reached there.
    mutating func forbidAddress(of message: Claim.Message, code: String, at now: Instant) {
        guard let hash = message.address, var address = try? address(hash) ?? AddressState(address: hash) else {
            return
        }
        let reason = "cannot be reached: \(code)"
        guard
            address.suppressed.add(Suppression(channel: message.channel, reason: reason, at: now, event: .failed))
        else { return }
        set(address)
        var event = HistoryEvent(.suppressed, at: now)
        event.key = message.key
        event.channel = message.channel
        event.addresses = [hash]
        event.reason = reason
        append(event)
    }
}

extension Recording {
    /// Takes a planned step whose words cannot be sent as failed.
    public mutating func fail(_ item: PlanItem, detail: String, at now: Instant) throws {
        guard let membership = try change.state(of: item.personUID)?[item.enrollmentUID] else { return }
        var event = HistoryEvent(.failed, at: now, of: membership, step: item.step)
        event.key = item.key.text
        event.reason = detail
        change.append(event)
        let onFail = try courses[membership]?.sequence.step(item.step)?.onFail?.value
        try fail(item.step, of: membership, onFail ?? .hold, detail, at: now)
    }

    /// Lets a step that failed be held, left out, or end its enrollment, and finds out what comes next.
    mutating func fail(
        _ step: String, of membership: Membership, _ onFail: OnFail, _ detail: String, at now: Instant
    ) throws {
        guard var state = try change.state(of: membership.person), var membership = state[membership.enrollment] else {
            return
        }
        change.fail(step, of: &membership, onFail, detail, at: now)
        if membership.status == .paused {
            try courses.keepRemaining(&membership, at: now, pauses: PauseIndex(change.header.pauses))
        }
        if try courses.settle(&membership, at: now) { change.append(HistoryEvent(.completed, at: now, of: membership)) }
        state[membership.enrollment] = membership
        try change.set(state)
    }
}
