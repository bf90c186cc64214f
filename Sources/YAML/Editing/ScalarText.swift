/// How a text is written as a scalar.
public enum ScalarText {
    /// Where it will stand.
    public enum Place: Hashable, Sendable {
        /// Behind `key:`, outside brackets.
        case block
        /// Before the colon.
        case key
        /// Behind `- `, outside brackets.
        case item
        /// Inside brackets or braces.
        case flow
    }

    /// Text as it stands, where it is read back equal there; else in double quotes.
    public static func write(_ text: String, in place: Place) -> String {
        isPlain(text, in: place) ? text : doubleQuoted(text)
    }

    /// In single quotes; nil where these cannot hold it on one line.
    public static func singleQuoted(_ text: String) -> String? {
        let isSimple = text.unicodeScalars.allSatisfy { $0 == "\t" || ($0.value >= 0x20 && !isEscaped($0)) }
        return isSimple ? "'" + text.replacing("'", with: "''") + "'" : nil
    }

    /// In double quotes, on one line (YAML 1.1, section 5.6 for the escapes).
    public static func doubleQuoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                if isEscaped(scalar) {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    quoted += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    /// As a block behind `|`, without the break of its last line; nil where that is not read back equal.
    ///
    /// - Parameter indentation: the spaces before each line.
    public static func literal(_ text: String, indentation: Int, lineBreak: String) -> String? {
        guard text.contains("\n") else { return nil }
        let header = text.hasSuffix("\n") ? "|" : "|-"
        let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let margin = String(repeating: " ", count: indentation)
        let lines = body.split(separator: "\n" as Character, omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : margin + $0
        }
        let written = header + lineBreak + lines.joined(separator: lineBreak)
        let outer = String(repeating: " ", count: max(0, indentation - 1))
        let trial = indentation == 0 ? nil : "\(outer)k: \(written)\(lineBreak)"
        guard let trial, let root = try? parse(Array(trial.utf8)).root, root["k"]?.text == text else { return nil }
        return written
    }

    private static func isPlain(_ text: String, in place: Place) -> Bool {
        // Other readers of YAML take these for nothing at all (YAML 1.2.2, section 10.3.2).
        guard !text.isEmpty, !["~", "null"].contains(text.lowercased()),
            !text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" || isEscaped($0) })
        else { return false }
        let trial =
            switch place {
            case .block: "k: \(text)\n"
            case .key: "\(text): v\n"
            case .item: "- \(text)\n"
            case .flow: "[\(text), {k: \(text)}]\n"
            }
        guard let root = try? parse(Array(trial.utf8)).root else { return false }
        let read: [Node?] =
            switch place {
            case .block: [root["k"]]
            case .key: root[text]?.text == "v" ? [root.entries?.first?.key] : [nil]
            case .item: root.items?.count == 1 ? [root.items?.first] : [nil]
            case .flow: root.items?.count == 2 ? [root.items?.first, root.items?.last?["k"]] : [nil]
            }
        return read.allSatisfy { $0?.text == text && $0?.style == .plain }
    }

    /// What YAML text cannot hold, or a reader may take for a line break or not see.
    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
