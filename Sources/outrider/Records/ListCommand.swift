internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the records of a kind: as a table, as ids for a pipe, as JSON.",
        discussion: """
            KIND is one of \(RecordKind.folders). A filter is KEY=VALUE, KEY!=VALUE, KEY (has it) or \
            '!KEY' (has it not); of a list any value may fit, case does not count, and a VALUE that ends in * is a \
            beginning. Keys are those of the files, with dots for keys within: fields.level, relationships.project. \
            People also have fullName and channels (which they can be reached on), sequences days and channels, \
            everything id and path. All filters must hold.

              outrider list people --where tags=ios --where company=acme
              outrider list people --where '!email' --columns id,phone,notes
              outrider list people --where 'id=za/*' --sort lastName --limit 20
              outrider list enrollments --where status!=CANCELLED --format json
              outrider list people --where tags=ios --ids

            In a terminal the table is cut to its width. Files with errors are counted on standard error, and what \
            can be read of them is listed. Exit codes: 0 fine, 64 no such kind or key.
            """)

    @Argument(
        help: "people, companies, projects and so on.", completion: .list(RecordKind.allCases.map(\.folder)),
        transform: RecordKind.named)
    var kind: RecordKind

    @Option(name: .customLong("where"), help: ArgumentHelp("Only records that fit; repeatable.", valueName: "filter"))
    var filters: [String] = []

    @Option(help: ArgumentHelp("Which keys are shown, with commas between.", valueName: "keys"))
    var columns: String?

    @Option(help: ArgumentHelp("The order; by id if left out.", valueName: "key"))
    var sort: String?

    @Flag(help: "The other way round.")
    var reverse = false

    @Option(help: ArgumentHelp("The first so many.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Only the ids, one a line.")
    var ids = false

    @OptionGroup var state: RevisionOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
        if let columns, columns.allSatisfy({ ", ".contains($0) }) { throw ValidationError("--columns names no key") }
        if ids, columns != nil { throw ValidationError("--ids shows no columns") }
    }

    func run() throws {
        try Failure.run(common) { console in
            let columns = try usage { try self.columns.map(named) }
            let query = try usage {
                RecordQuery(
                    kind, filters: try filters.map { try RecordFilter(parsing: $0, of: kind) },
                    sort: try sort.map { try RecordColumn($0, of: kind) }, isReversed: reverse, limit: limit)
            }
            let workspace = try common.workspace()
            let source = try workspace.source(state.revision(in: workspace))
            let summary =
                if common.format == .json {
                    try showJSON(query, source, columns, console)
                } else if ids {
                    try showIDs(query, source, console)
                } else {
                    try showTable(query, source, columns, console)
                }
            tellErrors(summary, console)
        }
    }

    private func named(_ names: String) throws -> [RecordColumn] {
        try names.split(separator: ",").map {
            try RecordColumn(String($0).trimmed, of: kind)
        }
    }

    /// What is wrong with the arguments is a usage error.
    private func usage<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as LookupError {
            throw UsageError(error.message, hint: error.hint)
        }
    }

    private func showTable(
        _ query: RecordQuery, _ source: any BookSource, _ columns: [RecordColumn]?, _ console: Console
    ) throws -> RecordQuery.Summary {
        let shown = columns ?? RecordColumn.standard(of: kind)
        var table = TableText(shown.map(\.name))
        let summary = try query.run(source) { record in table.add(shown.map { $0.cell(record) }) }
        if !table.isEmpty {
            let width = console.isTerminal ? console.width : nil
            console.out(lines: table.lines(width: width, keepsEmpty: columns != nil, console.style))
        }
        console.note(count(summary))
        return summary
    }

    private func count(_ summary: RecordQuery.Summary) -> String {
        let (one, many) = (kind.rawValue, kind.folder)
        guard let fitting = summary.fitting else { return "(the first \(summary.shown.counted(one, many)))" }
        if fitting > summary.shown { return "(\(summary.shown.grouped) of \(fitting.counted(one, many)))" }
        if fitting > 0 { return "(\(fitting.counted(one, many)))" }
        return filters.isEmpty ? "There are no \(many) yet." : "No \(one) fits."
    }

    private func showIDs(
        _ query: RecordQuery, _ source: any BookSource, _ console: Console
    ) throws -> RecordQuery.Summary {
        var lines: [String] = []
        let summary = try query.run(source) { record in
            lines.append(record.id)
            if lines.count == Self.batch {
                console.out(lines: lines)
                lines = []
            }
        }
        console.out(lines: lines)
        return summary
    }

    /// Lines or records that are written at once.
    private static let batch = 500

    /// An array that is written while it is read, so that memory stays small.
    private func showJSON(
        _ query: RecordQuery, _ source: any BookSource, _ columns: [RecordColumn]?, _ console: Console
    ) throws -> RecordQuery.Summary {
        var parts: [String] = []
        var isFirst = true
        func flush(_ end: String) {
            console.out(
                end.isEmpty ? parts.joined(separator: ",\n") + "," : parts.joined(separator: ",\n") + end, as: .json)
            parts = []
        }
        let summary = try query.run(source) { record in
            // The element before this one is written only now: it is known that a comma follows.
            if parts.count == Self.batch { flush("") }
            let object = ids ? .string(record.id) : JSONValue.object(members(record, columns))
            parts.append((isFirst ? "[\n  " : "  ") + object.pretty.replacing("\n", with: "\n  "))
            isFirst = false
        }
        flush(isFirst ? "[]" : "\n]")
        return summary
    }

    private func members(_ record: RecordFile, _ columns: [RecordColumn]?) -> JSONObject {
        guard let columns else { return record.json }
        var object: JSONObject = ["id": .string(record.id)]
        for column in columns where column.name != "id" { object[column.name] = column.json(record) }
        return object
    }

    private func tellErrors(_ summary: RecordQuery.Summary, _ console: Console) {
        guard summary.withErrors > 0 else { return }
        let verb = summary.withErrors == 1 ? "has" : "have"
        let named = summary.leftOut.prefix(3).joined(separator: ", ") + (summary.leftOut.count > 3 ? " …" : "")
        let left = summary.leftOut.isEmpty ? "" : ", \(summary.leftOut.count.grouped) of them left out: \(named)"
        let warning = console.errorStyle("warning:", .warning)
        console.error(
            "outrider: \(warning) \(summary.withErrors.counted("file")) \(verb) errors\(left)")
        console.error("  = hint: `outrider check` names them")
    }
}
