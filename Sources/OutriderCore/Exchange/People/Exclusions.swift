/// On which channels nobody may write: it only grows.
enum Exclusions: Hashable, Sendable {
    case all
    case channels(Set<Channel>)

    static let none = Exclusions.channels([])

    /// Reads `true`, `yes`, `no`, nothing, or channels as a list; `nil` where it is neither.
    init?(_ cell: String) {
        if let flag = Self.flag(cell) {
            self = flag ? .all : .none
            return
        }
        var channels: Set<Channel> = []
        for item in cell.split(whereSeparator: { ";,".contains($0) }) {
            guard let channel = Channel(rawValue: String(item).trimmed.lowercased()) else { return nil }
            channels.insert(channel)
        }
        self = .channels(channels)
    }

    /// What stands under `doNotContact` in a file.
    init?(_ value: EditValue) {
        switch value {
        case .text(let text): self.init(text)
        case .list(let items): self.init(items.compactMap(\.text).joined(separator: ";"))
        case .mapping: return nil
        }
    }

    /// Reads a yes or a no as spreadsheets and other systems write it; an empty cell is a no.
    static func flag(_ cell: String) -> Bool? {
        switch cell.trimmed.lowercased() {
        case "true", "yes", "y", "1", "x": true
        case "", "false", "no", "n", "0": false
        default: nil
        }
    }

    func union(_ other: Exclusions) -> Exclusions {
        guard case .channels(let left) = self, case .channels(let right) = other else { return .all }
        return .channels(left.union(right))
    }

    /// As the book writes it; `nil` for none.
    var value: EditValue? {
        guard case .channels(let channels) = self else { return .text("true") }
        guard !channels.isEmpty else { return nil }
        return .list(Channel.allCases.filter(channels.contains).map { .text($0.rawValue) })
    }
}
