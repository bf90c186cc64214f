// What commands that read, and `run`, print under `--format json`.

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
            Field(
                "action", ["type": "string", "enum": ["send", "task", "skip", "end", "hold", "wait"]],
                "What would be done."),
            Field("due", Schema.time, "When its delay ends."), Field("at", Schema.time, "When it would be done."),
            Field("zone", Schema.string, "The recipient's time zone."),
            Field("local", Schema.string, "`at` in that zone, for people."),
            Field(optional: "subject", Schema.string, "Subject of an email."),
            Field(optional: "text", Schema.string, "The words, of what is sent or is a task."),
            Field(
                optional: "status", Schema.word(Membership.Status.self),
                "What the person's part in the enrollment ends as."),
            Field(optional: "reason", Schema.word(Reason.self), "The rule that holds it."),
            Field(optional: "explanation", Schema.string, "What the rule says, or why it is skipped or ends."),
            Field(optional: "remedy", Schema.string, "What lifts it."),
            Field(optional: "detail", Schema.string, "What exactly is missing, or which id is meant."),
            Field(optional: "until", Schema.time, "When it ends by itself."),
            Field(
                optional: "holds", Schema.array(of: hold.definition),
                "Every rule that is known to hold it, the binding one first."),
            Field("place", Schema.string, "FILE:LINE of the person in the enrollment."),
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
