/// The cells of a row, of which only those with text are kept: a table may be wide and mostly empty.
public struct RowCells: Hashable, Sendable {
    struct Filled: Hashable, Sendable {
        /// From 0.
        var column: Int
        var text: String
    }

    /// In the order of the columns, each once.
    let filled: [Filled]
    /// Cells up to the last that the row has, empty ones too.
    let count: Int

    /// Every cell of a row.
    public init(_ cells: [String]) {
        filled = cells.enumerated().compactMap { $1.isEmpty ? nil : Filled(column: $0, text: $1) }
        count = cells.count
    }

    /// Cells in any order; of two in one column the later stays.
    init(filled cells: [Filled]) {
        var texts: [Int: String] = [:]
        for cell in cells { texts[cell.column] = cell.text }
        filled = texts.sorted { $0.key < $1.key }.map { Filled(column: $0.key, text: $0.value) }
        count = (filled.last?.column ?? -1) + 1
    }

    /// The text of a cell; empty where the row has none.
    subscript(column: Int) -> String {
        var (low, high) = (0, filled.count)
        while low < high {
            let middle = (low + high) / 2
            if filled[middle].column < column { low = middle + 1 } else { high = middle }
        }
        return low < filled.count && filled[low].column == column ? filled[low].text : ""
    }

    /// Every cell, empty ones too.
    public var all: [String] {
        var cells = Array(repeating: "", count: count)
        for cell in filled { cells[cell.column] = cell.text }
        return cells
    }
}
