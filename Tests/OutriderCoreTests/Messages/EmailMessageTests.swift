import Testing

@testable import OutriderCore

@Suite struct EmailMessageTests {
    static let id = "<mfrggzdfmztwq2lknnwg23tpobyxe43u.0@acme.example>"

    private func message(
        id: String = id, seconds: Int64 = 1_795_335_120, fromName: String? = "Jo", toName: String? = "Ada",
        replyTo: [Mailbox] = [], subject: String = "Hello", text: String = "Hi\n", html: String? = nil,
        inReplyTo: String? = nil, references: [String] = [], headers: [MessageHeader] = []
    ) throws -> EmailMessage {
        try EmailMessage(
            messageID: id, secondsSince1970: seconds,
            from: Mailbox(name: fromName, address: EmailAddress(parsing: "jo@acme.example")),
            to: Mailbox(name: toName, address: EmailAddress(parsing: "ada@example.com")), replyTo: replyTo,
            subject: subject, text: text, html: html, inReplyTo: inReplyTo, references: references, headers: headers)
    }

    private func lines(_ message: EmailMessage) throws -> [String] {
        let bytes = message.bytes()
        try #require(bytes.allSatisfy { (0x20...0x7E).contains($0) || [0x09, 0x0A, 0x0D].contains($0) })
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        try #require(lines.last == "")
        for line in lines {
            try #require(!line.utf8.contains { $0 == 0x0A || $0 == 0x0D })
            try #require(line.utf8.count <= 998)
        }
        return lines.dropLast().map { String($0) }
    }

    @Test func writesHeadersInTheirOrder() throws {
        let message = try message(
            replyTo: [Mailbox(parsing: "Jo <jo@acme.example>"), Mailbox(parsing: "sam@acme.example")],
            inReplyTo: "<b@x>", references: ["<a@x>", "<b@x>"],
            headers: [
                MessageHeader(name: "X-Outrider-Key", value: "k.0"),
                MessageHeader(name: "List-Unsubscribe", value: "<mailto:u@acme.example>"),
            ])
        #expect(
            try lines(message) == [
                "From: Jo <jo@acme.example>",
                "To: Ada <ada@example.com>",
                "Reply-To: Jo <jo@acme.example>, sam@acme.example",
                "Subject: Hello",
                "Date: Sun, 22 Nov 2026 08:12:00 +0000",
                "Message-ID: \(Self.id)",
                "In-Reply-To: <b@x>",
                "References: <a@x> <b@x>",
                "MIME-Version: 1.0",
                "X-Outrider-Key: k.0",
                "List-Unsubscribe: <mailto:u@acme.example>",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 7bit",
                "",
                "Hi",
            ])
    }

    @Test func withHTMLTextComesFirst() throws {
        let boundary = "=_mfrggzdfmztwq2lknnwg23tpobyxe43u.0"
        let lines = try lines(message(subject: "", text: "Hi", html: "<p class=\"x\">Hi</p>"))
        #expect(lines[2] == "Subject:")
        #expect(
            lines.dropFirst(6) == [
                "Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"",
                "Content-Transfer-Encoding: 7bit", "",
                "--\(boundary)", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable", "", "Hi", "",
                "--\(boundary)", "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable", "", "<p class=3D\"x\">Hi</p>", "",
                "--\(boundary)--",
            ])
    }

    @Test func aPartCannotHoldTheBoundary() throws {
        let boundary = "--=_mfrggzdfmztwq2lknnwg23tpobyxe43u.0"
        let lines = try lines(message(text: boundary, html: "\(boundary)--\n\(boundary)"))
        #expect(lines.count { $0.contains("=_") } == 4)
    }

    @Test func sameValuesGiveTheSameBytes() throws {
        let first = try message(subject: "\u{E9}", html: "<p>\u{E9}</p>")
        #expect(try first.bytes() == message(subject: "\u{E9}", html: "<p>\u{E9}</p>").bytes())
        #expect(try first.bytes() != message(subject: "\u{E8}", html: "<p>\u{E9}</p>").bytes())
    }

    @Test(arguments: [
        "Hi\r\nBcc: evil@x", "Hi\nBcc: evil@x", "Hi\rBcc: evil@x", "Hi\r\n\r\nBcc: evil@x", "Hi\u{0}\r\n Bcc: evil@x",
        "Hi\u{85}Bcc: evil@x", "Hi\u{2028}Bcc: evil@x", "Hi\u{B}Bcc: evil@x", "\u{202E}Hi\r\nBcc: evil@x",
    ])
    func hostileTextAddsNoHeader(_ text: String) throws {
        let message = try message(fromName: text, toName: text, subject: text)
        let headers = MessageReader.split(message.bytes()).headers
        try #require(
            headers.map { $0.name } == [
                "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        #expect(message.subject == "Hi Bcc: evil@x")
        #expect(headers[2].value == "Hi Bcc: evil@x")
        #expect(headers[1].value == "\"Hi Bcc: evil@x\" <ada@example.com>")
    }

    @Test func foldsWhereItMay() throws {
        let ids = (0..<40).map { "<CAHk-=wh\($0)abcdefghijklmnop@mail.example.com>" }
        let message = try message(
            fromName: String(repeating: "J\u{F6} ", count: 60), toName: String(repeating: "Ada ", count: 60),
            replyTo: (0..<20).map { try Mailbox(parsing: "\"Jo, \($0)\" <jo\($0)@acme.example>") },
            subject: String(repeating: "A long subject ", count: 40), references: ids)
        #expect(try lines(message).allSatisfy { $0.utf8.count <= 76 })
        let headers = MessageReader.split(message.bytes()).headers
        #expect(headers[3].value == message.subject)
        #expect(headers[6].value == ids.joined(separator: " "))
        #expect(headers[2].value.split(separator: ",").count == 40)
    }

    @Test(arguments: ["w", "\u{1F44B}", "\"", "a "])
    func longTextKeepsLinesLegal(_ unit: String) throws {
        let text = String(repeating: unit, count: 3_000)
        let message = try message(fromName: text, toName: text, subject: text, text: text, html: text)
        #expect(try lines(message).allSatisfy { $0.utf8.count <= 76 })
        let headers = MessageReader.split(message.bytes()).headers
        #expect(MessageReader.decodeWords(headers[2].value) == message.subject)
    }

    @Test func theLongestAddressAndIDKeepLinesLegal() throws {
        let labels = String(repeating: "d", count: 63) + "." + String(repeating: "e", count: 63)
        let longest = "\(String(repeating: "l", count: 64))@\(labels).\(String(repeating: "f", count: 61))"
        let mailbox = Mailbox(
            name: String(repeating: "n", count: 60), address: try EmailAddress(parsing: longest))
        let id = "<\(String(repeating: "r", count: 898))>"
        let message = try message(
            id: "<\(longest)>", replyTo: [mailbox, mailbox], html: "x", inReplyTo: id, references: [id, id])
        let lines = try lines(message)
        #expect(lines.contains { $0.hasSuffix("boundary=\"=_\(String(repeating: "l", count: 64))\"") })
    }

    @Test(arguments: [
        "", "<>", "k@acme.example", "<k@acme.example", "<k@acme>", "<k@@acme.example>", "<k x@acme.example>",
        "<k\r\n@acme.example>", "<k..0@acme.example>", "<.k@acme.example>", "<k_0@acme.example>", "<k\"@acme.example>",
        "<k\u{E9}@acme.example>", "<k@\u{E9}.example>", "<@acme.example>", "<<k@acme.example>>", "<k@acme.example>>",
    ])
    func refusesAnIDThatIsNotOurs(_ id: String) {
        let error = #expect(throws: MessageError.self) { try message(id: id) }
        #expect(error?.field == "Message-ID")
    }

    @Test(arguments: [
        "", "<>", "a@x", "<a@x", "<a@x>\r\nBcc: evil@x", "<a @x>", "<a\n@x>", "<a@x> <b@x>", "<\u{E9}@x>", "<a\u{7F}>",
        "<\(String(repeating: "r", count: 899))>",
    ])
    func refusesIDsThatBreakAHeader(_ id: String) {
        #expect(throws: MessageError.self) { try message(inReplyTo: id) }
        let error = #expect(throws: MessageError.self) { try message(references: ["<a@x>", id]) }
        #expect(error?.field == "References")
    }

    @Test(arguments: [Int64.min, -2_208_988_801, 253_402_300_800, .max])
    func refusesDatesThatCannotBeWritten(_ seconds: Int64) {
        let error = #expect(throws: MessageError.self) { try message(seconds: seconds) }
        #expect(error?.field == "Date")
    }

    @Test(arguments: [
        ("", "x"), ("X Y", "x"), ("X:", "x"), ("X\r\nBcc", "x"), ("X-\u{E9}", "x"), ("Bcc", "x"), ("SUBJECT", "x"),
        ("content-type", "x"), ("Resent-To", "x"), ("X-A", ""), ("X-A", "  "), ("X-A", "a\r\nBcc: evil@x"),
        ("X-A", "a\u{0}b"), ("X-A", "\u{E9}"), ("X-A", "a\tb"), (String(repeating: "X", count: 65), "x"),
        ("X-A", String(repeating: "v", count: 994)),
    ])
    func refusesHeadersThatBreak(_ name: String, _ value: String) {
        #expect(throws: MessageError.self) { try MessageHeader(name: name, value: value) }
    }

    @Test func takesHeadersOfOurOwnOnce() throws {
        let header = try MessageHeader(name: "X-A", value: " a  b ")
        #expect(header.value == "a b")
        let longest = try MessageHeader(name: "x-a", value: String(repeating: "v", count: 993))
        #expect(try lines(message(headers: [longest])).contains { $0.utf8.count == 998 })
        let error = #expect(throws: MessageError.self) { try message(headers: [header, longest]) }
        #expect(error?.field == "x-a")
    }

    @Test(arguments: [
        ("Hello", "Re: Hello"), ("Re: Hello", "Re: Hello"), ("RE: Hello", "RE: Hello"), ("re:Hello", "re:Hello"),
        ("Regarding", "Re: Regarding"), (" Re: x ", "Re: x"), ("", "Re:"), ("\u{E9}", "Re: \u{E9}"),
        ("Hi\r\nBcc: evil@x", "Re: Hi Bcc: evil@x"), ("Re", "Re: Re"),
    ])
    func replies(_ subject: String, _ reply: String) {
        #expect(EmailMessage.replySubject(subject) == reply)
        #expect(EmailMessage.replySubject(reply) == reply)
    }
}
