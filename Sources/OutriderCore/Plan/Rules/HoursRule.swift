/// `outside-window` and `quiet-hours`: the recipient's clock says not now.
enum HoursRule {
    /// The hours in which channels that ring may be used, by the recipient's clock.
    static let quiet = 8 * 60..<20 * 60

    /// Whether a channel rings, so that it keeps to the day.
    static func rings(_ channel: Channel) -> Bool {
        switch channel {
        case .sms, .whatsapp, .call: true
        case .email, .linkedin, .task: false
        }
    }

    /// The first instant at or after this one at which window and quiet hours let a step go.
    static func opening(_ step: Step, _ course: Course, _ schedule: Schedule, onOrAfter instant: Instant) -> Instant? {
        guard rings(step.channel), course.rules.quietHours.value else {
            return schedule.nextOpening(onOrAfter: instant)
        }
        var current = instant
        for _ in 0...Schedule.searchLimit {
            guard let open = schedule.nextOpening(onOrAfter: current) else { return nil }
            let day = daytime(schedule.zone, onOrAfter: open)
            if day == open { return open }
            current = day
        }
        return nil
    }

    private static func daytime(_ zone: Zone, onOrAfter instant: Instant) -> Instant {
        let (date, second) = zone.local(instant)
        if quiet.contains(second / 60) { return instant }
        let isEvening = second / 60 >= quiet.upperBound
        return max(instant, zone.instant(isEvening ? date.adding(days: 1) : date, minute: quiet.lowerBound))
    }

    static func hold(_ candidate: Candidate, _ context: RuleContext) -> Hold? {
        let (course, wanted) = (candidate.course, max(candidate.due, context.now))
        if let until = candidate.shutUntil {
            return Hold(
                .outsideWindow, "never open in \(Schedule.searchLimit) days", until: until,
                course.windowSetting(of: candidate.step))
        }
        guard candidate.at > wanted else { return nil }
        let schedule = course.schedule(of: candidate.step, for: candidate.person)
        if schedule.isOpen(at: wanted) {
            return Hold(
                .quietHours, "08:00-20:00 of the recipient", until: candidate.at, course.rules.quietHours.setting)
        }
        return Hold(.outsideWindow, until: candidate.at, course.windowSetting(of: candidate.step))
    }
}
