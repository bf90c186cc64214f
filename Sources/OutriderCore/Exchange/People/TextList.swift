/// Texts in the order in which they came, each once.
struct TextList: Hashable, Sendable {
    private(set) var items: [String] = []
    private var known: Set<String> = []

    init(_ items: [String] = []) { add(items) }

    var isEmpty: Bool { items.isEmpty }

    mutating func add(_ others: [String]) {
        for item in others where known.insert(item).inserted { items.append(item) }
    }
}
