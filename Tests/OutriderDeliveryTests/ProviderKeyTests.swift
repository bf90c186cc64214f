import OutriderDelivery
import Testing

@Suite struct ProviderKeyTests {
    private static let key = "abcdefghijklmnopqrstuvwxyz234567"

    @Test(arguments: [0, 1, 10, 999_999_999])
    func readsWhatItWrites(gen: Int) {
        let id = ProviderKey(key: Self.key, gen: gen)
        #expect(id.isValid)
        #expect("\(id)" == "\(Self.key).\(gen)")
        #expect(ProviderKey(parsing: "\(id)") == id)
    }

    @Test(arguments: [
        "", ".", ".0", key, "\(key).", "\(key).01", "\(key).+1", "\(key).1 ", "\(key).1000000000", "\(key)0",
        "\(key.dropLast()).0", "\(key)a.0", "\(key.dropLast())1.0", "\(key.uppercased()).0", "é\(key.dropLast(2)).0",
    ])
    func refusesAnythingElse(text: String) {
        #expect(ProviderKey(parsing: text) == nil)
    }
}
