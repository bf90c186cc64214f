extension ImportPlan {
    /// Refused rows, and rows of which a value was left out, as CSV: `row` and `reason`, then the columns of the file.
    ///
    /// Mended, it can be imported itself.
    public func errorRows(of table: ImportTable) -> [UInt8] {
        let isOwn = table.columns.starts(with: ["row", "reason"])
        let columns = isOwn ? Array(table.columns.dropFirst(2)) : table.columns
        var writer = CSVWriter(hasMark: true)
        writer.append(["row", "reason"] + columns)
        var index = refused.startIndex
        while index < refused.endIndex {
            let first = refused[index]
            var reasons: [String] = []
            while index < refused.endIndex, refused[index].number == first.number {
                let problem = refused[index]
                reasons.append(problem.column.map { "\($0): \(problem.reason)" } ?? problem.reason)
                index += 1
            }
            var cells = Array(first.cells.all.dropFirst(isOwn ? 2 : 0))
            while cells.count < columns.count { cells.append("") }
            writer.append([String(first.number), reasons.joined(separator: "; ")] + cells)
        }
        return writer.bytes
    }
}
