internal import YAML

extension FileEditor {
    /// Writes another id at places that hold one; nothing else changes.
    ///
    /// - Throws: `EditError` where the id stands there in another spelling.
    mutating func rewrite(_ places: [SourceLocation], from old: String, to new: String) throws(EditError) {
        guard let root, let first = places.first else { return }
        let lines = lineStarts
        var offsets: Set<Int> = []
        for place in places {
            guard let offset = offset(of: place, lines: lines) else { throw unsupported(place) }
            let isQuoted = layout.byte(at: offset) == UInt8(ascii: "'") || layout.byte(at: offset) == UInt8(ascii: "\"")
            let start = isQuoted ? offset + 1 : offset
            guard bytes[start...].starts(with: old.utf8) else { throw unsupported(place) }
            offsets.insert(start)
        }
        let edits = offsets.map { Edit.replace($0..<$0 + old.utf8.count, with: new) }
        guard let edited = try? YAML.apply(edits, to: bytes),
            let after = try? YAML.parse(edited, limits: FileLimit.limits(of: path)).root,
            try commit(edits, expecting: root.renamed(offsets.sorted()[...], old, new, as: after), at: first)
        else { throw unsupported(first) }
    }

    /// Writes another id in the place of one; a list that then has it twice keeps one.
    mutating func reassign(_ places: [SourceLocation], from old: String, to new: String) throws(EditError) {
        guard let root else { return }
        var lists: [EditPath] = []
        for place in places {
            guard let path = Self.path(to: place, in: root, EditPath([])), case .index = path.parts.last else {
                continue
            }
            if lists.last != path.parent { lists.append(path.parent) }
        }
        try rewrite(places, from: old, to: new)
        for list in lists {
            let items = items(at: list)
            for index in items.indices.reversed()
            where items[index] == .text(new) && items[..<index].contains(.text(new)) {
                try remove(list.appending(.index(index)))
            }
        }
    }

    /// Takes out the list item, or the key that may be missing, that names a record.
    mutating func removeReference(_ reference: Reference) throws(EditError) {
        guard let root, let path = Self.path(to: reference.location, in: root, EditPath([])) else {
            guard reference.kind == .template else { throw unsupported(reference.location) }
            throw EditError(
                .inUse, "the words at \(reference.location.description) take it in: {{> \(reference.id)}}",
                at: reference.location, hint: "take the {{> \(reference.id)}} out of these words, or name another there"
            )
        }
        if RecordKind.record(at: self.path)?.kind == .suppression {
            throw EditError(
                .inUse, "'\(path)' names it, and nobody is taken off a suppression list by this",
                at: reference.location, hint: "write their address there in place of their id first")
        }
        if let rule = path.parts.first(where: { Self.rules.contains($0) }) {
            throw EditError(
                .inUse, "'\(path)' asks for it, and without it the rule would mean something else",
                at: reference.location, hint: "change \(EditPath([rule])) there first")
        }
        if case .key = path.parts.last, guide.isRequired(path) {
            throw EditError(
                .inUse, "'\(path)' of the \(guide.table.name) names it and cannot be left out", at: reference.location,
                hint: "name another there first, or remove that \(guide.table.name)")
        }
        try remove(path)
    }

    /// Keys that say for whom something holds: less of them is for more people.
    private static let rules: [EditPath.Part] = [.key("match"), .key("goal"), .key("when")]

    /// The path of the value, or of the list item, whose scalar begins at a place.
    static func path(to place: SourceLocation, in node: Node, _ path: EditPath) -> EditPath? {
        func isThere(_ node: Node) -> Bool { node.start.line == place.line && node.start.column == place.column }
        switch node.content {
        case .scalar: return isThere(node) ? path : nil
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                if let entries = item.entries, entries.count == 1, isThere(entries[0].key) {
                    return path.appending(.index(index))
                }
                if let found = Self.path(to: place, in: item, path.appending(.index(index))) { return found }
            }
            return nil
        case .mapping(let entries):
            for entry in entries {
                if let found = Self.path(to: place, in: entry.value, path.appending(.key(entry.key.text ?? ""))) {
                    return found
                }
            }
            return nil
        }
    }

    private var lineStarts: [Int] {
        var starts = [layout.bodyStart]
        while let last = starts.last {
            let next = layout.nextLine(last)
            guard next < bytes.count, next > last else { break }
            starts.append(next)
        }
        return starts
    }

    private func offset(of place: SourceLocation, lines: [Int]) -> Int? {
        guard lines.indices.contains(place.line - 1) else { return nil }
        var offset = lines[place.line - 1]
        for _ in 1..<max(1, place.column) {
            guard offset < bytes.count else { return nil }
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }
}

extension Node {
    /// The tree with another id in the scalars that hold one of the offsets; words around it are as they were read again.
    fileprivate func renamed(_ offsets: ArraySlice<Int>, _ old: String, _ new: String, as after: Node) -> Node {
        var node = self
        switch (content, after.content) {
        case (.scalar(let text, let style), .scalar(let words, _)):
            guard offsets.contains(where: { start.offset <= $0 && $0 < end.offset }) else { return node }
            let isWords = text != old && words.contains(new)
            node.content = .scalar(text == old ? new : isWords ? words : text, style)
        case (.sequence(let items), .sequence(let others)) where items.count == others.count:
            node.content = .sequence(zip(items, others).map { $0.renamed(within(offsets, $0), old, new, as: $1) })
        case (.mapping(let entries), .mapping(let others)) where entries.count == others.count:
            node.content = .mapping(
                zip(entries, others).map { entry, other in
                    Node.Entry(
                        key: entry.key.renamed(within(offsets, entry.key), old, new, as: other.key),
                        value: entry.value.renamed(within(offsets, entry.value), old, new, as: other.value))
                })
        default: break
        }
        return node
    }

    private func within(_ offsets: ArraySlice<Int>, _ node: Node) -> ArraySlice<Int> {
        offsets.drop { $0 < node.start.offset }.prefix { $0 <= node.end.offset }
    }
}
