internal import Glibc

/// The two clocks that end a lease: one that no one can set and that runs on in suspend, and the calendar.
public struct LeaseClock: Sendable {
    /// Seconds since the machine started, suspend included (CLOCK_BOOTTIME).
    public let bootSeconds: @Sendable () -> Double
    /// Seconds since 1970-01-01T00:00:00Z.
    public let wallSeconds: @Sendable () -> Double
    /// Whether `OUTRIDER_NOW` holds the calendar still, so that only the boot clock can end a lease.
    public let isCalendarFrozen: Bool

    public init(
        bootSeconds: @escaping @Sendable () -> Double, wallSeconds: @escaping @Sendable () -> Double,
        isCalendarFrozen: Bool
    ) {
        self.bootSeconds = bootSeconds
        self.wallSeconds = wallSeconds
        self.isCalendarFrozen = isCalendarFrozen
    }

    /// The machine's clocks.
    ///
    /// - Parameter frozen: The instant of `OUTRIDER_NOW` in seconds since 1970; `nil` for the real calendar.
    public static func system(frozenAt frozen: Int? = nil) -> LeaseClock {
        LeaseClock(
            bootSeconds: { seconds(CLOCK_BOOTTIME) },
            wallSeconds: { frozen.map(Double.init) ?? seconds(CLOCK_REALTIME) },
            isCalendarFrozen: frozen != nil)
    }

    private static func seconds(_ clock: Int32) -> Double {
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else { return .infinity }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The kernel's name for the time since the machine last started, from `/proc/sys/kernel/random/boot_id`.
    public static func bootID() throws(SystemError) -> String {
        let path = "/proc/sys/kernel/random/boot_id"
        let number = try SystemError.check("open", path) { unsafe open(path, O_RDONLY | O_CLOEXEC) }
        let bytes = try FileDescriptor(adopting: number, path: path).contents(limit: 4096)
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }
}
