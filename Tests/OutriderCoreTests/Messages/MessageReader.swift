/// A reader of messages that shares no code with the writer, checked by itself against the examples of the RFCs.
enum MessageReader {
    /// The headers, unfolded (RFC 5322, 2.2.3), in their order, and the body.
    static func split(_ bytes: [UInt8]) -> (headers: [(name: String, value: String)], body: [UInt8]) {
        var headers: [(name: String, value: String)] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = String(decoding: rest[..<end].dropLast(), as: UTF8.self)
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            if let last = headers.indices.last, line.first == " " || line.first == "\t" {
                headers[last].value += line
            } else {
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                headers.append((String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""))
            }
        }
        return (headers, Array(rest))
    }

    /// Decodes the encoded words (RFC 2047) of an unfolded header, each by itself, since none may end inside a scalar;
    /// other character sets than UTF-8 are read as ISO-8859-1.
    static func decodeWords(_ value: String) -> String {
        var decoded = ""
        var wasEncoded = false
        var bytes: [UInt8] = []
        var blanks = ""
        var rest = value.unicodeScalars[...]
        while !rest.isEmpty {
            let blank = rest.prefix { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
            blanks = String(blank)
            rest = rest[blank.endIndex...]
            let word = rest.prefix { !($0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n") }
            rest = rest[word.endIndex...]
            if let text = decodeWord(String(word), into: &bytes) {
                decoded += (wasEncoded ? "" : blanks) + text
                wasEncoded = true
            } else {
                decoded += blanks + String(word)
                wasEncoded = false
            }
        }
        return decoded
    }

    private static func decodeWord(_ word: String, into bytes: inout [UInt8]) -> String? {
        let parts = word.split(separator: "?", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "=", parts[4] == "=" else { return nil }
        switch parts[2] {
        case "Q", "q": bytes = decodeQuotedPrintable(Array(parts[3].utf8).map { $0 == 0x5F ? 0x20 : $0 })
        case "B", "b": bytes = decodeBase64(String(parts[3]))
        default: return nil
        }
        guard parts[1].lowercased() == "utf-8" else {
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// RFC 2045, 6.7.
    static func decodeQuotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x3D, index + 2 < bytes.count else {
                decoded.append(bytes[index])
                index += 1
                continue
            }
            let pair = String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
            if let value = UInt8(pair, radix: 16) { decoded.append(value) }
            index += 3
        }
        return decoded
    }

    private static func decodeBase64(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var decoded: [UInt8] = []
        var bits = 0
        var count = 0
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { continue }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                decoded.append(UInt8(bits >> count & 0xFF))
            }
        }
        return decoded
    }
}
