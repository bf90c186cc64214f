extension HistoryEvent {
    /// What a line of the history holds, in the journal and as `outrider log` prints it.
    static let table = FieldTable(
        name: "event", doc: "Something that happened.",
        fields: [
            Field(optional: "v", ["type": "integer", "minimum": 1], "Version of the line."),
            Field("id", Schema.string, "Id of the event."), Field("t", Schema.time, "When it happened."),
            Field("event", Schema.word(Kind.self), "What happened."),
            Field("run", Schema.string, "Id of the run or the act that wrote it."),
            Field(optional: "key", Schema.string, "Delivery key of the message."),
            Field(optional: "gen", Schema.count, "Which try under that key, from 0."),
            Field(
                optional: "person", Schema.string, "The person: the uid in the journal, the id as it is now in `log`."),
            Field(optional: "enrollment", Schema.string, "The enrollment, likewise."),
            Field(optional: "step", Schema.string, "Id of the step."),
            Field(optional: "channel", Schema.word(Channel.self), "How the message goes."),
            Field(optional: "provider", Schema.string, "Who sends it."),
            Field(optional: "account", Schema.string, "Where the provider delivers it."),
            Field(optional: "providerId", Schema.string, "The provider's name for the message."),
            Field(optional: "to", Schema.string, "The address; its hash under `content: digest`."),
            Field(optional: "subject", Schema.string, "The subject, only on `claimed`."),
            Field(optional: "text", Schema.string, "The words, only on `claimed`."),
            Field(optional: "bodyHash", Schema.string, "SHA-256 of the bytes that left."),
            Field(optional: "attempt", Schema.count, "From 1."),
            Field(optional: "class", Schema.string, "The kind of failure."),
            Field(optional: "code", Schema.string, "Its code."),
            Field(optional: "reason", Schema.string, "Why: a word, or what a human wrote."),
            Field(optional: "by", Schema.string, "Who did it, where a human did."),
            Field(
                optional: "addresses", Schema.strings,
                "Hashes of the addresses that it forbids to write to, or allows again."),
            Field(optional: "late", Schema.flag, "Written after another run had settled the claim."),
        ])
}
