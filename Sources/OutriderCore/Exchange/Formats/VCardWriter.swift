/// People as vCards 4.0 (RFC 6350); keys that vCard does not have are in lines `X-OUTRIDER;KEY=key:text`.
struct VCardWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Appends a card.
    ///
    /// - Parameters:
    ///   - cells: the person's values as in a table.
    ///   - company: name of the employer, if the book has it.
    mutating func append(_ cells: [(name: String, text: String)], company: String?) {
        func cell(_ name: String) -> String? { cells.first { $0.name == name }?.text }
        let whole = [cell("firstName"), cell("lastName")].compactMap(\.self).joined(separator: " ")
        let name = cell("name") ?? whole
        line("BEGIN:VCARD")
        line("VERSION:4.0")
        line("FN:\(Self.escaped(name))")
        line("N:\(Self.escaped(cell("lastName") ?? ""));\(Self.escaped(cell("firstName") ?? ""));;;")
        for (name, text) in cells {
            switch name {
            case "firstName", "lastName", "email": continue
            case "name" where whole.isEmpty: continue
            case "title": line("TITLE:\(Self.escaped(text))")
            case "phone": line("TEL;TYPE=cell:\(Self.escaped(text))")
            case "whatsapp": line("IMPP;X-SERVICE-TYPE=WhatsApp:whatsapp:\(Self.escaped(text))")
            case "linkedin" where LinkedInProfile.normalised(text) != nil: line("URL:\(Self.escaped(text))")
            case "timezone": line("TZ:\(Self.escaped(text))")
            case "language": line("LANG:\(Self.escaped(text))")
            case "notes": line("NOTE:\(Self.escaped(text))")
            case "tags":
                line("CATEGORIES:\(ListText.split(text).map(Self.escaped).joined(separator: ","))")
            case _ where Self.isType(name): continue
            default: line("X-OUTRIDER;KEY=\(Self.parameter(name)):\(Self.escaped(text))")
            }
        }
        if let company { line("ORG:\(Self.escaped(company))") }
        emails(cells)
        line("END:VCARD")
    }

    private mutating func emails(_ cells: [(name: String, text: String)]) {
        guard let main = cells.first(where: { $0.name == "email" })?.text else { return }
        let labelled = cells.filter { Self.isType($0.name) }
        let isLabelled = labelled.contains { $0.text == main }
        if !isLabelled { line("EMAIL;PREF=1:\(Self.escaped(main))") }
        for (name, text) in labelled {
            let preference = text == main ? ";PREF=1" : ""
            line("EMAIL;TYPE=\(name.dropFirst("emails.".count))\(preference):\(Self.escaped(text))")
        }
    }

    /// Whether the column is that of a label which is a word of vCard's too.
    private static func isType(_ name: String) -> Bool {
        guard name.hasPrefix("emails.") else { return false }
        let label = String(name.dropFirst("emails.".count))
        return AddressLabel.normalised(label) == label && !["pref", "voice", "msg", "x400"].contains(label)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(",", with: "\\,").replacing(";", with: "\\;")
            .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
    }

    /// A parameter's value in quotes, with the escapes of RFC 6868.
    private static func parameter(_ text: String) -> String {
        "\"" + text.replacing("^", with: "^^").replacing("\"", with: "^'").replacing("\n", with: "^n") + "\""
    }

    /// Appends a line, folded behind 75 bytes at most, between characters.
    private mutating func line(_ text: String) {
        var room = 75
        for scalar in text.unicodeScalars {
            let size = UTF8.width(scalar)
            if size > room {
                bytes += [0x0D, 0x0A, 0x20]
                room = 74
            }
            bytes += UTF8.encode(scalar).map(Array.init) ?? []
            room -= size
        }
        bytes += [0x0D, 0x0A]
    }
}
