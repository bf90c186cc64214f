/// A time that is somebody's local time until it is known whose, or an instant.
public enum LocalTime: Hashable, Sendable {
    /// A day, and minutes after midnight if given, in a zone that is to be known.
    case local(CivilDate, minute: Int?)
    case instant(Instant)

    /// Reads `2026-11-23`, `2026-11-23 10:00` (both in a zone that is to be known) or an RFC 3339 time.
    public init?(_ text: String) {
        if let date = CivilDate(text) {
            self = .local(date, minute: nil)
            return
        }
        if let instant = Instant(rfc3339: text) {
            self = .instant(instant)
            return
        }
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, let date = CivilDate(String(parts[0])), let time = TimeOfDay(parts[1]) else {
            return nil
        }
        self = .local(date, minute: time.minute)
    }

    /// When it is in that zone; a day is its first instant.
    func instant(in zone: Zone) -> Instant {
        switch self {
        case .instant(let instant): instant
        case .local(let date, let minute): zone.instant(date, minute: minute ?? 0)
        }
    }
}

extension LocalTime: CustomStringConvertible {
    /// As it is written in a file.
    public var description: String {
        switch self {
        case .instant(let instant): instant.rfc3339
        case .local(let date, nil): date.description
        case .local(let date, let minute?): "\(date) \((minute / 60).padded(to: 2)):\((minute % 60).padded(to: 2))"
        }
    }
}
