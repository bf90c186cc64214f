extension String {
    /// On one line without what cannot be seen: controls and line breaks become spaces, marks of direction go.
    var cleanedLine: String { cleaned(keepsLines: false).trimmed }

    /// Over several lines: line breaks and tabs stay.
    var cleanedBlock: String { cleaned(keepsLines: true).trimmed }

    private func cleaned(keepsLines: Bool) -> String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), !contains("  ") { return self }
        var text = String.UnicodeScalarView()
        var isBehindReturn = false
        for scalar in unicodeScalars {
            defer { isBehindReturn = scalar == "\r" }
            switch scalar {
            case "\n" where isBehindReturn: continue
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": text.append(keepsLines ? "\n" : " ")
            case "\t": text.append(keepsLines ? "\t" : " ")
            case "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}",
                "\u{FFFE}", "\u{FFFF}", "\u{E0000}"..."\u{E007F}":
                continue
            case _ where scalar.properties.generalCategory == .control || scalar.value & 0xFFFE == 0xFFFE: continue
            case " " where !keepsLines && text.last == " ": continue
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
