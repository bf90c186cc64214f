internal import YAML

/// What may end a person's enrollment before its steps do.
public enum StopEvent: String, CaseIterable, Hashable, Sendable {
    case reply, bounce, unsubscribe, complaint, meeting, interested
    case notInterested = "not-interested"
    case wrongPerson = "wrong-person"

    /// Those that no file can take out.
    public static let required: Set<StopEvent> = [.unsubscribe, .complaint]
    /// Those of a book that names none.
    public static let standard: Set<StopEvent> = [.reply, .bounce, .unsubscribe, .complaint]
}

/// What follows from an answer that a machine wrote while somebody is away.
public enum OutOfOffice: String, CaseIterable, Hashable, Sendable {
    /// The person waits until the date in the answer, else five business days.
    case pause
    case ignore
    /// It counts as a reply.
    case stop
}

extension ValueType where Value == Set<StopEvent> {
    /// A list of events, with those that cannot be removed.
    static let stopEvents = ValueType(
        Schema.list(of: ValueType<StopEvent>.enumeration.schema, atLeast: 1),
        shape: .list(.words(StopEvent.allCases.map(\.rawValue)))
    ) { node, reading in
        guard let events = ValueType<[StopEvent]>.list(of: .enumeration).read(node, &reading) else { return nil }
        let missing = StopEvent.allCases.filter { StopEvent.required.contains($0) && !events.contains($0) }
        guard missing.isEmpty else {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            reading.add(
                .cannotRemove, "who opts out or complains is always left alone: \(names) is missing",
                at: node, hint: "add \(names) to the list")
            return nil
        }
        return Set(events)
    }
}
