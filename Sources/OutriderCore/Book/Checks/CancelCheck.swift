/// Finds changes of a book that end more people than `guard.cancels` allows, before a run is stopped by them.
public enum CancelCheck {
    /// How many people the change takes out of enrollments; of those who have finished, the book knows nothing.
    ///
    /// - Parameter files: what differs between the two books.
    /// - Returns: at most one problem, at the enrollment that loses most.
    /// - Throws: what a source says when a folder cannot be listed.
    public static func problems(from before: Book, to after: Book, files: [BookFileChange]) throws -> Report {
        var report = Report()
        guard let limit = after.configuration?.guard.cancels else { return report }
        var names: [RecordKind: [String: String]] = [:]
        for file in files where file.new != nil {
            guard let (kind, id) = RecordKind.record(at: file.path) else { continue }
            for former in after.record(kind, id)?.formerly ?? [] { names[kind, default: [:]][former.id] = id }
        }
        var lost: [(enrollment: String, count: Int)] = []
        for id in try before.ids(of: .enrollment) {
            guard let enrollment = before.enrollment(id) else { continue }
            let present = after.enrollment(names[.enrollment]?[id] ?? id)
            let count = try people(of: enrollment, in: before).count { person in
                present.map { !$0.keeps(names[.person]?[person] ?? person, in: after) } ?? true
            }
            if count > 0 { lost.append((names[.enrollment]?[id] ?? id, count)) }
        }
        let count = lost.reduce(0) { $0 + $1.count }
        guard count > limit, let most = lost.max(by: { $0.count < $1.count }) else { return report }
        report.add(
            Diagnostic(
                .manyCancels,
                "the change ends up to \(count) people, \(most.count) of them of enrollment '\(most.enrollment)', "
                    + "and guard.cancels allows \(limit)",
                at: after.enrollment(most.enrollment)?.location ?? SourceLocation(path: Configuration.path),
                hint:
                    "if that is meant: `outrider run --allow-cancels \(count)` for that once, or guard: {cancels: \(count)} in "
                    + "outrider.yaml"))
        return report
    }

    /// Ids of those whom the enrollment may write to.
    private static func people(of enrollment: Enrollment, in book: Book) throws -> [String] {
        guard enrollment.status != .cancelled, !enrollment.isClosed(in: book) else { return [] }
        guard let match = enrollment.match else {
            return enrollment.members.values.filter { $0.status != .cancelled }.map(\.person.id)
        }
        let project = enrollment.project.flatMap { book.project($0.id) }
        return try book.ids(of: .person).filter { id in
            guard enrollment.matched(id) != nil, let person = book.person(id) else { return false }
            return match.holds(for: person, project: project)
        }
    }
}

extension Enrollment {
    /// Whether somebody who was in it still is.
    fileprivate func keeps(_ id: String, in book: Book) -> Bool {
        guard status != .cancelled, !isClosed(in: book) else { return false }
        if let member = members[id] { return member.status != .cancelled }
        guard let match, matched(id) != nil, let person = book.person(id) else { return false }
        return match.leave?.value != true || match.holds(for: person, project: project.flatMap { book.project($0.id) })
    }
}
