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
