extension Membership {
    /// Ends it because nothing is left to do, or its goal is reached.
    mutating func complete(_ reason: String = "finished", at now: Instant?) {
        status = .completed
        self.reason = reason
        ended = now
        next = nil
        hold = nil
        task = nil
        due = nil
        remaining = nil
        resumed = nil
        until = nil
        pin = nil
        lifted = []
    }

    /// Lets it go on with what was left of the delay.
    mutating func resume(at now: Instant) {
        status = .active
        reason = nil
        until = nil
        ended = nil
        due = remaining.map { now.adding(seconds: Int64($0)) }
        remaining = nil
        resumed = now
    }

    /// Lets a message that was in doubt go once more, although its address counts as written to.
    mutating func goAgain() {
        claim = nil
        hold = nil
        if !lifted.contains(Reason.reenroll.rawValue) { lifted.append(Reason.reenroll.rawValue) }
    }

    /// Notes who wrote a step: the first sender is kept for the later steps.
    mutating func noteSender(_ id: String, of step: String) {
        sender = sender ?? history.sticky ?? id
        if sender != id { senders[step] = id }
    }

    /// Who has written so far; lines of earlier versions name nobody, and all came from the default sender.
    var history: SenderHistory {
        let sticky = sender ?? (thread.isEmpty ? nil : Sender.defaultID)
        let threads = thread.keys.map { ($0, senders[$0] ?? sticky ?? Sender.defaultID) }
        return SenderHistory(sticky: sticky, threads: Dictionary(uniqueKeysWithValues: threads))
    }

    /// Notes that a step was sent, skipped or done, and clears what held only for it.
    mutating func finish(_ step: String, at end: Instant) {
        if !done.contains(step) { done.append(step) }
        at = end
        gen = 0
        hold = nil
        claim = nil
        task = nil
        due = nil
        remaining = nil
        resumed = nil
        lifted = []
    }
}
