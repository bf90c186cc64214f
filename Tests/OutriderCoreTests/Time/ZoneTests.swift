import OutriderCore
import Testing

@Suite struct ZoneTests {
    @Test(arguments: ZoneTransitions.rows(ZoneTransitions.local))
    func localTimeAgreesWithTzdata(row: [String]) throws {
        let zone = try #require(Zone(row[0]))
        let instant = try #require(Instant(rfc3339: row[1]))
        let (date, second) = zone.local(instant)
        #expect(String(zone.offset(at: instant)) == row[2])
        #expect(date.description == row[3])
        let expected = try #require(Instant(rfc3339: "1970-01-01T\(row[4])Z"))
        #expect(Int64(second) == expected.seconds)
    }

    @Test(arguments: ZoneTransitions.rows(ZoneTransitions.instants))
    func instantOfLocalTimeAgreesWithTzdata(row: [String]) throws {
        let zone = try #require(Zone(row[0]))
        let date = try #require(CivilDate(row[1]))
        let minute = try #require(Instant(rfc3339: "1970-01-01T\(row[2]):00Z")).seconds / 60
        #expect(zone.instant(date, minute: Int(minute)).rfc3339 == row[3])
        #expect(zone.instant(date.adding(days: -1), minute: Int(minute) + 1_440).rfc3339 == row[3])
    }

    /// Python, over the sorted names without Factory: `h = (h * 31 + byte) % 2**64` over the bytes of the name, a space, the
    /// offset at 2026-01-15T12:00Z, a space, the offset at 2026-07-15T12:00Z and a line feed.
    @Test func allZonesAgreeWithTzdata() throws {
        let january = try #require(Instant(rfc3339: "2026-01-15T12:00:00Z"))
        let july = try #require(Instant(rfc3339: "2026-07-15T12:00:00Z"))
        var checksum: UInt64 = 0
        for name in Zone.names {
            let zone = try #require(Zone(name), "Foundation does not know \(name)")
            let line = "\(name) \(zone.offset(at: january)) \(zone.offset(at: july))\n"
            for byte in line.utf8 { checksum = checksum &* 31 &+ UInt64(byte) }
        }
        #expect(Zone.names.count == 597)
        #expect(checksum == 8_497_390_294_005_315_295)
    }

    @Test(arguments: [
        "Asia/Kolkata", "Asia/Calcutta", "UTC", "Etc/GMT+5", "Europe/Kyiv", "EST5EDT", "America/Indiana/Knox",
    ])
    func knowsNamesOfTzdata(name: String) {
        #expect(Zone(name)?.name == name)
    }

    @Test(arguments: [
        ("", []), ("GMT+5", []), ("UTC+02:00", []), ("PST", []), ("SAST", []), ("+02:00", []), ("Factory", []),
        ("EST5", []),
        ("africa/johannesburg", ["Africa/Johannesburg"]), ("Johannesburg", ["Africa/Johannesburg"]),
        ("Johanesburg", ["Africa/Johannesburg"]), ("Africa/Johanesburg", ["Africa/Johannesburg"]),
        ("New York", ["America/New_York"]), ("America/New York", ["America/New_York"]), ("utc", ["UTC"]),
        ("Europe/Johannesburg", ["Africa/Johannesburg"]), ("Europe/Lodnon", ["Europe/London"]),
        ("Louisville", ["America/Kentucky/Louisville", "America/Louisville"]), ("Nowhere/Atlantis", []),
        (String(repeating: "Africa/", count: 100_000), []),
    ])
    func suggestsNames(misspelt: String, expected: [String]) {
        #expect(Zone(misspelt) == nil)
        #expect(Zone.suggestions(for: misspelt) == expected)
    }

    @Test func zonesAreEqualByName() {
        #expect(Zone("UTC") == .utc)
        #expect(Zone("Asia/Kolkata") != Zone("Asia/Calcutta"))
    }

    @Test func endsOfTheRangeDoNotTrap() throws {
        let zone = try #require(Zone("Pacific/Kiritimati"))
        #expect(zone.local(.max).date == .max)
        #expect(zone.instant(.max, minute: .max) == .max)
        #expect(zone.instant(.min, minute: .min) == .min)
    }
}
