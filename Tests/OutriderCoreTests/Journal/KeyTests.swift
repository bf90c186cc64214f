import Testing

@testable import OutriderCore

/// Names that must never change: delivery keys, address hashes, buckets.
///
/// Expected values come from Python 3:
/// `f=lambda *a: base64.b32encode(hashlib.sha256("\0".join(a).encode()).digest()).decode().lower()[:32]`
@Suite struct KeyTests {
    @Test func deliveryKeys() {
        // f("7f3a9c2e", "2026-11/backend", "za/ada", "intro", "0")
        let first = DeliveryKey(
            book: "7f3a9c2e", enrollment: "2026-11/backend", person: "za/ada", step: "intro", occurrence: 0)
        #expect(first.text == "ea73pnhd4entaemvl3ams52hizhbhax5")
        // f("7f3a9c2e", "e", "ada", "nudge", "3")
        let second = DeliveryKey(book: "7f3a9c2e", enrollment: "e", person: "ada", step: "nudge", occurrence: 3)
        #expect(second.text == "6j4ahj5pxna6gpmmniy5flyj2gf7nokk")
    }

    @Test func addressHashes() throws {
        let hasher = AddressHasher(salt: "00ff")
        // f("00ff", "1", "ada@example.com") and f("00ff", "1", "canary@outrider.example")
        #expect(hasher.hash(.email(try EmailAddress(parsing: "ada@example.com"))) == "twsmk4pasdffj5d4tv2aslqlonasnbrz")
        #expect(hasher.canary == "hu4g5k7ogrn3h4nmokffayfxodrdowyv")
    }

    /// `hashlib.sha256(s.encode()).hexdigest()[:n]`
    @Test(arguments: [
        ("za/ada", 1, "all"), ("za/ada", 16, "6"), ("za/ada", 256, "67"), ("za/ada", 4096, "67d"), ("bob", 16, "8"),
        ("bob", 256, "81"), ("bob", 4096, "81b"), ("", 256, "e3"),
    ])
    func bucketNames(uid: String, count: Int, name: String) throws {
        #expect(try #require(Buckets(count: count)).name(of: uid) == name)
    }

    @Test(arguments: [0, 2, 15, 17, 4095, 65536])
    func otherCounts(count: Int) { #expect(Buckets(count: count) == nil) }

    /// `git hash-object` of `name: E\n`, and SHA-256 of the empty text (FIPS 180-4 examples).
    @Test func digests() {
        #expect(Digest.gitBlob(Array("name: E\n".utf8)) == "bfacdcafc49a1e9795c1cdb9b8b4f378e9c1ad4f")
        #expect(Digest.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func pathsNeverNest() {
        #expect(Ledger.path(ofSequence: "a/b") == "sequences/a%2Fb.json")
        #expect(Ledger.path(ofSequence: "a%2Fb") == "sequences/a%252Fb.json")
    }
}
