@testable import OutriderCore

/// Files from outside: what an import would write is a book without errors.
enum FuzzedImport {
    private static let book = MemorySource([
        "outrider.yaml": "version: 1\nname: Acme\n",
        "people/ada.yaml": "firstName: Ada\nemail: ada@example.com\n",
        "companies/engines.yaml": "name: Engines\n",
    ])

    static func broken(by bytes: [UInt8], _ format: ImportTable.Format) -> String? {
        guard let table = try? ImportTable(bytes, format: format) else { return nil }
        if format == .csv, let law = rewritten(table) { return law }
        guard let mapping = try? ColumnMapping(table.columns, keepsFields: true),
            let options = try? ImportOptions(onMatch: .update, country: "ZA", createsCompanies: true)
        else { return nil }
        guard let plan = try? ImportPlan(table, mapping, options, book: Book(book)) else { return "the plan threw" }
        var source = BytesSource(files: book.files.mapValues { Array($0.utf8) })
        for change in plan.changes { source.files[change.path] = change.bytes }
        guard let report = try? Check.all(Book(source), warns: false) else { return "the check threw" }
        return report.diagnostics.first { $0.severity == .error }.map { "the import makes an error: \($0.code)" }
    }

    /// Cells that are written are read again as they were.
    private static func rewritten(_ table: ImportTable) -> String? {
        guard !table.rows.isEmpty, table.columns.count > 1 else { return nil }
        var writer = CSVWriter(isGuarded: false)
        let columns = (1...table.columns.count).map { "c\($0)" }
        writer.append(columns)
        for row in table.rows { writer.append(row.cells.all) }
        guard let again = try? ImportTable(writer.bytes, format: .csv) else { return "what was written cannot be read" }
        let wanted = table.rows.map { row in row.cells.all.map(SpreadsheetGuard.unguarded) }
            .filter { !$0.allSatisfy { $0.trimmed.isEmpty } }
        return again.rows.map(\.cells.all) == wanted ? nil : "the cells were written otherwise"
    }
}
