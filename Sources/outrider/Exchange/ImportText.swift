internal import OutriderCore

/// What an import does, as people and as programs read it.
struct ImportText {
    let plan: ImportPlan
    let table: ImportTable
    let file: String
    /// Where refused rows were written.
    let errorsFile: String?
    let isApplied: Bool

    /// Changes and refused rows that are shown.
    private static let shown = 20
    /// Columns that are listed where each is called as its key.
    private static let named = 6

    func show(_ console: Console) {
        let style = console.style
        let rows = table.rows.count + table.refused.count
        console.out(
            "\(file.onOneLine): \(rows.counted("row")), \(table.format.rawValue), columns of \(plan.mapping.preset.name)"
        )
        for note in table.notes { console.out("  \(style("note:", .warning)) \(note)") }
        columns(console)
        changes(console)
        refused(console)
        console.out("")
        console.out(summary)
        if let errorsFile {
            console.note("refused rows and reasons: \(errorsFile.onOneLine); mend them and import that file")
        }
        if !isApplied, !plan.changes.isEmpty { console.note("nothing is written yet: add --apply to write the files") }
        if isApplied, !plan.changes.isEmpty { console.note("look at them with git diff, then commit") }
    }

    private var summary: String {
        var parts = [
            "\(plan.newCount.grouped) new", "\(plan.changedCount.grouped) changed",
            "\(plan.unchanged.grouped) unchanged",
        ]
        if plan.skipped > 0 { parts.append("\(plan.skipped.grouped) skipped") }
        if plan.newCompanies > 0 { parts.append(plan.newCompanies.counted("new company", "new companies")) }
        if plan.refusedCount > 0 { parts.append("\(plan.refusedCount.counted("row")) refused") }
        if plan.leftOutCount > 0 { parts.append("\(plan.leftOutCount.counted("value")) left out") }
        return parts.joined(separator: ", ")
    }

    private func columns(_ console: Console) {
        let style = console.style
        console.out("")
        console.out(style("Columns", .strong))
        let renamed = plan.mapping.uses.filter { table.columns[$0.column] != $0.key.name }
        let names = renamed.map { table.columns[$0.column].cut(to: 40) }
        let width = names.map(\.displayWidth).max() ?? 0
        for (name, use) in zip(names, renamed) {
            console.out("  \(name.padded(to: width))  \(use.key.name.cut(to: 60))")
        }
        let own = plan.mapping.uses.filter { table.columns[$0.column] == $0.key.name }.map(\.key.name)
        if !own.isEmpty {
            let rest = own.count > Self.named ? " and \(own.count - Self.named) more" : ""
            let listed = own.prefix(Self.named).map { $0.cut(to: 40) }.joined(separator: ", ")
            console.out("  by the names of their keys: \(listed)\(rest)")
        }
        if !plan.mapping.unused.isEmpty {
            let unused = plan.mapping.unused.map { $0.cut(to: 40) }.joined(separator: ", ")
            console.out("  not used: \(unused)")
        }
    }

    private func changes(_ console: Console) {
        guard !plan.changes.isEmpty else { return }
        console.out("")
        console.out(console.style("Changes", .strong))
        for change in plan.changes.prefix(Self.shown) {
            let rows = change.rows.isEmpty ? "" : "  \(Self.rows(change.rows))"
            let keys = change.keys.map(\.onOneLine).joined(separator: ", ")
            console.out("  \(change.isNew ? "+" : "~") \(change.path)  \(keys.cut(to: 80))\(rows)")
        }
        rest(plan.changes.count, console)
    }

    private func refused(_ console: Console) {
        guard !plan.refused.isEmpty else { return }
        console.out("")
        console.out(console.style("Refused", .strong))
        for row in plan.refused.prefix(Self.shown) {
            let column = row.column.map { "\($0.cut(to: 40)): " } ?? ""
            let end = row.isPartial && row.column != nil ? " (value left out)" : ""
            console.out("  row \(row.number)  \(column)\(row.reason.onOneLine)\(end)")
        }
        rest(plan.refused.count, console)
    }

    private func rest(_ count: Int, _ console: Console) {
        if count > Self.shown { console.out("  … and \((count - Self.shown).grouped) more: --format json shows all") }
    }

    private static func rows(_ rows: [Int]) -> String {
        let listed = rows.prefix(3).map(String.init).joined(separator: ", ") + (rows.count > 3 ? " …" : "")
        return rows.count == 1 ? "row \(listed)" : "rows \(listed)"
    }

    var json: JSONValue {
        var object: JSONObject = [
            "file": .string(file), "format": .string(table.format.rawValue),
            "preset": .string(plan.mapping.preset.name), "notes": .strings(table.notes),
            "columns": .array(
                plan.mapping.uses.map {
                    ["column": .string(table.columns[$0.column]), "key": .string($0.key.name)]
                }),
            "unused": .strings(plan.mapping.unused), "new": .integer(plan.newCount),
            "changed": .integer(plan.changedCount), "unchanged": .integer(plan.unchanged),
            "skipped": .integer(plan.skipped), "newCompanies": .integer(plan.newCompanies),
            "refused": .integer(plan.refusedCount), "leftOut": .integer(plan.leftOutCount),
            "changes": .array(
                plan.changes.map { change in
                    [
                        "path": .string(change.path), "new": .bool(change.isNew), "keys": .strings(change.keys),
                        "rows": .array(change.rows.map { .integer($0) }),
                    ]
                }),
            "problems": .array(
                plan.refused.map { row in
                    var problem: JSONObject = ["row": .integer(row.number)]
                    problem["column"] = .optional(row.column)
                    problem["reason"] = .string(row.reason)
                    problem["imported"] = .bool(row.isPartial)
                    return .object(problem)
                }),
            "applied": .bool(isApplied),
        ]
        object["errors"] = .optional(errorsFile)
        return .object(object)
    }
}
