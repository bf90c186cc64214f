// What the files of the journal hold. The readers and writers are `JournalHeader`, `PersonState`, `Membership`,
// `AddressState`, `DueEntry`, `Claim`, `Ledger.order(of:)` and `Identities`.

enum JournalTables {
    private static let suppression = FieldTable(
        name: "suppression", doc: "A word that nothing is sent there.",
        fields: [
            Field(
                "channel", ["type": "string", "enum": .strings(Channel.allCases.map(\.rawValue) + [Suppression.all])],
                "The channel that is closed; `all` for all of them."),
            Field("reason", Schema.string, "Why: the word of the event, or what a human wrote."),
            Field("at", Schema.time, "Since when."),
            Field("event", Schema.word(HistoryEvent.Kind.self), "The kind of the event that made it."),
        ])

    private static let pause = FieldTable(
        name: "pause", doc: "A pause by `outrider pause --now`.",
        fields: [
            Field("scope", Schema.word(JournalPause.Scope.self), "What is paused."),
            Field(
                optional: "id", Schema.string,
                "The channel; the id of a sender or company; the uid of a sequence, enrollment or person."),
            Field(
                optional: "channel", Schema.word(Channel.self), "Of a sender's: the only channel that it stops."),
            Field(optional: "until", Schema.time, "When it ends by itself."),
            Field(
                optional: "localUntil", Schema.string,
                "When it ends by itself, by the clock of each recipient: a date, or a date and time."),
            Field(optional: "reason", Schema.string, "Why."), Field(optional: "by", Schema.string, "Who did it."),
            Field(optional: "ended", Schema.time, "When it was taken back."),
            Field(optional: "file", Schema.flag, "Whether a file of the book asks for it."),
            Field("at", Schema.time, "Since when."),
        ])

    static let header = FieldTable(
        name: "journal", doc: "journal.json: whose journal this is and how far it is.",
        fields: [
            Field("format", ["type": "integer", "minimum": 0, "maximum": 1], "Major version of the format."),
            Field("book", Schema.string, "The book's identity: `book:` in outrider.yaml."),
            Field("prefix", Schema.string, "The book's folder in the repository; empty for its root."),
            Field("branch", Schema.string, "The book's branch."),
            Field("ref", Schema.string, "The journal's own branch."),
            Field(optional: "origins", Schema.strings, "Remotes that it was used with: host and path."),
            Field("epoch", Schema.count, "Grows by `adopt` and `compact`."),
            Field("seq", Schema.count, "Grows with each commit."),
            Field("salt", Schema.string, "What address hashes are salted with."),
            Field("canary", Schema.string, "The salted hash of a fixed address."),
            Field("buckets", ["type": "integer", "enum": [1, 16, 256, 4096]], "Files that people are spread over."),
            Field(optional: "main", Schema.string, "The commit of the book's branch that was last reconciled."),
            Field(optional: "lastRun", Schema.time, "When a run last wrote; acts do not count."),
            Field(optional: "simulated", Schema.flag, "Whether a run with a set clock has written here."),
            Field(
                optional: "holdsEverybody", Schema.flag,
                "Whether the journal before was lost: whoever enters is held as `adopted`."),
            Field(optional: "pauses", Schema.array(of: pause.definition), "Pauses that humans have put in force."),
            Field(
                optional: "suppressedDomains", Schema.map(of: Schema.array(of: suppression.definition)),
                "Domains to which nothing is sent."),
        ])

    private static let contact = FieldTable(
        name: "contact", doc: "A message that went out.",
        fields: [
            Field("at", Schema.time, "When."), Field("key", Schema.string, "Its delivery key."),
            Field(optional: "enrollment", Schema.string, "The enrollment's uid, where it is a person's."),
        ])

    static let head = FieldTable(
        name: "head", doc: "The first line of a person.",
        fields: [
            Field("next", Schema.nextTime, "Always `9`: nothing is due by this line."),
            Field("person", Schema.string, "The person's uid: the id that they had at first sight."),
            Field(optional: "active", Schema.strings, "Uids of the enrollments in which the person still is."),
            Field(
                optional: "waiting", Schema.strings,
                "Those of them in which the person waits for an exclusive enrollment to end."),
            Field(optional: "last", contact.definition, "The last message to the person."),
            Field(optional: "movedFrom", Schema.string, "Uid of a removed person that this one seems to be."),
            Field(optional: "inbound", Schema.map(of: Schema.time), "When they last wrote to us, by channel."),
            Field(
                optional: "suppressed", Schema.array(of: suppression.definition), "What must not be sent to them."),
        ])

    private static let hold = FieldTable(
        name: "hold", doc: "What keeps the next step until the book or a human says otherwise.",
        fields: [
            Field("reason", Schema.word(Reason.self), "The rule that holds it."),
            Field(optional: "detail", Schema.string, "What exactly is missing, or which id is meant."),
            Field(optional: "until", Schema.time, "When it ends by itself."),
            Field(optional: "step", Schema.string, "The step of a message in doubt."),
        ])

    static let membership = FieldTable(
        name: "membership", doc: "The state of one person in one enrollment.",
        fields: [
            Field("next", Schema.nextTime, "The earliest time at which a run has to look; `9` for never."),
            Field("person", Schema.string, "The person's uid."),
            Field("enrollment", Schema.string, "The enrollment's uid."),
            Field("status", Schema.word(Membership.Status.self), "Where the person stands in it."),
            Field(optional: "reason", Schema.string, "Why it is paused, completed or cancelled."),
            Field(optional: "done", Schema.strings, "Steps that were sent, skipped or done, in that order."),
            Field("at", Schema.time, "When the last of them ended; before the first, when the person entered."),
            Field(optional: "occurrence", Schema.count, "Which round of a repeated sequence; 0 if left out."),
            Field(
                optional: "gen", Schema.count,
                "Grows after proof that the attempt before was not delivered; 0 if left out."),
            Field(
                optional: "sender", Schema.string, "Id of the sender of the first message, who writes the later ones."),
            Field(
                optional: "senders", Schema.map(of: Schema.string), "Senders of single steps, where others than that."),
            Field(optional: "skipped", Schema.strings, "Those of `done` that were left out."),
            Field(optional: "thread", Schema.map(of: Schema.string), "Message ids by step, for answers in a thread."),
            Field(optional: "hold", hold.definition, "What keeps the next step."),
            Field(optional: "claim", Schema.string, "The claim whose outcome for the next step is not known."),
            Field(optional: "task", Schema.time, "Since when the next step is a task for a human."),
            Field(optional: "taskChannel", Schema.word(Channel.self), "The channel of that task."),
            Field(optional: "remaining", Schema.count, "Seconds of the delay that were left when it was paused."),
            Field(optional: "due", Schema.time, "When the next step is due, where a pause has moved it."),
            Field(
                optional: "resumed", Schema.time, "When it last went on; pauses before that have moved `due` already."),
            Field(optional: "lifted", Schema.strings, "Reasons that a human has lifted for the next step."),
            Field(optional: "delivered", Schema.strings, "Steps whose message was delivered."),
            Field(optional: "failed", Schema.strings, "Steps whose message failed after it had been sent."),
            Field(optional: "replied", Schema.time, "When the person last answered in it."),
            Field(optional: "until", Schema.time, "When a pause of this line ends by itself."),
            Field(
                optional: "away", Schema.time,
                "Until when the person is away, where something else than that stops the line now."),
            Field(optional: "freed", Schema.time, "When what had held the next step was lifted."),
            Field(
                optional: "sequences", Schema.strings, "Uids of the sequences of which something was received here."),
            Field(
                optional: "crowd", Schema.count, "How many entered with them in one run, where the guard allowed fewer."
            ),
            Field(optional: "pin", Schema.string, "What it keeps of the book as it was: pins/NAME."),
            Field(optional: "waiting", Schema.time, "Since when it waits for an exclusive enrollment to end."),
            Field(optional: "round", Schema.time, "When the first message of the present round, or the last, went."),
            Field(
                optional: "anchor", Schema.time,
                "From which message the rounds count, where that is another: it gives the day of the month."),
            Field(optional: "ended", Schema.time, "When it was completed or cancelled."),
            Field(optional: "variants", Schema.map(of: Schema.string), "Ids of the variants that were sent, by step."),
            Field(
                optional: "channels", Schema.map(of: Schema.word(Channel.self)),
                "How messages went whose step has several channels, by step."),
        ])

    private static let recent = FieldTable(
        name: "recent", doc: "A message to the address.",
        fields: [
            Field("key", Schema.string, "Its delivery key."), Field("person", Schema.string, "The person's uid."),
            Field(optional: "enrollment", Schema.string, "The enrollment's uid."),
            Field("id", Schema.string, "The message id, or the provider's."), Field("at", Schema.time, "When."),
            Field(optional: "elsewhere", Schema.flag, "Whether it went to another address of the person."),
        ])

    static let address = FieldTable(
        name: "address", doc: "addresses/BUCKET.jsonl: what is known of one address, by its hash.",
        fields: [
            Field("address", Schema.string, "The salted hash of the address."),
            Field("version", Schema.count, "Version of the spelling that was hashed."),
            Field(
                optional: "people", Schema.strings,
                "Uids of the people who were written to here, or of whom a human has a task."),
            Field(
                optional: "optedOut", Schema.strings, "Uids of the people with this address who have a doNotContact."),
            Field(optional: "last", contact.definition, "The last message."),
            Field(optional: "steps", Schema.strings, "SEQUENCE/STEP of everything that went here."),
            Field(optional: "recent", Schema.array(of: recent.definition), "The latest messages, oldest first."),
            Field(
                optional: "suppressed", Schema.array(of: suppression.definition), "What must not be sent to it."),
            Field(
                optional: "sequences", Schema.map(of: Schema.time),
                "When something of a sequence last went there, by the sequence's uid."),
        ])

    static let due = FieldTable(
        name: "due", doc: "due.jsonl: when one of the files in people/ has to be looked at.",
        fields: [
            Field("next", Schema.nextTime, "The earliest `next` in it; `9` for never."),
            Field("bucket", Schema.string, "The file: people/BUCKET.jsonl."),
            Field("count", Schema.count, "Lines in it."),
        ])

    private static let holder = FieldTable(
        name: "holder", doc: "Who holds the claim.",
        fields: [Field("host", Schema.string, "The machine."), Field("boot", Schema.string, "Its boot id.")])

    static let claim = FieldTable(
        name: "claim", doc: "The first line: a run is about to send the messages below.",
        fields: [
            Field("run", Schema.string, "Id of the run."), Field("n", Schema.count, "Number of the claim in its run."),
            Field("at", Schema.time, "When it was made."),
            Field("sendBy", Schema.time, "No request of it starts after then."),
            Field("quietAt", Schema.time, "Nobody else touches it before then."),
            Field("holder", holder.definition, "Who holds it."),
            Field(optional: "main", Schema.string, "The commit of the book's branch that was planned from."),
            Field(optional: "version", Schema.string, "Version of outrider that wrote it."),
        ])

    private static let counted = FieldTable(
        name: "counted", doc: "The caps that a message counts against.",
        fields: [
            Field("senderDay", Schema.day, "The day of the sender's counter."),
            Field("day", Schema.day, "The day of the other counters."),
            Field(optional: "new", Schema.flag, "Whether it is the first message of its enrollment."),
            Field(optional: "company", Schema.string, "Id of the person's company."),
            Field(optional: "domain", Schema.string, "Domain of the address."),
        ])

    static let message = FieldTable(
        name: "message", doc: "A message that is about to be sent.",
        fields: [
            Field("key", Schema.string, "Its delivery key."),
            Field("gen", Schema.count, "Grows after proof that the attempt before was not delivered."),
            Field("person", Schema.string, "The person's uid."),
            Field("enrollment", Schema.string, "The enrollment's uid."),
            Field("step", Schema.string, "Id of the step."),
            Field("occurrence", Schema.count, "Which round of a repeated sequence, from 0."),
            Field("channel", Schema.word(Channel.self), "How it goes."),
            Field("provider", Schema.string, "Who sends it."),
            Field("account", Schema.string, "Where the provider would deliver it."),
            Field(optional: "address", Schema.string, "The salted hash of the address."),
            Field("request", Schema.string, "SHA-256 of the bytes that would leave."),
            Field(optional: "messageId", Schema.string, "Message-ID of an email."),
            Field("attempt", Schema.count, "From 1."), Field("sequence", Schema.string, "The sequence's uid."),
            Field(optional: "sender", Schema.string, "Id of the sender who writes it; default if left out."),
            Field(optional: "counted", counted.definition, "The caps that it counts against."),
        ])

    private static let senderCount = FieldTable(
        name: "senderCount", doc: "Messages of one sender on one channel.",
        fields: [
            Field("sent", Schema.count, "How many were claimed."),
            Field("new", Schema.count, "Those of them that were the first of their enrollment."),
            Field(optional: "minute", Schema.count, "The minute of the last one, counted since 1970."),
            Field(optional: "inMinute", Schema.count, "How many were claimed in that minute."),
        ])

    /// Members go by names, so the table is a map.
    static let counters: JSONValue = [
        "type": "object",
        "properties": ["book": ["type": "integer", "minimum": 0, "description": "All messages of the book."]],
        "patternProperties": [
            "^sender/": senderCount.definition, "^(company|domain)/": Schema.count,
        ],
    ]

    static let sequence = FieldTable(
        name: "order", doc: "sequences/UID.json: all steps that a sequence ever had.",
        fields: [Field(optional: "steps", Schema.strings, "Their ids, in their order.")])

    static let pin = FieldTable(
        name: "pin", doc: "pins/NAME/pin.json: a sequence that people inside keep as it was; beside it its files.",
        fields: [
            Field("sequence", Schema.string, "The sequence's uid."), Field("id", Schema.string, "The id that it had."),
            Field(optional: "order", Schema.strings, "All step ids that it had had until then, in their order."),
            Field(optional: "footer", Schema.string, "Id of the template under every email."),
        ])

    static let matched = FieldTable(
        name: "matched", doc: "The first line of an enrollment's match.",
        fields: [
            Field("enrollment", Schema.string, "The enrollment's uid."),
            Field("at", Schema.time, "When somebody was last taken in, or everybody asked."),
            Field("people", Schema.count, "How many it has taken in so far: a line each follows."),
        ])

    static let matchedPerson = FieldTable(
        name: "matchedPerson", doc: "Somebody whom the match has taken in.",
        fields: [Field("person", Schema.string, "The person's uid.")])

    static let identity = FieldTable(
        name: "identity", doc: "identities.jsonl: a record whose id is not the name that its state goes by.",
        fields: [
            Field("kind", Schema.word(RecordKind.self), "The kind of record."),
            Field("id", Schema.string, "Its id in the book."),
            Field("uid", Schema.string, "The name that its state goes by."),
        ])
}
