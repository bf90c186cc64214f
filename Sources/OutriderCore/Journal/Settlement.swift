/// What became of a claimed message.
public enum Settlement: Hashable, Sendable {
    case sent(providerID: String)
    /// It was proved that nothing was delivered; the step may be claimed again.
    case released(code: String)
    /// The provider refused it for good.
    case failed(class: String, code: String)
    /// It may or may not have been delivered; it is never sent again without a human.
    case unknown(code: String)

    fileprivate var isSent: Bool { if case .sent = self { true } else { false } }
}

extension PersonState {
    /// Notes a message that went, or may have gone.
    fileprivate mutating func noteLast(_ message: Claim.Message, at time: Instant) {
        guard last.map({ $0.at <= time }) ?? true else { return }
        last = Contact(at: time, key: message.key, enrollment: message.enrollment)
    }
}

extension LedgerChange {
    /// Writes what became of one message of a claim: the event, and the state that follows from it.
    ///
    /// - Parameter isLate: another run has settled the claim before; only a message still in doubt is changed.
    mutating func record(
        _ outcome: Settlement, of message: Claim.Message, in claim: Claim, at now: Instant, isLate: Bool,
        _ courses: Courses
    ) throws {
        append(event(outcome, of: message, at: now, isLate: isLate))
        // Whatever its step is taken for by now, the address has got it.
        if case .sent(let providerID) = outcome { try note(message, providerID: providerID, at: claim.at, courses) }
        // What another run has settled was given back by it.
        if case .released = outcome, !isLate, message.counted != nil {
            try giveBack(message)
        }
        switch outcome {
        case .released, .failed: freesOthers = true
        case .sent, .unknown: break
        }
        guard var state = try state(of: message.person), var membership = state[message.enrollment],
            !isLate || membership.claim == claim.id || outcome.isSent, !membership.done.contains(message.step)
        else { return }
        switch outcome {
        case .sent:
            try courses.noteRound(of: &membership, step: message.step, at: claim.at)
            membership.finish(message.step, at: claim.at)
            membership.note(sequence: message.sequence)
            membership.noteSender(message.sender, of: message.step)
            try noteChannel(of: message, in: &membership, courses)
            membership.thread[message.step] = message.messageID
            state.noteLast(message, at: claim.at)
        case .released:
            membership.gen = max(membership.gen, message.gen + 1)
            if membership.claim != nil { membership.goAgain() }
        case .failed(let failure, let code):
            membership.gen = max(membership.gen, message.gen + 1)
            if membership.claim != nil { membership.goAgain() }
            let onFail = try courses[membership]?.sequence.step(message.step)?.onFail?.value
            let isDead = failure == Self.deadAddress && onFail != .hold
            if isDead { forbidAddress(of: message, code: code, at: now) }
            // The next plan looks for another channel of the step.
            if isDead, onFail == nil {
                membership.hold = nil
            } else {
                fail(message.step, of: &membership, onFail ?? .hold, "\(failure): \(code)", at: now)
            }
        case .unknown:
            membership.claim = claim.id
            membership.note(sequence: message.sequence)
            membership.noteSender(message.sender, of: message.step)
            try noteChannel(of: message, in: &membership, courses)
            membership.hold = Membership.Hold(.unknownOutcome, detail: message.key, step: message.step)
            membership.thread[message.step] = message.messageID
            state.noteLast(message, at: claim.at)
            // It may have arrived, so nobody else may send this step to the address.
            try note(message, providerID: message.key, at: claim.at, courses)
        }
        if outcome.isSent, membership.status != .active {
            try courses.keepRemaining(&membership, at: now, pauses: PauseIndex(header.pauses))
        }
        if try courses.settle(&membership, at: now) { append(HistoryEvent(.completed, at: now, of: membership)) }
        state[message.enrollment] = membership
        try set(state)
    }

    private func noteChannel(of message: Claim.Message, in membership: inout Membership, _ courses: Courses) throws {
        let channels = try courses[membership]?.sequence.step(message.step)?.channels.value ?? []
        membership.channels[message.step] = channels.count > 1 ? message.channel : nil
    }

    private func event(_ outcome: Settlement, of message: Claim.Message, at now: Instant, isLate: Bool) -> HistoryEvent
    {
        let kind: HistoryEvent.Kind =
            switch outcome {
            case .sent: .sent
            case .released: .released
            case .failed: .failed
            case .unknown: .unknown
            }
        var event = HistoryEvent(kind, at: now, of: message)
        event.isLate = isLate
        switch outcome {
        case .sent(let providerID): event.providerID = providerID
        case .released(let code), .unknown(let code): event.code = code
        case .failed(let failure, let code):
            event.failure = failure
            event.code = code
        }
        return event
    }

    /// Notes a message at every address that its person has: whoever has one of them does not get the step again.
    private mutating func note(
        _ message: Claim.Message, providerID: String, at: Instant, _ courses: Courses
    ) throws {
        guard let hash = message.address else { return }
        let others = courses.person(message.person)?.addresses.map(base.header.hasher.hash) ?? []
        for each in Set([hash] + others) {
            var address = try self.address(each) ?? AddressState(address: each)
            let recent = AddressState.Recent(
                key: message.key, person: message.person, enrollment: message.enrollment,
                id: message.messageID ?? providerID, at: at, isElsewhere: each != hash)
            address.note(recent, sequence: message.sequence, step: message.step)
            set(address)
        }
    }
}
