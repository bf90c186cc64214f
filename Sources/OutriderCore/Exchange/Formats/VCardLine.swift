/// A line of a vCard: `group.NAME;PARAM=value:value` (RFC 6350, 3.3; vCard 2.1 also writes types without `TYPE=`).
struct VCardLine: Hashable, Sendable {
    var group: String?
    /// In upper case.
    var name: String
    /// In upper case, with their values in lower case.
    var types: [String] = []
    var parameters: [String: String] = [:]
    /// As written, before escapes are taken away.
    var value: String

    /// - Returns: `nil` where there is no name or no colon.
    init?(_ line: String) {
        guard let colon = Self.colon(in: line) else { return nil }
        var parts = Self.split(line[..<colon], at: ";")
        guard !parts.isEmpty else { return nil }
        let head = parts.removeFirst()
        let words = head.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let last = words.last, !last.isEmpty,
            last.utf8.allSatisfy({ MailCharacter.isLetterOrDigit(Unicode.Scalar($0)) || $0 == UInt8(ascii: "-") })
        else { return nil }
        group = words.count == 2 ? words[0].lowercased() : nil
        name = last.uppercased()
        value = String(line[line.index(after: colon)...])
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = pair[0].uppercased()
            let text = pair.count == 2 ? Self.unquoted(pair[1]) : ""
            if pair.count == 1 {
                types.append(pair[0].lowercased())
            } else if key == "TYPE" {
                types += text.lowercased().split(separator: ",").map { String($0).trimmed }
            } else {
                parameters[key] = text
            }
        }
    }

    private static func colon(in line: String) -> String.Index? {
        var isQuoted = false
        return line.firstIndex { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ":" && !isQuoted
        }
    }

    private static func split(_ text: Substring, at separator: Character) -> [Substring] {
        var isQuoted = false
        return text.split(omittingEmptySubsequences: true) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == separator && !isQuoted
        }
    }

    /// Without quotes and with the caret escapes of RFC 6868 resolved.
    private static func unquoted(_ text: Substring) -> String {
        String(text).replacing("\"", with: "").replacing("^n", with: "\n").replacing("^'", with: "\"")
            .replacing("^^", with: "^")
    }

    /// Whether the value was written in quoted-printable (vCard 2.1).
    var isQuotedPrintable: Bool {
        parameters["ENCODING"]?.uppercased() == "QUOTED-PRINTABLE" || types.contains("quoted-printable")
    }

    /// Whether the value is a picture or a key.
    var isBinary: Bool {
        ["B", "BASE64"].contains(parameters["ENCODING"]?.uppercased() ?? "") || types.contains("base64")
    }

    /// The value as text: quoted-printable decoded, escapes resolved.
    var text: String { Self.unescaped(decoded[...]).trimmed }

    /// The components of a structured value: `N`, `ORG`, `ADR`.
    var components: [String] { Self.parts(decoded, ";") }

    /// The items of a list: `CATEGORIES`.
    var items: [String] { Self.parts(decoded, ",").filter { !$0.isEmpty } }

    private var decoded: String {
        guard isQuotedPrintable else { return value }
        var bytes: [UInt8] = []
        let source = Array(value.utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "="), index + 2 < source.count,
                let byte = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return (try? DecodedText(bytes)).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }

    private static func parts(_ text: String, _ separator: Character) -> [String] {
        var parts: [String] = []
        var start = text.startIndex
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == separator {
                parts.append(unescaped(text[start..<index]).trimmed)
                start = text.index(after: index)
            }
        }
        return parts + [unescaped(text[start...]).trimmed]
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
