extension BookEditor {
    /// Every place of the book that names a record, by place.
    ///
    /// - Parameter path: a file that is left out: it is on its way out.
    /// - Throws: `EditError` where a file has errors, so that what it names cannot be seen.
    func references(to kind: RecordKind, _ id: String, besides path: String? = nil) throws -> [Reference] {
        guard let configuration = book.configuration else { throw unreadable(Configuration.path) }
        var found = configuration.references.filter { $0.kind == kind && $0.id == id }
        for other in RecordKind.allCases {
            for name in try book.ids(of: other) where other.path(of: name) != path {
                guard let record = book.record(other, name) else { throw unreadable(other.path(of: name)) }
                found += record.references.filter { $0.kind == kind && $0.id == id }
            }
        }
        return Array(Set(found)).sorted { $0.location < $1.location }
    }

    private func unreadable(_ path: String) -> EditError {
        let problem = book.report.diagnostics.first { $0.location.path == path && $0.severity == .error }
        return EditError(
            .unreadable, "a file has errors, so what it names cannot be seen: \(path)", at: problem?.location,
            hint: "mend it first: outrider check", problems: problem.map { [$0] } ?? [])
    }

    /// Renames or moves a record and rewrites every reference to it; its old id goes to `formerly:`, where its kind has
    /// that key. Moved back to an id that it had, it loses that entry.
    ///
    /// - Parameters:
    ///   - isPublished: whether the old id is known on the book's branch, where state may go by it.
    ///   - isTaken: whether the new id is.
    /// - Throws: `EditError`.
    public mutating func rename(
        _ kind: RecordKind, _ id: String, to new: String, isPublished: Bool, isTaken: Bool = false
    ) throws {
        let id = try require(kind, id)
        guard id != new else { return }
        try requireFree(kind, new, besides: id)
        let returns = book.record(kind, id)?.formerly.contains { $0.id == new } ?? false
        if kind.hasState, isTaken, isPublished || !returns {
            throw EditError(
                .exists, "'\(new)' is another \(kind.rawValue) on the book's branch still, whose state goes by that id",
                at: SourceLocation(path: kind.path(of: id)),
                hint: "commit that one's move, let a run see it, then take its id; or choose another id")
        }
        var names = [(old: id, new: new)]
        if kind == .template {
            // The words in other languages go by the same name.
            names += try book.ids(of: kind).filter { $0.hasPrefix(id + ".") }.map { ($0, new + $0.dropFirst(id.count)) }
        }
        for name in names {
            let places = try references(to: kind, name.old)
            for (path, references) in Dictionary(grouping: places, by: \.location.path) {
                try edit(path) { try $0.rewrite(references.map(\.location), from: name.old, to: name.new) }
            }
        }
        for name in names {
            let path = kind.path(of: name.new)
            try move(kind.path(of: name.old), to: path)
            try edit(path) { file in
                let formerly = EditPath(key: "formerly")
                guard file.guide.knows(formerly) else { return }
                let returns = file.items(at: formerly).contains(.text(name.new))
                if returns { try file.assign(Assignment(parsing: "formerly-=\(name.new)")) }
                guard !returns || isPublished else { return }
                try file.append([.text(name.old)], to: formerly)
            }
        }
    }

    /// Lets another sender write wherever one is named: as owner, as sender of whatever, as cover; only the new
    /// sender's own cover stays.
    ///
    /// - Throws: `EditError` where the new sender is not there.
    public mutating func reassign(_ old: String, to new: String) throws {
        let new = new == Sender.defaultID ? new : try require(.sender, new)
        guard old != new else { return }
        let found = try references(to: .sender, old)
        // Nobody covers for themselves.
        let own = RecordKind.sender.path(of: new)
        let places = found.filter { $0.location.path != own }
        if places.count < found.count {
            notes.append("'\(new)' keeps '\(old)' as cover: to change it, outrider set sender/\(new) away.cover=SENDER")
        }
        if found.isEmpty, try !book.ids(of: .sender).contains(old) { _ = try require(.sender, old) }
        for (path, references) in Dictionary(grouping: places, by: \.location.path) {
            try edit(path) { try $0.reassign(references.map(\.location), from: old, to: new) }
        }
        if !places.isEmpty {
            notes.append("who has a message of '\(old)' already keeps that sender in their sequence")
        }
    }
}
