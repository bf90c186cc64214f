/// Walks a message as the library will render it, and finds what has no value before anything is rendered.
struct RenderCheck {
    /// The most pieces a rendering may have: lists in lists multiply.
    static let pieceLimit = 100_000
    /// The most bytes of UTF-8 of a rendering, before escaping; looked at behind each variable and each item of a list.
    static let byteLimit = 1 << 20

    private let tree: TemplateTree
    /// The context stack, innermost last.
    private var contexts: [TemplateValue]
    private var missingIndices: Set<Int> = []
    private var pieces = 0
    private var bytes = 0
    /// Whether the rendering would go over a limit; then the walk ended at the tag where it did.
    private(set) var isTooLarge = false

    init(_ tree: TemplateTree, values: TemplateValue) {
        self.tree = tree
        contexts = [values]
        visit(tree.nodes)
    }

    /// The variable tags that would be rendered and have no value, with the tag that went over a limit if one did, in the
    /// order of the message, each once.
    var missing: [MessageText.Reference] { missingIndices.sorted().map { tree.references[$0] } }

    /// The text where it has no sections; `nil` where the library decides what stands in it.
    func plainText(_ kind: MessageText.Kind) -> String? {
        var text = ""
        for node in tree.nodes {
            switch node {
            case .text(let index): text += tree.texts[index]
            case .variable(let index):
                guard let value = resolve(tree.references[index].path)?.rendered else { return nil }
                text += kind == .html ? value.escapedForHTML() : value
            case .section, .inverted: return nil
            }
        }
        return text
    }

    private mutating func visit(_ nodes: [TemplateNode]) {
        for node in nodes {
            guard !isTooLarge else { return }
            switch node {
            case .text(let index):
                pieces += 1
                bytes += tree.texts[index].utf8.count
            case .variable(let index): visitVariable(index)
            case .section(let index, let children): visitSection(index, children)
            case .inverted(let index, let children):
                pieces += 1
                if resolve(tree.references[index].path)?.isTruthy != true { visit(children) }
            }
        }
    }

    private mutating func visitVariable(_ index: Int) {
        guard let text = resolve(tree.references[index].path)?.rendered else {
            missingIndices.insert(index)
            return
        }
        count(text.utf8.count, at: index)
    }

    private mutating func visitSection(_ index: Int, _ children: [TemplateNode]) {
        count(0, at: index)
        guard let value = resolve(tree.references[index].path), value.isTruthy else { return }
        let items = if case .list(let items) = value { items } else { [value] }
        for item in items where !isTooLarge {
            contexts.append(item)
            visit(children)
            contexts.removeLast()
            count(0, at: index)
        }
    }

    private mutating func count(_ length: Int, at index: Int) {
        pieces += 1
        bytes += length
        guard !isTooLarge, pieces > Self.pieceLimit || bytes > Self.byteLimit else { return }
        isTooLarge = true
        missingIndices.insert(index)
    }

    /// The value of a dotted name: its first part from the innermost context that has it, each further part only from the
    /// one before (Mustache specification, interpolation); no parts are the innermost context itself.
    private func resolve(_ path: [String]) -> TemplateValue? {
        guard let first = path.first else { return contexts.last }
        for context in contexts.reversed() {
            guard case .record(let fields) = context, var value = fields[first] else { continue }
            for part in path.dropFirst() {
                guard case .record(let fields) = value, let next = fields[part] else { return nil }
                value = next
            }
            return value
        }
        return nil
    }
}
