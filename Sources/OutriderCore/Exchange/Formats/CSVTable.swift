/// A file of comma-separated values (RFC 4180), taken apart into rows; cells are read when they are asked for.
///
/// The separator is a comma, a semicolon or a tab, found in the first lines. A line ends in LF, CRLF or CR. Time is linear
/// in the bytes. A row that breaks the rules of quoting is kept with its fault; the next line is read as usual.
struct CSVTable: Sendable {
    /// A record of the file.
    struct Row: Hashable, Sendable {
        /// 1-based, as a spreadsheet counts: blank rows count, lines inside quotes do not.
        var number: Int
        /// 1-based line of the file where the row begins.
        var line: Int
        var start: Int
        var end: Int
        /// Why its cells cannot be told apart; `nil` where they can.
        var fault: Fault?
    }

    /// A breach of the rules of quoting and where it is.
    struct Fault: Hashable, Sendable {
        var message: String
        /// 1-based.
        var line: Int
        /// 1-based, in bytes.
        var column: Int
    }

    /// Rows of the largest spreadsheet.
    static let rowLimit = 1_048_576

    let bytes: [UInt8]
    let separator: UInt8
    private(set) var rows: [Row] = []

    /// - Parameter bytes: UTF-8 without a byte order mark.
    /// - Throws: `ExchangeError` where there are more rows than any spreadsheet has.
    init(_ bytes: [UInt8], separator: UInt8? = nil) throws(ExchangeError) {
        var start = 0
        if let separator {
            self.separator = separator
        } else if let named = Self.namedSeparator(bytes) {
            self.separator = named.separator
            start = named.end
        } else {
            self.separator = Self.likelySeparator(bytes)
        }
        self.bytes = bytes
        try read(from: start)
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Where the next line begins after a line end at `index`.
    private func behindLineEnd(_ index: Int) -> Int {
        let isPair = bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed
        return index + (isPair ? 2 : 1)
    }

    private mutating func read(from first: Int) throws(ExchangeError) {
        var index = first
        var line = first == 0 ? 1 : 2
        var number = line
        while index < bytes.count {
            guard rows.count < Self.rowLimit else {
                throw ExchangeError(
                    "the file has more than \(Self.rowLimit) rows", hint: "split it into several files")
            }
            var row = Row(number: number, line: line, start: index, end: index)
            index = scan(&row, from: index, line: &line)
            rows.append(row)
            number += 1
        }
    }

    /// Finds the end of a row and checks its quotes; returns where the next one begins.
    private func scan(_ row: inout Row, from start: Int, line: inout Int) -> Int {
        var index = start
        var lineStart = start
        var isFieldStart = true
        func fault(_ message: String, at place: Int) -> Fault {
            Fault(message: message, line: line, column: place - lineStart + 1)
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.lineFeed || byte == Self.carriageReturn {
                row.end = index
                line += 1
                return behindLineEnd(index)
            }
            if byte == Self.quote {
                if !isFieldStart {
                    if row.fault == nil {
                        row.fault = fault("a quote inside a value that has none around it", at: index)
                    }
                } else {
                    let opened = fault("the quote that opens here is never closed", at: index)
                    guard let end = closingQuote(after: index, line: &line, lineStart: &lineStart) else {
                        row.fault = row.fault ?? opened
                        row.end = bytes.count
                        return bytes.count
                    }
                    index = end
                    let next = index + 1 < bytes.count ? bytes[index + 1] : Self.lineFeed
                    if next != separator, next != Self.lineFeed, next != Self.carriageReturn, row.fault == nil {
                        row.fault = fault("text behind the closing quote", at: index + 1)
                    }
                }
                isFieldStart = false
            } else {
                isFieldStart = byte == separator
            }
            index += 1
        }
        row.end = bytes.count
        return bytes.count
    }

    private func closingQuote(after open: Int, line: inout Int, lineStart: inout Int) -> Int? {
        var index = open + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.quote {
                guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { return index }
                index += 2
            } else if byte == Self.lineFeed || byte == Self.carriageReturn {
                index = behindLineEnd(index)
                line += 1
                lineStart = index
            } else {
                index += 1
            }
        }
        return nil
    }

    /// The values of a row, at most one more than a table may have; none where it has a fault.
    func cells(_ row: Row) -> [String] {
        guard row.fault == nil else { return [] }
        var cells: [String] = []
        var index = row.start
        while cells.count <= ImportTable.columnLimit {
            if index < row.end, bytes[index] == Self.quote {
                cells.append(quoted(&index, end: row.end))
            } else {
                let end = bytes[index..<row.end].firstIndex(of: separator) ?? row.end
                cells.append(String(decoding: bytes[index..<end], as: UTF8.self))
                index = end
            }
            guard index < row.end else { break }
            index += 1
        }
        return cells
    }

    private func quoted(_ index: inout Int, end: Int) -> String {
        index += 1
        var text: [UInt8] = []
        var from = index
        while let quote = bytes[index..<end].firstIndex(of: Self.quote) {
            if quote + 1 < end, bytes[quote + 1] == Self.quote {
                text += bytes[from...quote]
                index = quote + 2
                from = index
                continue
            }
            index = quote + 1
            return String(
                decoding: text.isEmpty ? bytes[from..<quote] : (text + bytes[from..<quote])[...], as: UTF8.self)
        }
        index = end
        return String(decoding: text + bytes[from..<end], as: UTF8.self)
    }

    /// The row as it stands in the file, at most 2,000 bytes of it: for rows that cannot be taken apart.
    func text(_ row: Row) -> String {
        String(decoding: bytes[row.start..<min(row.end, row.start + 2_000)], as: UTF8.self)
    }

    /// Whether a row holds nothing but separators and blanks.
    func isBlank(_ row: Row) -> Bool {
        row.fault == nil
            && bytes[row.start..<row.end].allSatisfy {
                $0 == separator || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
            }
    }
}

extension CSVTable {
    /// The separator that the first line names, as Excel reads and writes it: `sep=;`.
    private static func namedSeparator(_ bytes: [UInt8]) -> (separator: UInt8, end: Int)? {
        guard bytes.count > 4, String(decoding: bytes[..<4], as: UTF8.self).lowercased() == "sep=" else { return nil }
        let rest = bytes[5...].prefix(2)
        if rest.first == lineFeed { return (bytes[4], 6) }
        guard rest.first == carriageReturn else { return nil }
        return (bytes[4], rest.last == lineFeed ? 7 : 6)
    }

    /// Of comma, semicolon and tab the one that parts any of the first 20 lines most often, quoted text left out.
    private static func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var most = [0, 0, 0]
        var counts = [0, 0, 0]
        var isQuoted = false
        var lines = 0
        for byte in bytes.prefix(1 << 20) {
            if byte == quote { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if byte == lineFeed || byte == carriageReturn {
                for index in 0..<3 { most[index] = max(most[index], counts[index]) }
                counts = [0, 0, 0]
                lines += 1
                if lines == 20 { break }
            } else if let index = candidates.firstIndex(of: byte) {
                counts[index] += 1
            }
        }
        for index in 0..<3 { most[index] = max(most[index], counts[index]) }
        guard let best = most.max(), let index = most.firstIndex(of: best) else { return candidates[0] }
        return candidates[index]
    }
}
