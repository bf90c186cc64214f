/// Reads vCards 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) as address books write them, into the keys of the book.
enum VCardReader {
    /// A card, or why it could not be read.
    struct Card {
        /// 1-based among the cards of the file.
        var number: Int
        var values: [(name: String, text: String)] = []
        var fault: String?
    }

    /// The most cards that are read from one file.
    static let limit = CSVTable.rowLimit

    /// The cards of a file, one more than ``limit`` at most.
    static func cards(_ bytes: [UInt8]) -> [Card] {
        var cards: [Card] = []
        var lines: [VCardLine] = []
        var fault: String?
        var isOpen = false
        func close(_ fault: String?) {
            var card = Card(number: cards.count + 1, fault: fault)
            if fault == nil { card.values = values(of: lines) }
            cards.append(card)
        }
        forEachLine(bytes) { number, text in
            guard cards.count <= limit else { return }
            let word = text.trimmed.uppercased()
            if word == "BEGIN:VCARD" {
                if isOpen { close("the card does not end before line \(number)") }
                (isOpen, lines, fault) = (true, [], nil)
            } else if word == "END:VCARD" {
                if isOpen { close(fault) }
                isOpen = false
            } else if isOpen, !word.isEmpty {
                if let line = VCardLine(text) {
                    lines.append(line)
                } else if lines.last?.isBinary != true {
                    fault = fault ?? "line \(number) is no property: it has no colon"
                }
            }
        }
        if isOpen { close("the card does not end") }
        return cards
    }

    /// Calls `body` with each unfolded line and the number of its first line.
    private static func forEachLine(_ bytes: [UInt8], _ body: (Int, String) -> Void) {
        var pending: [UInt8] = []
        var first = 1
        var isSoftBreak = false
        func finish() {
            if !pending.isEmpty { body(first, String(decoding: pending, as: UTF8.self)) }
            pending.removeAll(keepingCapacity: true)
        }
        var number = 0
        var index = 0
        while index < bytes.count {
            let end = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            let line = bytes[index..<end]
            number += 1
            if isSoftBreak {
                pending.removeLast()
                pending += line
            } else if let byte = line.first, byte == 0x20 || byte == 0x09 {
                pending += line.dropFirst()
            } else {
                finish()
                first = number
                pending += line
            }
            isSoftBreak = pending.last == UInt8(ascii: "=") && isQuotedPrintable(pending)
            index = end + (end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? 2 : 1)
        }
        finish()
    }

    /// Whether the head of the line, a few hundred bytes at most, names the encoding whose lines go on behind an `=`.
    private static func isQuotedPrintable(_ line: [UInt8]) -> Bool {
        let head = line.prefix(400).prefix { $0 != UInt8(ascii: ":") }
        return String(decoding: head, as: UTF8.self).uppercased().contains("QUOTED-PRINTABLE")
    }

    private static func values(of lines: [VCardLine]) -> [(name: String, text: String)] {
        var values: [(name: String, text: String)] = []
        var names: Set<String> = []
        func add(_ name: String, _ text: String?) {
            guard let text, !text.isEmpty, names.insert(name).inserted else { return }
            values.append((name, text))
        }
        func first(_ name: String) -> VCardLine? { lines.first { $0.name == name && !$0.value.isEmpty } }

        // The main address first, whatever labels follow.
        addEmails(lines, add)
        // What `outrider export` wrote of the keys that vCard does not have.
        for line in lines where line.name == "X-OUTRIDER" {
            if let key = line.parameters["KEY"] { add(key, line.text) }
        }
        let parts = first("N")?.components ?? []
        add("firstName", parts.dropFirst().first)
        add("lastName", parts.first)
        if parts.prefix(2).allSatisfy(\.isEmpty) { add("name", first("FN")?.text) }
        add("title", first("TITLE")?.text ?? first("ROLE")?.text)
        add("company", first("ORG")?.components.first)
        addPhones(lines, add)
        for line in lines where ["URL", "X-SOCIALPROFILE", "SOCIALPROFILE"].contains(line.name) {
            let isLinkedIn = LinkedInProfile.normalised(line.text) != nil
            add(isLinkedIn ? "linkedin" : "fields.website", line.text)
        }
        add("timezone", first("TZ")?.text)
        add("language", first("LANG")?.text)
        add("tags", first("CATEGORIES").map { ListText.join($0.items) })
        add("notes", first("NOTE")?.text)
        return values
    }

    /// The preferred address as `email`, every address with a label as `emails.LABEL`.
    private static func addEmails(_ lines: [VCardLine], _ add: (String, String?) -> Void) {
        let names = groupLabels(lines)
        let emails = lines.filter { $0.name == "EMAIL" }.map { line in
            (
                address: address(line, scheme: "mailto:"), label: label(of: line, names),
                isPreferred: isPreferred(line)
            )
        }
        add("email", (emails.first(where: \.isPreferred) ?? emails.first)?.address)
        let addresses = Dictionary(grouping: emails, by: \.label).mapValues { ListText.join($0.map(\.address)) }
        for label in TextList(emails.compactMap(\.label)).items { add("emails.\(label)", addresses[label]) }
        if emails.count(where: { $0.label == nil }) > 1 { add("emails", addresses[nil]) }
    }

    /// Apple's `item1.X-ABLabel:_$!<Work>!$_`, by group; the first counts.
    private static func groupLabels(_ lines: [VCardLine]) -> [String: String] {
        var labels: [String: String] = [:]
        for line in lines where line.name == "X-ABLABEL" {
            if let group = line.group, labels[group] == nil { labels[group] = line.text }
        }
        return labels
    }

    /// A mobile number before the preferred one before any other as `phone`; the others as `phones`. No fax, no pager.
    private static func addPhones(_ lines: [VCardLine], _ add: (String, String?) -> Void) {
        var phones = lines.filter { line in
            line.name == "TEL" && !line.types.contains { $0.contains("fax") || $0 == "pager" || $0 == "whatsapp" }
        }
        let chat = lines.first { line in
            line.name == "X-WHATSAPP" || (line.name == "TEL" && line.types.contains("whatsapp"))
                || (line.name == "IMPP"
                    && (line.parameters["X-SERVICE-TYPE"]?.lowercased() == "whatsapp"
                        || line.value.lowercased().hasPrefix("whatsapp:")))
        }
        add(
            "whatsapp",
            chat.map { line in
                let text = line.text
                return String(text.split(separator: ":").last ?? "")
            })
        let mobile = phones.firstIndex { $0.types.contains { ["cell", "mobile", "iphone"].contains($0) } }
        guard let best = mobile ?? phones.firstIndex(where: isPreferred) ?? phones.indices.first else { return }
        add("phone", address(phones.remove(at: best), scheme: "tel:"))
        add("phones", ListText.join(phones.map { address($0, scheme: "tel:") }))
    }

    private static func address(_ line: VCardLine, scheme: String) -> String {
        let text = line.text
        return text.lowercased().hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
    }

    private static func isPreferred(_ line: VCardLine) -> Bool {
        line.types.contains("pref") || line.parameters["PREF"] == "1"
    }

    /// The label that a person gave: that of the line's group, or a type.
    private static func label(of line: VCardLine, _ names: [String: String]) -> String? {
        let named = line.group.flatMap { names[$0] }
        let meaningless = ["internet", "pref", "x400", "voice", "msg"]
        return (named ?? line.types.first { !meaningless.contains($0) }).flatMap(AddressLabel.normalised)
    }
}
