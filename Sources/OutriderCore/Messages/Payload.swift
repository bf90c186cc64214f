/// The exact bytes of a message, and the name it can be found by.
public struct Payload: Hashable, Sendable {
    public var bytes: [UInt8]
    /// Message-ID of an email.
    public var messageID: String?

    /// What the provider is given for `draft`: a complete email, or a JSON document for the phone channels.
    ///
    /// The same arguments always give the same bytes.
    ///
    /// - Throws: `MessageError` where the words cannot stand in an email.
    public init(
        _ draft: Draft, key: DeliveryKey, gen: Int, at: Instant
    ) throws(MessageError) {
        switch draft.address {
        case .email(let address):
            let from = draft.envelope.mailbox
            let id = Self.messageID(draft, key: key, gen: gen)
            let message = try EmailMessage(
                messageID: id, secondsSince1970: at.seconds, from: from,
                to: Mailbox(name: draft.name, address: address),
                replyTo: draft.envelope.replyTo, subject: draft.subject ?? "", text: draft.text,
                html: draft.html, inReplyTo: draft.references.last, references: draft.references,
                headers: draft.envelope.unsubscribe)
            bytes = message.bytes()
            messageID = id
        case .phone(let number):
            let document = JSONObject([
                ("key", .string(key.text)), ("gen", .integer(gen)), ("channel", .string(draft.channel.rawValue)),
                ("at", at.json), ("from", .optional(draft.envelope.number?.text)), ("to", .string(number.text)),
                ("text", .string(draft.text)),
                ("contentSid", .optional(draft.content?.sid)),
                (
                    "contentVariables",
                    draft.content.map { content in
                        .object(
                            JSONObject(
                                content.variables.sorted { Int($0.key) ?? 0 < Int($1.key) ?? 0 }
                                    .map { ($0.key, .string($0.value)) }))
                    }
                ),
            ])
            bytes = Array((JSONValue.object(document).pretty + "\n").utf8)
        case nil:
            throw MessageError.noRecipient
        }
    }
}

extension Payload {
    /// The Message-ID of an email.
    static func messageID(_ draft: Draft, key: DeliveryKey, gen: Int) -> String {
        "<\(key.text).\(gen)@\(draft.envelope.mailbox.address.domain)>"
    }
}
