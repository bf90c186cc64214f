internal import YAML

/// The records of a kind as a table, as JSON, or as vCards.
public struct ExportTable: Sendable {
    public enum Format: String, CaseIterable, Hashable, Sendable {
        case csv, json, vcard
    }

    /// A record's id and what its file holds.
    private let records: [(id: String, value: EditValue)]
    private let kind: RecordKind
    /// Names of companies by id, for vCards.
    private let companies: [String: String]

    public var count: Int { records.count }

    /// Reads every record of a kind, in the order of their ids.
    ///
    /// - Throws: what the source says when a folder cannot be listed; `UnreadableRecords` where a file cannot be read, so that
    ///   nobody is left out unseen.
    public init(_ book: Book, _ kind: RecordKind) throws {
        var records: [(String, EditValue)] = []
        var report = Report()
        for id in try book.ids(of: kind) {
            let path = kind.path(of: id)
            guard let bytes = try book.source.read(path, limit: FileLimit.bytes(of: path)) else { continue }
            var reading = Reading(path: path, bytes: bytes)
            if let root = reading.root() { records.append((id, EditValue(root))) }
            report.add(contentsOf: reading.report)
        }
        if report.hasErrors { throw UnreadableRecords(report: report) }
        self.records = records
        self.kind = kind
        var names: [String: String] = [:]
        if kind == .person {
            for id in try book.ids(of: .company) { names[id] = book.company(id)?.name }
        }
        companies = names
    }

    /// The whole file.
    ///
    /// - Parameter hasMark: whether a CSV begins with the mark by which Excel knows UTF-8.
    public func bytes(_ format: Format, hasMark: Bool) -> [UInt8] {
        switch format {
        case .csv: csv(hasMark: hasMark)
        case .json: json
        case .vcard: vcards
        }
    }

    private func csv(hasMark: Bool) -> [UInt8] {
        let rows = records.map { record in [(name: "id", text: record.id)] + RecordCells.cells(record.value) }
        var names: Set<String> = []
        for row in rows { names.formUnion(row.map(\.name)) }
        let columns = ordered(names)
        let places = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var writer = CSVWriter(hasMark: hasMark)
        writer.append(columns)
        for row in rows {
            var cells = Array(repeating: "", count: columns.count)
            for cell in row {
                if let place = places[cell.name] { cells[place] = cell.text }
            }
            writer.append(cells)
        }
        return writer.bytes
    }

    /// The id, then the keys in the order of their table, then what stands below each by name.
    private func ordered(_ names: Set<String>) -> [String] {
        let keys = ["id"] + (ImportKeys.tables[kind]?.keys.map(\.name) ?? [])
        let ranks = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func rank(_ name: String) -> Int {
            ranks[name] ?? ranks[String(name.prefix { $0 != "." })] ?? keys.count
        }
        return names.map { (rank($0), $0) }.sorted { $0 < $1 }.map(\.1)
    }

    private var json: [UInt8] {
        var bytes: [UInt8] = Array("[".utf8)
        for (index, record) in records.enumerated() {
            bytes += (index == 0 ? "\n" : ",\n").utf8
            var object: JSONObject = ["id": .string(record.id)]
            for member in record.value.json.members?.members ?? [] where member.key != "id" {
                object[member.key] = member.value
            }
            object.write(into: &bytes)
        }
        bytes += "\n]\n".utf8
        return bytes
    }

    private var vcards: [UInt8] {
        var writer = VCardWriter()
        for record in records {
            let cells = [(name: "id", text: record.id)] + RecordCells.cells(record.value)
            let company = cells.first { $0.name == "company" }.flatMap { companies[$0.text] }
            writer.append(cells, company: company)
        }
        return writer.bytes
    }
}

/// Records that cannot be read, so that nothing is exported or imported.
public struct UnreadableRecords: Error, Hashable, Sendable {
    public var report: Report
}
