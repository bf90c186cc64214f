internal import Foundation

/// A time zone that tzdata names: `Africa/Johannesburg`.
///
/// Two zones are equal when their names are, also where one is a link to the other.
public struct Zone: Sendable {
    /// The name as tzdata spells it.
    public let name: String
    private let rules: TimeZone

    /// UTC.
    public static let utc = Zone(name: "UTC", rules: .gmt)

    /// The zone of this name, or nil when tzdata 2025b has none spelt exactly so.
    ///
    /// Foundation alone would also take `GMT+5`, and does not list `Asia/Kolkata`; see ``suggestions(for:)``.
    public init?(_ name: String) {
        // The set's own text is kept and not the caller's, so that a book of many people holds each name once.
        guard let index = ZoneNames.all.firstIndex(of: name), let rules = TimeZone(identifier: name) else { return nil }
        self.init(name: ZoneNames.all[index], rules: rules)
    }

    private init(name: String, rules: TimeZone) {
        self.name = name
        self.rules = rules
    }

    /// The names of all zones and links of tzdata, sorted.
    public static var names: [String] { ZoneNames.all.sorted() }

    /// Seconds that the clocks of the zone are ahead of UTC at this instant.
    public func offset(at instant: Instant) -> Int {
        rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
    }

    /// What the clocks of the zone show at this instant; the second of the day is 0...86,399.
    public func local(_ instant: Instant) -> (date: CivilDate, secondOfDay: Int) {
        let (day, second) = localSeconds(instant).quotientAndRemainder(flooringBy: 86_400)
        return (CivilDate(day: day), second)
    }

    /// The first instant whose local time is at or after this many minutes past the midnight that begins the date.
    ///
    /// So a local time that does not exist is the first instant after the gap, and one that exists twice is the first
    /// (rule 5 of the book). The minute may pass 1,440, into the following days.
    public func instant(_ date: CivilDate, minute: Int) -> Instant {
        let wanted = Self.localSeconds(date, minute: minute)
        let pieces = pieces(from: wanted - 86_400, to: wanted + 86_400)
        for piece in pieces {
            let candidate = Swift.max(wanted - piece.offset, piece.start)
            if candidate < piece.end { return Instant(seconds: candidate) }
        }
        return Instant(seconds: wanted)
    }

    /// The stretches of time whose local time is inside the minutes of this date, in order; none when all of them lie in
    /// a gap, two when the clocks go back over an end of them.
    ///
    /// The minutes span at most a day.
    func stretches(_ date: CivilDate, minutes: Range<Int>) -> [Range<Instant>] {
        let start = Self.localSeconds(date, minute: minutes.lowerBound)
        let end = Self.localSeconds(date, minute: minutes.upperBound)
        return pieces(from: start - 86_400, to: end + 86_400).compactMap { piece in
            let first = Swift.max(start - piece.offset, piece.start)
            let last = Swift.min(end - piece.offset, piece.end)
            return first < last ? Instant(seconds: first)..<Instant(seconds: last) : nil
        }
    }

    /// Seconds from 1970 to this local time, as if the zone were UTC.
    private static func localSeconds(_ date: CivilDate, minute: Int) -> Int64 {
        Int64(date.day) * 86_400 + Int64(minute.clamped(to: -10_000_000...10_000_000)) * 60
    }

    private func localSeconds(_ instant: Instant) -> Int64 {
        instant.seconds + Int64(offset(at: instant))
    }

    /// A stretch of time with one offset; seconds since 1970, the end is not part of it.
    private struct Piece {
        let start: Int64
        let end: Int64
        let offset: Int64
    }

    /// The one or two offsets in force between these seconds, the ends left open.
    ///
    /// At most three days are asked for, and no two changes of a zone in tzdata 2025b are less than 3.98 days apart
    /// (Africa/Freetown, 1939; 6.95 days since 1970).
    private func pieces(from start: Int64, to end: Int64) -> [Piece] {
        let before = offset(at: Instant(seconds: start))
        let after = offset(at: Instant(seconds: end))
        guard before != after else { return [Piece(start: .min, end: .max, offset: Int64(before))] }
        let change = change(from: start, to: end, before: before)
        return [
            Piece(start: .min, end: change, offset: Int64(before)),
            Piece(start: change, end: .max, offset: Int64(after)),
        ]
    }

    /// The first second whose offset is no longer the one before, by halving.
    private func change(from start: Int64, to end: Int64, before: Int) -> Int64 {
        var (low, high) = (start, end)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: Instant(seconds: middle)) == before { low = middle } else { high = middle }
        }
        return high
    }
}

extension Zone: Hashable {
    public static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Zone: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
