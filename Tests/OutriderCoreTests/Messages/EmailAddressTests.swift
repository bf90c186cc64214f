import Testing

@testable import OutriderCore

@Suite struct EmailAddressTests {
    /// The valid cases of Chromium's test of the WHATWG rule
    /// (third_party/blink/web_tests/fast/forms/resources/ValidityState-typeMismatch-email.js), but the one without a
    /// dot.
    @Test(arguments: [
        "something@something.com", "someone@localhost.localdomain", "someone@127.0.0.1", "a@b.b", "a/b@domain.com",
        "{}@domain.com", "m*'!%@something.sa", "tu!!7n7.ad##0!!!@company.ca", "%@com.com",
        "!#$%&'*+/=?^_`{|}~.-@com.com", ".wooly@example.com", "wo..oly@example.com", "someone@do-ma-in.com",
    ])
    func acceptsWhatTheStandardAccepts(_ text: String) throws {
        #expect(try EmailAddress(parsing: text).text == text)
    }

    /// The invalid cases of the same test, without those that a browser repairs by stripping white space.
    @Test(arguments: [
        "invalid:email@example.com", "@somewhere.com", "example.com", "@@example.com", "a space@example.com",
        "something@ex..ample.com", "a\\b@c", "someone@somewhere.com.", "\"\"test\\blah\"\"@example.com",
        "\"testblah\"@example.com", "someone@somewhere.com@", "someone@somewhere_com", "someone@some:where.com", ".",
        "F/s/f/a@feo+re.com", "some+long+email+address@some+host-weird-/looking.com", "a @p.com", "a\u{20}@p.com",
        "a\u{9}@p.com", "a\u{B}@p.com", "a\u{C}@p.com", "a\u{2003}@p.com", "a\u{3000}@p.com", "ddjk-s-jk@asl-.com",
        "someone@do-.com", "somebody@-p.com", "somebody@-.com",
    ])
    func refusesWhatTheStandardRefuses(_ text: String) {
        #expect(throws: AddressError.self) { try EmailAddress(parsing: text) }
    }

    @Test func acceptsWhatOnlyResemblesAnEncodedWord() throws {
        for text in ["x=?=y@example.com", "x?=y=?z@example.com"] {
            #expect(try EmailAddress(parsing: text).text == text)
        }
    }

    @Test func keepsTheSpellingAndNormalisesForMatchingOnly() throws {
        let address = try EmailAddress(parsing: "Ada.Lovelace+CRM@Example.COM")
        #expect(address.local == "Ada.Lovelace+CRM")
        #expect(address.domain == "Example.COM")
        #expect(address.text == "Ada.Lovelace+CRM@Example.COM")
        #expect(address.normalised == "ada.lovelace+crm@example.com")
        #expect(try address != EmailAddress(parsing: address.normalised))
    }

    @Test func limitsLengths() throws {
        let label = String(repeating: "d", count: 63)
        let local = String(repeating: "l", count: 64)
        #expect(throws: Never.self) { try EmailAddress(parsing: "\(local)@\(label).com") }
        #expect(throws: AddressError.self) { try EmailAddress(parsing: "l\(local)@\(label).com") }
        #expect(throws: AddressError.self) { try EmailAddress(parsing: "a@d\(label).com") }
        let rest = String(repeating: "e", count: 254 - 65 - 128)
        let longest = "\(local)@\(label).\(label).\(rest)"
        #expect(longest.utf8.count == 254)
        #expect(throws: Never.self) { try EmailAddress(parsing: longest) }
        #expect(throws: AddressError.self) { try EmailAddress(parsing: longest + "e") }
        #expect(throws: AddressError.self) { try EmailAddress(parsing: String(repeating: "a@", count: 1 << 20)) }
    }

    @Test(arguments: [
        ("", "the address is empty", "name@domain"),
        ("ada@example,com", "character 12", "did you mean a dot?"),
        ("ada@example;com", "character 12", "one address only"),
        (" ada@example.com", "spaces around", "remove"),
        ("ada@example.com ", "spaces around", "remove"),
        ("ada@exam ple.com", "character 9 of the address is a space", "without spaces"),
        ("ada@example.com\n", "character 16 of the address is a control character", "line breaks"),
        ("ada@example.com\r\nBcc: eve@example.net", "control character", "line breaks"),
        ("ada.example.com", "no @", "name@domain"),
        ("ada@work@example.com", "2 @", "all but the one"),
        ("ada@example.com,eve@example.com", "2 @", "one address only"),
        ("Ada <ada@example.com>", "as if with a name", "between < and >"),
        ("MailTo:ada@example.com", "mailto:", "after it"),
        ("@example.com", "nothing stands before", "name@domain"),
        ("ada@", "nothing stands after", "name@domain"),
        ("ada@example", "no dot", "in full"),
        ("ada@.com", "a dot too many", "doubled"),
        ("ada@[10.0.0.1]", "character 5", "not an IP address"),
        ("ada@b\u{FC}cher.example", "character 6", "punycode"),
        ("ad\u{E4}@example.com", "character 3", "only ASCII"),
        ("\u{202A}ada@example.com", "character 1 of the address cannot be seen", "type it again"),
        ("ada@example\u{200B}.com", "character 12 of the address cannot be seen", "type it again"),
        ("ada\u{A0}@example.com", "character 4 of the address cannot be seen", "type it again"),
        ("=?utf-8?q?ada=40evil.example=3E?=@example.com", "may decode", "another address"),
    ])
    func explainsEachMistake(_ text: String, _ message: String, _ hint: String) {
        let error = #expect(throws: AddressError.self) { try EmailAddress(parsing: text) }
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
        #expect(error?.hint.contains(hint) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        "secretname@example,com", "secretname", "Secretname <secretname@example.com>", "secretname@secretname",
        "secretname@\u{FC}.com", "secretname@a@b.com", "secretname@example..com",
    ])
    func errorsHoldNothingOfTheAddress(_ text: String) {
        let error = #expect(throws: AddressError.self) { try EmailAddress(parsing: text) }
        #expect(error?.description.lowercased().contains("secretname") == false)
    }

    @Test(arguments: [
        ("ada@example.com", "ada@example.com"), ("a..b@example.com", "\"a..b\"@example.com"),
        (".a@example.com", "\".a\"@example.com"), ("a.@example.com", "\"a.\"@example.com"),
    ])
    func quotesWhatIsNoDotAtomInHeaders(_ text: String, _ header: String) throws {
        #expect(try EmailAddress(parsing: text).headerText == header)
    }
}
