import Testing

@testable import OutriderCore

@Suite struct PhoneNumberTests {
    @Test(arguments: ["+27110000000", "+15558675310", "+1234567", "+123456789012345"])
    func acceptsE164(_ text: String) throws {
        let number = try PhoneNumber(parsing: text)
        #expect(number.text == text)
        #expect(number.normalised == text)
    }

    @Test(arguments: [
        ("", "empty", "+ and digits"),
        ("+27 11 000 0000", "character 4", "write it as + and digits only"),
        ("+27-11-000-0000", "character 4", "write it as + and digits only"),
        ("(011) 000 0000", "character 1", "write it as + and digits only"),
        ("+27.11.0000000", "character 4", "write it as + and digits only"),
        ("0027110000000", "does not start with +", "in place of the 00"),
        ("0110000000", "does not start with +", "country code"),
        ("27110000000", "does not start with +", "country code"),
        ("+0271100000000", "a 0 after the +", "country code"),
        ("+123456", "6 digits", "in full"),
        ("+1234567890123456", "16 digits", "in full"),
        ("+", "0 digits", "in full"),
        ("+2711000000x5", "character 12 of the number is not a digit", "0 to 9"),
        ("++27110000000", "character 2 of the number is not a digit", "0 to 9"),
        ("whatsapp:+27110000000", "character 1 of the number is not a digit", "0 to 9"),
        ("+\u{662}\u{667}110000000", "character 2 of the number is not a digit", "0 to 9"),
        ("\u{202A}+27110000000\u{202C}", "character 1 of the number cannot be seen", "type it again"),
        ("+27110000000\n", "character 13 of the number cannot be seen", "type it again"),
    ])
    func explainsEachMistake(_ text: String, _ message: String, _ hint: String) {
        let error = #expect(throws: AddressError.self) { try PhoneNumber(parsing: text) }
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
        #expect(error?.hint.contains(hint) == true, "\(String(describing: error))")
        #expect(text.isEmpty || error?.description.contains("7110000000") == false)
    }

    @Test func refusesHugeText() {
        #expect(throws: AddressError.self) { try PhoneNumber(parsing: "+" + String(repeating: "1", count: 1 << 20)) }
    }
}
