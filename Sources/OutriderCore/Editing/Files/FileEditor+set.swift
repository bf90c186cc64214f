internal import YAML

extension FileEditor {
    /// Sets a value; keys on the way that are not there are made, each where the table of the record has it.
    ///
    /// - Throws: `EditError`; the file is as before then.
    public mutating func set(_ path: EditPath, to value: EditValue) throws(EditError) {
        guard root != nil else { return try begin(path, value) }
        let found = try find(path)
        if found.missing.isEmpty {
            guard !found.node.holdsSame(as: value.node) else { return }
            return try replace(found, with: value)
        }
        let value = try nested(found.missing.dropFirst(), value, of: path)
        guard case .key(let key) = found.missing[0] else { throw notThere(path) }
        switch found.node.content {
        case .mapping: try insert(EditEntry(key, value), into: found)
        case .scalar where found.node.isMissing: try replace(found, with: .mapping(key, value))
        case .scalar(let text, _):
            guard case .item(text) = found.path.parts.last else { fallthrough }
            try extend(found, with: .mapping(key, value), named: text)
        case .sequence:
            throw EditError(
                .badValue, "'\(found.path)' has no keys", at: location(of: found.node),
                hint: "name an item of the list as \(found.path)[0], or one key")
        }
    }

    /// The value of what is to be made, in the mappings that lead to it.
    private func nested(
        _ parts: ArraySlice<EditPath.Part>, _ value: EditValue, of path: EditPath
    ) throws(EditError) -> EditValue {
        var value = value
        for part in parts.reversed() {
            guard case .key(let key) = part else { throw notThere(path) }
            value = .mapping(key, value)
        }
        return value
    }

    /// Writes the first key of a file that holds none.
    private mutating func begin(_ path: EditPath, _ value: EditValue) throws(EditError) {
        guard case .key(let key) = path.parts.first else { throw notThere(path) }
        let entry = EditEntry(key, try nested(path.parts.dropFirst(), value, of: path))
        let expected = EditValue.mapping([entry]).node
        try attempt(expecting: expected, at: SourceLocation(path: self.path)) { writer, layout in
            [Self.insertion(of: writer.entry(entry, column: 0), at: layout.bytes.count, in: layout)]
        }
    }

    /// Tries the ways to write a value until one is read back as meant.
    mutating func attempt(
        expecting expected: Node?, at place: SourceLocation, _ edits: (ValueWriter, Layout) -> [Edit]?
    ) throws(EditError) {
        for writesBlocks in [true, false] {
            let writer = ValueWriter(lineBreak: layout.lineBreak, writesBlocks: writesBlocks)
            guard let edits = edits(writer, layout) else { break }
            if try commit(edits, expecting: expected, at: place) { return }
        }
        throw unsupported(place)
    }

    /// A line, or several, put at the beginning of a line or the end of the file.
    static func insertion(of lines: String, at offset: Int, in layout: Layout) -> Edit {
        let isBehindText = offset > layout.bodyStart && layout.breakBefore(offset) == 0
        return .insert(isBehindText ? layout.lineBreak + lines : lines + layout.lineBreak, at: offset)
    }

    private mutating func insert(_ entry: EditEntry, into found: Finding) throws(EditError) {
        guard case .mapping(let entries) = found.node.content else { throw unsupported(location(of: found.node)) }
        let previous = place(of: entry.key, among: entries, at: found.path)
        var grown = found.node
        grown.content = .mapping(entries + [Node.Entry(key: EditValue.text(entry.key).node, value: entry.value.node)])
        let node = found.node
        let isInFlow = found.isInFlow || layout.isFlow(node)
        try attempt(expecting: found.root(replacing: grown), at: location(of: node)) { writer, layout in
            guard let previous else { return [.insert(writer.flow(entry), at: node.start.offset + 1)] }
            if isInFlow { return [.insert(", " + writer.flow(entry), at: layout.end(of: previous))] }
            let column = entries[0].key.start.column - 1
            let margin = String(repeating: " ", count: column)
            let offset = layout.linesEnd(behind: layout.end(of: previous), deeperThan: column)
            return [Self.insertion(of: margin + writer.entry(entry, column: column), at: offset, in: layout)]
        }
    }

    /// The entry behind which a new key goes: the nearest that stands before it in the table, else the last.
    private func place(of key: String, among entries: [Node.Entry], at path: EditPath) -> Node.Entry? {
        let order = guide.keys(at: path)
        let before = order.prefix { $0 != key }
        guard before.count < order.count else { return entries.last }
        for name in before.reversed() {
            if let entry = entries.first(where: { $0.key.text == name }) { return entry }
        }
        return entries.last
    }

    /// Makes `- ada: {…}` of `- ada`.
    private mutating func extend(_ found: Finding, with value: EditValue, named name: String) throws(EditError) {
        let node = found.node
        let expected = found.root(replacing: EditValue.mapping(name, value).node)
        try attempt(expecting: expected, at: location(of: node)) { writer, layout in
            [.insert(": " + writer.flow(value), at: layout.end(of: node))]
        }
    }

    mutating func replace(_ found: Finding, with value: EditValue) throws(EditError) {
        let node = found.node
        guard let parent = found.parent else { throw unsupported(location(of: node)) }
        let isInFlow = found.isInFlow
        let expected = found.root(replacing: value.node)
        try attempt(expecting: expected, at: location(of: node)) { writer, layout in
            var replacement = Replacement(layout: layout, old: node)
            if let entry = found.entry {
                let column = entry.key.start.column - 1
                replacement.anchor = layout.colonEnd(of: entry)
                if isInFlow { return replacement.inFlow(writer, value, key: entry.key) }
                if case .text(let text) = value {
                    replacement.text = " " + writer.scalar(text, like: node.style, in: .block, column: column)
                } else {
                    replacement.text = writer.behindKey(value, of: entry.key.text ?? "", column: column)
                }
            } else {
                if isInFlow { return replacement.inFlow(writer, value, key: nil) }
                guard case .item(let index) = found.steps.last, let dash = layout.dashes(of: parent)?[index] else {
                    return nil
                }
                let column = dash - layout.lineStart(dash)
                replacement.anchor = dash + 1
                if case .text(let text) = value {
                    replacement.text = " " + writer.scalar(text, like: node.style, in: .item, column: column)
                } else {
                    replacement.text = writer.behindDash(value, column: column)
                }
            }
            return replacement.edits
        }
    }
}

/// A value that gives way to another behind the same colon or dash.
private struct Replacement {
    let layout: Layout
    let old: Node
    /// The place behind the colon or dash.
    var anchor: Int?
    /// What will stand behind it.
    var text = ""

    func inFlow(_ writer: ValueWriter, _ value: EditValue, key: Node?) -> [Edit]? {
        let written: String
        if case .text(let text) = value {
            written = writer.scalar(text, like: old.style, in: .flow, column: 0)
        } else {
            written = writer.flow(value)
        }
        guard old.isMissing else { return [.replace(old.start.offset..<layout.end(of: old), with: written)] }
        if let anchor { return [.insert(" " + written, at: anchor)] }
        return key.map { [.insert(": " + written, at: $0.end.offset)] }
    }

    var edits: [Edit]? {
        guard let anchor else { return nil }
        let oldEnd = old.isMissing ? anchor : layout.end(of: old)
        let anchorLineEnd = layout.lineEnd(anchor)
        let isOnLine = old.isMissing || old.start.offset <= anchorLineEnd
        if text.hasPrefix(" ") {
            if old.isMissing { return [.insert(text, at: anchor)] }
            if old.style == .literal || old.style == .folded {
                // The comment behind the `|` stays.
                let header = layout.headerEnd(of: old)
                let lineEnd = layout.lineEnd(header)
                return [
                    .replace(old.start.offset..<header, with: String(text.dropFirst())),
                    .delete(lineEnd..<max(lineEnd, oldEnd)),
                ]
            }
            if isOnLine { return [.replace(old.start.offset..<oldEnd, with: String(text.dropFirst()))] }
            return [.insert(text, at: anchor), .delete(anchorLineEnd..<layout.lineEnd(oldEnd))]
        }
        guard isOnLine else { return [.replace(anchorLineEnd..<layout.lineEnd(oldEnd), with: text)] }
        return [.delete(anchor..<oldEnd), .insert(text, at: layout.lineEnd(oldEnd))]
    }
}
