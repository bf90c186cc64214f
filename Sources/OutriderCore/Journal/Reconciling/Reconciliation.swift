/// Brings the journal's state in line with the book: who enters, leaves, pauses, returns, moves.
public struct Reconciliation {
    var change: LedgerChange
    let before: Book
    let after: Book
    let files: [BookFileChange]
    let now: Instant
    let entered: Instant
    var identities: Identities
    /// The courses of the book as it was.
    let past: Courses
    /// People whose lines have to be looked at, by uid.
    var people: Set<String> = []
    /// Enrollments whose members have to be compared, by uid.
    var enrollments: Set<String> = []
    /// Those of them whose match is asked of everybody: they are new or changed, or their project's status is.
    var rematched: Set<String> = []
    /// People who enter, by enrollment, by uids.
    var newcomers: [String: [String]] = [:]
    /// Enrollments that look like removed ones, by uid.
    var movedEnrollments: [String: String] = [:]

    /// - Parameters:
    ///   - after: the book on its branch.
    ///   - files: what differs from the journal's `book/`.
    ///   - entered: the committer time of the branch's tip.
    /// - Returns: what to commit; `nil` where the book has errors, which are then in `after.report`.
    /// - Throws: `JournalError` where the journal is damaged.
    public static func reconcile(
        _ ledger: Ledger, with after: Book, files: [BookFileChange], now: Instant, entered: Instant
    ) throws -> LedgerChange? {
        var reconciliation = try Reconciliation(ledger, after, files: files, now: now, entered: min(entered, now))
        guard try reconciliation.isSound() else { return nil }
        try reconciliation.follow()
        return reconciliation.change
    }

    private init(
        _ ledger: Ledger, _ after: Book, files: [BookFileChange], now: Instant, entered: Instant
    ) throws {
        change = LedgerChange(ledger)
        before = ledger.book
        self.after = after
        self.files = files
        self.now = now
        self.entered = entered
        identities = try ledger.identities
        past = try Courses(ledger)
    }

    func changed(_ kind: RecordKind) -> [(id: String, file: BookFileChange)] {
        files.compactMap { file in
            guard let record = RecordKind.record(at: file.path), record.kind == kind else { return nil }
            return (record.id, file)
        }
    }

    /// Checks what changed and what names it; everything where the change may reach everywhere.
    private func isSound() throws -> Bool {
        guard after.configuration != nil else { return false }
        let settings = files.contains { $0.path == Configuration.path }
        let removed = [RecordKind.company, .project, .sender, .calendar, .template].contains { kind in
            changed(kind).contains { $0.file.new == nil }
        }
        if settings || removed {
            return !(try Check.all(after, warns: false)).hasErrors
        }
        var check = Check(after, warns: false)
        if changed(.person).contains(where: { $0.file.new == nil }) {
            for id in try after.ids(of: .suppression) { try check.record(.suppression, id) }
        }
        for kind in RecordKind.allCases {
            let entries = files.filter { $0.new != nil && $0.path.hasPrefix(kind.folder + "/") }
            try check.files(entries.map { BookEntry(path: $0.path, kind: $0.kind) }, of: kind)
            if entries.contains(where: { $0.old == nil }) { try check.names(of: kind) }
        }
        if !changed(.template).isEmpty {
            for kind in [RecordKind.template, .sequence] {
                for id in try after.ids(of: kind) { try check.record(kind, id) }
            }
        }
        if !changed(.sequence).isEmpty || changed(.person).contains(where: { $0.file.new == nil }) {
            for id in try after.ids(of: .enrollment) { try check.record(.enrollment, id) }
        }
        return !after.report.hasErrors
    }

    private mutating func follow() throws {
        for kind in [RecordKind.sequence, .enrollment, .person] { try identify(kind) }
        guard !after.report.hasErrors else { return }
        try change.set(identities)
        try followSequences()
        try followProjects()
        followPauses()
        for (id, _) in changed(.enrollment) {
            let uid = identities.uid(of: .enrollment, id)
            enrollments.insert(uid)
            rematched.insert(uid)
        }
        for (id, _) in changed(.person) { change.edited.insert(identities.uid(of: .person, id)) }
        people.formUnion(change.edited)
        let courses = try Courses(change, book: after)
        for uid in enrollments.sorted() { try compareMembers(of: uid, courses) }
        try matchChangedPeople(courses)
        for uid in people.sorted() { try refresh(uid, courses) }
        try wake(courses, liftsOptOuts: followOptOuts())
        try spreadSuppressions()
        try countCrowds(courses)
        if !changed(.sequence).isEmpty || !changed(.enrollment).isEmpty { try change.dropPins() }
        change.header.holdsEverybody = false
    }
}
