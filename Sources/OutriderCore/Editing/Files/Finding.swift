internal import YAML

/// Where a path leads in a file.
struct Finding {
    /// A way from a node to one that it holds.
    enum Step {
        case entry(Int)
        case item(Int)
    }

    /// From the root to the deepest node that is there.
    var nodes: [Node]
    /// One fewer than `nodes`.
    var steps: [Step] = []
    /// The parts of the path that are not there.
    var missing: [EditPath.Part] = []
    /// The path up to the deepest node that is there.
    var path: EditPath
    /// Whether the deepest node stands within brackets.
    var isInFlow = false

    var node: Node { nodes[nodes.count - 1] }

    /// The node that holds the deepest one.
    var parent: Node? { nodes.count > 1 ? nodes[nodes.count - 2] : nil }

    /// The entry whose value the deepest node is.
    var entry: Node.Entry? {
        guard case .entry(let index) = steps.last, let entries = parent?.entries else { return nil }
        return entries[index]
    }

    /// The root with another node in the place of the deepest; with `nil`, without it.
    func root(replacing new: Node?) -> Node? {
        var new = new
        for (node, step) in zip(nodes.dropLast(), steps).reversed() {
            var node = node
            switch (node.content, step) {
            case (.mapping(var entries), .entry(let index)):
                if let new { entries[index].value = new } else { entries.remove(at: index) }
                node.content = .mapping(entries)
            case (.sequence(var items), .item(let index)):
                if let new { items[index] = new } else { items.remove(at: index) }
                node.content = .sequence(items)
            default: break
            }
            new = node
        }
        return new
    }
}

extension FileEditor {
    /// Follows a path as far as it leads; from the root, which must be there.
    func find(_ path: EditPath) throws(EditError) -> Finding {
        guard let root else { throw notThere(path) }
        var finding = Finding(nodes: [root], path: EditPath([]))
        for (index, part) in path.parts.enumerated() {
            let node = finding.node
            let isInFlow = finding.isInFlow || layout.isFlow(node)
            guard let step = step(part, from: node) else {
                finding.missing = Array(path.parts[index...])
                return finding
            }
            enter(step, &finding)
            finding.isInFlow = isInFlow
            finding.path = finding.path.appending(part)
            // `- ada: {…}`: what follows the item's name is within its only value.
            if case .item(let name) = part, index + 1 < path.parts.count, let entries = finding.node.entries,
                entries.count == 1, entries[0].key.text == name
            {
                finding.isInFlow = isInFlow || layout.isFlow(finding.node)
                enter(.entry(0), &finding)
            }
        }
        return finding
    }

    private func enter(_ step: Finding.Step, _ finding: inout Finding) {
        switch (finding.node.content, step) {
        case (.mapping(let entries), .entry(let index)): finding.nodes.append(entries[index].value)
        case (.sequence(let items), .item(let index)): finding.nodes.append(items[index])
        default: return
        }
        finding.steps.append(step)
    }

    private func step(_ part: EditPath.Part, from node: Node) -> Finding.Step? {
        switch (part, node.content) {
        case (.key(let key), .mapping(let entries)): entries.firstIndex { $0.key.text == key }.map(Finding.Step.entry)
        case (.index(let index), .sequence(let items)): items.indices.contains(index) ? .item(index) : nil
        case (.item(let name), .sequence(let items)): items.firstIndex { $0.isNamed(name) }.map(Finding.Step.item)
        default: nil
        }
    }

    func notThere(_ path: EditPath) -> EditError {
        EditError(.notThere, "there is no '\(path)'", at: SourceLocation(path: self.path))
    }
}

extension Node {
    /// Whether the item of a list goes by that name: its text, its only key, or its `id`.
    fileprivate func isNamed(_ name: String) -> Bool {
        switch content {
        case .scalar(let text, _): text == name
        case .mapping(let entries): entries.count == 1 && entries[0].key.text == name || self["id"]?.text == name
        case .sequence: false
        }
    }
}
