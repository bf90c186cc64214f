/// What stands around a `:` or `=`: a word like `password` before and something random behind it, or a web address
/// with a password.
struct SecretAssignment {
    private let bytes: [UInt8]
    private let sign: Int

    init(_ bytes: [UInt8], sign: Int) {
        self.bytes = bytes
        self.sign = sign
    }

    var finding: SecretScan.Finding? {
        guard sign > 0, sign + 1 < bytes.count else { return nil }
        if bytes[sign] == UInt8(ascii: ":"), bytes[(sign + 1)...].starts(with: "//".utf8) { return address }
        let isQuoted = Self.isQuote(bytes[sign - 1])
        let end = isQuoted ? sign - 1 : sign
        guard isWord(endingAt: end) else { return nil }
        return value.map { SecretScan.Finding(kind: .assignment, range: $0) }
    }

    private static let words = [
        "password", "passwd", "secret", "token", "apikey", "accesskey", "secretkey", "privatekey",
    ].map { Array($0.utf8.reversed()) }

    private func isWord(endingAt end: Int) -> Bool {
        let letters = bytes[..<end].reversed().prefix(16).lazy
            .filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }
        return Self.words.contains { letters.starts(with: $0) }
    }

    /// The value, where it is one word and looks random.
    private var value: Range<Int>? {
        var start = sign + 1
        while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        guard start < bytes.count else { return nil }
        let quote = Self.isQuote(bytes[start]) ? bytes[start] : nil
        if quote != nil { start += 1 }
        let value = bytes[min(start, bytes.count)...].prefix(513).prefix { byte in
            byte > 0x20 && (quote.map { byte != $0 } ?? !",}])\"'".utf8.contains(byte))
        }
        guard Self.isRandom(value) else { return nil }
        // More words behind it make it a sentence.
        var end = value.endIndex
        if quote == nil {
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            guard end == bytes.count || "\r\n,}])#\"'".utf8.contains(bytes[end]) else { return nil }
        } else {
            guard end < bytes.count, bytes[end] == quote else { return nil }
        }
        return value.startIndex..<value.endIndex
    }

    /// Whether letters and digits change about as often as they would by chance.
    private static func isRandom(_ value: ArraySlice<UInt8>) -> Bool {
        guard (12...512).contains(value.count), !"$<{*".utf8.contains(value[value.startIndex]) else { return false }
        func kind(_ byte: UInt8) -> Int {
            if byte &- 0x30 < 10 { return 0 }
            if byte &- 0x61 < 26 { return 1 }
            return byte &- 0x41 < 26 ? 2 : 3
        }
        let kinds = value.map(kind)
        guard kinds.contains(0), kinds.contains(1) || kinds.contains(2) else { return false }
        let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 }
        return changes * 4 >= kinds.count && !value.contains(UInt8(ascii: "{"))
    }

    /// `scheme://user:password@host`, or an incoming webhook of Slack.
    private var address: SecretScan.Finding? {
        let start = sign + 3
        let limit = min(bytes.count, start + 2048)
        var end = start
        var colon: Int?
        var at: Int?
        while end < limit, !Self.endsAuthority(bytes[end]) {
            if bytes[end] == UInt8(ascii: ":"), colon == nil { colon = end }
            if bytes[end] == UInt8(ascii: "@") { at = end }
            end += 1
        }
        guard let at else { return webhook(from: start, hostEnd: end) }
        guard let colon, colon + 1 < at, !"$<{*".utf8.contains(bytes[colon + 1]) else { return nil }
        return SecretScan.Finding(kind: .urlPassword, range: (colon + 1)..<at)
    }

    private func webhook(from start: Int, hostEnd: Int) -> SecretScan.Finding? {
        guard hostEnd - start == 15, bytes[start..<hostEnd].elementsEqual("hooks.slack.com".utf8) else { return nil }
        let path = bytes[hostEnd...].prefix { $0 == UInt8(ascii: "/") || SecretScan.isToken($0) }
        guard path.starts(with: "/services/T".utf8), path.count > 30 else { return nil }
        return SecretScan.Finding(kind: .slack, range: path.startIndex..<path.endIndex)
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: false
        }
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
