internal import ArgumentParser
internal import Foundation
internal import OutriderCore
internal import OutriderDelivery

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take people in from CSV, vCards or JSON: first the plan, with --apply the files.",
        discussion: """
            It shows what would be made and changed; --apply writes the files, which you then commit. Who is in the book \
            already is known by email, telephone number or LinkedIn profile; without any of these by the id that the name \
            gives. A second import of the same file changes nothing.

            Columns: --preset greenhouse, gem, hubspot, linkedin, google or outrider; else the header tells. --map names a \
            column's key: firstName, email, emails.work, phone, company, tags, fields.x, consent.basis, doNotContact …; \
            with nothing behind the = the column is left out. Headers such as Email Opt Out, Unsubscribed, DNC or Do not \
            call are known; another one that looks like an opt-out needs a --map.

            Who is there: --on-match fill sets what is empty and adds tags, update sets every value the row has (an old \
            address is kept behind the new one, an old number in fields.otherPhones), skip leaves the record. Consent only \
            tightens, with skip too: doNotContact grows, consent ends earlier, nothing lifts an opt-out; a person is not moved \
            away from a company that nobody may write to, and such a company loses no domain. An opt-out that may be that \
            of several people is taken for each.

            Numbers need + and the country code, or --country for national ones whose rule is certain. An employer is \
            looked for by id, name and domain; one the book does not have is kept as fields.companyName, or made by \
            --create-companies.

            Rows that are refused, and rows of which a value is left out, go to import-errors.csv beside the file, with \
            the reason: mend them and import that file.

              outrider import Connections.csv
              outrider import candidates.csv --map "Talent=name" --map "Mail=email" --into 2026 --apply

            Exit codes: 0 fine, also where rows are refused, 1 the file cannot be read, 4 a record of the book cannot be read.
            """)

    @Argument(help: "CSV, vCards, JSON or NDJSON.", completion: .file())
    var file: String

    @Flag(help: "Write the files.")
    var apply = false

    @Option(
        help: "people, companies or projects.", completion: .list(RecordKind.exchanged.map(\.folder)),
        transform: RecordKind.exchanged)
    var kind: RecordKind = .person

    @Option(
        help: "csv, vcard or json; by the file's name and beginning if left out.",
        completion: .list(ImportTable.Format.allCases.map(\.rawValue)), transform: Choice.parse)
    var input: ImportTable.Format?

    @Option(
        help: "Where the file comes from.", completion: .list(ImportPreset.all.map(\.name)),
        transform: ImportCommand.parsePreset)
    var preset: ImportPreset?

    @Option(name: .long, help: ArgumentHelp("The key that a column fills.", valueName: "column=key"))
    var map: [String] = []

    @Flag(help: "Keep columns that nothing is known of as fields.name.")
    var fields = false

    @Option(help: "By what people are known: a list of email, phone, linkedin.", transform: ImportCommand.parseMatch)
    var match: [ImportOptions.Match] = ImportOptions.Match.allCases

    @Option(
        help: "fill, skip or update.", completion: .list(ImportOptions.Treatment.allCases.map(\.rawValue)),
        transform: Choice.parse)
    var onMatch: ImportOptions.Treatment = .fill

    @Option(help: ArgumentHelp("Folder below people/ for new files.", valueName: "folder"))
    var into: String = ""

    @Option(help: ArgumentHelp("Country of numbers without a country code: ZA, US …", valueName: "code"))
    var country: String?

    @Flag(help: "Make companies that the book does not have.")
    var createCompanies = false

    @Option(
        help: ArgumentHelp("Where refused rows go; without --apply written only if named.", valueName: "file"),
        completion: .file())
    var errors: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common, at: .worktree) { console in
            let workspace = try common.workspace()
            guard workspace.folder != nil else {
                throw UsageError("there is no work tree here", hint: "import into a clone that has one")
            }
            let progress = ProgressLine(console)
            defer { progress.clear() }
            let options = try ImportOptions(
                kind: kind, match: match, onMatch: onMatch, folder: into, country: country,
                createsCompanies: createCompanies)
            let bytes = try read()
            let table = try ImportTable(bytes, format: input ?? ImportTable.format(name: file, bytes: bytes))
            let mapping = try ColumnMapping(
                table.columns, of: kind, maps: map, preset: table.format == .csv ? preset : .named("outrider"),
                keepsFields: fields)
            let book = try workspace.wholeBook(.worktree)
            let plan = try ImportPlan(table, mapping, options, book: book) { done, all in
                progress.show("planning", done, of: all)
            }
            if apply { try write(plan.changes, in: workspace, progress) }
            progress.clear()
            let errorsFile = try writeErrors(plan, table)
            let text = ImportText(plan: plan, table: table, file: file, errorsFile: errorsFile, isApplied: apply)
            if common.format == .json { console.out(text.json) } else { text.show(console) }
        }
    }

    private func write(_ changes: [ImportPlan.Change], in workspace: Workspace, _ progress: ProgressLine) throws {
        let writer = try BookWriter(workspace, isDurable: false)
        for (count, change) in changes.enumerated() {
            if count.isMultiple(of: 200) { progress.show("writing", count, of: changes.count) }
            try writer.write(change.bytes, to: change.path, isNew: change.isNew)
        }
    }

    private func read() throws -> [UInt8] {
        let url = URL(fileURLWithPath: file)
        let size = try FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.size] as? Int
        guard size ?? 0 <= DecodedText.limit else {
            throw ExchangeError(
                "the file is larger than \(DecodedText.limit >> 20) MiB", hint: "split it into several files")
        }
        return Array(try Data(contentsOf: url))
    }

    /// Writes refused rows; `nil` where there are none, or nothing is to be written yet.
    private func writeErrors(_ plan: ImportPlan, _ table: ImportTable) throws -> String? {
        guard !plan.refused.isEmpty, apply || errors != nil else { return nil }
        let url = URL(fileURLWithPath: file)
        let path =
            errors
            ?? url.deletingLastPathComponent().appendingPathComponent(
                Self.freeName(in: url.deletingLastPathComponent().path)
            ).relativePath
        try OutputFile.write(plan.errorRows(of: table), to: path)
        return path
    }

    /// A name for refused rows that no earlier import has taken: what is in that file is still to be mended.
    private static func freeName(in folder: String) -> String {
        let names = ["import-errors.csv"] + (2...999).map { "import-errors-\($0).csv" }
        return names.first { !FileManager.default.fileExists(atPath: "\(folder)/\($0)") } ?? "import-errors-1000.csv"
    }

    private static func parsePreset(_ text: String) throws -> ImportPreset {
        guard let preset = ImportPreset.named(text) else {
            throw ValidationError("presets are \(ImportPreset.all.map(\.name).joined(separator: ", "))")
        }
        return preset
    }

    private static func parseMatch(_ text: String) throws -> [ImportOptions.Match] {
        try text.split(separator: ",").map { word in
            guard let match = ImportOptions.Match(rawValue: word.lowercased()) else {
                throw ValidationError("people are known by email, phone or linkedin: --match email,phone")
            }
            return match
        }
    }
}

/// A value of a closed list as an argument.
enum Choice {
    static func parse<Value>(_ text: String) throws -> Value
    where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        guard let value = Value(rawValue: text.lowercased()) else {
            throw ValidationError("choose one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }
}
