// What commands that change or copy the book's files print under `--format json`.

enum EditTables {
    static let edit = FieldTable(
        name: "edit",
        doc: "What new, set, rm, mv, enroll, move, pause, resume, cancel, reassign and fmt print under --format json.",
        fields: [
            Field("changed", Schema.array(of: file.definition), "The files that changed, or would; by path."),
            Field("notes", Schema.strings, "What else the author should know."),
            Field("dryRun", Schema.flag, "Whether nothing was written."),
        ])

    private static let file = FieldTable(
        name: "file", doc: "A file of the book that changed.",
        fields: [
            Field("path", Schema.string, "Its path in the book; of a moved one, the new path."),
            Field("action", Schema.word(BookChange.File.Action.self), "What happened to it."),
            Field(optional: "from", Schema.string, "The path that it was moved from."),
        ])

    static let made = FieldTable(
        name: "init", doc: "`outrider init --format json`: what was made.",
        fields: [
            Field("made", Schema.strings, "What was missing and is there now."),
            Field("next", Schema.strings, "Commands to go on with."),
        ])

    static let imported = FieldTable(
        name: "import", doc: "`outrider import --format json`: what an import does to the book.",
        fields: [
            Field("file", Schema.string, "The file that is imported."),
            Field("format", Schema.word(ImportTable.Format.self), "What it is."),
            Field(
                "preset", ["type": "string", "enum": .strings(ImportPreset.all.map(\.name))], "Whose columns it has."),
            Field("notes", Schema.strings, "What is odd about the file as a whole."),
            Field("columns", Schema.array(of: column.definition), "The columns that fill a key."),
            Field("unused", Schema.strings, "The columns that fill none."),
            Field("new", Schema.count, "Records that are made, without companies."),
            Field("changed", Schema.count, "Records that are changed."),
            Field("unchanged", Schema.count, "Records that hold what the file says already."),
            Field("skipped", Schema.count, "Records that are left alone under --on-match skip."),
            Field("newCompanies", Schema.count, "Companies that are made."),
            Field("refused", Schema.count, "Rows that are not imported."),
            Field("leftOut", Schema.count, "Values that are left out of rows that are imported."),
            Field("changes", Schema.array(of: change.definition), "The files that are written."),
            Field("problems", Schema.array(of: problem.definition), "What is refused and left out, by row."),
            Field("applied", Schema.flag, "Whether the files were written."),
            Field(optional: "errors", Schema.string, "The file with the rows to mend."),
        ])

    private static let column = FieldTable(
        name: "column", doc: "A column of the file and the key that it fills.",
        fields: [
            Field("column", Schema.string, "Its header."), Field("key", Schema.string, "The key: email, fields.x …"),
        ])

    private static let change = FieldTable(
        name: "change", doc: "A record that is made or changed.",
        fields: [
            Field("path", Schema.string, "Its file."), Field("new", Schema.flag, "Whether it is made."),
            Field("keys", Schema.strings, "The keys that are set."),
            Field("rows", Schema.array(of: Schema.count), "The rows that it comes from; none for a company."),
        ])

    private static let problem = FieldTable(
        name: "problem", doc: "A row, or a value of one, that is not imported.",
        fields: [
            Field("row", Schema.count, "Its number in the file, from 1."),
            Field(optional: "column", Schema.string, "The column whose value it is."),
            Field("reason", Schema.string, "Why."),
            Field("imported", Schema.flag, "Whether the rest of the row is imported."),
        ])

    static let exported = FieldTable(
        name: "export", doc: "One record of `outrider export --format json`: its id and its keys, as in the file.",
        fields: [Field("id", Schema.string, "Its id.")])
}
