import Testing

@testable import OutriderCore

@Suite struct MailboxTests {
    /// Mailboxes of RFC 5322, appendix A.1 and A.6.1, and plain ones.
    @Test(
        arguments: [
            ("John Doe <jdoe@machine.example>", "John Doe", "jdoe@machine.example", "John Doe <jdoe@machine.example>"),
            ("Mary Smith <mary@example.net>", "Mary Smith", "mary@example.net", "Mary Smith <mary@example.net>"),
            (
                "\"Joe Q. Public\" <john.q.public@example.com>", "Joe Q. Public", "john.q.public@example.com",
                "\"Joe Q. Public\" <john.q.public@example.com>"
            ),
            (
                "Joe Q. Public <john.q.public@example.com>", "Joe Q. Public", "john.q.public@example.com",
                "\"Joe Q. Public\" <john.q.public@example.com>"
            ),
            ("Mary Smith <mary@x.test>", "Mary Smith", "mary@x.test", "Mary Smith <mary@x.test>"),
            ("jdoe@example.org", nil, "jdoe@example.org", "jdoe@example.org"),
            ("Who? <one@y.test>", "Who?", "one@y.test", "Who? <one@y.test>"),
            ("<boss@nil.test>", nil, "boss@nil.test", "boss@nil.test"),
            (
                "\"Giant; \\\"Big\\\" Box\" <sysservices@example.net>", "Giant; \"Big\" Box", "sysservices@example.net",
                "\"Giant; \\\"Big\\\" Box\" <sysservices@example.net>"
            ),
            (
                "\"Mary Smith: Personal Account\" <smith@home.example>", "Mary Smith: Personal Account",
                "smith@home.example", "\"Mary Smith: Personal Account\" <smith@home.example>"
            ),
            ("  Jo   Ndlovu\t<jo@acme.example>  ", "Jo Ndlovu", "jo@acme.example", "Jo Ndlovu <jo@acme.example>"),
            ("\"Jo, Inc\"<jo@acme.example>", "Jo, Inc", "jo@acme.example", "\"Jo, Inc\" <jo@acme.example>"),
            ("\"\" <jo@acme.example>", nil, "jo@acme.example", "jo@acme.example"),
            ("\"a\\\\b\" <jo@acme.example>", "a\\b", "jo@acme.example", "\"a\\\\b\" <jo@acme.example>"),
            ("J\u{F6} <jo@acme.example>", "J\u{F6}", "jo@acme.example", "=?utf-8?B?SsO2?= <jo@acme.example>"),
        ] as [(String, String?, String, String)])
    func parses(_ text: String, _ name: String?, _ address: String, _ header: String) throws {
        let mailbox = try Mailbox(parsing: text)
        #expect(mailbox.name == name)
        #expect(mailbox.address.text == address)
        #expect(mailbox.headerValue == header)
    }

    /// Among them comments, a group and a list of RFC 5322, appendix A, which one mailbox of ours never is.
    @Test(arguments: [
        ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "character 5 of the name"),
        ("A Group:Ed Jones <joe@where.test>,John <jdoe@one.test>;", "character 8 of the name"),
        ("Mary Smith <mary@x.test>, jdoe@example.org", "does not end in one >"),
        ("Jo, Inc <jo@acme.example>", "character 3 of the name"),
        ("Jo <jo@acme.example", "does not end in one >"),
        ("Jo <jo@acme.example>>", "does not end in one >"),
        ("Jo <<jo@acme.example>", "< or >"),
        ("Jo <jo@acme.example> x", "does not end in one >"),
        ("Jo <>", "the address is empty"),
        ("Jo < jo@acme.example>", "spaces around"),
        ("\"Jo <jo@acme.example>", "not closed"),
        ("\"Jo\\", "not closed"),
        ("\"Jo\"", "no < follows"),
        ("\"Jo\" jo@acme.example", "no < follows"),
        ("jo@acme.example>", "< or >"),
        ("<", "does not end in one >"),
        ("<>", "the address is empty"),
        ("", "the address is empty"),
        ("Jo", "no @"),
        ("Jo <jo@acme.example\r\nBcc: eve@evil.example>", "control character"),
    ])
    func explainsEachMistake(_ text: String, _ message: String) {
        let error = #expect(throws: AddressError.self) { try Mailbox(parsing: text) }
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }

    @Test func refusesHugeText() {
        #expect(throws: AddressError.self) {
            try Mailbox(parsing: String(repeating: "a", count: 1_000) + " <jo@acme.example>")
        }
    }

    @Test(
        arguments: [
            ("Eve\r\nBcc: evil@x.example", "\"Eve Bcc: evil@x.example\""),
            ("\u{0}Eve\u{7F}\u{85}X\u{2028}Y", "Eve X Y"),
            ("\u{202E}evE\u{202C}\u{2066}\u{200F}\u{61C}", "evE"),
            ("\r\n\t", nil),
            ("=?utf-8?q?Boss?=", "=?utf-8?B?PT91dGYtOD9xP0Jvc3M/PQ==?="),
            ("a\" <evil@x.example>, \"b", "\"a\\\" <evil@x.example>, \\\"b\""),
        ] as [(String, String?)])
    func hostileNamesStayNames(_ name: String, _ header: String?) throws {
        let mailbox = Mailbox(name: name, address: try EmailAddress(parsing: "eve@example.com"))
        #expect(mailbox.headerValue == (header.map { "\($0) <eve@example.com>" } ?? "eve@example.com"))
    }

    @Test func parsingItsOwnHeaderGivesItBack() throws {
        for name in ["Jo", "Jo, Inc", "a\\\"b", "J. \"The\" (X) <y@z>"] {
            let mailbox = Mailbox(name: name, address: try EmailAddress(parsing: "jo@acme.example"))
            #expect(try Mailbox(parsing: mailbox.headerValue) == mailbox)
        }
    }
}
