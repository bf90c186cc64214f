/// Finds files that were moved without saying so, for which a run holds the people concerned as `looks-moved`, and files that
/// say so while the old one is still there.
public enum MoveCheck {
    /// Records of the new book that look like ones that it has no more and name none of them under `formerly:`, and records
    /// that newly name one there which both books have.
    ///
    /// A sequence that is moved as it is continues by itself and is not reported; neither is a person in no enrollment.
    ///
    /// - Parameter files: what differs between the two books.
    /// - Throws: what a source says when a folder cannot be listed.
    public static func problems(from before: Book, to after: Book, files: [BookFileChange]) throws -> Report {
        var report = Report()
        for file in files where file.new != nil {
            guard let (kind, id) = RecordKind.record(at: file.path) else { continue }
            let formerly = after.record(kind, id)?.formerly ?? []
            guard !formerly.isEmpty else { continue }
            let known = before.formerIDs(kind, id, continuing: formerly)
            for former in formerly where !known.contains(former.id) {
                if before.exists(former), after.exists(former) { report.add(.stillThere(former)) }
            }
        }
        for kind in [RecordKind.enrollment, .person] {
            let changed = files.compactMap { file -> (id: String, file: BookFileChange)? in
                guard let record = RecordKind.record(at: file.path), record.kind == kind else { return nil }
                return (record.id, file)
            }
            let added = changed.filter { $0.file.old == nil && $0.file.kind == .file }
            let removed = changed.filter { $0.file.new == nil }
            guard !added.isEmpty, !removed.isEmpty else { continue }
            let named = Set(
                changed.filter { $0.file.new != nil }
                    .flatMap { after.record(kind, $0.id)?.formerly ?? [] }.map(\.id))
            let enrolled = kind == .person ? try people(of: before) : nil
            var traces = Traces()
            for (id, file) in removed where !named.contains(id) && enrolled?.contains(id) ?? true {
                traces.add(id, file, of: kind, in: before)
            }
            for (id, file) in added where after.record(kind, id)?.formerly.isEmpty ?? false {
                guard let old = traces.likeness(of: id, file, of: kind, in: after) else { continue }
                report.add(
                    Diagnostic(
                        .movedWithoutFormerly, "this looks like the \(kind.rawValue) '\(old)', which is gone",
                        at: SourceLocation(path: file.path),
                        hint: "add `formerly: \(old)`, so that it goes on where that one was; until then it is held"))
            }
        }
        return report
    }

    private static func people(of book: Book) throws -> Set<String> {
        var ids: Set<String> = []
        for id in try book.ids(of: .enrollment) {
            for member in book.enrollment(id)?.people ?? [] { ids.insert(member.person.id) }
        }
        return ids
    }
}
