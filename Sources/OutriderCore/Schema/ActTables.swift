// What commands that act on the journal print under `--format json`.

enum ActTables {
    static let done = FieldTable(
        name: "done", doc: "`outrider done --format json`: a task that has ended.",
        fields: [
            Field("task", Schema.string, "The task, as it was named: its key or the beginning of it."),
            Field("end", Schema.word(TaskEnd.self), "How it ended."),
        ])

    static let resolve = FieldTable(
        name: "resolve", doc: "`outrider resolve --format json`: what was decided, of how many messages.",
        fields: [
            Field("resolved", Schema.count, "Messages that were in doubt or held and no longer are."),
            Field("decision", Schema.word(Decision.self), "What was decided of them."),
        ])

    static let verify = FieldTable(
        name: "verify", doc: "`outrider journal verify --format json`: what the journal holds, and what does not fit.",
        fields: [
            Field("people", Schema.count, "People who have a state."),
            Field("enrollments", Schema.count, "Their lines, one an enrollment of each."),
            Field("events", Schema.count, "Lines of the history."),
            Field("commit", Schema.count, "The number of the journal's last commit."),
            Field(
                "problems", Schema.array(of: damage.definition), "What does not fit together; empty where all is well."),
        ])

    private static let damage = FieldTable(
        name: "damage", doc: "Something in the journal that does not fit.",
        fields: [
            Field("place", Schema.string, "The file, and its line where that is known."),
            Field("message", Schema.string, "What is wrong."),
        ])

    static let adopt = FieldTable(
        name: "adopt", doc: "`outrider journal adopt --format json`: what was accepted.",
        fields: [
            Field(
                optional: "adopted", Schema.strings, "Ids of the people who go on where a removed record had stopped."),
            Field(
                optional: "held", Schema.count,
                "Without a person: enrollments of people that are held until `outrider resolve --held adopted`."),
        ])

    private static let place = FieldTable(
        name: "place", doc: "One person in one enrollment.",
        fields: [
            Field("person", Schema.string, "Id of the person."),
            Field("enrollment", Schema.string, "Id of the enrollment."),
        ])

    static let act = FieldTable(
        name: "act",
        doc: "`--format json` of record, mark, suppress, resubscribe, reopen, repin, pause --now and resume --now.",
        fields: [
            Field("act", Schema.string, "The command."),
            Field("changed", Schema.flag, "Whether anything changed; `false` where it was so already."),
            Field("ended", Schema.array(of: place.definition), "Who is COMPLETED or CANCELLED by it."),
            Field("paused", Schema.array(of: place.definition), "Who is PAUSED by it."),
            Field("resumed", Schema.array(of: place.definition), "Who goes on."),
            Field("repinned", Schema.array(of: place.definition), "Who has the present steps and words by it."),
            Field("suppressed", Schema.flag, "Whether the journal forbids more than before."),
        ])
}

extension ActOutcome {
    /// As the command of that name prints it.
    public func json(act: String) -> JSONValue {
        func list(_ places: [Place]) -> JSONValue {
            .array(places.map { ["person": .string($0.person), "enrollment": .string($0.enrollment)] })
        }
        return [
            "act": .string(act), "changed": .bool(isChange), "ended": list(ended), "paused": list(paused),
            "resumed": list(resumed), "repinned": list(repinned), "suppressed": .bool(isSuppressed),
        ]
    }
}
