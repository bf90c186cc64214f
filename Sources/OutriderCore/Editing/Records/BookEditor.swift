/// Edits of a book that belong together: made in memory, checked as a whole, given as a change to write.
public struct BookEditor {
    /// The book as it is.
    let source: any BookSource
    let book: Book
    /// What the book is to be: bytes, or `nil` for a file that goes.
    private var edited: [String: [UInt8]?] = [:]
    /// New paths and the ones they had.
    private var moves: [String: String] = [:]
    var notes: [String] = []

    /// - Parameter book: the book as it is; nothing is written to its source.
    public init(_ book: Book) {
        self.book = book
        source = book.source
    }

    // MARK: Files

    /// The bytes of a file as they are to be; `nil` where there is none.
    func bytes(of path: String) throws -> [UInt8]? {
        if let bytes = edited[path] { return bytes }
        return try source.read(path, limit: FileLimit.bytes(of: path))
    }

    /// Changes one file that is there.
    mutating func edit(_ path: String, _ change: (inout FileEditor) throws -> Void) throws {
        guard let bytes = try bytes(of: path) else {
            throw EditError(.notThere, "there is no such file", at: SourceLocation(path: path))
        }
        var file = try FileEditor(path: path, bytes: bytes)
        try change(&file)
        edited[path] = .some(file.bytes)
    }

    mutating func write(_ bytes: [UInt8], to path: String) { edited[path] = .some(bytes) }

    mutating func remove(_ path: String) { edited[path] = .some(nil) }

    mutating func move(_ path: String, to new: String) throws {
        guard let bytes = try bytes(of: path) else {
            throw EditError(.notThere, "there is no such file", at: SourceLocation(path: path))
        }
        remove(path)
        write(Modeline.corrected(bytes, path: new), to: new)
        moves[new] = path
    }

    /// The id as the book has it.
    ///
    /// - Throws: `EditError` where there is no such record.
    func require(_ kind: RecordKind, _ id: String) throws -> String {
        let ids = try book.ids(of: kind)
        if ids.contains(id) { return id }
        let near = ids.first { $0.lowercased() == id.lowercased() } ?? ids.filter { $0.hasSuffix("/" + id) }.min()
        throw EditError(
            .notThere, "there is no \(kind.rawValue) '\(id.printable)'",
            hint: (near ?? Spelling.nearest(to: id, in: ids)).map { "did you mean '\($0)'?" }
                ?? "an id is the path below \(kind.folder)/ without .yaml")
    }

    /// Refuses an id that no new record can have.
    func requireFree(_ kind: RecordKind, _ id: String, besides old: String? = nil) throws {
        if let objection = RecordKind.objection(to: id) {
            throw EditError(.badValue, objection, hint: "an id is the path below \(kind.folder)/ without .yaml")
        }
        let taken = try book.ids(of: kind).first { $0.lowercased() == id.lowercased() && $0 != old }
        if let taken {
            throw EditError(
                .exists, "there is a \(kind.rawValue) '\(taken)' already",
                at: SourceLocation(path: kind.path(of: taken)), hint: "ids differ in more than case: choose another")
        }
        // A file or a link that is no record may have the name, too.
        guard try bytes(of: kind.path(of: id)) == nil || old != nil && id.lowercased() == old?.lowercased() else {
            throw EditError(.exists, "there is such a file already", at: SourceLocation(path: kind.path(of: id)))
        }
    }

    // MARK: Result

    /// The files as they would be, unchecked.
    private var changed: BookChange {
        get throws {
            var files: [BookChange.File] = []
            let former = Set(moves.values)
            for (path, after) in edited {
                if after == nil, former.contains(path) { continue }
                let old = moves[path]
                let before = try source.read(old ?? path, limit: FileLimit.bytes(of: path))
                guard before != after || old != nil else { continue }
                files.append(BookChange.File(path: path, before: before, after: after, formerPath: old))
            }
            return BookChange(files: files.sorted { $0.path < $1.path }, notes: notes)
        }
    }

    /// The book as it would be.
    public var preview: any BookSource {
        get throws { OverlaySource(source, edits: try changed.edits, book: source) }
    }

    /// The change, checked: the book gets no error by it.
    ///
    /// - Throws: `EditError` with the problems where it would; what the source says when a file cannot be read.
    public func change() throws -> BookChange {
        let change = try changed
        guard !change.isEmpty else { return change }
        let after = try errors(of: Book(try preview), change)
        guard !after.isEmpty else { return change }
        var known = Dictionary(grouping: try errors(of: Book(source), change).map(Problem.init), by: \.self)
            .mapValues(\.count)
        var added: [Diagnostic] = []
        for diagnostic in after {
            var problem = Problem(diagnostic)
            problem.path = moves[problem.path] ?? problem.path
            if let count = known[problem], count > 0 { known[problem] = count - 1 } else { added.append(diagnostic) }
        }
        guard let first = added.first else { return change }
        throw EditError(
            .breaksBook,
            added.count == 1 ? "the book would have an error" : "the book would have \(added.count) errors",
            at: first.location, hint: "nothing was changed", problems: added)
    }

    private struct Problem: Hashable {
        var code: DiagnosticCode
        var path: String
        var message: String

        init(_ diagnostic: Diagnostic) {
            (code, path, message) = (diagnostic.code, diagnostic.location.path, diagnostic.message)
        }
    }

    /// The errors of a book that the change can touch.
    private func errors(of book: Book, _ change: BookChange) throws -> [Diagnostic] {
        let records = change.files.map { RecordKind.record(at: $0.path) }
        // Nobody's file depends on what a person's or an enrollment's holds, only on its being there.
        let isLocal = zip(change.files, records).allSatisfy { file, record in
            (record?.kind == .person || record?.kind == .enrollment) && file.after != nil && file.formerPath == nil
        }
        guard isLocal else { return try Check.all(book, warns: false).diagnostics.filter { $0.severity == .error } }
        var check = Check(book, warns: false)
        for (file, record) in zip(change.files, records) {
            if let record { try check.files([BookEntry(path: file.path, kind: .file)], of: record.kind) }
        }
        return book.report.diagnostics.filter { $0.severity == .error }
    }
}
