/// What a draft changes in a record.
struct RecordMerge: Sendable {
    /// One change of a file.
    enum Edit: Hashable, Sendable {
        case set(EditPath, EditValue)
        case remove(EditPath)

        var path: EditPath {
            switch self {
            case .set(let path, _), .remove(let path): path
            }
        }
    }

    private let current: [String: EditValue]
    /// What stands below a key of the record, if it is a mapping.
    private var parts: [String: [String: EditValue]] = [:]
    private let overwrites: Bool
    private let isRestricted: Bool
    private(set) var edits: [Edit] = []
    /// Keys that were left as they are although the draft says something else, and why.
    private(set) var refused: [(key: String, reason: String)] = []

    /// - Parameters:
    ///   - record: the record as it is; an empty mapping for a new one.
    ///   - isRestricted: whether the company, or the person's employer, is one to whose people nobody may write.
    init(
        _ draft: RowDraft, into record: EditValue, onMatch: ImportOptions.Treatment, company: String?,
        isRestricted: Bool = false
    ) {
        var current: [String: EditValue] = [:]
        if case .mapping(let entries) = record {
            for entry in entries where entry.value != .text("") { current[entry.key] = entry.value }
        }
        self.current = current
        for case (let key, .mapping(let entries)) in current {
            parts[key] = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        overwrites = onMatch == .update
        self.isRestricted = isRestricted
        for (key, text) in draft.texts.sorted(by: { $0.key < $1.key }) { set([key], .text(text)) }
        for (key, value) in draft.structures.sorted(by: { $0.key < $1.key }) { set([key], value) }
        for (key, items) in draft.lists.sorted(by: { $0.key < $1.key }) { setList(key, items.items) }
        setCompany(draft.company, company)
        setEmails(draft.emails)
        setPhones(draft)
        setLinkedIn(draft.linkedin)
        for field in draft.fields.entries
        where field.key != ImportIndex.otherPhones || value(["fields", field.key]) == nil {
            set(["fields", field.key], field.value)
        }
        setExclusions(draft.exclusions)
        setConsent(draft.consent)
        for flag in draft.flags.sorted() where current[flag]?.text?.lowercased() != "true" {
            edits.append(.set(EditPath([.key(flag)]), .text("true")))
        }
    }

    private func value(_ path: [String]) -> EditValue? {
        guard path.count > 1 else { return current[path[0]] }
        return parts[path[0]]?[path[1]].flatMap { $0 == .text("") ? nil : $0 }
    }

    /// Sets a value: where there is none, or another one and values are overwritten.
    private mutating func set(_ path: [String], _ value: EditValue, force: Bool = false) {
        if let old = self.value(path) {
            guard overwrites || force, !old.saysSame(as: value) else { return }
        }
        edits.append(.set(EditPath(path.map(EditPath.Part.key)), value))
    }

    /// Words are added; where values are overwritten, the row's take the place of the record's. Old ids are only added.
    private mutating func setList(_ key: String, _ items: [String]) {
        let old = value([key]).map(\.texts) ?? []
        var new = overwrites && key != "formerly" ? items : old.adding(items)
        if key == "domains", isRestricted, !Set(old).isSubset(of: Set(new)) {
            refused.append((key, "nobody there may be written to, so no domain is taken away: do it by hand"))
            new = old.adding(items)
        }
        guard Set(new) != Set(old) else { return }
        edits.append(.set(EditPath(key: key), .list(new.map(EditValue.text))))
    }

    /// An employer that the book does not have is kept by its name.
    private mutating func setCompany(_ name: String?, _ id: String?) {
        guard let name else { return }
        if let id {
            if overwrites, isRestricted, let old = current["company"]?.text, old != id {
                return refused.append(
                    ("company", "nobody at their employer may be written to, so they keep it: change it by hand"))
            }
            set(["company"], .text(id))
        } else if current["company"] == nil {
            set(["fields", "companyName"], .text(name))
        }
    }

    /// No address is ever lost: an opt-out of its owner is known by it. A row that overwrites puts its own in front.
    private mutating func setEmails(_ new: EmailList) {
        guard let first = new.entries.first else { return }
        let old =
            switch (current["emails"], current["email"]) {
            case (.list(let items)?, _): EmailList(items)
            case (let item?, _): EmailList([item])
            case (nil, .text(let address)?): EmailList([.text(address)])
            default: EmailList()
            }
        var emails = old
        for entry in new.entries {
            let isNew = emails.index(of: entry.address) == nil
            let hasPlace = emails.isEmpty || overwrites || entry.label.map { !emails.has(label: $0) } ?? false
            if old.isEmpty || !isNew || hasPlace { emails.add(entry.address, label: entry.label) }
            if overwrites, let label = entry.label { emails.relabel(entry.address, label) }
        }
        if overwrites, emails.index(of: first.address) != 0 { emails.lead(with: first.address) }
        guard emails != old, let entry = emails.value else { return }
        edits.append(.set(EditPath(key: entry.key), entry.value))
        let other = entry.key == "email" ? "emails" : "email"
        if current[other] != nil { edits.append(.remove(EditPath(key: other))) }
    }

    /// Numbers that have no key of their own, and those that are replaced, are kept in `fields.otherPhones`.
    private mutating func setPhones(_ draft: RowDraft) {
        let kept = value(["fields", ImportIndex.otherPhones]).map(\.texts) ?? []
        let oldPhone = current["phone"]?.text
        let oldChat = current["whatsapp"]?.text
        let new = draft.phones.items
        let phone = overwrites ? new.first ?? oldPhone : oldPhone ?? new.first
        let chat = overwrites ? draft.whatsapp ?? oldChat : oldChat ?? draft.whatsapp
        // An opt-out is known by an old number too, so none is taken away.
        let named = draft.fields.entries.first { $0.key == ImportIndex.otherPhones }.map(\.value.texts) ?? []
        var others = kept.adding(kept.isEmpty ? [] : named).adding(Array(new.dropFirst()))
        for old in [oldPhone, oldChat] {
            if let old { others = others.adding([old]) }
        }
        others.removeAll { $0 == phone || $0 == chat }
        if let phone, phone != oldPhone { edits.append(.set(EditPath(key: "phone"), .text(phone))) }
        if let chat, chat != oldChat { edits.append(.set(EditPath(key: "whatsapp"), .text(chat))) }
        let path = EditPath([.key("fields"), .key(ImportIndex.otherPhones)])
        if !others.isEmpty, others != kept { edits.append(.set(path, .list(others.map(EditValue.text)))) }
    }

    /// A profile is whom a row is known by, so it is never exchanged for another.
    private mutating func setLinkedIn(_ url: String?) {
        guard let url else { return }
        guard let old = current["linkedin"]?.text else { return set(["linkedin"], .text(url)) }
        if (LinkedInProfile.normalised(old) ?? old) != (LinkedInProfile.normalised(url) ?? url), overwrites {
            refused.append(("linkedin", "the person has another profile: change it by hand, if it is the same person"))
        }
    }

    private mutating func setExclusions(_ new: Exclusions) {
        let old = current["doNotContact"].map { Exclusions($0) ?? .all } ?? .none
        let both = old.union(new)
        guard both != old, let value = both.value else { return }
        edits.append(.set(EditPath(key: "doNotContact"), value))
    }

    /// What is known stays, except that consent may end earlier.
    private mutating func setConsent(_ new: [String: String]) {
        for (part, text) in new.sorted(by: { $0.key < $1.key }) {
            guard let old = value(["consent", part])?.text else {
                set(["consent", part], .text(text))
                continue
            }
            if part == "expires", text < old { set(["consent", part], .text(text), force: true) }
        }
    }
}

extension RecordMerge {
    /// The entries of a new record.
    var entries: [EditEntry] {
        var entries = FieldList()
        var inner: [String: FieldList] = [:]
        for case .set(let path, let value) in edits {
            let keys = path.parts.compactMap { part in
                if case .key(let key) = part { key } else { nil }
            }
            guard let first = keys.first else { continue }
            entries.add(first, value)
            if keys.count > 1 { inner[first, default: FieldList()].replace(keys[1], with: value) }
        }
        return entries.entries.map { entry in
            EditEntry(entry.key, inner[entry.key].map { .mapping($0.entries) } ?? entry.value)
        }
    }
}

extension EditValue {
    /// The texts of a list, or the one text.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let items): items.compactMap(\.text)
        case .mapping: []
        }
    }

    /// Whether both hold the same but for spaces at ends, which no table keeps.
    fileprivate func saysSame(as other: EditValue) -> Bool {
        switch (self, other) {
        case (.text(let left), .text(let right)): left.cleanedBlock == right.cleanedBlock
        default: node.holdsSame(as: other.node)
        }
    }
}
