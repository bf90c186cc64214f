extension Membership {
    /// What a pause says that an automatic answer made.
    static let absence = "out-of-office"

    /// Notes that something of a sequence, by its uid, was received, or may have been.
    mutating func note(sequence: String) {
        if !sequences.contains(sequence) { sequences.append(sequence) }
    }

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
        away = nil
        freed = nil
        pin = nil
        lifted = []
    }

    /// Lets it go on with what was left of the delay; while the person is away it stays paused for that.
    mutating func resume(at now: Instant) {
        if let absent = away, absent > now {
            status = .paused
            reason = Self.absence
            until = absent
            away = nil
            ended = nil
            return
        }
        away = nil
        status = .active
        reason = nil
        until = nil
        ended = nil
        due = remaining.map { now.adding(seconds: Int64($0)) }
        remaining = nil
        resumed = now
    }

    /// Pauses it because a file says so; what is left of the delay has been kept.
    mutating func pauseByFile(until: Instant?) {
        status = .paused
        reason = "file"
        self.until = until
        next = nil
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

    /// Takes over what became of the same person under another id, who got nothing there: an answer, a pause, an absence.
    mutating func join(_ other: Membership) {
        replied = [replied, other.replied].compactMap(\.self).max()
        let isSettled = status == .completed || status == .cancelled && !endedByFile
        guard !isSettled, other.status != .active else { return }
        if other.isOpen {
            (status, reason, until, away) = (other.status, other.reason, other.until, other.away)
            ended = nil
        } else if !other.endedByFile {
            end(other.status, other.reason ?? HistoryEvent.Kind.cancelled.rawValue, at: other.ended ?? other.at)
        }
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
        freed = nil
        lifted = []
    }
}
