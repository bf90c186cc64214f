/// A message with its words, before it is claimed.
public struct Draft: Hashable, Sendable {
    public var channel: Channel
    public var address: ChannelAddress?
    /// The recipient's name, for the header of an email.
    public var name: String?
    public var subject: String?
    public var text: String
    public var html: String?
    public var envelope: Envelope
    /// Message ids of the thread that it answers, oldest first.
    public var references: [String]
    /// The approved template that WhatsApp is given in place of the text; `nil` where the text itself goes.
    public var content: Content?

    /// A template that WhatsApp approved, with what stands for its numbers.
    public struct Content: Hashable, Sendable {
        /// Content SID: `HX` and 32 hex digits.
        public var sid: String
        public var variables: [String: String]
    }

    /// The first line of the words that holds any, at most 120 characters.
    public var firstLine: String {
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return String(line.prefix(120))
    }
}

/// Who a message comes from and where its answers go.
public struct Envelope: Hashable, Sendable {
    /// Id of the sender.
    public var sender: String
    public var provider: Configuration.Provider
    /// Who an email comes from.
    public var mailbox: Mailbox
    /// The number that a message to a phone comes from.
    public var number: PhoneNumber?
    /// Where answers to an email go; empty for the mailbox itself.
    public var replyTo: [Mailbox]
    /// Headers that let people opt out (RFC 2369, RFC 8058).
    public var unsubscribe: [MessageHeader]

    init(_ sender: SenderIdentity, _ channel: Channel, cover: SenderIdentity?) {
        self.sender = sender.id
        provider = sender.provider(channel)
        mailbox = sender.mailbox
        number = sender.number(channel)
        replyTo = [sender.replyTo].compactMap(\.self)
        if let cover {
            // The sender is away: whoever covers for them reads the answer as well.
            replyTo = [sender.replyTo ?? sender.mailbox, cover.replyTo ?? cover.mailbox]
        }
        unsubscribe = []
    }

    /// `List-Unsubscribe` with the web address before the mail address, and one click where there is a web address.
    static func unsubscribeHeader(_ ways: Configuration.Unsubscribe, key: String) -> [MessageHeader] {
        var places: [String] = []
        if let url = ways.url { places.append("<\(url.replacing("{{token}}", with: key))>") }
        if let mailto = ways.mailto { places.append("<mailto:\(mailto.asURL)?subject=unsubscribe%20\(key)>") }
        var headers = [try? MessageHeader(name: "List-Unsubscribe", value: places.joined(separator: ", "))]
        if ways.url != nil {
            headers.append(try? MessageHeader(name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click"))
        }
        return headers.compactMap(\.self)
    }
}

extension EmailAddress {
    /// The address as a `mailto:` URL writes it (RFC 6068): all but letters, digits and `-._~` of the local part encoded.
    fileprivate var asURL: String {
        var url = ""
        for byte in local.utf8 {
            let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~".utf8.contains(byte)
            let code = String(byte, radix: 16, uppercase: true)
            url += isPlain ? String(Unicode.Scalar(byte)) : "%" + (code.count < 2 ? "0" : "") + code
        }
        return "\(url)@\(domain)"
    }
}

extension StepWords {
    /// Writes text and HTML, with the signature and the footer under the words of an email.
    func render(into draft: inout Draft, _ values: TemplateValue, signature: String?) throws(MissingVariables) {
        if let content {
            let (filled, text) = try content.render(values)
            draft.content = filled
            if let text { draft.text = text } else { draft.text = try body.render(values) }
            return
        }
        draft.text = try body.render(values)
        draft.html = try html?.render(values)
        guard draft.channel == .email else { return }
        let placesSignature = names(["sender", "signature"])
        if let signature, !placesSignature { draft.add(text: signature, html: signature.asHTML) }
        guard let footer else { return }
        let text = try footer.render(values)
        draft.add(text: text, html: try htmlFooter?.render(values) ?? text.asHTML)
    }
}

extension Draft {
    /// Puts a paragraph under the words; in HTML before the end of the body.
    fileprivate mutating func add(text: String, html paragraph: String) {
        while self.text.last?.isNewline ?? false { self.text.removeLast() }
        self.text += "\n\n" + text
        if !text.hasSuffix("\n") { self.text += "\n" }
        guard let html else { return }
        guard let end = html.endOfBody else {
            self.html = html + paragraph
            return
        }
        self.html = html[..<end] + paragraph + html[end...]
    }
}

extension String {
    /// The text as a paragraph of HTML, its lines kept.
    fileprivate var asHTML: String {
        let lines = split(omittingEmptySubsequences: false) { $0.isNewline }.map { String($0).escapedForHTML() }
        let end = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
        return "<p>\(lines[...end].joined(separator: "<br>\n"))</p>\n"
    }

    /// Where the last `</body>` begins, else the last `</html>`.
    fileprivate var endOfBody: String.Index? {
        let lowered = self.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        for tag in ["</body>", "</html>"] {
            let wanted = Array(tag.utf8)
            var start = lowered.count - wanted.count
            while start >= 0 {
                if lowered[start..<start + wanted.count].elementsEqual(wanted) {
                    return utf8.index(utf8.startIndex, offsetBy: start)
                }
                start -= 1
            }
        }
        return nil
    }
}
