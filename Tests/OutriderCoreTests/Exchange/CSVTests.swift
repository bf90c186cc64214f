import Testing

@testable import OutriderCore

/// Reading and writing comma-separated values.
@Suite struct CSVTests {
    static func cells(_ text: String) throws -> [[String]] {
        let table = try CSVTable(Array(text.utf8))
        return table.rows.map(table.cells)
    }

    /// RFC 4180, section 2, and what spreadsheets make of it.
    @Test(arguments: [
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,\"b,\r\nc\"\n", [["a", "b,\r\nc"]]),
        ("\"a\"\"b\",\"\"\n", [["a\"b", ""]]),
        ("a,\n,b\n", [["a", ""], ["", "b"]]),
        ("a;b;c,d\n", [["a", "b", "c,d"]]),
        ("a\tb, c\tx\n", [["a", "b, c", "x"]]),
        ("sep=;\r\na;b,c\r\n", [["a", "b,c"]]),
        (" a , b \n", [[" a ", " b "]]),
        ("a,b\n\nc,d\n", [["a", "b"], [""], ["c", "d"]]),
        ("a,\u{301}b\n", [["a", "\u{301}b"]]),
        ("a\u{2028}b,c\n", [["a\u{2028}b", "c"]]),
        ("", []),
    ])
    func cells(_ text: String, _ expected: [[String]]) throws {
        #expect(try Self.cells(text) == expected)
    }

    /// A row that breaks the rules is named with line and column; the next one is read.
    @Test(arguments: [
        ("a,b\nx\"y,z\nc,d\n", 2, 2), ("a,b\n\"x\"y,z\nc,d\n", 2, 4), ("a,b\n\"x\n\"y,z\nc,d\n", 3, 2),
    ])
    func faults(_ text: String, _ line: Int, _ column: Int) throws {
        let table = try CSVTable(Array(text.utf8))
        #expect(table.rows.count == 3)
        #expect(table.rows[1].fault?.line == line)
        #expect(table.rows[1].fault?.column == column)
        #expect(table.cells(table.rows[2]) == ["c", "d"])
    }

    @Test func aQuoteThatNeverClosesIsNamedWhereItOpens() throws {
        let table = try CSVTable(Array("a,b\nc,\"d\ne,f\n".utf8))
        #expect(table.rows.count == 2)
        #expect(table.rows[1].fault == .init(message: "the quote that opens here is never closed", line: 2, column: 3))
    }

    @Test(arguments: [
        "", "a", "=1+1", "+27821234567", "-1", "@x", "'a", "''", "007", "7", "1.50", "2026-11-20", "09:00", "1e5",
        "1234567890123456", "a;b", "a\"b", "a\nb", "\tx", "\rx", " a ", "é", "'+1", "1 2",
    ])
    func aValueComesBack(_ value: String) throws {
        var writer = CSVWriter(hasMark: true)
        writer.append(["x", value])
        writer.append([value])
        let table = try CSVTable(try DecodedText(writer.bytes).bytes, separator: UInt8(ascii: ","))
        let rows = table.rows.map { table.cells($0).map(SpreadsheetGuard.unguarded) }
        #expect(rows == [["x", value], [value]])
    }

    @Test(arguments: [
        "=1+1", "+27821234567", "-2", "@SUM(A1)", "\t=1", "\r=1", "007", "2026-11-20", "1e5", "Mar 5", "5-Sept", "TRUE",
    ])
    func whatASpreadsheetWouldCalculateIsGuarded(_ value: String) {
        #expect(SpreadsheetGuard.guarded(value) == "'" + value)
    }

    @Test(arguments: ["'s-Gravenhage", "'tHooft", "Ada", "7", "a=b", "O'Brien", "Maria 5", "May", "12 March Street"])
    func namesAreLeftAlone(_ value: String) {
        #expect(SpreadsheetGuard.guarded(value).hasSuffix(value))
        #expect(SpreadsheetGuard.unguarded(value) == value)
    }

    @Test(arguments: [["a", "b"], ["a; b", "c"], ["a\\", ";", "\\;"], ["\\n"]])
    func aListComesBack(_ items: [String]) { #expect(ListText.split(ListText.join(items)) == items) }

    /// Time is linear: ten megabytes of the worst in well under the time that anything quadratic would take.
    @Test(arguments: ["\"", ",", "\"\n", "\n\"x", "\"\"", "a\"\n", ";", "\r", "\"a\"b,"])
    func hostileBytesAreReadInLinearTime(_ piece: String) throws {
        let bytes = Array(String(repeating: piece, count: 200_000).utf8)
        let clock = ContinuousClock()
        let took = try clock.measure {
            let table = try CSVTable(bytes)
            for row in table.rows.prefix(10) { _ = table.cells(row) }
        }
        #expect(took < .seconds(5))
    }

    @Test func moreRowsThanAnySpreadsheetHasAreRefused() {
        #expect(throws: ExchangeError.self) { try CSVTable([UInt8](repeating: 0x0A, count: CSVTable.rowLimit + 1)) }
    }
}

/// The encodings in which spreadsheets write text.
@Suite struct TextDecodingTests {
    static let text = "Zoë,李\r\n"

    static func utf16(_ text: String, _ isLittle: Bool) -> [UInt8] {
        var bytes: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
        for unit in text.utf16 {
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            bytes += isLittle ? pair.reversed() : pair
        }
        return bytes
    }

    @Test func encodings() throws {
        let plain = Array(Self.text.utf8)
        #expect(try DecodedText(plain).bytes == plain)
        #expect(try DecodedText([0xEF, 0xBB, 0xBF] + plain).bytes == plain)
        #expect(try DecodedText(Self.utf16(Self.text, true)).bytes == plain)
        #expect(try DecodedText(Self.utf16(Self.text, false)).bytes == plain)
        let old = try DecodedText([0x5A, 0x6F, 0xEB, 0x20, 0x80, 0x93, 0xE9])
        #expect(String(decoding: old.bytes, as: UTF8.self) == "Zoë €\u{201C}é")
        #expect(old.encoding == .windows1252)
        #expect(!old.notes.isEmpty)
    }

    @Test(
        arguments: [
            [0x50, 0x4B, 0x03, 0x04, 0x00], [0x61, 0x00, 0x62, 0x00], [0xFF, 0xFE, 0x61], [0xFF, 0xFE, 0x00, 0xD8],
            [0x81], [0xEF, 0xBB, 0xBF, 0xFF],
        ] as [[UInt8]])
    func whatIsNoTextIsRefused(_ bytes: [UInt8]) {
        #expect(throws: ExchangeError.self) { try DecodedText(bytes) }
    }
}
