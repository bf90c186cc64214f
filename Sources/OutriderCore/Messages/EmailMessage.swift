/// A whole e-mail message: the same values give the same bytes, always.
public struct EmailMessage: Hashable, Sendable {
    /// `<KEY.GEN@domain>`, made of the delivery key.
    public let messageID: String
    /// The date of the message in seconds since 1970, UTC.
    public let secondsSince1970: Int64
    public let from: Mailbox
    public let to: Mailbox
    /// Where replies go, in this order; empty for the sender.
    public let replyTo: [Mailbox]
    /// The subject on one line.
    public let subject: String
    /// The plain text, as given.
    public let text: String
    /// The HTML, as given; nil makes a message of plain text alone.
    public let html: String?
    /// The Message-ID answered, with its `<` and `>`.
    public let inReplyTo: String?
    /// The Message-IDs of the thread, oldest first.
    public let references: [String]
    /// Headers of our own, in this order.
    public let headers: [MessageHeader]

    /// Checks all that could break a header.
    ///
    /// The subject may come from anywhere and is made one line as a `Mailbox` name is. Refused are: a `messageID` whose
    /// left part is not 1 to 64 letters, digits, hyphens and single dots; ids of others that are not printable ASCII
    /// between `<` and `>` or longer than 900 characters; years outside of 1900 to 9999; an extra header given twice.
    public init(
        messageID: String, secondsSince1970: Int64, from: Mailbox, to: Mailbox, replyTo: [Mailbox] = [],
        subject: String,
        text: String, html: String? = nil, inReplyTo: String? = nil, references: [String] = [],
        headers: [MessageHeader] = []
    ) throws(MessageError) {
        try Self.checkOwnID(messageID)
        if let inReplyTo { try Self.checkOtherID(inReplyTo, field: "In-Reply-To") }
        for reference in references { try Self.checkOtherID(reference, field: "References") }
        guard MessageDate.range.contains(secondsSince1970) else {
            throw MessageError(
                field: "Date", message: "the year is not one of 1900 to 9999", hint: "check the clock and its unit")
        }
        var names: Set<String> = []
        for header in headers where !names.insert(header.name.lowercased()).inserted {
            throw MessageError(field: header.name, message: "the header is given twice", hint: "give it once")
        }
        self.messageID = messageID
        self.secondsSince1970 = secondsSince1970
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = HeaderText.cleaned(subject)
        self.text = text
        self.html = html
        self.inReplyTo = inReplyTo
        self.references = references
        self.headers = headers
    }

    /// The complete message (RFC 5322), every line ended by CRLF and none longer than 998 characters, all ASCII.
    ///
    /// Text is `7bit` where it is ASCII in short lines that servers leave alone, else quoted-printable; with HTML the
    /// message is multipart/alternative, text first. In both, control characters but tabs and line ends are removed.
    public func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        for field in headerFields { field.write(to: &bytes) }
        guard let html else {
            Self.writePart(type: "text/plain", .plainest(text), to: &bytes)
            return bytes
        }
        HeaderField(name: "Content-Type", words: ["multipart/alternative;", "boundary=\"\(boundary)\""])
            .write(to: &bytes)
        HeaderField(name: "Content-Transfer-Encoding", words: ["7bit"]).write(to: &bytes)
        for (type, text) in [("text/plain", text), ("text/html", html)] {
            bytes.append(contentsOf: "\r\n--\(boundary)\r\n".utf8)
            Self.writePart(type: type, .quotedPrintable(text), to: &bytes)
        }
        bytes.append(contentsOf: "\r\n--\(boundary)--\r\n".utf8)
        return bytes
    }

    /// The subject of an answer in the thread of `subject`: `Re: ` before it unless it is there in any case.
    public static func replySubject(_ subject: String) -> String {
        let subject = HeaderText.cleaned(subject)
        if subject.isEmpty { return "Re:" }
        return subject.utf8.prefix(3).map { $0 | 0x20 } == Array("re:".utf8) ? subject : "Re: \(subject)"
    }
}

extension EmailMessage {
    /// The headers before those of the content, in their fixed order.
    private var headerFields: [HeaderField] {
        var fields = [
            HeaderField(name: "From", words: from.headerWords),
            HeaderField(name: "To", words: to.headerWords),
        ]
        if !replyTo.isEmpty { fields.append(HeaderField(name: "Reply-To", words: Self.list(replyTo))) }
        fields.append(HeaderField(name: "Subject", words: HeaderText.unstructured(subject)))
        fields.append(HeaderField(name: "Date", words: [MessageDate.text(secondsSince1970: secondsSince1970)]))
        fields.append(HeaderField(name: "Message-ID", words: [messageID]))
        if let inReplyTo { fields.append(HeaderField(name: "In-Reply-To", words: [inReplyTo])) }
        if !references.isEmpty { fields.append(HeaderField(name: "References", words: references)) }
        fields.append(HeaderField(name: "MIME-Version", words: ["1.0"]))
        for header in headers {
            fields.append(HeaderField(name: header.name, words: header.value.split(separator: " ").map { String($0) }))
        }
        return fields
    }

    /// Cannot occur in a part, by construction: it holds `=_`, and both parts are quoted-printable, where `=` stands
    /// only before a hexadecimal digit or a line end (RFC 2045, 6.7). At most 66 of the 70 characters allowed.
    private var boundary: String {
        "=_\(messageID.dropFirst().prefix { $0 != "@" })"
    }

    private static func writePart(type: String, _ body: MessageBody, to bytes: inout [UInt8]) {
        HeaderField(name: "Content-Type", words: ["\(type);", "charset=utf-8"]).write(to: &bytes)
        HeaderField(name: "Content-Transfer-Encoding", words: [body.encoding]).write(to: &bytes)
        bytes.append(contentsOf: "\r\n".utf8)
        bytes.append(contentsOf: body.bytes)
    }

    private static func list(_ mailboxes: [Mailbox]) -> [String] {
        mailboxes.enumerated().flatMap { index, mailbox in
            var words = mailbox.headerWords
            if index + 1 < mailboxes.count, let last = words.popLast() { words.append("\(last),") }
            return words
        }
    }

    private static func checkOwnID(_ id: String) throws(MessageError) {
        let refusal = MessageError(
            field: "Message-ID", message: "the id is not <key.generation@domain>",
            hint: "use letters, digits, hyphens and single dots before the @, and the domain of From after it")
        guard id.hasPrefix("<"), id.hasSuffix(">"), id.utf8.count > 2 else { throw refusal }
        let inner = String(id.dropFirst().dropLast())
        let isLocal = inner.hasSuffix("@" + EmailAddress.localhost.domain)
        guard let address = try? EmailAddress(parsing: isLocal ? inner + ".local" : inner) else { throw refusal }
        guard address.local.unicodeScalars.allSatisfy({ MailCharacter.isLetterOrDigit($0) || $0 == "." || $0 == "-" }),
            address.headerText == address.text
        else { throw refusal }
    }

    private static func checkOtherID(_ id: String, field: String) throws(MessageError) {
        let inner = id.utf8.dropFirst().dropLast()
        guard id.utf8.first == UInt8(ascii: "<"), id.utf8.last == UInt8(ascii: ">"), (1...898).contains(inner.count),
            inner.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
        else {
            throw MessageError(
                field: field, message: "an id is not 1 to 898 printable ASCII characters between < and >",
                hint: "leave this id out")
        }
    }
}
