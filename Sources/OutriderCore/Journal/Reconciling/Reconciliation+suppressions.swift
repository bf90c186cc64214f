extension Reconciliation {
    /// Whether a file of suppressions names somebody whose own file changed: it forbids also those who share an address
    /// with them, and who they are may have changed.
    func changesWhoIsForbidden() throws -> Bool {
        let people = Set(changed(.person).map(\.id))
        guard !people.isEmpty else { return false }
        for book in [before, after] {
            for id in try book.ids(of: .suppression) {
                for case .person(let person) in book.suppression(id)?.entries.map(\.target) ?? []
                where people.contains(person.id) { return true }
            }
        }
        return false
    }
}
