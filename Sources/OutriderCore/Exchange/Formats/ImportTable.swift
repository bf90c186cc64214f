/// What a file from outside holds, whatever its format: columns with names, and rows of text.
public struct ImportTable: Sendable {
    public enum Format: String, CaseIterable, Hashable, Sendable {
        case csv, vcard, json
    }

    /// One person's values, a cell a column; cells that are missing at the end are empty.
    public struct Row: Hashable, Sendable {
        /// 1-based: as a spreadsheet counts rows, or the count of the card or the object.
        public var number: Int
        public var cells: RowCells

        public init(number: Int, cells: [String]) { self.init(number: number, cells: RowCells(cells)) }

        init(number: Int, cells: RowCells) {
            self.number = number
            self.cells = cells
        }
    }

    /// The most columns that a file may have.
    static let columnLimit = 1_000

    public var format: Format
    /// As the file names them; vCards and JSON give the keys of the book.
    public var columns: [String]
    public var rows: [Row]
    /// Rows that could not be taken apart.
    public var refused: [RefusedRow]
    /// What was guessed about the file.
    public var notes: [String]

    init(format: Format, columns: [String], rows: [Row] = [], refused: [RefusedRow] = [], notes: [String] = []) {
        self.format = format
        self.columns = columns
        self.rows = rows
        self.refused = refused
        self.notes = notes
    }

    private static var tooManyColumns: ExchangeError {
        ExchangeError(
            "the file has more than \(columnLimit) columns",
            hint: "keep those that are wanted; what is below `fields` or `emails` in JSON is a column, too")
    }

    /// Rows of named values, whose columns are all names in the order of their first use.
    ///
    /// - Throws: `ExchangeError` where there are more names than a table may have columns.
    init(format: Format, records: [(number: Int, values: [(name: String, text: String)])]) throws(ExchangeError) {
        var places: [String: Int] = [:]
        var columns: [String] = []
        var rows: [Row] = []
        rows.reserveCapacity(records.count)
        for record in records {
            var cells: [RowCells.Filled] = []
            for value in record.values {
                let place = places[value.name, default: columns.count]
                if place == columns.count {
                    guard place < Self.columnLimit else { throw Self.tooManyColumns }
                    places[value.name] = place
                    columns.append(value.name)
                }
                cells.append(RowCells.Filled(column: place, text: value.text))
            }
            rows.append(Row(number: record.number, cells: RowCells(filled: cells)))
        }
        self.init(format: format, columns: columns, rows: rows)
    }
}

/// A row that is not imported, or one of its values, and why.
public struct RefusedRow: Hashable, Sendable {
    public var number: Int
    /// The column that is wrong; `nil` where the row as a whole is.
    public var column: String?
    /// One sentence without a full stop; never words of a person's.
    public var reason: String
    /// The row as it was read, so that it can be mended.
    public var cells: RowCells
    /// Whether the row is imported all the same, without that value.
    public var isPartial = false

    init(number: Int, column: String? = nil, reason: String, cells: RowCells, isPartial: Bool = false) {
        self.number = number
        self.column = column
        self.reason = reason
        self.cells = cells
        self.isPartial = isPartial
    }
}

extension ImportTable {
    /// The format of a file: by the ending of its name, else by how it begins.
    public static func format(name: String, bytes: [UInt8]) -> Format {
        switch name.lowercased().split(separator: ".").last {
        case "csv", "tsv", "txt": return .csv
        case "vcf", "vcard": return .vcard
        case "json", "ndjson", "jsonl": return .json
        default: break
        }
        let start = String(decoding: bytes.prefix(64), as: UTF8.self).trimmed.lowercased()
        if start.hasPrefix("begin:vcard") { return .vcard }
        return start.hasPrefix("{") || start.hasPrefix("[") ? .json : .csv
    }

    /// Reads a file.
    ///
    /// - Throws: `ExchangeError` where nothing in it can be read.
    public init(_ bytes: [UInt8], format: Format) throws(ExchangeError) {
        let text = try DecodedText(bytes)
        switch format {
        case .csv: try self.init(csv: text)
        case .vcard: try self.init(vcard: text)
        case .json: try self.init(json: text)
        }
    }

    private init(csv text: DecodedText) throws(ExchangeError) {
        let table = try CSVTable(text.bytes)
        guard let header = Self.header(of: table) else {
            throw ExchangeError("the file is empty", hint: "the first line names the columns")
        }
        if let fault = table.rows[header].fault {
            throw ExchangeError(
                "line \(fault.line), column \(fault.column) of the header: \(fault.message)",
                hint: "mend the first line")
        }
        let columns = table.cells(table.rows[header]).map { SpreadsheetGuard.unguarded($0).trimmed }
        guard columns.count <= Self.columnLimit else { throw Self.tooManyColumns }
        var rows: [Row] = []
        var refused: [RefusedRow] = []
        rows.reserveCapacity(table.rows.count)
        for row in table.rows[(header + 1)...] where !table.isBlank(row) {
            if let fault = row.fault {
                refused.append(
                    RefusedRow(
                        number: row.number, reason: "line \(fault.line), column \(fault.column): \(fault.message)",
                        cells: RowCells([table.text(row)])))
                continue
            }
            var cells = table.cells(row).map(SpreadsheetGuard.unguarded)
            // White space of any kind is blank, also what no spreadsheet writes.
            if cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
            while cells.count > columns.count, cells.last?.isEmpty == true { cells.removeLast() }
            guard cells.count == columns.count else {
                refused.append(
                    RefusedRow(
                        number: row.number,
                        reason: "the row has \(Self.shown(cells.count)), the header \(columns.count)",
                        cells: RowCells(cells)))
                continue
            }
            rows.append(Row(number: row.number, cells: cells))
        }
        self.init(format: .csv, columns: columns, rows: rows, refused: refused, notes: text.notes)
        if table.separator != UInt8(ascii: ",") {
            notes.append(
                table.separator == 0x09 ? "values are separated by tabs" : "values are separated by semicolons")
        }
    }

    private static func shown(_ cells: Int) -> String {
        cells > columnLimit ? "more than \(columnLimit) cells" : "\(cells) cells"
    }

    /// The row with the names of the columns: the first of several cells. LinkedIn puts a note in front of it.
    private static func header(of table: CSVTable) -> Int? {
        var first: Int?
        for (index, row) in table.rows.enumerated() where !table.isBlank(row) {
            let filled = table.cells(row).count { !$0.trimmed.isEmpty }
            guard filled > 0 || row.fault != nil else { continue }
            if first == nil {
                first = index
                if filled == 1, let only = table.cells(row).first, ImportPreset.knows(column: only) { return index }
            }
            if filled > 1 { return index }
            if index > 10 { break }
        }
        return first
    }

    private init(vcard text: DecodedText) throws(ExchangeError) {
        let cards = VCardReader.cards(text.bytes)
        guard !cards.isEmpty else {
            throw ExchangeError("the file holds no vCard", hint: "a card begins with the line BEGIN:VCARD")
        }
        guard cards.count <= VCardReader.limit else {
            throw ExchangeError(
                "the file has more than \(VCardReader.limit) cards", hint: "split it into several files")
        }
        var records: [(Int, [(name: String, text: String)])] = []
        var broken: [RefusedRow] = []
        for card in cards {
            if let fault = card.fault {
                broken.append(RefusedRow(number: card.number, reason: fault, cells: RowCells([])))
            } else {
                records.append((card.number, card.values))
            }
        }
        try self.init(format: .vcard, records: records)
        refused = broken
        notes = text.notes
    }
}

extension DecodedText {
    /// What a user should know about how the file was read.
    var notes: [String] {
        switch encoding {
        case .utf8: []
        case .utf16LittleEndian, .utf16BigEndian: ["the file is \(encoding.rawValue)"]
        case .windows1252: ["the file is no UTF-8 and was read as Windows-1252: look at the accents"]
        }
    }
}
