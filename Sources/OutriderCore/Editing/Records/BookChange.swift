/// What an edit makes of a book's files; nothing is written yet.
public struct BookChange: Sendable {
    /// What happens to one file.
    public struct File: Hashable, Sendable {
        public enum Action: String, CaseIterable, Hashable, Sendable {
            case added, changed, moved, removed
        }

        /// Its path in the book; where it is moved, the new one.
        public var path: String
        /// Its bytes now; `nil` where there is no such file.
        public var before: [UInt8]?
        /// Its bytes from then on; `nil` where it is removed.
        public var after: [UInt8]?
        /// The path that it is moved from.
        public var formerPath: String?

        public var action: Action {
            if formerPath != nil { return .moved }
            return before == nil ? .added : after == nil ? .removed : .changed
        }
    }

    /// By path; files that stay as they are are left out.
    public var files: [File]
    /// What else the author should know: who is in it already, who ends.
    public var notes: [String]

    public var isEmpty: Bool { files.isEmpty }
}

extension BookChange {
    /// The files as edits of a source.
    var edits: [JournalEdit] {
        files.flatMap { file -> [JournalEdit] in
            let former = file.formerPath.map { [JournalEdit.remove(path: $0)] } ?? []
            return former + [file.after.map { .file(path: file.path, bytes: $0) } ?? .remove(path: file.path)]
        }
    }
}
