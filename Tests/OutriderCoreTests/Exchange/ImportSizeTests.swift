import Testing

@testable import OutriderCore

/// Wide and long files are read with work and memory in proportion to their bytes. Tests here only have to end.
@Suite struct ImportSizeTests {
    static let rows = 50_000

    static func table(_ text: String, _ format: ImportTable.Format) throws -> ImportTable {
        try ImportTable(Array(text.utf8), format: format)
    }

    /// Rows of which each fills one of many columns.
    static func wide(_ columns: Int) -> String {
        (0..<rows).map { "{\"c\($0 % columns)\":\"x\"}\n" }.joined()
    }

    @Test func onlyFilledCellsOfWideTablesAreKept() throws {
        let table = try Self.table(Self.wide(ImportTable.columnLimit), .json)
        #expect(table.columns.count == ImportTable.columnLimit)
        #expect(table.rows.count == Self.rows)
        #expect(table.rows.allSatisfy { $0.cells.filled.count == 1 })
        let mapping = try ColumnMapping(table.columns, keepsFields: true)
        let reader = RowReader(mapping: mapping, country: nil)
        for row in table.rows { #expect(try reader.read(row).draft.fields.entries.count == 1) }
    }

    @Test(arguments: ImportTable.Format.allCases) func columnsAreLimited(_ format: ImportTable.Format) throws {
        func text(_ columns: Int) -> String {
            switch format {
            case .csv:
                (1...columns).map { "c\($0)" }.joined(separator: ",") + "\n" + String(repeating: ",", count: columns)
            case .json: (1...columns).map { "{\"c\($0)\":\"x\"}\n" }.joined()
            case .vcard:
                "BEGIN:VCARD\n" + (1...columns).map { "X-OUTRIDER;KEY=c\($0):x\n" }.joined() + "END:VCARD\n"
            }
        }
        #expect(try Self.table(text(1_000), format).columns.count == 1_000)
        let error = #expect(throws: ExchangeError.self) { try Self.table(text(1_001), format) }
        #expect(error?.message == "the file has more than 1000 columns")
    }

    @Test func rowsOfTooManyCellsAreRefused() throws {
        let table = try Self.table("name,email\n" + String(repeating: "x,", count: 5_000), .csv)
        #expect(table.refused.map(\.reason) == ["the row has more than 1000 cells, the header 2"])
    }

    @Test func cardsMayHaveManyPropertiesOfOneName() throws {
        let emails = (0..<Self.rows).map { "item\($0).EMAIL:a\($0)@x.example\nitem\($0).X-ABLabel:Work\n" }
        let table = try Self.table("BEGIN:VCARD\nFN:A\n\(emails.joined())END:VCARD\n", .vcard)
        #expect(table.columns == ["email", "emails.work", "name"])
        #expect(table.rows.first?.cells[1].utf8.count(where: { $0 == UInt8(ascii: "@") }) == Self.rows)
    }

    /// Each row is known only by the one behind it; the last alone has a name.
    @Test func rowsThatHangOnEachOtherFindTheirRecord() throws {
        let count = Self.rows
        let rows = (0..<count).map { "{\"email\":\"a\($0)@x.example\",\"emails\":\"a\($0 + 1)@x.example\"}\n" }
        let text = rows.joined() + "{\"name\":\"Ada\",\"email\":\"a\(count)@x.example\"}\n"
        let table = try Self.table(text, .json)
        let reader = RowReader(mapping: try ColumnMapping(table.columns), country: nil)
        let read = try table.rows.map { row in
            let (draft, problems) = try reader.read(row)
            return ReadRow(row: row, draft: draft, problems: problems)
        }
        let index = try ImportIndex(Book(MemorySource([:])), .person, keys: [], ids: [])
        let finder = TargetFinder(read, index, try ImportOptions())
        #expect(finder.refused.isEmpty)
        #expect(finder.targets.map(\.rows.count) == [count + 1])
    }

    @Test func oneRecordMayHaveManyRows() throws {
        let book = ImportBook()
        let rows = (0..<5_000).map { "Ada,ada@x.example,+2782\(1_000_000 + $0),t\($0)\n" }
        let plan = try book.plan("name,email,phone,tags\n" + rows.joined(), ImportOptions())
        #expect(plan.changes.map(\.id) == ["ada"])
        #expect(plan.changes.first?.rows.count == 5_000)
    }

    @Test func manyCommentsAreMovedWithTheirKeys() throws {
        let keys = (0..<20_000).map { "   k\($0): x\n" }.joined()
        let text = "  name: x\n  fields:\n\(keys)" + String(repeating: "#\n", count: 100_000)
        let normal = try FileFormat.normal(path: "people/a.yaml", bytes: Array(text.utf8))
        #expect(normal.starts(with: "name: x\nfields:\n  k0: x\n".utf8))
    }
}
