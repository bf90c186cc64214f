/// Reads the cells of a row into a draft.
struct RowReader: Sendable {
    /// What is wrong with a cell.
    struct Problem: Error {
        var column: Int
        var reason: String
        /// Whether the whole row is refused, not only the cell.
        var isFatal = false
    }

    let mapping: ColumnMapping
    let country: DiallingPlan?
    private let uses: [Int: ColumnMapping.Use]

    init(mapping: ColumnMapping, country: DiallingPlan?) {
        self.mapping = mapping
        self.country = country
        uses = Dictionary(mapping.uses.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Returns: the draft, and the cells that were left out.
    /// - Throws: the cell for which the whole row is refused.
    func read(_ row: ImportTable.Row) throws(Problem) -> (draft: RowDraft, problems: [Problem]) {
        var draft = RowDraft()
        var problems: [Problem] = []
        var mobile: String?
        var emails: [(rank: Int, cell: String, label: String?, column: Int)] = []
        for filled in row.cells.filled {
            guard let use = uses[filled.column], !filled.text.trimmed.isEmpty else { continue }
            let cell = filled.text
            let label = use.labelColumn.flatMap { AddressLabel.normalised(row.cells[$0]) }
            func leaveOut(_ reason: String) { problems.append(Problem(column: use.column, reason: reason)) }
            func refuse(_ reason: String) -> Problem { Problem(column: use.column, reason: reason, isFatal: true) }
            switch use.key {
            case .id:
                let id = cell.cleanedLine
                if let objection = RecordKind.objection(to: id) { throw refuse(objection) }
                draft.id = draft.id ?? id
            case .text(let name): text(cell, name, into: &draft, leaveOut)
            case .list(let name):
                draft.lists[name, default: TextList()].add(items(cell, isTyped: use.isTyped))
            case .flag(let name):
                guard let flag = Exclusions.flag(cell) else { throw refuse("neither yes nor no") }
                if flag { draft.flags.insert(name) }
            case .structure(let name):
                draft.structures[name] = draft.structures[name] ?? Self.structure(cell)
            case .email(let named):
                emails.append((named == nil ? 0 : 2, cell, named ?? label, use.column))
            case .emails: emails.append((1, cell, nil, use.column))
            case .phone(let named):
                for number in phones(cell, leaveOut) {
                    draft.phones.add([number])
                    if mobile == nil, ["mobile", "cell"].contains((named ?? label)?.lowercased()) { mobile = number }
                }
            case .whatsapp: draft.whatsapp = draft.whatsapp ?? phones(cell, leaveOut).first
            case .linkedin: linkedin(cell, into: &draft, leaveOut)
            case .company: draft.company = draft.company ?? cell.cleanedLine
            case .field(let name):
                if draft.fields[name] == nil, let value = Self.field(cell) { draft.fields.add(name, value) }
            case .consent(let part):
                if part == "at" || part == "expires", CivilDate(cell.trimmed) == nil {
                    guard part == "at" else { throw refuse("not a date: write it like 2026-11-23") }
                    leaveOut("not a date: write it like 2026-11-23")
                } else {
                    draft.consent[part] = draft.consent[part] ?? cell.cleanedLine
                }
            case .doNotContact:
                guard let exclusions = Exclusions(cell) else {
                    throw refuse("neither yes nor no, nor a list of channels")
                }
                draft.exclusions = draft.exclusions.union(exclusions)
            case .noContact(let channel):
                guard let flag = Exclusions.flag(cell) else { throw refuse("neither yes nor no") }
                if flag { draft.exclusions = draft.exclusions.union(.channels([channel])) }
            }
        }
        // With a main address, `emails` tells the order of the others, whatever that of the columns.
        if emails.contains(where: { $0.rank == 0 }) {
            emails = (0...2).flatMap { rank in emails.filter { $0.rank == rank } }
        }
        for email in emails {
            addEmails(email.cell, label: email.label, into: &draft) {
                problems.append(Problem(column: email.column, reason: $0))
            }
        }
        // The number of a mobile telephone can be written to on more channels.
        if let mobile { draft.phones = TextList([mobile] + draft.phones.items) }
        if mapping.preset != .outrider, draft.texts["firstName"] != nil || draft.texts["lastName"] != nil {
            draft.texts["name"] = nil
        }
        return (draft, problems)
    }

    private func text(_ cell: String, _ name: String, into draft: inout RowDraft, _ leaveOut: (String) -> Void) {
        guard draft.texts[name] == nil else { return }
        let text = name == "notes" || name == "description" ? cell.cleanedBlock : cell.cleanedLine
        switch name {
        case "timezone" where Zone(text) == nil: leaveOut("no time zone of the IANA database")
        case "country" where text.utf8.count == 2: draft.texts[name] = text.uppercased()
        case "country" where mapping.preset != .outrider:
            draft.fields.add("country", .text(text))
        case "country": leaveOut("not a country code: two letters such as ZA")
        case "language"
        where !text.utf8.allSatisfy({ MailCharacter.isLetterOrDigit(Unicode.Scalar($0)) || $0 == 0x2D || $0 == 0x5F }):
            leaveOut("not a language: write it like de or pt-BR")
        case "language": draft.texts[name] = text.replacing("_", with: "-")
        default: if !text.isEmpty { draft.texts[name] = text }
        }
    }

    private func items(_ cell: String, isTyped: Bool) -> [String] {
        let separator = mapping.preset.listSeparator
        let texts: [String] =
            if separator != ";" {
                cell.split(separator: separator).map(String.init)
            } else if isTyped, !cell.contains(";") {
                cell.split(separator: ",").map(String.init)
            } else {
                ListText.split(cell)
            }
        return texts.map { text in
            let item = text.cleanedLine
            // Google marks the groups of its own with a star.
            return item.hasPrefix("* ") ? String(item.dropFirst(2)) : item
        }.filter { !$0.isEmpty && $0 != "myContacts" && $0 != "starred" }
    }

    /// The parts of a cell that may hold several addresses: none of the separators can be in one.
    private static func parts(_ cell: String) -> [String] {
        if cell.hasPrefix("["), let items = (try? JSONValue(parsing: Array(cell.utf8)))?.elements {
            return items.compactMap(\.text)
        }
        return cell.replacing(":::", with: ";").split(whereSeparator: { ";,\n".contains($0) }).map {
            String($0).trimmed
        }
        .filter { !$0.isEmpty }
    }

    private func addEmails(_ cell: String, label: String?, into draft: inout RowDraft, _ leaveOut: (String) -> Void) {
        for part in Self.parts(cell) {
            var text = part
            if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
                text = String(text[text.index(after: open)...].dropLast())
            }
            if text.lowercased().hasPrefix("mailto:") { text = String(text.dropFirst("mailto:".count)) }
            do throws(AddressError) {
                draft.emails.add(try EmailAddress(parsing: text).text, label: label)
            } catch {
                leaveOut(error.message)
            }
        }
    }

    private func phones(_ cell: String, _ leaveOut: (String) -> Void) -> [String] {
        Self.parts(cell).compactMap { part in
            do throws(AddressError) {
                return try PhoneNumber(reading: part, country: country).text
            } catch {
                leaveOut(error.message)
                return nil
            }
        }
    }

    /// A LinkedIn profile; another address is a web site, but in our own column a profile too, and any other word nothing.
    private func linkedin(_ cell: String, into draft: inout RowDraft, _ leaveOut: (String) -> Void) {
        for part in Self.parts(cell) {
            let text = part.hasPrefix("http") ? part : "https://" + part
            let isOurs = mapping.preset == .outrider && text == part && !part.contains(where: \.isWhitespace)
            if LinkedInProfile.normalised(text) != nil || isOurs {
                draft.linkedin = draft.linkedin ?? text
            } else if part.contains("."), !part.contains(where: \.isWhitespace) {
                draft.fields.add("website", .text(part.cleanedLine))
            } else {
                leaveOut("not the address of a LinkedIn profile")
            }
        }
    }

    private static func field(_ cell: String) -> EditValue? {
        switch FieldText.value(cell) {
        case .text(let text): text.cleanedBlock.isEmpty ? nil : .text(text.cleanedBlock)
        case let value: value.cleaned
        }
    }

    private static func structure(_ cell: String) -> EditValue {
        if cell.hasPrefix("[") || cell.hasPrefix("{"), let value = try? JSONValue(parsing: Array(cell.utf8)),
            let read = EditValue(value)
        {
            return read.cleaned
        }
        return .text(cell.cleanedBlock)
    }
}

extension EditValue {
    /// With every text cleaned.
    fileprivate var cleaned: EditValue {
        switch self {
        case .text(let text): .text(text.cleanedBlock)
        case .list(let items): .list(items.map(\.cleaned))
        case .mapping(let entries): .mapping(entries.map { EditEntry($0.key.cleanedLine, $0.value.cleaned) })
        }
    }
}
