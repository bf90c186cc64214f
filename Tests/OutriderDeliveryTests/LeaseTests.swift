import OutriderDelivery
import Synchronization
import Testing

@Suite struct LeaseTests {
    /// Clocks that a test sets.
    private final class Hands: Sendable {
        let boot = Mutex(1_000.0)
        let wall = Mutex(1_800_000_000.5)

        func clock(isFrozen: Bool = false) -> LeaseClock {
            LeaseClock(
                bootSeconds: { self.boot.withLock { $0 } }, wallSeconds: { self.wall.withLock { $0 } },
                isCalendarFrozen: isFrozen)
        }
    }

    /// JOURNAL section 5: 5 minutes to send, quiet after 150 s + 60 s + 2 × 2 minutes more; `claimLease` scales all.
    @Test(arguments: [(300, 300, 450), (600, 600, 900), (1, 1, 2), (2, 2, 3), (0, 1, 2), (-5, 1, 2)])
    func timesScaleWithTheLength(seconds: Int, send: Int, quiet: Int) {
        let lease = Lease(clock: Hands().clock(), seconds: seconds)
        #expect(lease.at == 1_800_000_000)
        #expect(lease.sendBy == lease.at + send)
        #expect(lease.quietAt == lease.sendBy + quiet)
        #expect(lease.bootDeadline == 1_000 + Double(send))
    }

    /// Seconds that pass on each clock, whether the calendar is frozen, and whether a send may start.
    @Test(arguments: [
        (0.0, 0.0, false, true),
        (299.9, 299.4, false, true),
        (300.0, 0.0, false, false),
        (0.0, 299.6, false, false),
        (0.0, 86_400.0, false, false),
        // A calendar set back cannot lengthen a lease.
        (301.0, -3_600.0, false, false),
        (299.0, -3_600.0, false, true),
        // A frozen one does not end it, the boot clock does.
        (299.0, 0.0, true, true),
        (299.0, 86_400.0, true, true),
        (300.0, 0.0, true, false),
    ])
    func endsWithTheFirstClock(boot: Double, wall: Double, isFrozen: Bool, may: Bool) {
        let hands = Hands()
        let lease = Lease(clock: hands.clock(isFrozen: isFrozen))
        hands.boot.withLock { $0 += boot }
        hands.wall.withLock { $0 += wall }
        #expect(lease.mayStart() == may)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1])
    func aBrokenCalendarGrantsNothingForLong(wall: Double) {
        let hands = Hands()
        hands.wall.withLock { $0 = wall }
        let lease = Lease(clock: hands.clock())
        #expect(lease.sendBy > lease.at)
        hands.boot.withLock { $0 += 300 }
        #expect(!lease.mayStart())
    }

    @Test func systemClocks() throws {
        let clock = LeaseClock.system(frozenAt: 1_795_000_000)
        #expect(clock.wallSeconds() == 1_795_000_000)
        #expect(clock.isCalendarFrozen)
        let first = clock.bootSeconds()
        #expect(first > 0)
        #expect(clock.bootSeconds() >= first)
        #expect(Lease(clock: clock).mayStart())
        #expect(LeaseClock.system().wallSeconds() > 1_600_000_000)
        let boot = try LeaseClock.bootID()
        #expect(boot.count == 36)
        #expect(try LeaseClock.bootID() == boot)
    }
}
