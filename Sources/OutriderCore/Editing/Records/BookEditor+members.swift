extension BookEditor {
    /// Enrolls people; who is in it already stays as they are.
    ///
    /// - Parameters:
    ///   - people: ids, unique endings of ids, email addresses or phone numbers.
    ///   - target: the id of an enrollment, or of a sequence, for which a new enrollment is made.
    ///   - options: what the new enrollment is given.
    /// - Throws: `EditError`, `LookupError`.
    public mutating func enroll(_ people: [String], in target: String, _ options: NewEnrollment) throws {
        let (kind, id) = try RecordLookup.find(target, kinds: [.enrollment, .sequence], in: book)
        var ids: [String] = []
        for name in people {
            let id = try PersonLookup.find(name, in: book)
            if !ids.contains(id) { ids.append(id) }
        }
        if kind == .sequence { return try makeEnrollment(of: ids, in: id, options) }
        guard options.isEmpty else {
            throw EditError(
                .badValue, "'\(id)' is an enrollment that is there already",
                hint: "leave out --as, --project and --start, or name a sequence for a new enrollment")
        }
        let enrollment = try require(enrollment: id)
        let excluded = Set(enrollment.exclude.map(\.id))
        let members = enrollment.members
        for person in ids {
            if excluded.contains(person) {
                throw EditError(
                    .ended, "'\(person)' is excluded from the enrollment '\(id)'",
                    hint: "outrider set enrollment/\(id) exclude-=\(person)")
            }
            if let member = members[person] {
                let ended = member.status == .cancelled ? ", cancelled" : ""
                notes.append("'\(person)' is in the enrollment '\(id)' already\(ended)")
            }
        }
        let new = ids.filter { members[$0] == nil }.map(EditValue.text)
        try edit(RecordKind.enrollment.path(of: id)) { try $0.append(new, to: Self.people) }
    }

    /// What a new enrollment is given beside its people.
    public struct NewEnrollment: Sendable {
        /// Its id; `nil` for the sequence's with the next free number.
        public var id: String?
        public var project: String?
        /// As `start:` has it.
        public var start: String?

        public init(id: String? = nil, project: String? = nil, start: String? = nil) {
            self.id = id
            self.project = project
            self.start = start
        }

        var isEmpty: Bool { id == nil && project == nil && start == nil }
    }

    private static let people = EditPath(key: "people")

    private mutating func makeEnrollment(of people: [String], in sequence: String, _ options: NewEnrollment) throws {
        let id = try options.id ?? freeEnrollment(for: sequence)
        try requireFree(.enrollment, id)
        var entries = [EditEntry("sequence", .text(sequence)), EditEntry("people", .list(people.map(EditValue.text)))]
        if let project = options.project {
            entries.append(EditEntry("project", .text(try RecordLookup.find(project, kinds: [.project], in: book).id)))
        }
        if let start = options.start { entries.append(EditEntry("start", .text(start))) }
        let path = RecordKind.enrollment.path(of: id)
        write(Modeline.head(of: path, in: source) + (try RecordText.make(.enrollment, entries)), to: path)
    }

    private func freeEnrollment(for sequence: String) throws -> String {
        let taken = Set(try book.ids(of: .enrollment).map { $0.lowercased() })
        var number = 1
        while taken.contains("\(sequence)-\(number)".lowercased()) { number += 1 }
        return "\(sequence)-\(number)"
    }

    private func require(enrollment id: String) throws -> Enrollment {
        guard let enrollment = book.enrollment(id) else {
            let path = RecordKind.enrollment.path(of: id)
            throw EditError(
                .unreadable, "the enrollment '\(id)' has errors", at: SourceLocation(path: path),
                hint: "mend it first: outrider check",
                problems: book.report.diagnostics.filter { $0.location.path == path && $0.severity == .error })
        }
        return enrollment
    }

    /// Takes a person out of one enrollment and into another; what holds for them alone goes along, but not a pause.
    ///
    /// - Parameter step: the first step that they get there.
    /// - Throws: `EditError`, `LookupError`.
    public mutating func move(_ person: String, from old: String, to new: String, at step: String?) throws {
        let person = try PersonLookup.find(person, in: book)
        let from = try RecordLookup.find(old, kinds: [.enrollment], in: book).id
        let to = try RecordLookup.find(new, kinds: [.enrollment], in: book).id
        guard from != to else { throw EditError(.exists, "'\(person)' would move from '\(from)' to itself") }
        let target = try require(enrollment: to)
        let left = try require(enrollment: from)
        let member = try requireMember(person, of: left)
        if member.status == .cancelled || left.status == .cancelled {
            throw EditError(
                .ended, "'\(person)' is cancelled in '\(from)'", at: member.person.location,
                hint: "what is cancelled stays so; to write to them all the same: outrider enroll \(person) --in \(to)")
        }
        if target.people.contains(where: { $0.person.id == person }) {
            throw EditError(
                .exists, "'\(person)' is in the enrollment '\(to)' already",
                at: SourceLocation(path: RecordKind.enrollment.path(of: to)),
                hint: "take them out of '\(from)': outrider cancel \(person) --in \(from)")
        }
        if let step, let sequence = book.sequence(target.sequence.id), sequence.step(step) == nil {
            throw EditError(
                .notThere, "the sequence '\(sequence.id)' has no step '\(step.printable)'",
                hint: Spelling.hint(for: step, in: sequence.steps.map(\.id))
                    ?? "its steps: \(sequence.steps.map(\.id).joined(separator: ", "))")
        }
        var own: [EditEntry] = []
        try edit(RecordKind.enrollment.path(of: from)) { file in
            let item = Self.people.appending(.item(person))
            if case .mapping(let entries)? = file.value(at: item), case .mapping(let keys)? = entries.first?.value {
                own = keys.filter { $0.key != "status" && $0.key != "startAt" }
            }
            try file.remove(item)
        }
        if let step { own.insert(EditEntry("startAt", .text(step)), at: 0) }
        let item: EditValue = own.isEmpty ? .text(person) : .mapping(person, .mapping(own))
        try edit(RecordKind.enrollment.path(of: to)) { try $0.append([item], to: Self.people) }
        noteEnd(of: member, in: left)
    }

    private func requireMember(_ person: String, of enrollment: Enrollment) throws -> Enrollment.Member {
        guard let member = enrollment.people.first(where: { $0.person.id == person }) else {
            throw EditError(
                .notThere, "'\(person)' does not stand in the enrollment '\(enrollment.id)'",
                at: SourceLocation(path: RecordKind.enrollment.path(of: enrollment.id)),
                hint: "who is in it: outrider status \(enrollment.id)")
        }
        return member
    }

    /// What is done to the status of an enrollment or of one person in it.
    public enum StatusChange: String, CaseIterable, Hashable, Sendable {
        case pause, resume, cancel
    }

    /// Pauses, resumes or cancels an enrollment; with a person, only them.
    ///
    /// - Throws: `EditError` where what is cancelled would be paused or resumed; `LookupError`.
    public mutating func change(_ change: StatusChange, enrollment name: String, person: String?) throws {
        let id = try RecordLookup.find(name, kinds: [.enrollment], in: book).id
        let enrollment = try require(enrollment: id)
        var path = EditPath(key: "status")
        var status = enrollment.status
        var subject = "the enrollment '\(id)'"
        if let person {
            let person = try PersonLookup.find(person, in: book)
            let member = try requireMember(person, of: enrollment)
            path = EditPath([.key("people"), .item(person), .key("status")])
            status = member.status
            subject = "'\(person)'"
            if enrollment.status == .cancelled {
                throw EditError(
                    .ended, "the enrollment '\(id)' is cancelled", at: enrollment.location,
                    hint: "everybody in it has ended: enroll them in another")
            }
            if change == .resume, enrollment.status == .paused {
                notes.append("the enrollment '\(id)' itself is paused: outrider resume \(id)")
            }
            if change == .cancel { noteEnd(of: member, in: enrollment) }
        } else if change == .cancel {
            notes += endings(of: id)
        }
        try set(change, from: status, at: path, of: enrollment, subject)
    }

    private mutating func set(
        _ change: StatusChange, from status: Enrollment.Status, at path: EditPath, of enrollment: Enrollment,
        _ subject: String
    ) throws {
        let file = RecordKind.enrollment.path(of: enrollment.id)
        switch (change, status) {
        case (.pause, .active): try edit(file) { try $0.set(path, to: .text(Enrollment.Status.paused.rawValue)) }
        case (.cancel, .active), (.cancel, .paused):
            try edit(file) { try $0.set(path, to: .text(Enrollment.Status.cancelled.rawValue)) }
        case (.resume, .paused): try edit(file) { try $0.remove(path) }
        case (.pause, .paused), (.cancel, .cancelled):
            notes.append("\(subject) is \(status.rawValue.lowercased()) already")
        case (.resume, .active): notes.append("\(subject) is not paused")
        case (.pause, .cancelled), (.resume, .cancelled):
            let key = "enrollment/\(enrollment.id) \(path)="
            throw EditError(
                .ended, "\(subject) is cancelled, not paused", at: SourceLocation(path: file),
                hint: "to take the cancelling back: outrider set \(key)")
        }
    }
}
