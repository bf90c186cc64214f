import Testing

@testable import OutriderCore

/// The short way through addresses that are plainly right says what the long way says.
@Suite struct PlainAddressTests {
    private static let pieces = [
        "a", "Z", "9", ".", "-", "_", "+", "@", "=", "?", "é", " ", "example", ".com", "@example.com", "ab.cd", "..",
        ":",
        String(repeating: "x", count: 61), "/", "[", "{", "`",
    ]

    @Test func bothWaysAgree() throws {
        var random = SplitMix64(seed: 7)
        var right = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...7, using: &random)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let short = Result { () throws(AddressError) in try EmailAddress(parsing: text) }
            let long = Result { () throws(AddressError) in try EmailAddress(explaining: text) }
            #expect(short == long, "\(text)")
            if case .success(let address) = long {
                right += 1
                #expect(address.text == text)
            }
        }
        #expect(right > 200)
    }
}
