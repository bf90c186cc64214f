internal import YAML

/// A reusable list of steps.
public struct Sequence: Hashable, Sendable {
    public var id: String
    public var location: SourceLocation
    public var name: String
    public var description: String?
    public var policy: Policy
    public var paused: Located<Pause>?
    /// Whether people wait at the end for a step to come.
    public var evergreen: Located<Bool>?
    public var repeats: Repeat?
    public var onEdit: Located<OnEdit>?
    public var steps: [Step]
    public var formerly: [Reference]

    /// The step of that id.
    public func step(_ id: String) -> Step? { steps.first { $0.id == id } }
}

enum SequenceKeys {
    static let name = Key("name", .text, required: true, "What the sequence is called.")
    static let description = Key("description", .text, "What it is for.")
    static let paused = PauseKeys.key("nothing of the sequence goes")
    static let evergreen = Key(
        "evergreen", ValueType<Bool>.boolean.located,
        "true: people wait at the end for a step to come; false if left out: they are done.")
    static let repeats = Key("repeat", RepeatKeys.record, "Starts the sequence again when it is over.")
    static let onEdit = Key(
        "onEdit", ValueType<OnEdit>.enumeration.located,
        "follow (if left out): people inside get edits; pin: they keep the steps and words that they started with.")
    static let steps = Key(
        "steps", ValueType<[Step]>.list(of: StepKeys.record, atMost: stepLimit), required: true,
        "The steps in their order.")
    /// The most steps that a sequence may have.
    static let stepLimit = 200
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .sequence)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "sequence", doc: "A reusable list of steps: sequences/ID.yaml.",
        keys: [name, description, paused] + PolicyKeys.all + [evergreen, repeats, onEdit, steps, formerly])
}

extension Sequence {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, SequenceKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        name = fields.value(SequenceKeys.name, &reading) ?? id
        description = fields.value(SequenceKeys.description, &reading)
        policy = PolicyKeys.read(fields, &reading)
        paused = fields.value(SequenceKeys.paused, &reading)
        evergreen = fields.value(SequenceKeys.evergreen, &reading)
        repeats = fields.value(SequenceKeys.repeats, &reading)
        onEdit = fields.value(SequenceKeys.onEdit, &reading)
        steps = fields.value(SequenceKeys.steps, &reading) ?? []
        formerly = fields.value(SequenceKeys.formerly, &reading) ?? []
        checkSteps(&reading.report)
    }
}
