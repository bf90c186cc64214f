/// What one row, or several of the same person, say about a record: every value read, checked and written as the book does.
struct RowDraft: Sendable {
    var id: String?
    /// One text a key.
    var texts: [String: String] = [:]
    var lists: [String: TextList] = [:]
    var structures: [String: EditValue] = [:]
    /// In the order of the columns.
    var fields = FieldList()
    var consent: [String: String] = [:]
    var emails = EmailList()
    /// In E.164; the first is the one that is written to.
    var phones = TextList()
    var whatsapp: String?
    var linkedin: String?
    /// An employer as the row names it.
    var company: String?
    var exclusions = Exclusions.none
    var flags: Set<String> = []

    /// Takes over what another row of the same record has more; what both have stays.
    ///
    /// - Returns: the keys in which the other row says something else, which is lost.
    mutating func fill(from other: RowDraft) -> [String] {
        var lost: [String] = []
        func fill(_ values: inout [String: String], _ others: [String: String], _ prefix: String) {
            for (key, value) in others.sorted(by: { $0.key < $1.key }) {
                if let own = values[key], own != value { lost.append(prefix + key) }
                values[key] = values[key] ?? value
            }
        }
        func fill(_ value: inout String?, _ other: String?, _ key: String) {
            if let own = value, let other, own != other { lost.append(key) }
            value = value ?? other
        }
        fill(&texts, other.texts, "")
        let expires = [consent["expires"], other.consent["expires"]].compactMap(\.self).min()
        fill(&consent, other.consent.filter { $0.key != "expires" }, "consent.")
        consent["expires"] = expires
        fill(&whatsapp, other.whatsapp, "whatsapp")
        fill(&linkedin, other.linkedin, "linkedin")
        fill(&company, other.company, "company")
        fill(&id, other.id, "id")
        for (key, list) in other.lists { lists[key, default: TextList()].add(list.items) }
        for (key, value) in other.structures where structures[key] == nil { structures[key] = value }
        for entry in other.fields.entries {
            if let own = fields[entry.key], own != entry.value { lost.append("fields.\(entry.key)") }
            fields.add(entry.key, entry.value)
        }
        for entry in other.emails.entries { emails.add(entry.address, label: entry.label) }
        phones.add(other.phones.items)
        exclusions = exclusions.union(other.exclusions)
        flags.formUnion(other.flags)
        return lost.sorted()
    }

    /// What only tightens consent: taken also where nothing else of the row is.
    var optOut: RowDraft {
        var draft = RowDraft()
        draft.exclusions = exclusions
        draft.flags = flags
        draft.consent = consent.filter { $0.key == "expires" }
        return draft
    }

    /// Whether it tightens consent.
    var isOptOut: Bool { exclusions != .none || !flags.isEmpty || consent["expires"] != nil }

    /// The name as a whole, for the id.
    var fullName: String? {
        if let name = texts["name"] { return name }
        let parts = [texts["firstName"], texts["lastName"]].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

extension Array where Element: Hashable {
    /// With the elements that are not there yet behind its own.
    func adding(_ others: [Element]) -> [Element] {
        var known = Set(self)
        return self + others.filter { known.insert($0).inserted }
    }
}
