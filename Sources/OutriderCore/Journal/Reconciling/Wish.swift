/// What the files want of a person in an enrollment: the stricter of what they say.
enum Wish: Hashable {
    case active
    /// `until` is when it ends by itself.
    case paused(until: Instant?)
    /// With the word for it, as the status keeps it.
    case ended(String)

    /// Somebody whom the enrollment names, or has taken in by its match.
    init(_ member: Enrollment.Member, in enrollment: Enrollment, of person: Person?, book: Book, at now: Instant) {
        if enrollment.status == .cancelled || member.status == .cancelled {
            self = .ended("cancelled")
        } else if enrollment.isClosed(in: book) {
            self = .ended("project-closed")
        } else if enrollment.status == .paused {
            self = .paused(until: nil)
        } else if member.status == .paused {
            let zone = person.map(book.zone) ?? book.configuration?.timezone ?? .utc
            let until = member.until?.value.instant(in: zone)
            self = until.map { $0 <= now } ?? false ? .active : .paused(until: until)
        } else {
            self = .active
        }
    }
}

extension Enrollment {
    /// Whether its project is closed, and that ends it.
    func isClosed(in book: Book) -> Bool {
        guard ignoreProjectStatus?.value != true, let project else { return false }
        return book.project(project.id)?.status == .closed
    }
}

extension Membership {
    /// Whether a file ended it and may take that back.
    var mayReturn: Bool { status == .cancelled && endedByFile }

    /// Whether a file ended it, so that a file may take that back.
    var endedByFile: Bool { reason.map(Self.fileEndings.contains) ?? false }

    private static let fileEndings: Set<String> = ["removed", "cancelled", "left", "project-closed"]
}
