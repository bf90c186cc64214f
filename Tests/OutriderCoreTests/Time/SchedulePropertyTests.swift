import OutriderCore
import Testing

/// Laws over random zones, windows, calendars and instants of the years 2015 to 2034; the seeds are fixed.
@Suite struct SchedulePropertyTests {
    @Test(arguments: 0..<40)
    func laws(seed: UInt64) throws {
        var sampler = Sampler(seed: seed)
        for _ in 0..<25 {
            let schedule = try sampler.schedule()
            let instant = sampler.instant()
            let delay = try sampler.delay()
            try expectDueLaws(schedule, instant, delay)
            try expectOpeningLaws(schedule, instant)
            try expectMonotone(schedule, instant, sampler.number(below: 200_000), delay)
            expectRoundTrip(schedule.zone, instant)
        }
    }

    private func expectDueLaws(_ schedule: Schedule, _ end: Instant, _ delay: Delay) throws {
        let due = try #require(schedule.due(after: end, delay: delay))
        #expect(schedule.isOpen(at: due))
        #expect(end <= due, "\(schedule.zone) \(schedule.window.map(String.init) ?? "-") \(end) \(delay)")
    }

    private func expectOpeningLaws(_ schedule: Schedule, _ instant: Instant) throws {
        let opening = try #require(schedule.nextOpening(onOrAfter: instant))
        #expect(schedule.isOpen(at: opening))
        #expect((opening == instant) == schedule.isOpen(at: instant))
        #expect(schedule.nextOpening(onOrAfter: opening) == opening)
        for seconds in stride(from: opening.seconds - 60, through: instant.seconds, by: -7 * 60) {
            let between = Instant(seconds: seconds)
            #expect(!schedule.isOpen(at: between), "\(schedule.zone) \(between) before \(opening)")
        }
    }

    /// Later ends are due later, but for dates counted over clocks that went back and showed a time twice.
    private func expectMonotone(_ schedule: Schedule, _ end: Instant, _ distance: Int, _ delay: Delay) throws {
        let later = end.adding(seconds: Int64(distance))
        let wentBack = schedule.zone.offset(at: later) < schedule.zone.offset(at: end)
        let isElapsed = delay.unit == .minutes || delay.unit == .hours
        guard isElapsed || !wentBack else { return }
        let first = try #require(schedule.due(after: end, delay: delay))
        let second = try #require(schedule.due(after: later, delay: delay))
        #expect(first <= second, "\(schedule.zone) \(end) \(later) \(delay)")
    }

    /// Outside doubled hours the local time leads back to the instant; inside to the first of the two.
    private func expectRoundTrip(_ zone: Zone, _ instant: Instant) {
        let (date, second) = zone.local(instant)
        let minute = Instant(seconds: instant.seconds - Int64(second % 60))
        let back = zone.instant(date, minute: second / 60)
        #expect(back <= minute)
        if back != minute {
            #expect(zone.local(back) == zone.local(minute))
            #expect(zone.offset(at: back) > zone.offset(at: minute))
        }
    }
}

/// Random inputs that come out the same on every run (SplitMix64, Steele, Lea and Flood 2014).
private struct Sampler {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private static let zones = [
        "America/New_York", "Africa/Johannesburg", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns",
        "Pacific/Chatham", "Asia/Kathmandu", "Europe/Dublin", "Africa/Casablanca", "Antarctica/Troll", "America/Havana",
        "America/Nuuk", "Asia/Gaza", "America/Asuncion", "Asia/Beirut", "Pacific/Kiritimati", "Etc/GMT+12",
        "Atlantic/Azores",
    ]

    mutating func number(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    mutating func instant() -> Instant {
        let start: Int64 = 1_420_070_400
        return Instant(seconds: start + Int64(number(below: 631_152_000)))
    }

    mutating func delay() throws -> Delay {
        let units = Delay.Unit.allCases
        return try #require(Delay(number(below: 5), units[number(below: units.count)]))
    }

    mutating func schedule() throws -> Schedule {
        let zone = try #require(Zone(Self.zones[number(below: Self.zones.count)]))
        var calendar = WorkCalendar(weekend: number(below: 3) == 0 ? [.fri, .sat] : [.sat, .sun])
        for _ in 0..<number(below: 60) {
            let day = try #require(WorkCalendar.MonthDay(month: 1 + number(below: 12), day: 1 + number(below: 28)))
            calendar.yearly[day] = "holiday"
        }
        guard number(below: 8) > 0 else { return Schedule(zone: zone, window: nil, calendar: calendar) }
        let spans = (0..<1 + number(below: 3)).map { _ in span() }
        return Schedule(zone: zone, window: try Window(spans: spans), calendar: calendar)
    }

    private mutating func span() -> String {
        let days = Weekday.allCases.filter { _ in number(below: 2) == 0 }.map(\.name)
        let names = days.isEmpty ? "daily" : days.joined(separator: ",")
        return "\(names) \(clock())-\(clock())"
    }

    /// Often in the hours at which clocks change.
    private mutating func clock() -> String {
        let hour = number(below: 3) == 0 ? number(below: 4) : number(below: 24)
        let minute = number(below: 4) * 15
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
