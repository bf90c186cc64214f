// What commands print under `--format json`.

enum OutputTables {
    static let plan = FieldTable(
        name: "plan", doc: "`outrider plan --format json`: what the next run would do.",
        fields: [
            Field("now", Schema.time, "The time of the plan."),
            Field("until", Schema.time, "The time that it looks ahead to."),
            Field("at", Schema.string, "The state of the book: worktree, main or a revision."),
            Field("differs", Schema.flag, "Whether the work tree differs from main."),
            Field("items", Schema.array(of: planItem.definition), "The steps, by time."),
            Field("summary", planSummary.definition, "How many there are."),
            Field(optional: "next", Schema.time, "When the next step behind them is due."),
        ])

    private static let planSummary = FieldTable(
        name: "summary", doc: "Counts of a plan.",
        fields: [
            Field("sends", Schema.count, "Messages."), Field("tasks", Schema.count, "Tasks for humans."),
            Field("held", Schema.count, "Steps that are held."),
            Field("skips", Schema.count, "Steps that are skipped."), Field("people", Schema.count, "People concerned."),
            Field("waiting", Schema.count, "Steps that are due later."),
        ])

    private static let planItem = FieldTable(
        name: "item", doc: "One step of one person.",
        fields: [
            Field("key", Schema.key, "Its delivery key."), Field("person", Schema.string, "Id of the person."),
            Field("enrollment", Schema.string, "Id of the enrollment."),
            Field("sequence", Schema.string, "Id of the sequence."), Field("step", Schema.string, "Id of the step."),
            Field("channel", Schema.word(Channel.self), "How the person is reached."),
            Field("sender", Schema.string, "Id of the sender who writes."),
            Field("action", ["type": "string", "enum": ["send", "task", "skip", "end", "hold", "wait"]], "What would be done."),
            Field("due", Schema.time, "When its delay ends."), Field("at", Schema.time, "When it would be done."),
            Field("zone", Schema.string, "The recipient's time zone."),
            Field("local", Schema.string, "`at` in that zone, for people."),
            Field(optional: "subject", Schema.string, "Subject of an email."),
            Field(optional: "text", Schema.string, "The words, of what is sent or is a task."),
            Field(optional: "status", Schema.word(Membership.Status.self), "What the person's part in the enrollment ends as."),
            Field(optional: "reason", Schema.word(Reason.self), "The rule that holds it."),
            Field(optional: "explanation", Schema.string, "What the rule says, or why it is skipped or ends."),
            Field(optional: "remedy", Schema.string, "What lifts it."),
            Field(optional: "detail", Schema.string, "What exactly is missing, or which id is meant."),
            Field(optional: "until", Schema.time, "When it ends by itself."),
            Field("place", Schema.string, "FILE:LINE of the step."),
        ])

    static let check = FieldTable(
        name: "check", doc: "`outrider check --format json`: every problem in the book.",
        fields: [
            Field("diagnostics", Schema.array(of: diagnostic.definition), "The problems, by file and line."),
            Field("errors", Schema.count, "How many are errors."),
            Field("warnings", Schema.count, "How many are warnings."),
            Field("notes", Schema.count, "How many are notes."),
            Field("files", Schema.count, "Files of the book."),
            Field(optional: "older", Schema.count, "Problems that the base has too, under --base."),
        ])

    private static let diagnostic = FieldTable(
        name: "diagnostic", doc: "A problem in the book.",
        fields: [
            Field("severity", Schema.word(Diagnostic.Severity.self), "error: nothing is sent; warning: some are held."),
            Field("code", Schema.word(DiagnosticCode.self), "The kind of problem."),
            Field("message", Schema.string, "What is wrong."), Field("path", Schema.string, "The file."),
            Field("line", Schema.count, "From 1; 0 for the whole file."), Field("column", Schema.count, "From 1."),
            Field("length", Schema.count, "Characters that are meant."),
            Field(optional: "hint", Schema.string, "What to do."),
        ])

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
            Field("claims", Schema.array(of: openClaim.definition), "Claims that are not recorded."),
        ])

    private static let row = FieldTable(
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

    private static let standing = FieldTable(
        name: "standing", doc: "Where one person stands in one enrollment.",
        fields: [
            Field("person", Schema.string, "Id of the person."),
            Field("enrollment", Schema.string, "Of the enrollment."),
            Field("status", Schema.word(Membership.Status.self), "The status."),
            Field("place", Schema.string, "What the next step waits for: a word, or the reason that holds it."),
            Field(optional: "reason", Schema.string, "Why it is paused, completed or cancelled."),
            Field(optional: "detail", Schema.string, "What exactly is missing, or which id is meant."),
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

    static let preview = FieldTable(
        name: "preview", doc: "`outrider preview --format json`: the words that a person would get.",
        fields: [
            Field("person", Schema.string, "Id of the person."),
            Field(optional: "enrollment", Schema.string, "The enrollment whose variables were used."),
            Field(optional: "start", Schema.time, "When the first delay begins; left out for a template."),
            Field("zone", Schema.string, "The person's time zone."),
            Field("messages", Schema.array(of: previewMessage.definition), "The messages, in the order of the steps."),
        ])

    private static let previewMessage = FieldTable(
        name: "message", doc: "A message with its variables filled in.",
        fields: [
            Field(optional: "step", Schema.string, "Id of the step."),
            Field(optional: "channel", Schema.word(Channel.self), "How it goes."),
            Field(optional: "delay", Schema.string, "How long after the end of the step before: 2d."),
            Field(optional: "at", Schema.time, "When it would go."),
            Field(optional: "omitted", Schema.word(Preview.Omission.self), "Why it would not go at all."),
            Field("sender", Schema.string, "Id of the sender."),
            Field("headers", Schema.map(of: Schema.string), "Header fields by name."),
            Field("text", Schema.string, "The plain text."), Field(optional: "html", Schema.string, "The HTML."),
            Field(optional: "segments", segments.definition, "What an SMS is billed by."),
            Field("missing", Schema.strings, "Variables that have no value."),
        ])

    private static let segments = FieldTable(
        name: "segments", doc: "The parts of an SMS.",
        fields: [
            Field("encoding", Schema.word(SMSSegments.Encoding.self), "The alphabet."),
            Field("count", Schema.count, "How many."), Field("units", Schema.count, "Septets or UTF-16 units in all."),
        ])

    static let show = FieldTable(
        name: "show", doc: "`outrider show --format json`: a record and what names it.",
        fields: [
            Field("kind", Schema.word(RecordKind.self), "Its kind."), Field("id", Schema.string, "Its id."),
            Field("path", Schema.string, "Its file."),
            Field("record", ["type": "object"], "Its keys, as in the file."),
            Field("usedBy", Schema.array(of: use.definition), "The places that name it."),
            Field(
                optional: "standings", Schema.array(of: standing.definition),
                "Where the person, or each of the enrollment, stands; left out without a journal."),
            Field(optional: "status", row.definition, "How many people of the enrollment stand where."),
        ])

    private static let use = FieldTable(
        name: "use", doc: "A place that names a record.",
        fields: [
            Field(optional: "kind", Schema.word(RecordKind.self), "Kind of the record; left out for outrider.yaml."),
            Field(optional: "id", Schema.string, "Id of the record."), Field("path", Schema.string, "The file."),
            Field("line", Schema.count, "From 1."),
        ])

    static let list = FieldTable(
        name: "list", doc: "One record of `outrider list --format json`: its id and its keys, as in the file.",
        fields: [Field("id", Schema.string, "Its id.")])

    static let made = FieldTable(
        name: "init", doc: "`outrider init --format json`: what was made.",
        fields: [
            Field("made", Schema.strings, "What was missing and is there now."),
            Field("next", Schema.strings, "Commands to go on with."),
        ])

    static let failure = FieldTable(
        name: "error", doc: "What any command prints under --format json when it fails.",
        fields: [Field("error", failureCause.definition, "Why.")])

    private static let failureCause = FieldTable(
        name: "cause", doc: "Why a command failed.",
        fields: [
            Field("code", Schema.string, "Stable name of the cause."), Field("message", Schema.string, "The cause."),
            Field(optional: "hint", Schema.string, "What to do."),
            Field(
                optional: "diagnostics", Schema.array(of: diagnostic.definition),
                "The problems in the book, where they are the cause."),
        ])
}
