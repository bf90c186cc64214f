internal import OutriderCore

/// Where enrollments and people stand, for people and for programs.
struct StatusText {
    /// Lines of a list without `--all`.
    static let limit = 40

    private let report: StatusReport
    private let now: Instant
    private let style: TextStyle
    private let width: Int
    private let showsAll: Bool

    init(_ report: StatusReport, now: Instant, style: TextStyle, width: Int, showsAll: Bool) {
        self.report = report
        self.now = now
        self.style = style
        self.width = width
        self.showsAll = showsAll
    }

    func lines() -> [String] {
        var lines = [lastRun]
        if report.isEmpty {
            lines += ["", "Nobody is in an enrollment yet: `outrider plan` shows what the next run would do."]
        }
        for row in shown(report.rows) {
            lines += ["", style(row.enrollment.onOneLine, .strong)] + self.row(row.counts) + people(of: row)
        }
        lines += more(report.rows.count)
        lines += doubts()
        lines += claims()
        return lines
    }

    private func shown<Element>(_ list: [Element]) -> ArraySlice<Element> {
        showsAll ? list[...] : list.prefix(Self.limit)
    }

    private func more(_ count: Int) -> [String] {
        showsAll || count <= Self.limit ? [] : ["  … and \((count - Self.limit).grouped) more: --all shows them"]
    }

    private var lastRun: String {
        let last =
            report.lastRun.map { "Last run \(report.zone.fullTime($0)), \($0.distance(from: now))" } ?? "No run yet"
        let next =
            report.next.map { "; next step \(report.zone.time($0)), \($0.distance(from: now))" }
            ?? "; no step is coming"
        return last + next
    }

    private func row(_ counts: StatusReport.Counts) -> [String] {
        var parts: [String] = []
        func add(_ count: Int, _ word: String, _ role: TextStyle.Role? = nil) {
            guard count > 0 else { return }
            let text = "\(count.grouped) \(word)"
            parts.append(role.map { style(text, $0) } ?? text)
        }
        add(counts.due, "due now", .good)
        add(counts.waiting, "waiting")
        add(counts.tasks, counts.tasks == 1 ? "task" : "tasks", .attention)
        add(counts.inDoubt, "in doubt", .error)
        for (reason, count) in counts.held.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            add(count, "held (\(reason.rawValue))", .attention)
        }
        add(counts.paused, "paused")
        add(counts.completed, "completed")
        add(counts.cancelled, "cancelled")
        var lines = ["  \(counts.people.counted("person", "people")): \(parts.joined(separator: ", "))"]
        if let next = counts.next { lines.append("  next step \(report.zone.time(next)), \(next.distance(from: now))") }
        return lines
    }

    private func people(of row: StatusReport.Row) -> [String] {
        let people = report.standings.filter { $0.enrollment == row.enrollment }
        guard !people.isEmpty else { return [] }
        let list = shown(people)
        let nameWidth = min(30, list.map(\.person.displayWidth).max() ?? 0)
        let placeWidth = list.map { place($0).displayWidth }.max() ?? 0
        return list.map { standing in
            let name = standing.person.onOneLine.padded(to: nameWidth)
            return "  \(style(name, .accent))  \(place(standing).padded(to: placeWidth))  \(steps(standing))"
        } + more(people.count)
    }

    private func place(_ standing: Standing) -> String {
        if case .held(let reason) = standing.place { return "held: \(reason.rawValue)" }
        return standing.place.word
    }

    private func steps(_ standing: Standing) -> String {
        var parts: [String] = []
        if let last = standing.lastStep {
            parts.append("last \(last) \(standing.zone.time(standing.lastAt))")
        } else {
            parts.append("entered \(standing.zone.time(standing.lastAt))")
        }
        if standing.status == .active || standing.status == .paused, let next = standing.nextStep {
            let time = standing.place == .waiting ? standing.nextAt.map { " \(standing.zone.fullTime($0))" } ?? "" : ""
            parts.append("next \(next)\(time)")
        }
        if let key = standing.key, standing.place == .task || standing.place == .inDoubt {
            parts.append("key \(key.prefix(8))")
        }
        if let detail = standing.detail, standing.place != .task, standing.place != .inDoubt {
            parts.append("(\(detail.cut(to: 60)))")
        }
        if standing.status != .active, let reason = standing.reason { parts.append("(\(reason.cut(to: 60)))") }
        return parts.joined(separator: ", ").replacing(", (", with: " (")
    }

    private func doubts() -> [String] {
        guard !report.doubts.isEmpty else { return [] }
        return [
            "", style("In doubt: nobody knows whether these were delivered; they are never sent again blindly", .error),
        ]
            + shown(report.doubts).map {
                "  \($0.key.prefix(8))  \($0.person) in \($0.enrollment), step \($0.step), claim \($0.claim)".onOneLine
            }
            + more(report.doubts.count)
            + ["  Look at the recipient's side, then `outrider resolve KEY --sent` or `--not-sent`."]
    }

    private func claims() -> [String] {
        guard !report.claims.isEmpty else { return [] }
        return ["", style("Claimed by runs that have not recorded yet", .strong)]
            + shown(report.claims).map { claim in
                let end =
                    claim.until > now
                    ? "nobody else touches them before \(report.zone.fullTime(claim.until))"
                    : "the next run settles them"
                return
                    "  \(claim.id.onOneLine) on \(claim.host.cut(to: 40)): \(claim.messages.counted("message")); \(end)"
            } + more(report.claims.count)
    }

    // MARK: For programs

    func json() -> JSONValue {
        .object(
            JSONObject([
                ("now", .string(now.rfc3339)), ("lastRun", .optional(report.lastRun?.rfc3339)),
                ("next", .optional(report.next?.rfc3339)),
                ("enrollments", .array(report.rows.map { .object(members($0)) })),
                ("people", report.standings.isEmpty ? nil : .array(report.standings.map(person))),
                (
                    "inDoubt",
                    .array(
                        report.doubts.map {
                            [
                                "key": .string($0.key), "person": .string($0.person),
                                "enrollment": .string($0.enrollment),
                                "step": .string($0.step), "claim": .string($0.claim),
                            ]
                        })
                ),
                (
                    "claims",
                    .array(
                        report.claims.map {
                            [
                                "id": .string($0.id), "at": .string($0.at.rfc3339), "until": .string($0.until.rfc3339),
                                "host": .string($0.host), "messages": .integer($0.messages),
                            ]
                        })
                ),
            ]))
    }

    private func members(_ row: StatusReport.Row) -> JSONObject {
        let counts = row.counts
        let held = counts.held.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ($0.key.rawValue, JSONValue.integer($0.value))
        }
        return JSONObject([
            ("enrollment", .string(row.enrollment)), ("people", .integer(counts.people)),
            ("active", .integer(counts.active)),
            ("waiting", .integer(counts.waiting)), ("due", .integer(counts.due)), ("tasks", .integer(counts.tasks)),
            ("inDoubt", .integer(counts.inDoubt)), ("paused", .integer(counts.paused)),
            ("completed", .integer(counts.completed)), ("cancelled", .integer(counts.cancelled)),
            ("held", .object(JSONObject(held))), ("next", .optional(counts.next?.rfc3339)),
        ])
    }

    private func person(_ standing: Standing) -> JSONValue {
        let isOpen = standing.status == .active || standing.status == .paused
        return .object(
            JSONObject([
                ("person", .string(standing.person)), ("enrollment", .string(standing.enrollment)),
                ("status", .string(standing.status.rawValue)), ("place", .string(standing.place.word)),
                ("reason", .optional(standing.reason)), ("detail", .optional(standing.detail)),
                ("lastStep", .optional(standing.lastStep)), ("lastAt", .string(standing.lastAt.rfc3339)),
                ("nextStep", isOpen ? .optional(standing.nextStep) : nil),
                ("nextAt", isOpen ? .optional(standing.nextAt?.rfc3339) : nil), ("key", .optional(standing.key)),
                ("zone", .string(standing.zone.name)),
            ]))
    }
}
