public import OutriderCore

/// A claimed message, ready to be handed to a provider.
public struct OutgoingMessage: Hashable, Sendable {
    public let id: ProviderKey
    public let channel: Channel
    /// The exact bytes to deliver: a complete mail (RFC 5322), or a JSON document for SMS and WhatsApp.
    public let payload: [UInt8]

    public init(id: ProviderKey, channel: Channel, payload: [UInt8]) {
        self.id = id
        self.channel = channel
        self.payload = payload
    }

    public init(key: String, gen: Int, channel: Channel, payload: [UInt8]) {
        self.init(id: ProviderKey(key: key, gen: gen), channel: channel, payload: payload)
    }

    public var key: String { id.key }
    public var gen: Int { id.gen }
}
