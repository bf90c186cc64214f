/// Rows as comma-separated values (RFC 4180): CRLF line ends, quotes where they are needed.
///
/// With a guard, a value that a spreadsheet would run as a formula, or turn into a number or a date, gets an apostrophe in
/// front (OWASP, "CSV Injection"). A spreadsheet keeps such a cell as text, so `+27821234567`, `007` and `2026-11-20` come
/// back as they went out; the import takes the apostrophe away again.
public struct CSVWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private let isGuarded: Bool

    /// - Parameters:
    ///   - isGuarded: whether values are guarded against spreadsheets.
    ///   - hasMark: whether a byte order mark is put in front, by which Excel knows UTF-8.
    public init(isGuarded: Bool = true, hasMark: Bool = false) {
        self.isGuarded = isGuarded
        if hasMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    public mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(isGuarded ? SpreadsheetGuard.guarded(cell) : cell, isAlone: cells.count == 1)
        }
        bytes += [0x0D, 0x0A]
    }

    private mutating func append(_ cell: String, isAlone: Bool) {
        let needsQuotes = cell.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
            default: false
            }
        }
        // An empty row of one column would be a blank line; spaces at an end are lost without quotes.
        guard needsQuotes || (isAlone && cell.isEmpty) || cell.hasPrefix(" ") || cell.hasSuffix(" ") else {
            bytes += cell.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// The apostrophe that keeps a spreadsheet from reading a value as anything but text.
public enum SpreadsheetGuard {
    /// The value as it may stand in a cell.
    public static func guarded(_ value: String) -> String { isNeeded(value) ? "'" + value : value }

    /// The value that ``guarded(_:)`` was given; any other text as it is.
    public static func unguarded(_ cell: String) -> String {
        guard cell.utf8.first == UInt8(ascii: "'") else { return cell }
        let value = String(cell.unicodeScalars.dropFirst())
        return isNeeded(value) ? value : cell
    }

    private static func isNeeded(_ value: String) -> Bool {
        switch value.utf8.first {
        case nil: return false
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "'"), 0x09, 0x0D:
            return true
        default:
            return looksLikeNumber(value) || looksLikeMonth(value) || ["true", "false"].contains(value.lowercased())
        }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// Whether its only word is a month, beside digits: `Mar 5`, `5-Sept`, `MARCH1`.
    private static func looksLikeMonth(_ value: String) -> Bool {
        guard value.utf8.count <= 20, value.contains(where: \.isNumber) else { return false }
        let words = value.lowercased().split { !$0.isLetter }
        guard let word = words.first, words.count == 1, word.count >= 3 else { return false }
        return months.contains { $0.hasPrefix(word) }
    }

    /// Whether it is made of digits and what numbers, dates and times are made of, but would not come back the same:
    /// `007`, `1.50`, `1e5`, `09:00`, `2026-11-20`, sixteen digits.
    private static func looksLikeNumber(_ value: String) -> Bool {
        var digits = 0
        var others = 0
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"),
                UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "%"),
                UInt8(ascii: "T"), UInt8(ascii: "Z"):
                others += 1
            default: return false
            }
        }
        guard digits > 0 else { return false }
        return others > 0 || digits > 15 || (digits > 1 && value.utf8.first == UInt8(ascii: "0"))
    }
}
