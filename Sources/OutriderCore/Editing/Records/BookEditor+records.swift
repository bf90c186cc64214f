extension BookEditor {
    /// Makes a record; where its kind requires a name or title and none is given, that is made from the id.
    ///
    /// - Throws: `EditError`.
    public mutating func make(_ kind: RecordKind, _ id: String, _ assignments: [Assignment]) throws {
        try requireFree(kind, id)
        let head = Modeline.head(of: kind.path(of: id), in: source)
        var file = try FileEditor(path: kind.path(of: id), bytes: head)
        let order = file.guide.keys(at: EditPath([]))
        func rank(_ assignment: Assignment) -> Int {
            guard case .key(let key) = assignment.path.parts.first else { return order.count }
            return order.firstIndex(of: key) ?? order.count
        }
        var assignments = assignments
        // A person's name goes into their messages, so it is never guessed.
        for key in ["name", "title"] where kind != .person && file.guide.isRequired(EditPath(key: key)) {
            if !assignments.contains(where: { $0.path == EditPath(key: key) }) {
                assignments.append(try Assignment(parsing: "\(key)=\(Self.title(of: id))"))
            }
        }
        for assignment in assignments.enumerated().sorted(by: {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }) {
            try file.assign(assignment.element)
        }
        guard file.bytes != head else {
            throw EditError(
                .badValue, "the \(kind.rawValue) needs more than its id",
                hint:
                    "give its keys: outrider new \(kind.rawValue)/\(id) KEY=VALUE…; outrider schema \(kind.rawValue) lists them"
            )
        }
        write(file.bytes, to: kind.path(of: id))
    }

    /// `Backend Engineer` of `2026/backend-engineer`.
    private static func title(of id: String) -> String {
        let name = id.split(separator: "/").last ?? ""
        return name.split { "-_.".contains($0) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }

    /// Sets keys of a record.
    ///
    /// - Throws: `EditError`.
    public mutating func set(_ kind: RecordKind, _ id: String, _ assignments: [Assignment]) throws {
        let id = try require(kind, id)
        try edit(kind.path(of: id)) { file in
            for assignment in assignments { try file.assign(assignment) }
        }
    }

    /// Sets keys of `outrider.yaml`.
    ///
    /// - Throws: `EditError`.
    public mutating func setConfiguration(_ assignments: [Assignment]) throws {
        try edit(Configuration.path) { file in
            for assignment in assignments { try file.assign(assignment) }
        }
    }

    /// Removes a record.
    ///
    /// - Parameter force: whether references go with it, where a list item or a key that may be missing names it, and
    ///   whether an opt-out in it is forgotten.
    /// - Throws: `EditError` where other records name it, or an opt-out would be forgotten.
    public mutating func remove(_ kind: RecordKind, _ id: String, force: Bool) throws {
        let id = try require(kind, id)
        let path = kind.path(of: id)
        let found = try references(to: kind, id, besides: path)
        if let listed = found.first(where: { RecordKind.record(at: $0.location.path)?.kind == .suppression }) {
            throw EditError(
                .inUse, "a suppression list names '\(id)', and their opt-out would be forgotten", at: listed.location,
                hint: "write their addresses there in place of their id first")
        }
        if !force { try requireForgettable(kind, id) }
        guard found.isEmpty || force else {
            let places = found.prefix(RecordLookup.listed).map(\.location.description).joined(separator: ", ")
            let rest = found.count > RecordLookup.listed ? " and \(found.count - RecordLookup.listed) more" : ""
            throw EditError(
                .inUse, "the \(kind.rawValue) '\(id)' is named in \(places)\(rest)",
                hint: "take it out there, or --force, which removes list items and keys that may be missing")
        }
        for (file, references) in Dictionary(grouping: found, by: \.location.path).sorted(by: { $0.key < $1.key }) {
            // From the end, so that the places of the others stay.
            for reference in references.sorted(by: { $0.location > $1.location }) {
                try edit(file) { try $0.removeReference(reference) }
            }
            if kind == .person, let record = RecordKind.record(at: file), record.kind == .enrollment,
                let enrollment = book.enrollment(record.id), let member = enrollment.members[id]
            {
                noteEnd(of: member, in: enrollment)
            }
        }
        if kind == .enrollment { notes += endings(of: id) }
        remove(path)
    }

    /// Refuses to remove what keeps somebody from being written to, unless the suppression lists say as much.
    private func requireForgettable(_ kind: RecordKind, _ id: String) throws {
        let place: SourceLocation
        switch kind {
        case .person:
            guard let person = book.person(id), let exclusion = person.doNotContact,
                try !Suppressions(book).lists(person, on: exclusion.value.channels)
            else { return }
            place = exclusion.location
        case .company:
            guard let company = book.company(id), company.isRestricted else { return }
            place =
                (company.doNotContact?.location ?? company.offLimits?.location)
                ?? SourceLocation(path: kind.path(of: id))
        default: return
        }
        let isPerson = kind == .person
        throw EditError(
            .ended,
            isPerson
                ? "'\(id)' has opted out, which would be forgotten"
                : "nobody at '\(id)' may be written to, which would be forgotten", at: place,
            hint: "add their \(isPerson ? "addresses" : "domains") to a file in \(RecordKind.suppression.folder)/ first"
                + (isPerson ? "" : ", then --force") + "; --force alone forgets it")
    }

    /// Who ends when an enrollment goes or is cancelled.
    func endings(of enrollment: String) -> [String] {
        guard let enrollment = book.enrollment(enrollment), enrollment.status != .cancelled else { return [] }
        let count = enrollment.members.values.count { $0.status != .cancelled }
        guard count > 0 else { return [] }
        return [
            "\(count == 1 ? "1 person ends" : "\(count) people end") as CANCELLED in the enrollment '\(enrollment.id)'"
        ]
    }

    /// Notes that a member ends who has not yet.
    mutating func noteEnd(of member: Enrollment.Member, in enrollment: Enrollment) {
        guard member.status != .cancelled, enrollment.status != .cancelled else { return }
        notes.append("'\(member.person.id)' ends as CANCELLED in the enrollment '\(enrollment.id)'")
    }

    /// Brings files into their normal form.
    ///
    /// - Parameter paths: the files; `nil` for all of the book.
    /// - Returns: the files that were left as they are, and why.
    /// - Throws: what the source says when a folder cannot be listed or a file not be read.
    public mutating func format(_ paths: [String]?) throws -> [EditError] {
        var refusals: [EditError] = []
        for path in try paths ?? allPaths() {
            do {
                guard KeyGuide(path: path) != nil, let bytes = try bytes(of: path) else {
                    throw EditError(.notThere, "no file of the book", at: SourceLocation(path: path))
                }
                write(try FileFormat.normal(path: path, bytes: bytes), to: path)
            } catch let error as EditError {
                refusals.append(error)
            } catch let error as BookSourceError {
                refusals.append(
                    EditError(.unreadable, error.message, at: SourceLocation(path: path), hint: error.hint))
            }
        }
        return refusals
    }

    private func allPaths() throws -> [String] {
        var paths = try source.read(Configuration.path, limit: FileLimit.any) == nil ? [] : [Configuration.path]
        for kind in RecordKind.allCases { paths += try book.ids(of: kind).map(kind.path(of:)) }
        return paths
    }
}
