// What `outrider simulate` prints under `--format json`, and records.

enum SimulationTables {
    static let report = FieldTable(
        name: "simulate",
        doc: "`outrider simulate --format json`, and what `--record` writes: a calendar played forward.",
        fields: [
            Field("now", Schema.time, "When it begins."), Field("until", Schema.time, "When it ends."),
            Field("every", Schema.count, "Seconds between two runs."),
            Field("fresh", Schema.flag, "Whether the journal was left out."),
            Field("summary", summary.definition, "Everything together."),
            Field(
                "days", Schema.map(of: day.definition),
                "By date, in the book's zone; only days on which something happens."),
            Field("enrollments", Schema.map(of: enrollment.definition), "By id."),
            Field(optional: "cost", cost.definition, "What it costs, where the book has prices."),
            Field(
                optional: "ignored", Schema.array(of: ignored.definition), "What the script says that could not happen."
            ),
        ])

    private static let summary = FieldTable(
        name: "summary", doc: "Counts of the whole time.",
        fields: [
            Field("messages", Schema.count, "Messages."), Field("new", Schema.count, "First messages among them."),
            Field("followUp", Schema.count, "The others among them."),
            Field("tasks", Schema.count, "Tasks that are opened for humans."),
            Field("skipped", Schema.count, "Steps that are left out."),
            Field("answers", Schema.count, "What comes back from people."),
            Field("ended", Schema.count, "People who end in an enrollment."),
            Field("people", Schema.count, "People who are in an enrollment."),
        ])

    private static let day = FieldTable(
        name: "day", doc: "One day.",
        fields: [
            Field("channels", Schema.map(of: messages.definition), "Messages by channel."),
            Field("tasks", Schema.count, "Tasks that are opened for humans."),
            Field("skipped", Schema.count, "Steps that are left out."),
            Field("answers", Schema.count, "What comes back from people."),
            Field("ended", Schema.count, "People who end in an enrollment."),
            Field(optional: "queues", Schema.array(of: queue.definition), "The caps that let people wait."),
        ])

    private static let messages = FieldTable(
        name: "messages", doc: "Messages on a channel.",
        fields: [
            Field("new", Schema.count, "First messages of somebody in an enrollment."),
            Field("followUp", Schema.count, "The others."),
        ])

    private static let queue = FieldTable(
        name: "queue", doc: "A cap that lets people wait.",
        fields: [
            Field("cap", Schema.string, "The key that sets it: email.perDay."),
            Field("of", Schema.string, "Whom it counts for: sender/ID/CHANNEL, company/ID, domain/NAME or book."),
            Field("limit", Schema.count, "How many it lets go."),
            Field("waited", Schema.count, "How many wait that day."),
            Field("longest", Schema.count, "How many wait at the same time, at most."),
        ])

    private static let enrollment = FieldTable(
        name: "enrollment", doc: "Where the people of an enrollment get to.",
        fields: [
            Field("people", Schema.count, "How many are in it."),
            Field("ended", Schema.map(of: Schema.count), "How many end, by the reason."),
            Field(optional: "last", Schema.time, "When the last of them ends."),
            Field("open", Schema.map(of: Schema.count), "How many are in it at the end, by what they wait for."),
            Field("steps", Schema.map(of: step.definition), "By id."),
        ])

    private static let step = FieldTable(
        name: "step", doc: "What becomes of a step.",
        fields: [
            Field("sent", Schema.count, "Messages."), Field("tasks", Schema.count, "Tasks."),
            Field("skipped", Schema.count, "How often it is left out."),
            Field(optional: "first", Schema.time, "When the first of these is."),
            Field(optional: "last", Schema.time, "When the last of these is."),
        ])

    private static let cost = FieldTable(
        name: "cost", doc: "What messages cost.",
        fields: [
            Field("currency", Schema.string, "ISO 4217."), Field("segments", Schema.count, "SMS segments."),
            Field(optional: "sms", Schema.string, "What they cost: 12.50."),
            Field("messages", Schema.count, "WhatsApp messages."),
            Field(optional: "whatsapp", Schema.string, "What they cost."),
            Field("total", Schema.string, "What all costs."),
        ])

    private static let ignored = FieldTable(
        name: "ignored", doc: "Something of the script that could not happen.",
        fields: [Field("place", Schema.string, "FILE:LINE:COLUMN."), Field("message", Schema.string, "Why.")])
}
