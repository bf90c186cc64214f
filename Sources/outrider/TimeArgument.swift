internal import ArgumentParser
internal import OutriderCore

/// A point in time as it is typed: `7d` from now or before, a date, or an RFC 3339 time.
enum TimeArgument: ExpressibleByArgument {
    case distance(seconds: Int64)
    case today
    case date(CivilDate)
    case instant(Instant)

    init?(argument: String) {
        if argument == "today" {
            self = .today
        } else if let date = CivilDate(argument) {
            self = .date(date)
        } else if let instant = Instant(rfc3339: argument) {
            self = .instant(instant)
        } else {
            let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
            guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()),
                (0...100_000).contains(count)
            else { return nil }
            self = .distance(seconds: count * unit)
        }
    }

    static let forms = "7d (also m, h, w), a date, or an RFC 3339 time"

    /// The last second that is meant, from `now` forwards; a date counts in `zone` and to its end.
    func end(from now: Instant, in zone: Zone) -> Instant {
        switch self {
        case .distance(let seconds): now.adding(seconds: seconds)
        case .today: zone.instant(zone.local(now).date.adding(days: 1), minute: 0).adding(seconds: -1)
        case .date(let date): zone.instant(date.adding(days: 1), minute: 0).adding(seconds: -1)
        case .instant(let instant): instant
        }
    }

    /// The first second that is meant, from `now` backwards; a date counts in `zone` and from its beginning.
    func start(from now: Instant, in zone: Zone) -> Instant {
        switch self {
        case .distance(let seconds): now.adding(seconds: -seconds)
        case .today: zone.instant(zone.local(now).date, minute: 0)
        case .date(let date): zone.instant(date, minute: 0)
        case .instant(let instant): instant
        }
    }
}

extension Zone {
    /// `Mon 2026-11-23`.
    func day(_ instant: Instant) -> String {
        let date = local(instant).date
        return "\(date.weekday.name.inTitle) \(date)"
    }

    /// `09:00`.
    func clock(_ instant: Instant) -> String {
        let minutes = local(instant).secondOfDay / 60
        return "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
    }

    /// `Mon 2026-11-23 09:00`.
    func time(_ instant: Instant) -> String { "\(day(instant)) \(clock(instant))" }

    /// `Mon 2026-11-23 09:00 Africa/Johannesburg`.
    func fullTime(_ instant: Instant) -> String { "\(time(instant)) \(name)" }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Instant {
    /// How far away it is, in the largest unit that fits: `in 3 hours`, `2 days ago`.
    func distance(from now: Instant) -> String {
        let seconds = Int(clamping: self.seconds.subtractingReportingOverflow(now.seconds).partialValue)
        let size = Int(clamping: seconds.magnitude)
        if size == 0 { return "just now" }
        let text =
            switch size {
            case ..<60: size.counted("second")
            case ..<7_200: (size / 60).counted("minute")
            case ..<172_800: (size / 3_600).counted("hour")
            default: (size / 86_400).counted("day")
            }
        return seconds < 0 ? "\(text) ago" : "in \(text)"
    }
}
