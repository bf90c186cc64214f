/// What must hold of a person, their company, project and messages: `when` of a step, `goal` of an enrollment.
public indirect enum Condition: Hashable, Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case fact(FactTest)
    /// One of the outcomes of the step of that id.
    case step(Located<String>, Set<StepOutcome>)
    /// Whether there is any reply in the enrollment.
    case replied(Located<Bool>)

    /// Whether it holds.
    public func holds(for facts: ConditionFacts) -> Bool {
        switch self {
        case .all(let conditions): conditions.allSatisfy { $0.holds(for: facts) }
        case .any(let conditions): conditions.contains { $0.holds(for: facts) }
        case .not(let condition): !condition.holds(for: facts)
        case .fact(let test): test.holds(of: facts.texts(test.path))
        case .step(let id, let outcomes): !outcomes.isDisjoint(with: facts.outcomes(id.value))
        case .replied(let wanted): wanted.value == facts.hasReplied
        }
    }

    /// Every test in it, in order.
    var leaves: [Condition] {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.leaves)
        case .not(let condition): condition.leaves
        case .fact, .step, .replied: [self]
        }
    }

    /// The records that it names.
    var references: [Reference] {
        leaves.flatMap { leaf -> [Reference] in
            guard case .fact(let test) = leaf else { return [] }
            return test.references
        }
    }
}

/// What a condition is asked about.
public struct ConditionFacts {
    /// The values of a path, as ``FactPath/texts(of:company:project:)`` gives them.
    public var texts: (FactPath) -> [String]
    /// What the step of an id came to: a delivered one is also `sent`, a task that was done also `done`.
    public var outcomes: (String) -> Set<StepOutcome>
    /// Whether the person replied in this enrollment.
    public var hasReplied: Bool

    public init(
        texts: @escaping (FactPath) -> [String], outcomes: @escaping (String) -> Set<StepOutcome>, hasReplied: Bool
    ) {
        self.texts = texts
        self.outcomes = outcomes
        self.hasReplied = hasReplied
    }
}
