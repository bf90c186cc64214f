/// The messages of one claim: what is written into the journal, and the bytes that leave.
public struct Dispatch: Sendable {
    public var claim: Claim
    /// The bytes of each message, in the claim's order.
    public var payloads: [[UInt8]]
    /// The events that tell what is about to leave.
    public var events: [HistoryEvent]

    /// Makes the claim of some planned sends.
    ///
    /// - Parameters:
    ///   - account: where the provider would deliver.
    ///   - frame: a claim without messages.
    /// - Returns: the dispatch, and the items whose words cannot be written, with the cause.
    public static func make(
        _ items: [PlanItem], frame: Claim, account: String, configuration: Configuration
    ) -> (dispatch: Dispatch, refused: [(item: PlanItem, cause: MessageError)]) {
        var dispatch = Dispatch(claim: frame, payloads: [], events: [])
        var refused: [(PlanItem, MessageError)] = []
        for item in items {
            guard case .send(let draft) = item.action else { continue }
            do throws(MessageError) {
                let payload = try Payload(
                    draft, key: item.key, gen: item.gen, at: frame.at)
                dispatch.add(item, draft, payload, account: account, configuration: configuration)
            } catch {
                refused.append((item, error))
            }
        }
        return (dispatch, refused)
    }

    private mutating func add(
        _ item: PlanItem, _ draft: Draft, _ payload: Payload, account: String, configuration: Configuration
    ) {
        let hash = Digest.hex(payload.bytes)
        let provider = draft.envelope.provider.rawValue
        let message = Claim.Message(
            key: item.key.text, gen: item.gen, person: item.personUID, enrollment: item.enrollmentUID, step: item.step,
            occurrence: item.occurrence, channel: item.channel, provider: provider, account: account,
            address: item.address, request: hash, messageID: payload.messageID, attempt: item.gen + 1,
            sequence: item.sequenceUID, sender: item.sender, counted: item.reservation)
        var event = HistoryEvent(.claimed, at: claim.at, of: message)
        event.attempt = message.attempt
        event.bodyHash = hash
        switch configuration.journal.content {
        case .full:
            event.to = draft.address?.text
            event.subject = draft.subject
            event.text = draft.text
        case .digest: event.to = item.address
        }
        claim.messages.append(message)
        payloads.append(payload.bytes)
        events.append(event)
    }
}

extension Claim.Message {
    /// A planned message as a claim would name it, without the bytes that would leave; `nil` for what is no message.
    init?(simulating item: PlanItem) {
        guard case .send(let draft) = item.action else { return nil }
        self.init(
            key: item.key.text, gen: item.gen, person: item.personUID, enrollment: item.enrollmentUID, step: item.step,
            occurrence: item.occurrence, channel: item.channel, provider: draft.envelope.provider.rawValue, account: "",
            address: item.address, request: "",
            messageID: item.channel == .email ? Payload.messageID(draft, key: item.key, gen: item.gen) : nil,
            attempt: item.gen + 1, sequence: item.sequenceUID, sender: item.sender, counted: item.reservation)
    }
}
