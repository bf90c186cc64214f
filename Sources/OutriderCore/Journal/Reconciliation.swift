/// A file of the book that differs between the journal's tree and the branch.
public struct BookFileChange: Hashable, Sendable {
    /// Path below the book's root.
    public var path: String
    /// Git object ids in hex; `nil` where the file is not there.
    public var old: String?
    public var new: String?
    /// What the entry is now, where it is there.
    public var kind: BookEntry.Kind

    public init(path: String, old: String?, new: String?, kind: BookEntry.Kind = .file) {
        self.path = path
        self.old = old
        self.new = new
        self.kind = kind
    }
}

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
    private var people: Set<String> = []
    /// Enrollments whose members have to be compared, by uid.
    private var enrollments: Set<String> = []
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
        for (id, _) in changed(.enrollment) { enrollments.insert(identities.uid(of: .enrollment, id)) }
        for (id, _) in changed(.person) { people.insert(identities.uid(of: .person, id)) }
        let courses = try Courses(change, book: after)
        for uid in enrollments.sorted() { try compareMembers(of: uid, courses) }
        for uid in people.sorted() { try refresh(uid, courses) }
        try wake(courses, liftsOptOuts: followOptOuts())
        change.header.holdsEverybody = false
    }

    /// Finds out which new records are old ones under another name.
    private mutating func identify(_ kind: RecordKind) throws {
        let changed = changed(kind)
        let removed = changed.filter { $0.file.new == nil }
        var claimed: Set<String> = []
        for (id, file) in changed where file.new != nil {
            guard let old = try former(kind, id) else { continue }
            claimed.insert(old)
            try join(kind, id, to: old)
        }
        var traces = Traces()
        for (id, file) in removed where try !claimed.contains(id) && hasState(kind, identities.uid(of: kind, id)) {
            traces.add(id, file, of: kind, in: before)
        }
        for (id, file) in changed where file.old == nil && identities.uid(of: kind, id) == id {
            if identities.isElsewhere(kind, uid: id) {
                let holder = identities.id(of: kind, uid: id)
                // A move that is taken back: the state returns with the file.
                if removed.contains(where: { $0.id == holder }) {
                    identities.set(kind, id: id, uid: id)
                    continue
                }
                identities.set(kind, id: id, uid: try freshUID(kind, id))
            }
            guard let old = traces.likeness(of: id, file, of: kind, in: after) else { continue }
            try suspect(kind, id, to: old)
        }
    }

    /// The id under `formerly:` whose state this record continues; `nil` where there is none.
    private func former(_ kind: RecordKind, _ id: String) throws -> String? {
        let formerly = after.record(kind, id)?.formerly ?? []
        for reference in formerly {
            let uid = identities.uid(of: kind, reference.id)
            guard identities.uid(of: kind, id) != uid else { continue }
            let isKnown = try hasState(kind, uid) || (kind == .enrollment && hasMembers(id, uid))
            guard isKnown, try !isEstablished(kind, id) else { continue }
            let holder = identities.id(of: kind, uid: uid)
            let isHeld =
                holder != reference.id && holder != id
                && after.exists(Reference(kind: kind, id: holder, location: reference.location))
            // An old line said all it had to: whoever has that id since is somebody else.
            if isHeld || after.exists(reference),
                before.formerIDs(kind, id, continuing: formerly).contains(reference.id)
            {
                continue
            }
            if isHeld {
                after.report.add(
                    Diagnostic(
                        .badFormerly, "'\(reference.id)' is now '\(holder)'", at: reference.location,
                        hint: "remove this line: one record continues another"))
                return nil
            }
            if after.exists(reference) {
                after.report.add(.stillThere(reference))
                return nil
            }
            return reference.id
        }
        return nil
    }

    /// Whether the record goes on with a state of its own already, so that an old id adds nothing to it.
    private func isEstablished(_ kind: RecordKind, _ id: String) throws -> Bool {
        let own = identities.uid(of: kind, id)
        // The state of that name may have gone on with another id.
        guard identities.id(of: kind, uid: own) == id else { return false }
        switch kind {
        case .person:
            guard let state = try change.state(of: own) else { return false }
            return state.hasProgress || (state.movedFrom == nil && !state.memberships.isEmpty)
        case .enrollment:
            return try after.enrollment(id)?.people.contains { member in
                let membership = try change.state(of: identities.uid(of: .person, member.person.id))?[own]
                return membership.map { $0.hold?.reason != .looksMoved } ?? false
            } ?? false
        default: return false
        }
    }

    private func hasState(_ kind: RecordKind, _ uid: String) throws -> Bool {
        switch kind {
        case .person: try change.state(of: uid) != nil
        case .sequence: try !change.order(of: uid).isEmpty
        default:
            try before.ids(of: .enrollment).contains(change.base.identities.id(of: kind, uid: uid))
        }
    }

    /// Whether anybody in the enrollment `id` has a line of the enrollment `uid`.
    private func hasMembers(_ id: String, _ uid: String) throws -> Bool {
        try after.enrollment(id)?.people.contains { member in
            try change.state(of: identities.uid(of: .person, member.person.id))?[uid] != nil
        } ?? false
    }

    /// Gives the state of `old` to `id`; what `id` had of its own, held as looking moved, is dropped.
    private mutating func join(_ kind: RecordKind, _ id: String, to old: String) throws {
        let own = identities.uid(of: kind, id)
        let uid = identities.uid(of: kind, old)
        identities.set(kind, id: id, uid: uid)
        if kind == .enrollment { try dropHeld(own, of: id) }
        guard kind == .person, let state = try change.state(of: own), state.movedFrom != nil else { return }
        try change.adopt(state, into: uid)
        people.insert(uid)
        for membership in state.memberships { enrollments.insert(membership.enrollment) }
    }

    /// Drops the lines that an enrollment had while it looked moved; those that went on all the same are ended.
    private mutating func dropHeld(_ own: String, of id: String) throws {
        enrollments.insert(own)
        for member in before.enrollment(id)?.people ?? [] {
            guard var state = try change.state(of: identities.uid(of: .person, member.person.id)),
                let membership = state[own], membership.done.isEmpty, membership.claim == nil
            else { continue }
            state[own] = nil
            try change.set(state)
        }
    }

    private func freshUID(_ kind: RecordKind, _ id: String) throws -> String {
        var counter = 2
        while try hasState(kind, "\(id)~\(counter)") || identities.isElsewhere(kind, uid: "\(id)~\(counter)") {
            counter += 1
        }
        return "\(id)~\(counter)"
    }

    private mutating func suspect(_ kind: RecordKind, _ id: String, to old: String) throws {
        let uid = identities.uid(of: kind, id)
        switch kind {
        case .person:
            var state = try change.state(of: uid) ?? PersonState(person: uid)
            guard state.memberships.isEmpty else { return }
            state.movedFrom = identities.uid(of: kind, old)
            try change.set(state)
        case .enrollment: movedEnrollments[uid] = old
        default: identities.set(kind, id: id, uid: identities.uid(of: kind, old))
        }
    }

    /// Keeps the order of all step ids that a sequence ever had.
    private mutating func followSequences() throws {
        for (id, file) in changed(.sequence) where file.new != nil {
            guard let sequence = after.sequence(id) else { continue }
            let uid = identities.uid(of: .sequence, id)
            let previous = before.sequence(try change.base.identities.id(of: .sequence, uid: uid))
            let order = Self.merged(
                try change.order(of: uid), previous: previous?.steps.map(\.id) ?? [], with: sequence.steps.map(\.id))
            try change.setOrder(order, of: uid)
        }
        guard !changed(.sequence).isEmpty else { return }
        let sequences = Set(changed(.sequence).map(\.id))
        for id in try after.ids(of: .enrollment) {
            guard let enrollment = after.enrollment(id), sequences.contains(enrollment.sequence.id) else { continue }
            enrollments.insert(identities.uid(of: .enrollment, id))
            for member in enrollment.people { people.insert(identities.uid(of: .person, member.person.id)) }
        }
    }

    /// The new order, with the ids that are gone from it behind those that stand in their place.
    ///
    /// A gone id is read as renamed to what now stands there, so whoever received it is past the new name too. Of as many
    /// new ids as gone ones each follows its own; otherwise all that are gone follow all that are new.
    ///
    /// - Parameters:
    ///   - old: every id that the sequence had, in order.
    ///   - previous: those that it had last.
    static func merged(_ old: [String], previous: [String], with new: [String]) -> [String] {
        let present = Set(new)
        let recent = Set(previous).union(present)
        // An id that was gone before stays behind the one that took its place.
        var blocks: [[String]] = []
        for id in old {
            if recent.contains(id) || blocks.isEmpty {
                blocks.append([id])
            } else {
                blocks[blocks.count - 1].append(id)
            }
        }
        var anchor = ""
        var tails: [String: [String]] = [:]
        var gone: [String: [[String]]] = [:]
        for block in blocks {
            if present.contains(block[0]) {
                anchor = block[0]
                tails[anchor] = Array(block.dropFirst())
            } else {
                gone[anchor, default: []].append(block)
            }
        }
        var order: [String] = []
        var index = 0
        anchor = ""
        while true {
            let start = index
            while index < new.count, tails[new[index]] == nil { index += 1 }
            let fresh = new[start..<index]
            let blocks = gone[anchor] ?? []
            if fresh.count == blocks.count {
                for (id, block) in zip(fresh, blocks) { order += [id] + block }
            } else {
                order += fresh + blocks.flatMap(\.self)
            }
            guard index < new.count else { return order }
            anchor = new[index]
            order += [anchor] + (tails[anchor] ?? [])
            index += 1
        }
    }
}
