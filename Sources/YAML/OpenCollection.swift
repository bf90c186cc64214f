/// A sequence or a mapping whose end has not been read yet.
struct OpenCollection {
    let start: Mark
    let isMapping: Bool
    /// Whether it is written with braces or brackets.
    let isFlow: Bool
    private var items: [Node] = []
    private var entries: [Node.Entry] = []
    private var key: Node?
    /// Where the texts of the keys are in `entries`; kept only for large mappings.
    private var places: [String: Int] = [:]
    /// Up to here a walk over the entries is faster than a dictionary.
    private static let smallCount = 12
    /// Room that most block mappings never outgrow.
    private static let usualCount = 10
    /// Room that most lists of a record never outgrow.
    private static let usualItems = 4

    init(start: Mark, isMapping: Bool, isFlow: Bool) {
        self.start = start
        self.isMapping = isMapping
        self.isFlow = isFlow
    }

    /// Whether the next node is the first key of a mapping.
    var awaitsFirstKey: Bool {
        isMapping && key == nil && entries.isEmpty
    }

    /// Adds an item, a key or a value; returns what is wrong with an entry that is left out.
    mutating func add(_ node: consuming Node) -> YAMLError? {
        guard isMapping else {
            if items.isEmpty { items.reserveCapacity(OpenCollection.usualItems) }
            items.append(node)
            return nil
        }
        guard let key = key.take() else {
            self.key = node
            return nil
        }
        guard case .scalar(let text, _) = key.content else {
            return YAMLError(
                code: .complexKey, message: "a list or a mapping as a key", mark: key.start, end: key.end,
                hint: "keys are text; quote the value if braces or brackets belong to it")
        }
        if let first = place(of: text) {
            return YAMLError(
                code: .duplicateKey, message: "the key stands on line \(entries[first].key.start.line) already",
                mark: key.start, end: key.end, hint: "keep one of them")
        }
        if entries.isEmpty, !isFlow { entries.reserveCapacity(OpenCollection.usualCount) }
        entries.append(Node.Entry(key: key, value: node))
        if entries.count > OpenCollection.smallCount { remember() }
        return nil
    }

    /// The finished node.
    consuming func close(at end: Mark) -> Node {
        Node(content: isMapping ? .mapping(entries) : .sequence(items), start: start, end: end)
    }

    private func place(of text: String) -> Int? {
        guard places.isEmpty else { return places[text] }
        return entries.firstIndex { $0.key.text == text }
    }

    private mutating func remember() {
        for index in places.count..<entries.count {
            if let text = entries[index].key.text { places[text] = index }
        }
    }
}
