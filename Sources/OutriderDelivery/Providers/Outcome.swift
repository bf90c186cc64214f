/// What became of one message that a provider was asked to send.
public struct Outcome: Hashable, Sendable {
    public let id: ProviderKey
    public let result: Result
    /// Whether the provider already had the message, so that this call delivered nothing.
    public let isDuplicate: Bool

    public init(id: ProviderKey, result: Result, isDuplicate: Bool = false) {
        self.id = id
        self.result = result
        self.isDuplicate = isDuplicate
    }

    public var key: String { id.key }
    public var gen: Int { id.gen }

    /// Codes are short stable words or the provider's own numbers; never an address or words of a message.
    public enum Result: Hashable, Sendable {
        /// Accepted; the provider's name for it.
        case sent(providerID: String)
        /// Proof that this call delivered nothing: the message may go back to the plan.
        case notSent(code: String)
        /// Refused for good.
        case failed(FailureClass, code: String)
        /// Nobody knows: settled by evidence, never repeated blindly.
        case unknown(code: String)
    }

    /// What a refusal is about.
    public enum FailureClass: String, CaseIterable, Hashable, Sendable {
        /// This address or number cannot be reached.
        case address
        /// These words or this form are not accepted.
        case content
        /// Credentials, sender or settings are wrong: nothing else will go either.
        case configuration
    }
}

extension Outcome.Result {
    /// The lease was over, or the run was told to stop, before the point of no return.
    public static let leaseOver = Outcome.Result.notSent(code: "lease-over")
    /// Evidence said "not sent" to somebody before, so this generation can never be delivered.
    public static let fenced = Outcome.Result.notSent(code: "fenced")
}

/// What a provider knows about a message that was claimed some time ago.
public enum Evidence: Hashable, Sendable {
    case sent(providerID: String)
    /// Proof: it was not delivered, and from now on no late holder can deliver this key and generation.
    case notSent
    case unknown
}
