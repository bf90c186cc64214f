/// What becomes of a step whose condition does not hold, or that no channel can carry.
public enum Otherwise: String, CaseIterable, Hashable, Sendable {
    /// The person goes on to the next step.
    case skip
    /// The person's enrollment ends.
    case stop
    /// The step goes once it can.
    case wait
}

/// What becomes of a step that failed for good.
public enum OnFail: String, CaseIterable, Hashable, Sendable {
    /// Somebody has to look at it.
    case hold
    case skip
    case stop
}

/// What a person's step came to.
public enum StepOutcome: String, CaseIterable, Hashable, Sendable {
    case sent, delivered, replied, skipped, done
}

/// What an opt-out on one channel ends.
public enum OptOut: String, CaseIterable, Hashable, Sendable {
    /// All automated messages to the person.
    case person
    /// Those on that channel.
    case channel
}
