internal import Foundation

/// Which key each column of a file fills.
public struct ColumnMapping: Hashable, Sendable {
    public struct Use: Hashable, Sendable {
        public var column: Int
        public var key: ImportKey
        /// The column with the label of the values in this one.
        var labelColumn: Int?
        /// Whether it was named by hand, so that a list may be parted by commas.
        var isTyped = false
    }

    /// In the order of the columns.
    public var uses: [Use] = []
    /// Columns that are left out, by name.
    public var unused: [String] = []
    /// The preset by which the header was read.
    public var preset: ImportPreset

    /// Finds the keys of a file's columns.
    ///
    /// - Parameters:
    ///   - maps: `Column=key`, which win over everything else; with an empty key the column is left out.
    ///   - preset: where the file comes from; found by its header if `nil`.
    ///   - keepsFields: whether a column that nothing is known of becomes `fields.name`.
    /// - Throws: `ExchangeError` where a map names no column or no key, no column is known, or one looks like an opt-out
    ///   and is not.
    public init(
        _ columns: [String], of kind: RecordKind = .person, maps: [String] = [], preset: ImportPreset? = nil,
        keepsFields: Bool = false
    ) throws(ExchangeError) {
        let names = columns.map { $0.lowercased() }
        self.preset = preset ?? (kind == .person ? Self.likelyPreset(names) : .outrider)
        let maps = try Self.read(maps, columns, kind)
        let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let labelColumns = columns.map { column in
            ImportPreset.labelColumns(of: column).lazy.compactMap { places[$0] }.first
        }
        let labels = Set(labelColumns.compactMap(\.self))
        var taken = Set(names.filter { $0.hasPrefix("fields.") }.map { String($0.dropFirst("fields.".count)) })
        for (index, column) in columns.enumerated() {
            var key: ImportKey?
            let map = maps[names[index]]
            if let map {
                key = map
            } else if !labels.contains(index) {
                key = Self.key(column, of: kind, self.preset)
                if key == nil, ImportKey("doNotContact", of: kind) != nil, OptOutHeader.isLikely(column) {
                    throw ExchangeError(
                        "the column '\(column.printable)' looks like an opt-out, and what it means is not known",
                        hint: "say it: --map \"\(column.printable)=doNotContact\" or =doNotContact.email; "
                            + "with nothing behind the = the column is left out")
                }
                if key == nil, keepsFields { key = .field(Self.fieldName(column, number: index + 1, &taken)) }
            }
            if let key {
                uses.append(
                    Use(column: index, key: key, labelColumn: labelColumns[index], isTyped: map != nil))
            } else if !labels.contains(index) {
                unused.append(column.isEmpty ? "column \(index + 1)" : column)
            }
        }
        guard !uses.isEmpty else {
            throw ExchangeError(
                "no column of the file is known",
                hint: "name the columns: --map \"Column=firstName\", or --preset \(Self.presetNames)")
        }
    }

    static var presetNames: String { ImportPreset.all.map(\.name).joined(separator: "|") }

    /// `nil` as a value is a column to leave out.
    private static func read(
        _ maps: [String], _ columns: [String], _ kind: RecordKind
    ) throws(ExchangeError) -> [String: ImportKey?] {
        var read: [String: ImportKey?] = [:]
        for map in maps {
            guard let equals = map.lastIndex(of: "=") else {
                throw ExchangeError("'\(map.printable)' is no mapping", hint: "write --map \"Column=key\"")
            }
            let column = String(map[..<equals]).trimmed.lowercased()
            let name = String(map[map.index(after: equals)...]).trimmed
            guard columns.contains(where: { $0.lowercased() == column }) else {
                throw ExchangeError(
                    "the file has no column '\(column.printable)'", hint: Spelling.hint(for: column, in: columns))
            }
            guard !name.isEmpty else {
                read[column] = .some(nil)
                continue
            }
            guard let key = ImportKey(name, of: kind) else {
                let known = (ImportKeys.all[kind] ?? []).map(\.name)
                throw ExchangeError(
                    "a \(kind.rawValue) has no key '\(name.printable)'",
                    hint: Spelling.hint(for: name, in: known) ?? "a key of your own is fields.name")
            }
            read[column] = .some(key)
        }
        return read
    }

    /// The preset with a mark in the header that knows the most columns; the book's own keys where there is none.
    private static func likelyPreset(_ names: [String]) -> ImportPreset {
        var best = ImportPreset.outrider
        var most = names.count { ImportKey($0, of: .person) != nil }
        for preset in ImportPreset.all where names.contains(where: preset.marks.contains) {
            let known = names.count { preset.columns[$0] != nil }
            if known > most { (best, most) = (preset, known) }
        }
        return best
    }

    private static func key(_ column: String, of kind: RecordKind, _ preset: ImportPreset) -> ImportKey? {
        if kind == .person, let name = preset.columns[column.lowercased()] { return ImportKey(name, of: kind) }
        if let key = ImportKey(column, of: kind) { return key }
        if let name = OptOutHeader.key(of: column), let key = ImportKey(name, of: kind) { return key }
        // `First name`, `first_name` and `E-mail` of a header that is nobody's.
        guard preset == .outrider else { return nil }
        return ImportKey(column.filter { $0 != " " && $0 != "_" && $0 != "-" }, of: kind)
    }

    /// `currentEmployer` for `Current employer`; numbered where two columns would be the same.
    private static func fieldName(_ column: String, number: Int, _ taken: inout Set<String>) -> String {
        let words = Slug.make(column).split(separator: "-")
        var name = (words.first.map(String.init) ?? "") + words.dropFirst().map(\.capitalized).joined()
        if name.isEmpty || name.first?.isNumber == true { name = "column\(number)" }
        var unique = name
        var count = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)\(count)"
            count += 1
        }
        return unique
    }
}
