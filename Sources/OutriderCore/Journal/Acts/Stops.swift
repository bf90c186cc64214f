/// What may end a person's enrollment before its steps do.
public enum StopEvent: String, CaseIterable, Hashable, Sendable {
    case reply, bounce, unsubscribe, complaint, meeting, interested
    case notInterested = "not-interested"
    case wrongPerson = "wrong-person"

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

/// How far an opt-out on one channel reaches.
public enum OptOut: String, CaseIterable, Hashable, Sendable {
    /// All automated messages to the person.
    case person
    /// Those on that channel.
    case channel
}

/// What follows from an answer, as the book has it for one enrollment.
struct StopRules: Hashable, Sendable {
    var stopOn = StopEvent.standard
    var outOfOffice = OutOfOffice.pause
    var stopColleagues = false

    /// Whether an answer ends the enrollment.
    func ends(on answer: Answer) -> Bool {
        switch answer {
        case .reply: stopOn.contains(.reply)
        case .outOfOffice: outOfOffice == .stop
        case .bounce: stopOn.contains(.bounce)
        case .complaint, .unsubscribe: true
        // Whoever says any of it has replied.
        case .meeting: stopOn.contains(.meeting) || stopOn.contains(.reply)
        case .interested: stopOn.contains(.interested) || stopOn.contains(.reply)
        case .notInterested: stopOn.contains(.notInterested) || stopOn.contains(.reply)
        case .wrongPerson: stopOn.contains(.wrongPerson) || stopOn.contains(.reply)
        }
    }
}
