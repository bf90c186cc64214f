/// A sequence with its words as they stood when people entered it, kept in the journal for as long as one of them is
/// inside: `pins/NAME/`, with the files as they were in the book.
///
/// People, settings, senders, calendars and opt-outs are those of the present book.
struct Pin: Sendable {
    /// A digest of all the rest.
    let name: String
    /// The uid of the sequence.
    let sequenceUID: String
    /// The id that it had.
    let id: String
    /// All step ids that it had had until then, in their order.
    let order: [String]
    /// Id of the template under every email.
    let footer: String?
    /// By path below the book's root.
    private let files: [String: [UInt8]]
    let sequence: Sequence

    private init(
        uid: String, id: String, order: [String], footer: String?, files: [String: [UInt8]], name: String? = nil
    ) throws(JournalError) {
        sequenceUID = uid
        self.id = id
        self.order = order
        self.footer = footer
        self.files = files
        self.name = Self.name(uid, id, order, footer, files)
        // Places are those that the author knows, as the files were then.
        let path = RecordKind.sequence.path(of: id)
        guard name ?? self.name == self.name, let bytes = files[path] else {
            throw JournalError(path: Self.path(of: name ?? self.name), message: "the files are not those of its name")
        }
        let (record, report) = Record.parse(.sequence, id: id, path: path, bytes: bytes)
        guard case .sequence(let sequence) = record else {
            throw JournalError(
                path: "\(Self.folder(of: self.name))/\(path)",
                message: report.diagnostics.first?.message ?? "the sequence cannot be read",
                hint: "`outrider repin` moves those inside to the present words")
        }
        self.sequence = sequence
    }

    static func name(
        _ uid: String, _ id: String, _ order: [String], _ footer: String?, _ files: [String: [UInt8]]
    ) -> String {
        let content = files.sorted { $0.key < $1.key }.flatMap { [$0.key, Digest.hex($0.value)] }
        return Digest.base32([uid, id, footer ?? "", order.joined(separator: "\n")] + content)
    }

    /// A sequence as it stands in a book, with the templates that its steps and the footer take in, in all languages.
    ///
    /// - Parameter order: all step ids that it ever had.
    /// - Returns: `nil` where the book has no such sequence.
    init?(_ id: String, uid: String, order: [String], in book: Book) throws {
        guard let sequence = book.sequence(id) else { return nil }
        let footer = book.configuration?.footer?.id
        var wanted = sequence.steps.flatMap { $0.references + $0.partials }.filter { $0.kind == .template }.map(\.id)
        if let footer { wanted.append(footer) }
        let all = Dictionary(grouping: try book.ids(of: .template)) { Template.split($0).base }
        var templates: Set<String> = []
        while let next = wanted.popLast() {
            for id in [next] + (all[next] ?? []) where templates.insert(id).inserted {
                wanted += book.template(id)?.partials.map(\.id) ?? []
            }
        }
        var files: [String: [UInt8]] = [:]
        for path in [RecordKind.sequence.path(of: id)] + templates.map(RecordKind.template.path) {
            files[path] = book.bytes(of: path)
        }
        try self.init(uid: uid, id: id, order: order, footer: footer, files: files)
    }

    /// Reads what a journal keeps under that name.
    init(_ name: String, in journal: any BookSource) throws {
        let path = Self.path(of: name)
        guard let bytes = try journal.read(path, limit: Ledger.limit) else {
            throw JournalError(path: path, message: "the file is missing, though a line of people/ names it")
        }
        var reader = try LineReader(parsing: bytes[...], path: path, line: 0)
        let folder = Self.folder(of: name)
        var files: [String: [UInt8]] = [:]
        for entry in try journal.list(folder) where entry.path != path {
            files[String(entry.path.dropFirst(folder.utf8.count + 1))] = try journal.read(
                entry.path, limit: Ledger.limit)
        }
        try self.init(
            uid: try reader.text("sequence"), id: try reader.text("id"), order: try reader.texts("order"),
            footer: try reader.optionalText("footer"), files: files, name: name)
    }

    /// `pin.json`.
    var json: JSONObject {
        JSONObject([
            ("sequence", .string(sequenceUID)), ("id", .string(id)), ("order", .strings(order)),
            ("footer", footer.map(JSONValue.string)),
        ])
    }

    /// What writes it into a journal.
    var edits: [JournalEdit] {
        let folder = Self.folder(of: name)
        return [.file(path: Self.path(of: name), bytes: Array((JSONValue.object(json).compact + "\n").utf8))]
            + files.sorted { $0.key < $1.key }.map { .file(path: "\(folder)/\($0.key)", bytes: $0.value) }
    }

    /// The files as a book of their own.
    var book: Book { Book(Files(files: files)) }

    static let folder = "pins"
    static func folder(of name: String) -> String { "\(folder)/\(name)" }
    static func path(of name: String) -> String { "\(folder(of: name))/pin.json" }

    private struct Files: BookSource {
        let files: [String: [UInt8]]

        func read(_ path: String, limit: Int) throws -> [UInt8]? { files[path] }

        func list(_ folder: String) throws -> [BookEntry] {
            files.keys.filter { $0.hasPrefix(folder + "/") }.sorted().map { BookEntry(path: $0, kind: .file) }
        }
    }
}
