/// A table of texts, fitted to the width of a terminal.
struct TableText {
    private static let gap = 2
    /// No cell is wider, so that one long value does not spread a whole table.
    private static let cellLimit = 200
    /// A column is not made narrower.
    private static let narrowest = 8

    private let headings: [String]
    private var rows: [[String]] = []
    private var widths: [Int]

    init(_ headings: [String]) {
        self.headings = headings
        widths = headings.map(\.displayWidth)
    }

    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: [String]) {
        let cells = cells.map { $0.cut(to: Self.cellLimit) }
        for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], cell.displayWidth) }
        rows.append(cells)
    }

    /// The table's lines, its headings first.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal; `nil` for as wide as the cells are.
    ///   - keepsEmpty: whether a column without any value stays.
    func lines(width: Int?, keepsEmpty: Bool, _ style: TextStyle) -> [String] {
        var columns = headings.indices.filter { index in
            keepsEmpty || index == 0 || rows.contains { !$0[index].isEmpty }
        }
        var fitted = widths
        if let width {
            while columns.count > 1, Self.total(columns.map { min(fitted[$0], Self.narrowest) }) > width {
                columns.removeLast()
            }
            Self.fit(&fitted, columns, to: width)
        }
        return lines(of: columns, fitted, style)
    }

    /// The table's lines with everything but the first column to the right, as numbers stand; nothing is cut, and columns
    /// for which there is no room stand in a further table below.
    ///
    /// - Parameter width: columns of the terminal.
    func numbers(width: Int, _ style: TextStyle) -> [String] {
        var parts: [[Int]] = [[0]]
        for index in headings.indices.dropFirst() where rows.contains(where: { !$0[index].isEmpty }) {
            let part = (parts.last ?? [0]) + [index]
            if part.count > 2, Self.total(part.map { widths[$0] }) > width {
                parts.append([0, index])
            } else {
                parts[parts.count - 1] = part
            }
        }
        return Array(parts.map { lines(of: $0, widths, style, areNumbers: true) }.joined(separator: [""]))
    }

    /// The same as a table of Markdown (GitHub Flavored Markdown, 4.10), as wide as it is.
    func numbersInMarkdown() -> [String] {
        let columns = headings.indices.filter { index in index == 0 || rows.contains { !$0[index].isEmpty } }
        func line(_ cells: [String]) -> String {
            "| " + columns.map { cells[$0].replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        let rule = "|" + columns.map { $0 == 0 ? " --- |" : " ---: |" }.joined()
        return [line(headings), rule] + rows.map(line)
    }

    private func lines(
        of columns: [Int], _ widths: [Int], _ style: TextStyle, areNumbers: Bool = false
    ) -> [String] {
        func line(_ cells: [String], _ styled: (Int, String) -> String) -> String {
            var text = ""
            for (place, index) in columns.enumerated() {
                let cell = cells[index].cut(to: widths[index])
                let space = String(repeating: " ", count: max(0, widths[index] - cell.displayWidth))
                let isRight = areNumbers && place > 0
                text += (isRight ? space : "") + styled(index, cell) + (isRight ? "" : space)
                if place < columns.count - 1 { text += String(repeating: " ", count: Self.gap) }
            }
            return text.withoutSpacesAtEnd
        }
        return [line(headings) { style($1, .strong) }]
            + rows.map { row in line(row) { $0 == 0 ? style($1, .accent) : $1 } }
    }

    private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

    /// Takes from the widest column until all fit; the first goes last, because it names the row.
    private static func fit(_ widths: inout [Int], _ columns: [Int], to width: Int) {
        while case let excess = total(columns.map { widths[$0] }) - width, excess > 0 {
            let rest = columns.dropFirst()
            let widest =
                rest.max { widths[$0] < widths[$1] }.flatMap { widths[$0] > narrowest ? $0 : nil } ?? columns.first
            guard let widest, widths[widest] > 1 else { return }
            let second = rest.filter { $0 != widest }.map { widths[$0] }.max() ?? narrowest
            let floor = max(narrowest, min(second, widths[widest] - 1))
            widths[widest] = max(
                1, widest == columns.first ? widths[widest] - excess : max(floor, widths[widest] - excess))
        }
    }
}
