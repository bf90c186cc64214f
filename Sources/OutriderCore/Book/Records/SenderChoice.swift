internal import YAML

/// Who writes: the choices in their order, or whoever owns the person.
public enum SenderChoice: Hashable, Sendable {
    /// The person's `owner`.
    case owner
    /// One of these senders, drawn by a hash of the person.
    case anyOf([Reference])

    var references: [Reference] {
        switch self {
        case .owner: []
        case .anyOf(let senders): senders
        }
    }
}

extension ValueType where Value == SenderChoice {
    /// An id, a list of ids, or `owner`.
    static let sender = ValueType(
        Schema.list(of: RecordKind.idSchema, atLeast: 1)
    ) { node, reading in
        if node.text?.lowercased() == "owner" { return .owner }
        guard let senders = ValueType<[Reference]>.list(of: .reference(to: .sender)).read(node, &reading) else {
            return nil
        }
        guard !senders.isEmpty else {
            reading.add(.wrongType, "the list of senders is empty", at: node, hint: "name one, or leave the key out")
            return nil
        }
        return .anyOf(senders)
    }
}
