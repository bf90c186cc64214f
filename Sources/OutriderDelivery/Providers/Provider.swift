/// A way to deliver messages.
///
/// This is the contract; `ProviderConformance` in the tests holds every provider to it.
///
/// - **At most once a key.** Whatever is called, how often, from how many threads and processes, and wherever one of
///   them is killed: a provider that can tell (see `evidence`) delivers a delivery key once, over all generations.
/// - **No retries.** One call is one attempt; retry, rate and dry-run are wrappers around a provider.
/// - **Not sent is a promise.** `.notSent` is returned only where the provider cannot have the message. Any doubt is
///   `.unknown`. A wrong `.unknown` costs a look-up, a wrong `.notSent` costs a second message to a person.
/// - **Nothing personal** in codes, names and errors: keys, positions and the provider's own numbers.
public protocol Provider: Sendable {
    /// The name in configuration, journal and history: `outbox`, `smtp`, `resend`, `twilio`.
    var name: String { get }

    /// Says where messages go, so that evidence is never asked of another account than the one that was used.
    ///
    /// The same text until the account is replaced; no secrets. May create the account where it is a local folder.
    /// - Throws: when it cannot be told; the run then claims nothing for this provider.
    func account() throws -> String

    /// Sends a group and reports each message exactly once, in the order of `messages`.
    ///
    /// Never throws: what goes wrong is the outcome of the messages it happened to. A message whose key the provider
    /// already has is `.sent` with `isDuplicate`, one whose key and generation were fenced is `.fenced`.
    ///
    /// - Parameters:
    ///   - permit: Asks whether the lease still allows a send. The provider calls it immediately before the point of no
    ///     return of each message, with nothing that can block in between, and not again after it said no: that
    ///     message and the rest are `.leaseOver`. Whoever calls `send` answers for the lease, the provider for asking.
    ///   - reached: Where to report the crash boundaries `send.connected` to `send.answered`.
    ///   - outcome: Called on the calling thread, when the outcome is as durable as it will be.
    func send(
        _ messages: [OutgoingMessage], permit: @Sendable () -> Bool, reached: Boundaries, outcome: (Outcome) -> Void)

    /// Looks up what became of earlier attempts; the answers are in the order of `keys`.
    ///
    /// Never sends. `.notSent` is a fence: once returned, no holder that wakes up later can deliver that key and
    /// generation. A provider that cannot promise this answers `.unknown`.
    ///
    /// - Parameter account: The account the claims were made for. If it is not the present one, all is `.unknown`.
    /// - Throws: when nothing could be asked; the caller takes that as `.unknown` for all and reports the error.
    func evidence(for keys: [ProviderKey], account: String) throws -> [Evidence]
}
