/// When a recipient may be written to and when a delay is over: the rules of section 4 of the book.
public struct Schedule: Hashable, Sendable {
    /// The recipient's zone.
    public var zone: Zone
    /// The times of the week for sending, or nil for any time.
    public var window: Window?
    /// The recipient's weekend and holidays.
    public var calendar: WorkCalendar

    /// How many days ahead an opening is looked for: a window shut for longer is taken to open never.
    public static let searchLimit = 400

    public init(zone: Zone, window: Window? = nil, calendar: WorkCalendar = .standard) {
        self.zone = zone
        self.window = window
        self.calendar = calendar
    }

    /// When a step is due whose predecessor ended at this instant, never before that end.
    ///
    /// Minutes and hours are elapsed time, then the next opening. Days, weeks and months count from the local date of the
    /// end (inside a window: the day it opened) and business days over the calendar's workdays; then comes the first
    /// window that belongs to that date or a later one or, without a window, the first instant of the date. A zero is at
    /// once or at the next opening; `0bd` waits for a workday.
    ///
    /// Nil when the window does not open within ``searchLimit`` days of then, or no such workday exists.
    public func due(after previousEnd: Instant, delay: Delay) -> Instant? {
        switch delay.unit {
        case .minutes, .hours:
            return nextOpening(onOrAfter: elapsed(delay, from: previousEnd))
        case .days, .weeks, .months:
            guard delay.count > 0 else { return nextOpening(onOrAfter: previousEnd) }
            return opening(onOrAfter: previousEnd, of: date(delay, after: baseDate(of: previousEnd)))
        case .businessDays:
            let workday = calendar.date(workdays: delay.count, after: baseDate(of: previousEnd))
            return workday.flatMap { opening(onOrAfter: previousEnd, of: $0) }
        }
    }

    /// Whether the window is open: always without one, never in a span that opened on a holiday.
    public func isOpen(at instant: Instant) -> Bool {
        guard let window else { return true }
        let (date, second) = zone.local(instant)
        return isOpen(window, on: date, minute: second / 60)
            || isOpen(window, on: date.adding(days: -1), minute: second / 60 + 1_440)
    }

    /// The first instant at or after this one at which the window is open, or nil when none is within
    /// ``searchLimit`` days.
    public func nextOpening(onOrAfter instant: Instant) -> Instant? {
        opening(onOrAfter: instant, of: .min)
    }

    /// When a step is due that goes on a date: in the first window of that date or a later one, never before the end.
    public func due(after previousEnd: Instant, on date: CivilDate) -> Instant? {
        opening(onOrAfter: previousEnd, of: date)
    }

    /// The first instant at or after this one at which the window is open and the local time is at least `time`.
    ///
    /// Nil when the window is never open at or after that time of a day.
    public func opening(onOrAfter instant: Instant, notBefore time: TimeOfDay) -> Instant? {
        var current = instant
        for _ in 0...Self.searchLimit {
            let date = zone.local(current).date
            guard let opening = nextOpening(onOrAfter: max(current, zone.instant(date, minute: time.minute))) else {
                return nil
            }
            if zone.local(opening).date == date { return opening }
            current = zone.instant(zone.local(opening).date, minute: 0)
        }
        return nil
    }

    /// A later instant, at most `spread` away and before the window shuts.
    ///
    /// - Parameters:
    ///   - spread: in minutes or hours.
    ///   - share: how much of it, in 65536ths.
    public func spread(_ instant: Instant, over spread: Delay, share: Int) -> Instant {
        var room = elapsed(spread, from: instant).seconds - instant.seconds
        if window != nil {
            guard let end = closing(after: instant) else { return instant }
            room = min(room, end.seconds - instant.seconds - 1)
        }
        return instant.adding(seconds: max(0, room) * Int64(share & 0xFFFF) / 65_536)
    }

    /// When the window shuts that is open at an instant; `nil` without a window, and where it is shut.
    func closing(after instant: Instant) -> Instant? {
        guard let window else { return nil }
        let (date, _) = zone.local(instant)
        return [date.adding(days: -1), date].flatMap { date in
            spans(of: window, on: date).flatMap { zone.stretches(date, minutes: $0.minutes) }
        }.filter { $0.contains(instant) }.map(\.upperBound).max()
    }

    /// The first instant at or after this one in a span that belongs to the date or a later one; without a window, the
    /// first of the date.
    private func opening(onOrAfter instant: Instant, of date: CivilDate) -> Instant? {
        guard let window else { return max(instant, zone.instant(date, minute: 0)) }
        let today = zone.local(instant).date
        let first = max(date, today.adding(days: -1))
        var best: Instant?
        for distance in 0...Self.searchLimit {
            let current = first.adding(days: distance)
            if let found = opening(of: window, on: current, onOrAfter: instant) {
                best = min(found, best ?? found)
            }
            // Tomorrow is looked at too: where the clocks go back over midnight it begins before today ends.
            if let best, best == instant || current > today { return best }
        }
        return best
    }

    private func opening(of window: Window, on date: CivilDate, onOrAfter instant: Instant) -> Instant? {
        let weekday = date.weekday
        guard window.spans.contains(where: { $0.days.contains(weekday) }), calendar.holiday(on: date) == nil else {
            return nil
        }
        var best: Instant?
        for span in window.spans where span.days.contains(weekday) {
            for stretch in zone.stretches(date, minutes: span.minutes) where stretch.upperBound > instant {
                let found = max(stretch.lowerBound, instant)
                best = min(found, best ?? found)
            }
        }
        return best
    }

    /// The date a delay counts from: the day before the local one while its window is still open and none of the local
    /// date's own has opened yet, else the local one.
    func baseDate(of instant: Instant) -> CivilDate {
        let (date, second) = zone.local(instant)
        guard let window else { return date }
        let yesterday = date.adding(days: -1)
        let minute = second / 60
        guard isOpen(window, on: yesterday, minute: minute + 1_440) else { return date }
        let hasOpenedToday = spans(of: window, on: date).contains { $0.minutes.lowerBound <= minute }
        return hasOpenedToday ? date : yesterday
    }

    private func isOpen(_ window: Window, on date: CivilDate, minute: Int) -> Bool {
        spans(of: window, on: date).contains { $0.minutes.contains(minute) }
    }

    /// The spans that open on this date: none on a holiday.
    private func spans(of window: Window, on date: CivilDate) -> [Window.Span] {
        let weekday = date.weekday
        let spans = window.spans.filter { $0.days.contains(weekday) }
        return spans.isEmpty || calendar.holiday(on: date) != nil ? [] : spans
    }

    private func elapsed(_ delay: Delay, from instant: Instant) -> Instant {
        instant.adding(seconds: Int64(delay.count) * (delay.unit == .hours ? 3_600 : 60))
    }

    /// The date after a delay that counts dates.
    private func date(_ delay: Delay, after base: CivilDate) -> CivilDate {
        switch delay.unit {
        case .weeks: base.adding(days: delay.count * 7)
        case .months: base.adding(months: delay.count)
        case .minutes, .hours, .days, .businessDays: base.adding(days: delay.count)
        }
    }
}
