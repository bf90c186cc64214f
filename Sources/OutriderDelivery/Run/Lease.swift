/// How long a claim may be sent and how long others leave it alone.
public struct Lease: Sendable {
    /// When the claim's commit was built, in seconds since 1970.
    public let at: Int
    /// No request starts from here on.
    public let sendBy: Int
    /// Nobody else touches the claim before: the longest request, the provider's lag and clock error after `sendBy`.
    public let quietAt: Int
    /// `sendBy` on the boot clock.
    public let bootDeadline: Double

    private let clock: LeaseClock

    /// The usual time to send, in seconds.
    public static let usualSeconds = 300
    /// Longest request 150 s, provider's lag 60 s, clock error 2 × 120 s, at the usual length.
    private static let usualQuietSeconds = 150 + 60 + 2 * 120

    /// Starts a lease now.
    ///
    /// - Parameter seconds: The time to send (`journal.claimLease`), 1 to 86,400; all other times scale with it.
    public init(clock: LeaseClock, seconds: Int = Lease.usualSeconds) {
        let seconds = min(max(seconds, 1), 86_400)
        let quiet = (seconds * Self.usualQuietSeconds + Self.usualSeconds - 1) / Self.usualSeconds
        // The boot clock first: what passes between the two readings shortens the lease.
        bootDeadline = clock.bootSeconds() + Double(seconds)
        at = Int(exactly: clock.wallSeconds().rounded(.down)).map { min(max($0, 0), 1 << 40) } ?? 0
        sendBy = at + seconds
        quietAt = sendBy + quiet
        self.clock = clock
    }

    /// Whether a request may start: before `sendBy` on the boot clock and, unless frozen, on the calendar.
    public func mayStart() -> Bool {
        clock.bootSeconds() < bootDeadline && (clock.isCalendarFrozen || clock.wallSeconds() < Double(sendBy))
    }
}
