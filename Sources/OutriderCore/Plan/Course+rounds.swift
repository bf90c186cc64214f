/// `repeat`: the sequence starts again, from the first message of a round to the first of the next.
extension Course {
    /// Starts the sequence again where everything of a round has ended; what the round had is forgotten.
    ///
    /// - Returns: whether there is another round.
    func beginsRound(_ membership: inout Membership) -> Bool {
        guard !membership.done.isEmpty, hasRound(membership.occurrence + 1) else { return false }
        if membership.isUntouched {
            // A round in which nothing went counts all the same.
            membership.anchor = membership.anchor ?? membership.round
            membership.round = membership.at
        }
        membership.occurrence += 1
        membership.done = []
        membership.skipped = []
        membership.delivered = []
        membership.failed = []
        membership.thread = [:]
        membership.senders = [:]
        membership.variants = [:]
        return true
    }

    /// Whether somebody waits for a round that the sequence no longer has.
    func hasNoRound(_ membership: Membership) -> Bool {
        membership.occurrence > 0 && membership.done.isEmpty && membership.task == nil && membership.claim == nil
            && !hasRound(membership.occurrence)
    }

    /// Whether the sequence has a round of that number, from 0.
    private func hasRound(_ number: Int) -> Bool {
        number == 0 || sequence.repeats.map { number < $0.times ?? .max } ?? false
    }

    /// When a later round begins: so long after the first message of the round before as `repeat` says.
    ///
    /// Days, weeks and months count from the round's anchor, so that the day of the month or week is kept where a month is
    /// short or a holiday was in the way; dates up to that first message are left out, so that no rounds come together. A
    /// round that ended too late for the next lets that one begin a day later.
    ///
    /// - Returns: `nil` where its hours never open.
    func begin(of membership: Membership, for person: Person) -> Instant? {
        guard let every = sequence.repeats?.every, let step = sequence.steps.first else { return membership.at }
        let schedule = schedule(of: step, for: person)
        let last = membership.round ?? membership.at
        let (first, latest) = (schedule.baseDate(of: membership.anchor ?? last), schedule.baseDate(of: last))
        let count = max(1, every.count)
        let date: CivilDate
        switch every.unit {
        case .minutes, .hours, .businessDays:
            return behind(membership, schedule.due(after: last, delay: every), schedule)
        case .days, .weeks:
            let days = every.unit == .weeks ? 7 * count : count
            date = first.adding(days: days * (max(0, latest.day - first.day) / days + 1))
        case .months:
            let passed = 12 * (latest.year - first.year) + latest.month - first.month
            // At most one more than the months that have begun since.
            let rounds = max(1, passed / count)
            let next = first.adding(months: count * rounds)
            date = next > latest ? next : first.adding(months: count * (rounds + 1))
        }
        return behind(membership, schedule.due(after: last, on: date), schedule)
    }

    private func behind(_ membership: Membership, _ begin: Instant?, _ schedule: Schedule) -> Instant? {
        guard let begin, begin <= membership.at, let day = Delay(1, .days) else { return begin }
        return schedule.due(after: membership.at, delay: day)
    }
}

extension Courses {
    /// Notes that something of a step reaches the person or a human, before the step is finished.
    func noteRound(of membership: inout Membership, step id: String, at time: Instant) throws {
        guard membership.isUntouched else { return }
        let known = membership
        membership.round = time
        membership.anchor = nil
        // Whatever has held the round up beyond the day on which it was due moves those behind it.
        guard known.occurrence > 0, known.due == nil, let course = try self[known], let step = course.sequence.step(id),
            let person = person(known.person), let due = course.due(step, of: known, for: person)
        else { return }
        let zone = course.schedule(of: step, for: person).zone
        guard zone.local(time).date <= zone.local(due).date else { return }
        membership.anchor = known.anchor ?? known.round
    }
}
