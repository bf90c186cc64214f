/// Output of `explain`, and what it shares with `plan` and `status`.
extension OutputTables {
    static let hold = FieldTable(
        name: "hold", doc: "A rule that holds a step, or a pause in force.",
        fields: [
            Field("reason", Schema.word(Reason.self), "Name of the rule."),
            Field("explanation", Schema.string, "What the rule says."),
            Field("remedy", Schema.string, "What lifts it."),
            Field(optional: "detail", Schema.string, "What exactly is missing, or which limit is reached."),
            Field(optional: "until", Schema.time, "When it ends by itself."),
            Field(optional: "key", Schema.string, "The key of the book that governs it, or the command that made it."),
            Field(optional: "value", Schema.string, "Its value, as it is written."),
            Field(optional: "place", Schema.string, "FILE:LINE of the key; left out for a default and for an act."),
            Field(optional: "queue", Schema.count, "The place in the queue under a cap, from 1."),
        ])

    static let explain = FieldTable(
        name: "explain",
        doc: "`outrider explain --format json`: why a person got what they got, and when they get the rest.",
        fields: [
            Field("now", Schema.time, "The time of the explanation."),
            Field("at", Schema.string, "The state of the book: worktree, main or a revision."),
            Field("differs", Schema.flag, "Whether the work tree differs from main."),
            Field("person", Schema.string, "Id of the person."),
            Field("inBook", Schema.flag, "Whether the book has a file of the person."),
            Field("zone", Schema.string, "The person's time zone."),
            Field("prohibitions", Schema.array(of: prohibition.definition), "What closes channels to the person."),
            Field(optional: "consent", consent.definition, "On what ground the person may be written to."),
            Field("answers", Schema.array(of: answer.definition), "What came back from the person, oldest first."),
            Field("pauses", Schema.array(of: hold.definition), "Pauses of the book, the company and the person."),
            Field("namesakes", Schema.strings, "Ids of the others who have one of the person's addresses."),
            Field(
                "enrollments", Schema.array(of: explained.definition), "Every enrollment of the person, open or over."),
            Field("omissions", Schema.array(of: omission.definition), "Enrollments that name the person in vain."),
        ])

    private static let prohibition = FieldTable(
        name: "prohibition", doc: "What closes some channels to a person.",
        fields: [
            Field("channels", Schema.array(of: Schema.word(Channel.self)), "The channels."),
            Field(optional: "reason", Schema.string, "The word of the journal."),
            Field(optional: "at", Schema.time, "Since when the journal says it."),
            Field(optional: "place", Schema.string, "FILE:LINE where a file says it."),
        ])

    private static let consent = FieldTable(
        name: "consent", doc: "On what ground somebody may be written to.",
        fields: [
            Field(optional: "basis", Schema.string, "The ground."),
            Field(optional: "source", Schema.string, "Where it was given."),
            Field(optional: "given", Schema.day, "The day it was given."),
            Field(optional: "expires", Schema.day, "The first day on which it is no longer enough."),
            Field("place", Schema.string, "FILE:LINE of it."),
        ])

    private static let answer = FieldTable(
        name: "answer", doc: "Something that came back.",
        fields: [
            Field("at", Schema.time, "When."),
            Field("event", Schema.word(HistoryEvent.Kind.self), "What."),
            Field(optional: "code", Schema.string, "What kind of it."),
            Field(optional: "channel", Schema.word(Channel.self), "How it came."),
            Field(optional: "enrollment", Schema.string, "Id of the enrollment that it answers."),
            Field(optional: "step", Schema.string, "Id of the step that it answers."),
        ])

    private static let omission = FieldTable(
        name: "omission", doc: "An enrollment that names a person and does not take them in.",
        fields: [
            Field("enrollment", Schema.string, "Id of the enrollment."),
            Field("cause", Schema.word(PersonExplanation.Omission.Cause.self), "Why not."),
            Field("place", Schema.string, "FILE:LINE that says so."),
        ])

    private static let explained = FieldTable(
        name: "explained", doc: "What happened to a person in an enrollment, and what will.",
        fields: [
            Field("enrollment", Schema.string, "Id of the enrollment."),
            Field(optional: "sequence", Schema.string, "Of its sequence; left out where the book has lost it."),
            Field("status", Schema.word(Membership.Status.self), "The status."),
            Field(optional: "reason", Schema.string, "Why it is paused, completed or cancelled."),
            Field("answer", Schema.string, "What becomes of it, in a sentence."),
            Field("standing", Schema.string, "What the next step waits for: a word, or the reason that holds it."),
            Field(optional: "since", Schema.time, "Since when it has that status."),
            Field(optional: "entered", Schema.time, "When the person entered."),
            Field("round", Schema.count, "The round of a sequence that repeats, from 1."),
            Field(
                optional: "pinned", Schema.flag, "Whether the person keeps the steps and words that they began with."),
            Field(optional: "place", Schema.string, "FILE:LINE of the person in the enrollment."),
            Field("steps", Schema.array(of: explainedStep.definition), "The steps in their order."),
        ])

    private static let explainedStep = FieldTable(
        name: "step", doc: "What happened to a step, or will.",
        fields: [
            Field("step", Schema.string, "Id of the step."),
            Field("state", Schema.word(StepExplanation.State.self), "Where it is."),
            Field(optional: "channel", Schema.word(Channel.self), "How the person is reached."),
            Field("key", Schema.key, "Its delivery key."),
            Field(optional: "variant", Schema.string, "Id of the variant."),
            Field(optional: "sender", Schema.string, "Id of the sender who wrote or will write it."),
            Field(optional: "by", Schema.string, "Who did it, or left it out."),
            Field(
                optional: "at", Schema.time,
                "When it happened, or a task was opened; of what is to come the earliest time at which it can go."),
            Field(optional: "local", Schema.string, "`at` in the person's zone, for people."),
            Field(optional: "due", Schema.time, "When its delay ends."),
            Field(optional: "delay", Schema.string, "How long after the step before it is due."),
            Field(optional: "cause", Schema.string, "Why it was or will be left out, or never comes."),
            Field(optional: "ends", Schema.flag, "Whether the enrollment ends before it."),
            Field("outcomes", Schema.array(of: outcome.definition), "What became of the message later."),
            Field("holds", Schema.array(of: hold.definition), "Every rule that holds it, the binding one first."),
            Field(optional: "place", Schema.string, "FILE:LINE of the step."),
        ])

    private static let outcome = FieldTable(
        name: "outcome", doc: "What became known of a message after it had gone.",
        fields: [
            Field("event", Schema.word(HistoryEvent.Kind.self), "What."), Field("at", Schema.time, "When."),
            Field(optional: "code", Schema.string, "What kind of it."),
        ])
}
