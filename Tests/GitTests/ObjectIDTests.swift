import Git
import Testing

@Suite struct ObjectIDTests {
    @Test func hexRoundTrip() throws {
        let hex = "0123456789abcdef0123456789abcdeffedcba98"
        let id = try #require(ObjectID(hex: hex))
        #expect(id.hex == hex)
        #expect(id.description == hex)
        #expect(ObjectID(hex: hex.uppercased()) == id)
        #expect(id.bytes.first == 0x01)
        #expect(id.bytes.last == 0x98)
        #expect(ObjectID(bytes: id.bytes) == id)
        #expect(ObjectID.zero.hex == String(repeating: "0", count: 40))
    }

    @Test(arguments: [
        "", "0", "0123456789abcdef0123456789abcdeffedcba9", "0123456789abcdef0123456789abcdeffedcba987",
        "0123456789abcdef0123456789abcdeffedcba9g", " 123456789abcdef0123456789abcdeffedcba98",
        "e\u{301}123456789abcdef0123456789abcdeffedcba9",
    ])
    func refusesWhatIsNoID(_ text: String) {
        #expect(ObjectID(hex: text) == nil)
    }

    @Test func ordersAsBytes() throws {
        var generator = SeededGenerator(7)
        let ids = (0..<200).compactMap { _ in
            ObjectID(bytes: (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        #expect(ids.count == 200)
        #expect(ids.sorted().map(\.hex) == ids.map(\.hex).sorted())
        #expect(ObjectID(bytes: [1, 2, 3]) == nil)
    }
}
