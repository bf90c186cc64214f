/// A way to reach a person.
public enum Channel: String, CaseIterable, Hashable, Sendable {
    case email, sms, whatsapp, linkedin, call, task

    /// Whether a human does the step: it becomes a task, nothing is sent.
    public var isManual: Bool {
        switch self {
        case .email, .sms, .whatsapp: false
        case .linkedin, .call, .task: true
        }
    }
}

/// An address of any channel.
public enum ChannelAddress: Hashable, Sendable {
    case email(EmailAddress)
    case phone(PhoneNumber)

    /// As it is written to.
    public var text: String {
        switch self {
        case .email(let address): address.text
        case .phone(let number): number.text
        }
    }

    /// The spelling by which equal addresses are known, version 1 of the normaliser.
    public var normalised: String {
        switch self {
        case .email(let address): address.normalised
        case .phone(let number): number.normalised
        }
    }
}
