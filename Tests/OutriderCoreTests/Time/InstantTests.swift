import OutriderCore
import Testing

@Suite struct InstantTests {
    /// The examples of RFC 3339 section 5.8, then edges; seconds by Python's `datetime.fromisoformat(…).timestamp()`,
    /// for leap seconds that of the second after.
    @Test(arguments: [
        ("1985-04-12T23:20:50.52Z", 482_196_050),
        ("1996-12-19T16:39:57-08:00", 851_042_397),
        ("1990-12-31T23:59:60Z", 662_688_000),
        ("1990-12-31T15:59:60-08:00", 662_688_000),
        ("1937-01-01T12:00:27.87+00:20", -1_041_337_173),
        ("2026-11-22T08:12:00Z", 1_795_335_120),
        ("2026-11-22t08:12:00z", 1_795_335_120),
        ("2026-11-22T08:12:00-00:00", 1_795_335_120),
        ("2026-11-22T08:12:00.999999999999Z", 1_795_335_120),
        ("1969-12-31T23:59:59.9Z", -1),
        ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("2015-06-30T23:59:60Z", 1_435_708_800),
        ("2024-02-29T00:00:00+23:59", 1_709_078_460),
    ])
    func reads(text: String, seconds: Int64) {
        #expect(Instant(rfc3339: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22 08:12:00Z", "2026-11-22T08:12Z", "2026-11-22T08:12:00",
        "2026-11-22T08:12:00+0200",
        "2026-11-22T08:12:00+02", "2026-11-22T08:12:00.Z", "2026-11-22T08:12:00,5Z", "2026-11-22T24:00:00Z",
        "2026-11-22T08:60:00Z", "2026-11-22T08:12:61Z", "2026-11-22T08:12:60Z", "2026-03-31T23:59:60Z",
        "1990-12-31T23:59:60-08:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z",
        "2026-11-00T00:00:00Z", "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:60Z", "2026-11-22T08:12:00+24:00", "2026-11-22T08:12:00+02:60", " 2026-11-22T08:12:00Z",
        "2026-11-22T08:12:00Z ", "2026-11-22T08:12:00ZZ", "26-11-22T08:12:00Z", "+2026-11-22T08:12:00Z",
        "2026-11-22T8:12:00Z", "2026-11-22T08:12:00\u{2212}02:00", "٢٠٢٦-11-22T08:12:00Z", "20261122T081200Z",
        "2026-11-22T08:12:00.\(String(repeating: "0", count: 100_000))Z", "1795335120",
    ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func writesUTCInWholeSeconds() {
        #expect(Instant(rfc3339: "1996-12-19T16:39:57.9-08:00")?.rfc3339 == "1996-12-20T00:39:57Z")
        #expect(Instant(seconds: -1).rfc3339 == "1969-12-31T23:59:59Z")
        #expect(Instant.min.rfc3339 == "0001-01-01T00:00:00Z")
        #expect(Instant.max.rfc3339 == "9999-12-31T23:59:59Z")
    }

    @Test func textRoundTripsAndSortsLikeTime() {
        let instants = stride(from: Instant.min.seconds, through: Instant.max.seconds, by: 987_654_321).map {
            Instant(seconds: $0)
        }
        #expect(instants.allSatisfy { Instant(rfc3339: $0.rfc3339) == $0 })
        #expect(instants.map(\.rfc3339) == instants.map(\.rfc3339).sorted())
    }

    @Test func additionStopsAtTheEndsOfTheRange() {
        #expect(Instant(seconds: 10).adding(seconds: -11).seconds == -1)
        #expect(Instant.max.adding(seconds: 1) == .max)
        #expect(Instant.min.adding(seconds: -1) == .min)
        #expect(Instant(seconds: 1).adding(seconds: .max) == .max)
        #expect(Instant(seconds: -2).adding(seconds: .min) == .min)
    }
}
