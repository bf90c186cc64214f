/// A JSON Schema (draft 2020-12) of something that Outrider reads or writes.
public struct SchemaDocument: Hashable, Sendable {
    /// What it is a schema of.
    public enum Group: String, CaseIterable, Hashable, Sendable {
        /// Files of the book; files that a command is given; files of the journal; what commands print.
        case book, input, journal, output
    }

    /// Its KIND on the command line.
    public let name: String
    public let group: Group
    /// What it describes, in a sentence.
    public let doc: String
    /// The schema itself.
    public let json: JSONValue

    /// The name of its file: `person.schema.json`.
    public var fileName: String { "\(name).schema.json" }

    private init(_ name: String, _ group: Group, _ schema: JSONValue, doc: String) {
        self.name = name
        self.group = group
        self.doc = doc
        var members = schema.members ?? JSONObject()
        members["description"] = .string(doc)
        json = Schema.document(name, .object(members))
    }

    /// Every schema, by group.
    public static let all: [SchemaDocument] =
        BookSchema.Kind.allCases.map { SchemaDocument($0.rawValue, .book, $0.table.schema, doc: $0.doc) } + input
        + journal + output

    private static let input = [
        SchemaDocument(
            "script", .input, Schema.array(of: ScriptKeys.table.definition),
            doc: "FILE of `outrider simulate --script`: what comes back, what humans do, and how files change.")
    ]

    private static let journal = [
        SchemaDocument("journal", JournalTables.header),
        SchemaDocument(
            "journal-people", .journal,
            Schema.with("enrollment", JournalTables.membership.definition, else: JournalTables.head.definition),
            doc: "people/BUCKET.jsonl: a head line a person, then a line an enrollment."),
        SchemaDocument("journal-addresses", JournalTables.address),
        SchemaDocument("journal-due", JournalTables.due),
        SchemaDocument(
            "journal-claims", .journal,
            Schema.with("key", JournalTables.message.definition, else: JournalTables.claim.definition),
            doc: "claims/RUN-N/claims.jsonl: the claim, then a line a message."),
        SchemaDocument(
            "journal-counters", .journal, JournalTables.counters,
            doc: "counters/DATE.json: the messages claimed that day, as caps count them."),
        SchemaDocument(
            "journal-enrollments", .journal,
            Schema.with("enrollment", JournalTables.matched.definition, else: JournalTables.matchedPerson.definition),
            doc: "enrollments/UID.jsonl: whom the match of an enrollment has taken in."),
        SchemaDocument("journal-sequence", JournalTables.sequence),
        SchemaDocument("journal-pin", JournalTables.pin),
        SchemaDocument("journal-identities", JournalTables.identity),
        SchemaDocument(
            "history", .journal, HistoryEvent.table.schema,
            doc: "history/YEAR/MONTH/DAY/RUN-N.jsonl: what happened, a line an event."),
    ]

    private static let output = [
        SchemaDocument("plan", OutputTables.plan, .output),
        SchemaDocument("simulate", SimulationTables.report, .output),
        SchemaDocument("explain", OutputTables.explain, .output),
        SchemaDocument("check", OutputTables.check, .output), SchemaDocument("status", OutputTables.status, .output),
        SchemaDocument(
            "tasks", .output, Schema.array(of: OutputTables.task.definition),
            doc: "`outrider tasks --format json`: what humans have to do."),
        SchemaDocument(
            "log", .output, HistoryEvent.table.schema,
            doc: "`outrider log --format json`: the history, a line an event."),
        SchemaDocument("preview", OutputTables.preview, .output),
        SchemaDocument(
            "list", .output, Schema.array(of: OutputTables.list.definition),
            doc: "`outrider list --format json`: the records of a kind."),
        SchemaDocument("show", OutputTables.show, .output),
        SchemaDocument(
            "export", .output, Schema.array(of: EditTables.exported.definition),
            doc: "`outrider export --format json`: the records of a kind."),
        SchemaDocument("init", EditTables.made, .output), SchemaDocument("edit", EditTables.edit, .output),
        SchemaDocument("import", EditTables.imported, .output), SchemaDocument("run", OutputTables.run, .output),
        SchemaDocument("done", ActTables.done, .output), SchemaDocument("resolve", ActTables.resolve, .output),
        SchemaDocument("verify", ActTables.verify, .output), SchemaDocument("adopt", ActTables.adopt, .output),
        SchemaDocument("act", ActTables.act, .output), SchemaDocument("error", OutputTables.failure, .output),
    ]

    private init(_ name: String, _ table: FieldTable, _ group: Group = .journal) {
        self.init(name, group, table.schema, doc: table.doc)
    }
}

extension SchemaDocument: CustomStringConvertible {
    /// Its name.
    public var description: String { name }
}
