/// The addresses of a person in their order, each once; the first is the one that is written to.
struct EmailList: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var address: String
        var label: String?
    }

    private(set) var entries: [Entry] = []
    /// Places by address, and the labels that are taken; both in lower case.
    private var places: [String: Int] = [:]
    private var labels: Set<String> = []

    init() {}

    /// From what stands under `emails`: addresses, or mappings of `address` and `label`.
    init(_ items: [EditValue]) {
        for item in items {
            switch item {
            case .text(let address): add(address)
            case .mapping(let parts):
                if let address = parts.first(where: { $0.key == "address" })?.value.text {
                    add(address, label: parts.first { $0.key == "label" }?.value.text)
                }
            case .list: continue
            }
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Appends an address; one that is there gets the label, if it has none. A label that another address has is left out.
    mutating func add(_ address: String, label: String? = nil) {
        let label = label.flatMap { has(label: $0) ? nil : $0 }
        if let index = index(of: address) {
            guard entries[index].label == nil else { return }
            entries[index].label = label
        } else {
            places[address.lowercased()] = entries.count
            entries.append(Entry(address: address, label: label))
        }
        if let label { labels.insert(label.lowercased()) }
    }

    /// Whether an address is called that, in any case.
    func has(label: String) -> Bool { labels.contains(label.lowercased()) }

    /// Puts an address in front.
    mutating func lead(with address: String) {
        let entry = index(of: address).map { entries.remove(at: $0) } ?? Entry(address: address)
        entries.insert(entry, at: 0)
        places = Dictionary(
            entries.enumerated().map { ($1.address.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Gives an address another label, unless another address has it.
    mutating func relabel(_ address: String, _ label: String) {
        guard let index = index(of: address), entries[index].label?.lowercased() != label.lowercased(),
            !has(label: label)
        else { return }
        if let old = entries[index].label { labels.remove(old.lowercased()) }
        entries[index].label = label
        labels.insert(label.lowercased())
    }

    /// As the book writes it: nothing, `email`, or `emails`.
    var value: EditEntry? {
        guard let first = entries.first else { return nil }
        if entries.count == 1, first.label == nil { return EditEntry("email", .text(first.address)) }
        return EditEntry(
            "emails",
            .list(
                entries.map { entry in
                    .mapping(
                        [EditEntry("address", .text(entry.address))]
                            + (entry.label.map { [EditEntry("label", .text($0))] } ?? []))
                }))
    }

    func index(of address: String) -> Int? { places[address.lowercased()] }
}
