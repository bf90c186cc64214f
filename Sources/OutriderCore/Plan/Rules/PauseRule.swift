/// `paused`: somebody has stopped the book, a channel, a sender, a sequence, a company, a person, or this enrollment.
///
/// All that apply hold it, from the book's files and the journal's acts together.
enum PauseRule {
    static func holds(_ candidate: Candidate, _ context: RuleContext) -> [Hold] {
        var holds: [Hold] = []
        if context.isPaused { holds.append(environment) }
        if candidate.membership.status == .paused { holds.append(own(candidate, at: context.now)) }
        let zone = candidate.recipient.zone
        for (what, key, pause) in files(candidate) {
            if let hold = hold(what, key, pause, at: context.now, in: zone) { holds.append(hold) }
        }
        let covering = context.pauses.covering(
            candidate.membership, candidate.course, candidate.recipient, channel: candidate.step.channel,
            sender: candidate.sender.id)
        for pause in covering where !pause.isFile && pause.holds(at: context.now) {
            holds.append(hold(pause, in: context.ledger))
        }
        return holds
    }

    /// A pause that a file asks for; `nil` where it is over.
    static func hold(_ what: String, _ key: String, _ pause: Located<Pause>, at now: Instant, in zone: Zone) -> Hold? {
        let until = pause.value.until?.instant(in: zone)
        if let until, until <= now { return nil }
        return Hold(
            .paused, pause.value.reason.map { "\(what): \($0)" } ?? what, until: until,
            Setting(key, until.map { "until \($0.rfc3339)" } ?? "true", at: pause.location))
    }

    /// A pause by an act of a human.
    static func hold(_ pause: JournalPause, in ledger: Ledger) -> Hold {
        let target = try? pause.target { try ledger.id(of: $0, uid: $1) }
        let what =
            target.map { name in
                pause.scope == .channel ? "channel \(name)" : name.replacing("/", with: " ", maxReplacements: 1)
            } ?? "the book"
        var hold = Hold(
            .paused, pause.reason.map { "\(what): \($0)" } ?? what, until: pause.until,
            Setting(Setting.pauseAct, "\(pause.by.map { "by \($0) " } ?? "")at \(pause.at.rfc3339)"))
        hold.target = target
        return hold
    }

    /// The pause of the runner's environment.
    static var environment: Hold {
        var hold = Hold(.paused, "OUTRIDER_PAUSED is set", Setting(Setting.environmentPause, "1"))
        hold.isOfThisRun = true
        return hold
    }

    /// Everything that acts, or the environment, pause now.
    static func acts(_ ledger: Ledger, at now: Instant, isPaused: Bool) -> [Hold] {
        (isPaused ? [environment] : [])
            + ledger.header.pauses.filter { !$0.isFile && $0.holds(at: now) }.map { hold($0, in: ledger) }
    }

    /// The enrollment's status, or that of the person in it; or an absence that an answer told of.
    private static func own(_ candidate: Candidate, at now: Instant) -> Hold {
        let membership = candidate.membership
        if membership.reason == Membership.absence, membership.until.map({ $0 > now }) ?? true {
            return Hold(.paused, "out of office", until: membership.until, candidate.rules.outOfOffice.setting)
        }
        let member = candidate.recipient.member
        let isPersons = candidate.course.enrollment.status != .paused
        return Hold(
            .paused, isPersons ? "the person in this enrollment" : "enrollment \(candidate.course.enrollment.id)",
            until: isPersons ? member.until?.value.instant(in: candidate.recipient.zone) : nil,
            Setting(
                "status", Enrollment.Status.paused.rawValue,
                at: isPersons ? member.person.location : candidate.course.enrollment.location))
    }

    private static func files(_ candidate: Candidate) -> [(what: String, key: String, pause: Located<Pause>)] {
        var pauses: [(what: String, key: String, pause: Located<Pause>)] = []
        func add(_ what: @autoclosure () -> String, _ key: @autoclosure () -> String, _ pause: Located<Pause>?) {
            if let pause { pauses.append((what(), key(), pause)) }
        }
        let subject = candidate.subject
        let channel = subject.step.channel
        add("the book", "paused", subject.course.configuration.paused)
        add(
            "channel \(channel.rawValue)", "channels.\(channel.rawValue).paused",
            subject.course.configuration.channels[channel]?.paused)
        add(
            "\(channel.rawValue) of sender \(subject.sender.id)", "\(channel.rawValue).paused",
            subject.sender.record?.channels[channel]?.paused)
        add("sender \(subject.sender.id)", "paused", subject.sender.record?.paused)
        add("sequence \(subject.course.sequence.id)", "paused", subject.course.sequence.paused)
        add("the person's company", "paused", subject.recipient.employer?.paused)
        add("the person", "paused", subject.recipient.person.paused)
        return pauses
    }
}
