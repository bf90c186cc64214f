/// Limits, pauses and groups that do not do what they seem to.
extension Check {
    private static let longestGap = 30 * 24 * 60

    /// What holds wherever policies may stand.
    ///
    /// - Parameter isDefault: whether it is the whole book's.
    mutating func policy(_ policy: Policy, isDefault: Bool = false) {
        guard warns else { return }
        if let gap = policy.minGap, let minutes = gap.value.elapsedMinutes, minutes > Self.longestGap {
            book.report.add(
                Diagnostic(
                    .longGap, "people would get at most one enrollment's message in \(gap.value)", at: gap.location,
                    hint: "20h, the value if left out, keeps two messages off one day"))
        }
        guard !isDefault, let exclusive = policy.exclusive, case .group(let name) = exclusive.value else { return }
        groups[name.lowercased(), default: []].append(exclusive.location)
    }

    /// Groups that are named once in the book.
    func lonelyGroups() {
        for (name, places) in groups where places.count == 1 {
            book.report.add(
                Diagnostic(
                    .loneGroup, "the group '\(name)' is named nowhere else", at: places[0],
                    hint: "name it wherever it is meant, or write true for all sequences"))
        }
    }

    func caps(_ overlay: Configuration.ChannelOverlay, over base: Configuration.ChannelOverlay? = nil) {
        guard warns else { return }
        zero(overlay.perDay, "perDay")
        zero(overlay.newPerDay, "newPerDay")
        zero(overlay.perMinute, "perMinute")
        pause(overlay.paused)
        let whole = overlay.perDay ?? base?.perDay
        guard let new = overlay.newPerDay, let whole, new.value > whole.value else { return }
        book.report.add(
            Diagnostic(
                .noEffect, "newPerDay is more than perDay, which counts new people too", at: new.location,
                hint: "at most \(whole.value), or leave it out for half of that"))
    }

    func caps(_ caps: Caps) {
        guard warns else { return }
        zero(caps.company, "company")
        zero(caps.domain, "domain")
        zero(caps.book, "book")
    }

    private func zero(_ cap: Located<Int>?, _ key: String) {
        guard let cap, cap.value == 0 else { return }
        book.report.add(
            Diagnostic(
                .zeroCap, "with \(key): 0 \(key == "newPerDay" ? "nobody ever begins" : "nothing ever goes")",
                at: cap.location,
                hint: "use `paused: true` to stop for a while"))
    }

    func pause(_ pause: Located<Pause>?) {
        guard let until = pause?.value.until, let location = pause?.location else { return }
        self.pause(until: until, at: location)
    }

    func pause(until: LocalTime, at location: SourceLocation) {
        guard warns, let now, let zone = book.configuration?.timezone, until.instant(in: zone) <= now else { return }
        book.report.add(
            Diagnostic(
                .pauseOver, "the pause is over", at: location, hint: "take it out, or write a later time"))
    }

    /// What an enrollment allows beyond the guard.
    func allow(_ allow: Allow, _ limits: Configuration.Guard) {
        guard warns else { return }
        for (key, allowed, limit) in [
            ("newPeople", allow.newPeople, limits.newPeople), ("sends", allow.sends, limits.sends),
        ] {
            guard let allowed, allowed.value <= limit else { continue }
            book.report.add(
                Diagnostic(
                    .noEffect, "the guard lets \(limit) through already", at: allowed.location,
                    hint: "leave \(key) out, or write more than \(limit)"))
        }
    }
}

extension Delay {
    /// The time in minutes; `nil` for months and business days, which differ.
    var elapsedMinutes: Int? {
        switch unit {
        case .minutes: count
        case .hours: count * 60
        case .days: count * 1_440
        case .weeks: count * 10_080
        case .months, .businessDays: nil
        }
    }
}
