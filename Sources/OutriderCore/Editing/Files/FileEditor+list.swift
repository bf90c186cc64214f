internal import YAML

extension FileEditor {
    /// Puts items behind those of a list; a list that is not there is made, one value alone becomes one.
    ///
    /// - Throws: `EditError`; the file is as before then.
    public mutating func append(_ values: [EditValue], to path: EditPath) throws(EditError) {
        guard !values.isEmpty else { return }
        guard root != nil else { return try set(path, to: .list(values)) }
        let found = try find(path)
        guard found.missing.isEmpty, !found.node.isMissing else { return try set(path, to: .list(values)) }
        guard case .sequence(let items) = found.node.content else {
            return try replace(found, with: .list([EditValue(found.node)] + values))
        }
        guard let last = items.last else { return try replace(found, with: .list(values)) }
        let node = found.node
        var grown = node
        grown.content = .sequence(items + values.map(\.node))
        let isInFlow = found.isInFlow || layout.isFlow(node)
        try attempt(expecting: found.root(replacing: grown), at: location(of: node)) { writer, layout in
            if isInFlow {
                return FlowList(layout: layout, items: items).appending(values.map(writer.flow))
            }
            guard let dash = layout.dashes(of: node)?.last else { return nil }
            let column = dash - layout.lineStart(dash)
            let lines = values.map {
                String(repeating: " ", count: column) + "-" + writer.behindDash($0, column: column)
            }
            let offset = layout.linesEnd(behind: max(dash + 1, layout.end(of: last)), deeperThan: column)
            return [Self.insertion(of: lines.joined(separator: layout.lineBreak), at: offset, in: layout)]
        }
    }

    /// Takes out a key or an item, with its lines; comments before it stay. A list or mapping that is empty then goes
    /// too, unless its record requires it.
    ///
    /// - Throws: `EditError`; the file is as before then.
    public mutating func remove(_ path: EditPath) throws(EditError) {
        let found = try find(path)
        guard found.missing.isEmpty, let parent = found.parent else { throw notThere(path) }
        let expected = found.root(replacing: nil)
        let count = parent.items?.count ?? parent.entries?.count ?? 0
        if count == 1, found.nodes.count > 2 { return try empty(found) }
        let isInFlow = found.isInFlow
        try attempt(expecting: count == 1 ? nil : expected, at: location(of: found.node)) { writer, layout in
            // The break before the last line belongs to it, unless a block scalar before it needs that break.
            let keepsBreak = !writer.writesBlocks
            return switch (parent.content, found.steps.last) {
            case (.mapping(let entries), .entry(let index)):
                isInFlow
                    ? FlowList(layout: layout, entries: entries).removing(index)
                    : BlockList(layout: layout, entries: entries).removing(index, keepsBreak)
            case (.sequence(let items), .item(let index)):
                isInFlow
                    ? FlowList(layout: layout, items: items).removing(index)
                    : BlockList(layout: layout, parent, items)?.removing(index, keepsBreak)
            default: nil
            }
        }
    }

    /// Takes out the only thing that a list or a mapping holds.
    private mutating func empty(_ found: Finding) throws(EditError) {
        let outer = try find(found.path.parent)
        let holdsItem = outer.parent?.items != nil
        if case .item(let name) = outer.path.parts.last, outer.node.entries?.first?.key.text == name,
            outer.node.entries?.count == 1
        {
            return try shorten(outer, named: name)
        }
        // The same by numbers: `people[0].ada` of `- ada: {sender: jo}`.
        if case .key(let name) = outer.path.parts.last, outer.parent?.entries?.count == 1,
            case .index = outer.path.parent.parts.last, guide.allows("string", at: outer.path.parent)
        {
            return try shorten(find(outer.path.parent), named: name)
        }
        if holdsItem || guide.isRequired(outer.path) {
            return try replace(outer, with: outer.node.items == nil ? .mapping([]) : .list([]))
        }
        try remove(outer.path)
    }

    /// Makes `- ada` of `- ada: {…}`.
    private mutating func shorten(_ found: Finding, named name: String) throws(EditError) {
        guard let entry = found.node.entries?.first else { throw unsupported(location(of: found.node)) }
        let expected = found.root(replacing: EditValue.text(name).node)
        try attempt(expecting: expected, at: location(of: found.node)) { _, layout in
            let keyEnd = entry.key.end.offset
            let end = layout.end(of: entry)
            let lineEnd = layout.lineEnd(keyEnd)
            guard let colon = layout.colonEnd(of: entry), entry.value.start.offset > lineEnd else {
                return [.delete(keyEnd..<end)]
            }
            return [.delete(keyEnd..<colon), .delete(lineEnd..<layout.lineEnd(end))]
        }
    }
}

/// The members of a list or mapping outside brackets: each on lines of its own.
private struct BlockList {
    let layout: Layout
    /// Where each begins, its dash or key, and where it ends.
    let ranges: [Range<Int>]
    let column: Int

    init(layout: Layout, entries: [Node.Entry]) {
        self.layout = layout
        ranges = entries.map { $0.key.start.offset..<max($0.key.start.offset, layout.end(of: $0)) }
        column = (entries.first?.key.start.column ?? 1) - 1
    }

    init?(layout: Layout, _ sequence: Node, _ items: [Node]) {
        guard let dashes = layout.dashes(of: sequence), let first = dashes.first else { return nil }
        self.layout = layout
        ranges = zip(dashes, items).map { $0..<max($0 + 1, layout.end(of: $1)) }
        column = first - layout.lineStart(first)
    }

    func removing(_ index: Int, _ keepsBreak: Bool) -> [Edit]? {
        let range = ranges[index]
        if layout.isFirst(range.lowerBound) {
            let end = layout.linesEnd(behind: range.upperBound, deeperThan: column)
            if keepsBreak { return [.delete(layout.lineStart(range.lowerBound)..<end)] }
            return [.delete(layout.lines(from: range.lowerBound, to: end))]
        }
        // `- id: a` and what follows: the next takes its place, if no comment is lost.
        guard index + 1 < ranges.count else { return nil }
        let next = ranges[index + 1].lowerBound
        guard layout.isBlank(behind: range.upperBound),
            layout.skipBlanks(range.upperBound) == next,
            layout.lineStart(next) == layout.nextLine(range.upperBound)
        else { return nil }
        return [.delete(range.lowerBound..<next)]
    }
}

/// The members of a list or mapping in brackets, with commas between.
private struct FlowList {
    let layout: Layout
    let ranges: [Range<Int>]

    init(layout: Layout, items: [Node]) {
        self.layout = layout
        ranges = items.map { $0.start.offset..<max($0.start.offset, layout.end(of: $0)) }
    }

    init(layout: Layout, entries: [Node.Entry]) {
        self.layout = layout
        ranges = entries.map { $0.key.start.offset..<max($0.key.start.offset, layout.end(of: $0)) }
    }

    func appending(_ texts: [String]) -> [Edit]? {
        guard let last = ranges.last else { return nil }
        let comma = comma(behind: last.upperBound)
        let hasLine = layout.isFirst(last.lowerBound) && layout.isLineDone(behind: comma ?? last.upperBound)
        guard hasLine else { return [.insert(", " + texts.joined(separator: ", "), at: last.upperBound)] }
        let start = layout.lineStart(last.lowerBound)
        let margin = String(decoding: layout.bytes[start..<last.lowerBound], as: UTF8.self)
        let lines = texts.map { layout.lineBreak + margin + $0 }.joined(separator: ",")
        let end = layout.lineEnd(last.upperBound)
        guard comma == nil else { return [.insert(lines + ",", at: end)] }
        return [.insert(",", at: last.upperBound), .insert(lines, at: end)]
    }

    func removing(_ index: Int) -> [Edit]? {
        let range = ranges[index]
        guard index > 0 else {
            guard ranges.count > 1 else { return [.delete(range)] }
            guard let comma = comma(behind: range.upperBound) else { return nil }
            let next = ranges[1].lowerBound
            return [.delete(range.lowerBound..<(layout.skipSpaces(comma) == next ? next : comma))]
        }
        let previous = ranges[index - 1].upperBound
        guard let comma = comma(behind: previous) else { return nil }
        guard layout.byte(at: layout.skipSpaces(comma)) == UInt8(ascii: "#") else {
            return [.delete(previous..<range.upperBound)]
        }
        // A comment of the one before stays; with it the comma before it, if another follows.
        let lineEnd = layout.lineEnd(comma)
        if let behind = self.comma(behind: range.upperBound) { return [.delete(lineEnd..<behind)] }
        return [.delete(comma - 1..<comma), .delete(lineEnd..<range.upperBound)]
    }

    /// The place behind the comma that follows; nil where the list ends.
    private func comma(behind offset: Int) -> Int? {
        let comma = layout.skipBlanks(offset)
        return layout.byte(at: comma) == UInt8(ascii: ",") ? comma + 1 : nil
    }
}
