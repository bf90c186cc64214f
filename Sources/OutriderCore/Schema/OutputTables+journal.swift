/// Output of the commands that read the journal or write it.
extension OutputTables {
    static let status = FieldTable(
        name: "status", doc: "`outrider status --format json`: where enrollments and people stand.",
        fields: [
            Field("now", Schema.time, "The time of the report."),
            Field(optional: "lastRun", Schema.time, "When a run last wrote."),
            Field(optional: "next", Schema.time, "When the next step is due."),
            Field("enrollments", Schema.array(of: row.definition), "Each enrollment."),
            Field(
                optional: "people", Schema.array(of: standing.definition),
                "Each person, where enrollments or a person are named."),
            Field("inDoubt", Schema.array(of: doubt.definition), "Messages whose outcome is not known."),
            Field("pauses", Schema.array(of: hold.definition), "What acts, or the environment, pause now."),
            Field("claims", Schema.array(of: openClaim.definition), "Claims that are not recorded."),
        ])

    static let row = FieldTable(
        name: "enrollment", doc: "How many people stand where.",
        fields: [
            Field("enrollment", Schema.string, "Id of the enrollment."), Field("people", Schema.count, "All of them."),
            Field("active", Schema.count, "Those who are still in it."),
            Field("waiting", Schema.count, "Those whose next step is not due yet."),
            Field("due", Schema.count, "Those whose next step goes with the next run."),
            Field("tasks", Schema.count, "Those who wait for a human."),
            Field("inDoubt", Schema.count, "Those with a message whose outcome is not known."),
            Field("paused", Schema.count, "Those who are paused."),
            Field("completed", Schema.count, "Those who reached the end."),
            Field("cancelled", Schema.count, "Those who ended before."),
            Field("held", Schema.map(of: Schema.count), "Those who are held, by reason."),
            Field(optional: "next", Schema.time, "When the next step is due."),
        ])

    static let standing = FieldTable(
        name: "standing", doc: "Where one person stands in one enrollment.",
        fields: [
            Field("person", Schema.string, "Id of the person."),
            Field("enrollment", Schema.string, "Of the enrollment."),
            Field("status", Schema.word(Membership.Status.self), "The status."),
            Field("place", Schema.string, "What the next step waits for: a word, or the reason that holds it."),
            Field(optional: "reason", Schema.string, "Why it is paused, completed or cancelled."),
            Field(optional: "detail", Schema.string, "What exactly is missing, or which id is meant."),
            Field(optional: "hold", hold.definition, "The rule that holds it."),
            Field(optional: "lastStep", Schema.string, "Id of the last step that ended."),
            Field("lastAt", Schema.time, "When it ended, or when the person entered."),
            Field(optional: "nextStep", Schema.string, "Id of the next step."),
            Field(optional: "nextAt", Schema.time, "When it is due."),
            Field(optional: "key", Schema.key, "Its delivery key."),
            Field("zone", Schema.string, "The person's time zone."),
        ])

    private static let doubt = FieldTable(
        name: "doubt", doc: "A message whose outcome is not known.",
        fields: [
            Field("key", Schema.key, "Its delivery key."), Field("person", Schema.string, "Id of the person."),
            Field("enrollment", Schema.string, "Id of the enrollment."),
            Field("step", Schema.string, "Id of the step."),
            Field("claim", Schema.string, "The claim that it was part of."),
        ])

    private static let openClaim = FieldTable(
        name: "openClaim", doc: "A claim that is not recorded.",
        fields: [
            Field("id", Schema.string, "RUN-N."), Field("at", Schema.time, "When it was made."),
            Field("until", Schema.time, "Nobody else touches it before then."),
            Field("host", Schema.string, "The machine that holds it."), Field("messages", Schema.count, "How many."),
        ])

    static let task = FieldTable(
        name: "task", doc: "Something that a human has to do.",
        fields: [
            Field("key", Schema.key, "What `outrider done` takes."),
            Field(optional: "since", Schema.time, "Since when it is open; left out while it is not."),
            Field("due", Schema.time, "When it is to be done."), Field("person", Schema.string, "Id of the person."),
            Field(optional: "name", Schema.string, "The person's name."),
            Field("enrollment", Schema.string, "Id of the enrollment."),
            Field("step", Schema.string, "Id of the step."),
            Field("channel", Schema.word(Channel.self), "How the person is reached."),
            Field("zone", Schema.string, "The person's time zone."),
            Field(optional: "address", Schema.string, "Where to: a number, or a web address."),
            Field(optional: "text", Schema.string, "The words; left out where they cannot be rendered."),
        ])

    static let run = FieldTable(
        name: "run", doc: "`outrider run --format json`: what a run did.",
        fields: [
            Field("run", Schema.string, "Id of the run."), Field("dryRun", Schema.flag, "Whether nothing was done."),
            Field("end", ["type": "string", "enum": ["finished", "deadline", "interrupted"]], "Why it stopped."),
            Field("entered", Schema.count, "People who entered an enrollment."),
            Field("ended", Schema.count, "People who left or ended one."),
            Field("resumed", Schema.count, "People who go on."),
            Field("settled", Schema.count, "Messages of earlier runs whose outcome was found out."),
            Field(optional: "wouldSend", Schema.count, "Messages that a dry run would send."),
            Field("sent", Schema.count, "Messages that were sent."), Field("failed", Schema.count, "That failed."),
            Field("unknown", Schema.count, "That are in doubt."),
            Field("released", Schema.count, "That were not sent and stay due."),
            Field("tasks", Schema.count, "Tasks that were opened."),
            Field("skipped", Schema.count, "Steps that were skipped."),
            Field("held", Schema.map(of: Schema.count), "Steps that are due and held, by reason."),
            Field(optional: "claimedUntil", Schema.time, "Until when other runs have claimed what is due."),
            Field(optional: "next", Schema.time, "When the next step is due."),
            Field("commits", Schema.count, "Commits made on the journal."),
            Field("messages", Schema.array(of: runMessage.definition), "What was sent, and what did not go."),
        ])

    private static let runMessage = FieldTable(
        name: "message", doc: "A message of the run.",
        fields: [
            Field("key", Schema.key, "Its delivery key."), Field("person", Schema.string, "Id of the person."),
            Field("enrollment", Schema.string, "Id of the enrollment."),
            Field("step", Schema.string, "Id of the step."),
            Field("channel", Schema.word(Channel.self), "How it went."),
            Field("status", Schema.string, "SENT, FAILED, UNKNOWN or released."),
        ])
}
