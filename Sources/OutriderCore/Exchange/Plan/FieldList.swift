/// Keys and values in the order in which they came, each key once.
struct FieldList: Sendable {
    private(set) var entries: [EditEntry] = []
    private var places: [String: Int] = [:]

    subscript(key: String) -> EditValue? { places[key].map { entries[$0].value } }

    /// Appends a value, unless its key has one.
    mutating func add(_ key: String, _ value: EditValue) {
        guard places[key] == nil else { return }
        places[key] = entries.count
        entries.append(EditEntry(key, value))
    }

    /// Appends a value; one that its key had goes.
    mutating func replace(_ key: String, with value: EditValue) {
        if let place = places[key] {
            entries.remove(at: place)
            places = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        add(key, value)
    }
}
