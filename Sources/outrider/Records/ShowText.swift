internal import OutriderCore

/// A record with what names it, for people and for programs.
struct ShowText {
    let record: RecordFile
    let uses: [RecordUse]
    let book: Book
    /// Of the person, or of the enrollment; `nil` for other kinds and without a journal.
    let report: StatusReport?
    let now: Instant
    let console: Console
    let showsAll: Bool

    private var style: TextStyle { console.style }

    func lines() -> [String] {
        let title = style("\(record.kind.rawValue.inTitle) \(record.id)", .strong)
        var lines = ["\(title)  \(style(record.path, .faint))", ""]
        lines += RecordText(style: style, showsAll: showsAll).lines(record.members)
        lines += standings() + members() + users()
        return lines
    }

    /// The enrollments of a person: where the journal has them, then those that no run has seen yet.
    private func standings() -> [String] {
        guard record.kind == .person else { return [] }
        let known = report?.standings ?? []
        var lines =
            StandingText(style: style).lines(
                shown(known), width: console.isTerminal ? console.width : nil, name: \.enrollment) + more(known.count)
        let others = uses.filter { $0.kind == .enrollment }.compactMap(\.id).filter { id in
            !known.contains { $0.enrollment == id }
        }
        for id in shown(others) {
            let isMember = book.enrollment(id)?.members[record.id] != nil
            lines.append("  \(style(id, .accent))  \(isMember ? "not seen by a run yet" : "excluded")")
        }
        lines += more(others.count)
        return lines.isEmpty ? [] : ["", style("Enrollments", .strong)] + lines
    }

    /// Where the people of an enrollment stand.
    private func members() -> [String] {
        guard record.kind == .enrollment, let report, let row = report.rows.first else { return [] }
        let text = StatusText(report, now: now, style: style, width: nil, showsAll: showsAll)
        return ["", style("Status", .strong)] + text.row(row.counts)
            + StandingText(style: style).lines(
                shown(report.standings), width: console.isTerminal ? console.width : nil, name: \.person)
            + more(report.standings.count)
    }

    private func users() -> [String] {
        var places: [(path: String, lines: [String])] = []
        for use in uses where record.kind != .person || use.kind != .enrollment {
            if places.last?.path != use.location.path { places.append((use.location.path, [])) }
            places[places.count - 1].lines.append(String(use.location.line))
        }
        guard !places.isEmpty else { return [] }
        return ["", style("Named by", .strong)]
            + shown(places).map { "  \($0.path):\($0.lines.joined(separator: ","))" } + more(places.count)
    }

    private func shown<Element>(_ list: [Element]) -> ArraySlice<Element> {
        showsAll ? list[...] : list.prefix(RecordText.limit)
    }

    private func more(_ count: Int) -> [String] {
        showsAll || count <= RecordText.limit
            ? [] : ["  … and \((count - RecordText.limit).grouped) more: --all shows them"]
    }

    func json() -> JSONValue {
        let users = uses.map { use -> JSONValue in
            .object(
                JSONObject([
                    ("kind", .optional(use.kind?.rawValue)), ("id", .optional(use.id)),
                    ("path", .string(use.location.path)), ("line", .integer(use.location.line)),
                ]))
        }
        var object = JSONObject([
            ("kind", .string(record.kind.rawValue)), ("id", .string(record.id)), ("path", .string(record.path)),
            ("record", .object(record.members)), ("usedBy", .array(users)),
        ])
        if let report {
            object["standings"] = .array(report.standings.map(StandingText(style: style).json))
            if record.kind == .enrollment, let row = report.rows.first {
                let text = StatusText(report, now: now, style: style, width: nil, showsAll: showsAll)
                object["status"] = .object(text.members(row))
            }
        }
        return .object(object)
    }
}
