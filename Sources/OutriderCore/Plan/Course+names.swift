/// What steps were called before.
extension Course {
    /// A step's id, and those that are gone and stood in its place before: it may be one of them under another name.
    func names(of step: Step) -> [String] { [step.id] + (formerNames[step.id] ?? []) }

    func makeFormerNames() -> [String: [String]] {
        let present = Set(sequence.steps.map(\.id))
        var names: [String: [String]] = [:]
        var current: String?
        for (id, _) in allPlaces.sorted(by: { $0.value < $1.value }) {
            if present.contains(id) {
                current = id
            } else if let current {
                names[current, default: []].append(id)
            }
        }
        return names
    }
}
