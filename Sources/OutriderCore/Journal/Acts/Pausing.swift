extension Recording {
    /// Pauses something at once, for every run.
    ///
    /// - Parameters:
    ///   - id: the word of a channel, the id of a record; `nil` for the book.
    ///   - until: when it ends by itself; `nil` where a human ends it.
    /// - Returns: whether it was not paused so before.
    /// - Throws: `ActError` where the end is over already.
    public mutating func pause(
        _ scope: JournalPause.Scope, _ id: String?, until: Instant?, at now: Instant, _ actor: Actor
    ) throws -> Bool {
        if let until, until <= now {
            throw ActError("the end of the pause is over already", hint: "give a later time, or none")
        }
        var pause = JournalPause(
            scope, id: try name(scope, id), until: until, reason: actor.reason, by: actor.by, at: now)
        if let old = change.header.pause(scope, pause.id, at: now) {
            guard old.until != until else { return false }
            // It goes on from its beginning, with another end.
            pause.at = old.at
            change.header.pauses.removeAll { $0 == old }
            // Whom it holds waits for its old end.
            try change.wake([.paused], at: now, courses)
        }
        change.header.pauses.append(pause)
        change.header.pauses.sort { ($0.scope.rawValue, $0.id ?? "") < ($1.scope.rawValue, $1.id ?? "") }
        change.append(event(.paused, pause, at: now, actor))
        return true
    }

    /// Takes a pause back; what was left of each delay counts on from now.
    ///
    /// - Returns: whether it was paused.
    public mutating func resume(
        _ scope: JournalPause.Scope, _ id: String?, at now: Instant, _ actor: Actor
    ) throws -> Bool {
        guard let pause = change.header.pause(scope, try name(scope, id), at: now) else { return false }
        change.header.end(pause, at: now)
        try change.wake([.paused], at: now, courses)
        change.append(event(.resumed, pause, at: now, actor))
        return true
    }

    /// The name under which the journal keeps it.
    private func name(_ scope: JournalPause.Scope, _ id: String?) throws -> String? {
        guard let id else { return nil }
        switch scope {
        case .book: return nil
        case .channel, .sender, .company, .project: return id
        case .sequence: return try change.identities.uid(of: .sequence, id)
        case .enrollment: return try change.identities.uid(of: .enrollment, id)
        case .person: return try change.identities.uid(of: .person, id)
        }
    }

    private func event(
        _ kind: HistoryEvent.Kind, _ pause: JournalPause, at now: Instant, _ actor: Actor
    ) -> HistoryEvent {
        var event = HistoryEvent(kind, at: now)
        event.code = pause.name
        switch pause.scope {
        case .channel: event.channel = pause.id.flatMap(Channel.init)
        case .person: (event.person, event.code) = (pause.id, nil)
        case .enrollment: (event.enrollment, event.code) = (pause.id, nil)
        case .book, .sender, .sequence, .company, .project: break
        }
        event.by = actor.by
        event.reason = actor.reason
        return event
    }
}

extension JournalHeader {
    /// How long a pause that is over is kept, for the delays that stood still meanwhile: no delay of a step is longer.
    private static let kept: Int64 = 400 * 86_400

    /// Ends a pause; forgets those that were over long ago.
    mutating func end(_ pause: JournalPause, at now: Instant) {
        for index in pauses.indices where pauses[index] == pause { pauses[index].ended = now }
        forgetPauses(at: now, in: .utc)
    }

    /// Forgets the pauses that were over long ago, for somebody in a zone.
    mutating func forgetPauses(at now: Instant, in zone: Zone) {
        let limit = now.adding(seconds: -Self.kept)
        pauses.removeAll { pause in pause.end(in: zone).map { $0 < limit } ?? false }
    }
}
