/// The addresses of a person in their order, each once; the first is the one that is written to.
struct EmailList: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var address: String
        var label: String?
    }

    private(set) var entries: [Entry] = []

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
            if entries[index].label == nil { entries[index].label = label }
        } else {
            entries.append(Entry(address: address, label: label))
        }
    }

    /// Whether an address is called that, in any case.
    func has(label: String) -> Bool { entries.contains { $0.label?.lowercased() == label.lowercased() } }

    /// Puts an address in front.
    mutating func lead(with address: String) {
        let entry = index(of: address).map { entries.remove(at: $0) } ?? Entry(address: address)
        entries.insert(entry, at: 0)
    }

    /// Gives an address another label, unless another address has it.
    mutating func relabel(_ address: String, _ label: String) {
        guard let index = index(of: address), entries[index].label?.lowercased() != label.lowercased(),
            !has(label: label)
        else { return }
        entries[index].label = label
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

    func index(of address: String) -> Int? {
        let wanted = address.lowercased()
        return entries.firstIndex { $0.address.lowercased() == wanted }
    }
}
