/// What an import does to a book: the files it writes, and the rows it refuses. Nothing is written by making one.
public struct ImportPlan: Sendable {
    /// A record that is made or changed.
    public struct Change: Hashable, Sendable {
        public var id: String
        /// Path of the file below the book's root, and all its bytes.
        public var path: String
        public var bytes: [UInt8]
        public var isNew: Bool
        /// Keys that are set, in the order of the file's table.
        public var keys: [String]
        /// Rows that the record comes from.
        public var rows: [Int]
    }

    /// New companies first, then the records in the order of their rows.
    public private(set) var changes: [Change] = []
    /// Records of the book that rows are about and that stay as they are.
    public private(set) var unchanged = 0
    /// Records of the book that are left alone because of `skip`.
    public private(set) var skipped = 0
    /// Rows that are not imported, and values that are left out, in the order of the rows.
    public private(set) var refused: [RefusedRow] = []
    /// Companies that are made.
    public private(set) var newCompanies = 0
    public let mapping: ColumnMapping
    /// Kinds whose schema the book has: new files name it.
    private let schemas: Set<RecordKind>

    public var newCount: Int { changes.count { $0.isNew } - newCompanies }
    public var changedCount: Int { changes.count { !$0.isNew } }
    public var refusedCount: Int { refused.count { !$0.isPartial } }
    public var leftOutCount: Int { refused.count { $0.isPartial } }

    /// Works out an import.
    ///
    /// - Parameters:
    ///   - book: with records that have no errors; what is found wrong goes to its report.
    ///   - progress: called now and then with the number of rows and records that are done, and of all.
    /// - Throws: what the source says when a folder cannot be listed; `UnreadableRecords` where a record that a row could be
    ///   about has an error.
    public init(
        _ table: ImportTable, _ mapping: ColumnMapping, _ options: ImportOptions, book: Book,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        self.mapping = mapping
        schemas = Set([options.kind, .company].filter { Modeline.hasSchema(of: $0, in: book.source) })
        refused = table.refused
        var companies = try CompanyDirectory(book)
        let steps = table.rows.count * 2
        let read = read(table, mapping, options) { progress($0, steps) }
        var keys: Set<String> = []
        var ids: Set<String> = []
        for row in read {
            keys.formUnion(row.draft.keys(options))
            for id in [row.draft.id, row.draft.impliedID(options)] {
                if let id { ids.insert(id) }
            }
        }
        let finder = TargetFinder(read, try ImportIndex(book, options.kind, keys: keys, ids: ids), options)
        try Self.requireReadable(book, [options.kind, .company])
        for (row, reason) in finder.refused {
            refused.append(RefusedRow(number: row.row.number, reason: reason, cells: row.row.cells))
        }
        let found = finder.targets.filter { !$0.rows.isEmpty || !$0.optOuts.isEmpty }
        for (count, target) in found.enumerated() {
            if count.isMultiple(of: 500) { progress(table.rows.count + count, table.rows.count + found.count) }
            compose(target, table.columns, options, &companies, book)
        }
        let made = companies.made.map { company in
            Change(
                id: company.id, path: RecordKind.company.path(of: company.id),
                bytes: head(of: .company, company.id) + company.bytes, isNew: true, keys: ["name"], rows: [])
        }
        newCompanies = made.count
        changes = made + changes
        refused.sort {
            ($0.number, $0.isPartial ? 1 : 0, $0.column ?? "") < ($1.number, $1.isPartial ? 1 : 0, $1.column ?? "")
        }
    }

    private static func requireReadable(_ book: Book, _ kinds: [RecordKind]) throws {
        var errors = Report()
        for problem in book.report.diagnostics
        where problem.severity == .error && kinds.contains(where: { problem.location.path.hasPrefix($0.folder + "/") })
        {
            errors.add(problem)
        }
        if errors.hasErrors { throw UnreadableRecords(report: errors) }
    }

    private mutating func read(
        _ table: ImportTable, _ mapping: ColumnMapping, _ options: ImportOptions, _ progress: (Int) -> Void
    ) -> [ReadRow] {
        let reader = RowReader(mapping: mapping, country: options.country.flatMap { DiallingPlan.all[$0] })
        var read: [ReadRow] = []
        read.reserveCapacity(table.rows.count)
        for (count, row) in table.rows.enumerated() {
            if count.isMultiple(of: 500) { progress(count) }
            do throws(RowReader.Problem) {
                let (draft, problems) = try reader.read(row)
                read.append(ReadRow(row: row, draft: draft, problems: problems))
            } catch {
                refused.append(
                    RefusedRow(
                        number: row.number, column: table.columns[error.column], reason: error.reason, cells: row.cells)
                )
            }
        }
        return read
    }

    /// What all rows of a record say, the first before the others.
    private mutating func draft(of target: TargetFinder.Target, _ columns: [String]) -> RowDraft {
        var draft = RowDraft()
        for (index, read) in target.rows.enumerated() {
            let row = read.row
            for problem in read.problems {
                refused.append(
                    RefusedRow(
                        number: row.number, column: columns[problem.column], reason: problem.reason, cells: row.cells,
                        isPartial: true))
            }
            let lost = draft.fill(from: read.draft)
            guard index > 0, !lost.isEmpty else { continue }
            let reason =
                "joined with row \(target.rows[0].row.number), which says something else of \(lost.joined(separator: ", "))"
            refused.append(RefusedRow(number: row.number, reason: reason, cells: row.cells, isPartial: true))
        }
        for row in target.optOuts { _ = draft.fill(from: row.draft.optOut) }
        return draft
    }

    private mutating func compose(
        _ target: TargetFinder.Target, _ columns: [String], _ options: ImportOptions,
        _ companies: inout CompanyDirectory, _ book: Book
    ) {
        var draft = draft(of: target, columns)
        if !target.isNew, options.onMatch == .skip { draft = draft.optOut }
        let objection = write(draft, to: target, options, &companies, book)
        guard let objection else { return }
        // What is wrong with the rest of a row does not undo an opt-out.
        let isTaken =
            !target.isNew && draft.isOptOut && write(draft.optOut, to: target, options, &companies, book) == nil
        refuse(target, isTaken ? objection + "; their opt-out is taken" : objection)
    }

    /// Takes a draft into its record.
    ///
    /// - Returns: why that cannot be; nothing is changed then.
    private mutating func write(
        _ draft: RowDraft, to target: TargetFinder.Target, _ options: ImportOptions,
        _ companies: inout CompanyDirectory, _ book: Book
    ) -> String? {
        let path = options.kind.path(of: target.id)
        var draft = draft
        do {
            var editor: FileEditor?
            if !target.isNew {
                guard let bytes = try book.source.read(path, limit: FileLimit.bytes(of: path)) else {
                    return "the file is gone"
                }
                editor = try FileEditor(path: path, bytes: bytes)
            }
            let record = editor.flatMap { $0.value(at: EditPath([])) } ?? .mapping([])
            if options.onMatch == .fill, record.has("company") { draft.company = nil }
            let company = draft.company.flatMap { name in
                options.createsCompanies ? companies.findOrMake(name) : companies.find(name)
            }
            var leftOut = draft.loseClients(of: target, record, options, book)
            let merge = RecordMerge(
                draft, into: record, onMatch: options.onMatch, company: company,
                isRestricted: Self.isRestricted(target, options.kind, book))
            leftOut += merge.refused
            guard !merge.edits.isEmpty || target.isNew else {
                leaveOut(leftOut, of: target)
                if options.onMatch == .skip { skipped += 1 } else { unchanged += 1 }
                return nil
            }
            let bytes =
                try editor.map { editor in
                    var editor = editor
                    for edit in merge.edits { try editor.make(edit) }
                    return editor.bytes
                } ?? head(of: options.kind, target.id) + RecordText.make(options.kind, merge.entries)
            if let problem = problem(in: bytes, of: target, options.kind, companies, book) {
                return problem
            }
            leaveOut(leftOut, of: target)
            changes.append(
                Change(
                    id: target.id, path: path, bytes: bytes, isNew: target.isNew,
                    keys: merge.edits.map(\.path.description).adding([]),
                    rows: [].adding(target.allRows.map(\.row.number))))
            return nil
        } catch let error as EditError {
            return error.message
        } catch {
            return "the file cannot be read"
        }
    }

    /// Whether nobody may write to those who work at the company, or at the person's employer.
    private static func isRestricted(_ target: TargetFinder.Target, _ kind: RecordKind, _ book: Book) -> Bool {
        guard !target.isNew else { return false }
        let company = kind == .company ? target.id : kind == .person ? book.person(target.id)?.company?.id : nil
        return company.flatMap { book.company($0) }?.isRestricted ?? false
    }

    private mutating func leaveOut(_ values: [(key: String, reason: String)], of target: TargetFinder.Target) {
        guard let row = target.allRows.first?.row else { return }
        for (key, reason) in values {
            refused.append(
                RefusedRow(number: row.number, column: key, reason: reason, cells: row.cells, isPartial: true))
        }
    }

    /// What stands above the keys of a new file.
    private func head(of kind: RecordKind, _ id: String) -> [UInt8] {
        schemas.contains(kind) ? Modeline.head(of: kind.path(of: id)) : []
    }

    private mutating func refuse(_ target: TargetFinder.Target, _ reason: String) {
        for row in target.rows.map(\.row) {
            refused.append(RefusedRow(number: row.number, reason: reason, cells: row.cells))
        }
    }

    /// What would be wrong with the file; `nil` where it is right and everything that it names is there.
    private func problem(
        in bytes: [UInt8], of target: TargetFinder.Target, _ kind: RecordKind, _ companies: CompanyDirectory,
        _ book: Book
    ) -> String? {
        let (record, report) = Record.parse(kind, id: target.id, bytes: bytes)
        if let error = report.diagnostics.first(where: { $0.severity == .error }) { return error.message }
        let missing = record?.references.first { reference in
            !(reference.kind == .company && companies.find(reference.id) == reference.id) && !book.exists(reference)
        }
        return missing.map { "there is no \($0.kind.rawValue) '\($0.id.printable)'" }
    }
}

extension EditValue {
    /// Whether a mapping has a value for a key.
    fileprivate func has(_ key: String) -> Bool {
        guard case .mapping(let entries) = self else { return false }
        return entries.contains { $0.key == key && $0.value != .text("") }
    }
}

extension RowDraft {
    /// Takes out relationships by which a person of the book would become the client of a company that is off limits, and
    /// so be written to.
    fileprivate mutating func loseClients(
        of target: TargetFinder.Target, _ record: EditValue, _ options: ImportOptions, _ book: Book
    ) -> [(key: String, reason: String)] {
        let key = PersonKeys.relationships.name
        guard options.kind == .person, case .list(let items)? = structures[key], let person = book.person(target.id),
            options.onMatch == .update || !record.has(key)
        else { return [] }
        let gains = items.contains { item in
            guard case .mapping(let entries) = item,
                let company = entries.first(where: { $0.key == "company" })?.value.text,
                entries.first(where: { $0.key == "type" })?.value.text?.lowercased() != "candidate"
            else { return false }
            return book.company(company)?.offLimits?.value == true && !person.isClient(of: company)
        }
        guard gains else { return [] }
        structures[key] = nil
        return [(key, "they would become a client of a company that is off limits: do it by hand")]
    }
}

extension TargetFinder.Target {
    /// The rows that say anything of it, in the order of the file.
    fileprivate var allRows: [ReadRow] { (rows + optOuts).sorted { $0.row.number < $1.row.number } }
}

extension FileEditor {
    fileprivate mutating func make(_ edit: RecordMerge.Edit) throws(EditError) {
        switch edit {
        case .set(let path, let value): try set(path, to: value)
        case .remove(let path): try remove(path)
        }
    }
}
