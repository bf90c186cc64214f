internal import OutriderCore

/// Where enrollments and people stand, for people and for programs.
struct StatusText {
    /// Lines of a list without `--all`.
    static let limit = 40

    private let report: StatusReport
    private let now: Instant
    private let style: TextStyle
    /// Columns of the terminal; `nil` where there is none.
    private let width: Int?
    private let showsAll: Bool
    private let person: String?

    /// - Parameter person: the person whom the report is about; `nil` for everybody.
    init(
        _ report: StatusReport, now: Instant, style: TextStyle, width: Int?, showsAll: Bool, person: String? = nil
    ) {
        self.report = report
        self.now = now
        self.style = style
        self.width = width
        self.showsAll = showsAll
        self.person = person
    }

    func lines() -> [String] {
        var lines = [lastRun] + pauses
        if let person {
            let none = "  in no enrollment yet: `outrider plan` shows what the next run would do"
            let standings = StandingText(style: style).lines(shown(report.standings), width: width, name: \.enrollment)
            lines += ["", style(person.onOneLine, .strong)] + (standings.isEmpty ? [none] : standings)
            let reasons = report.standings.compactMap { if case .held(let reason) = $0.place { reason } else { nil } }
            return lines + more(report.standings.count)
                + held(Dictionary(reasons.map { ($0, 1) }, uniquingKeysWith: +)) + doubts()
        }
        if report.isEmpty {
            lines += ["", "Nobody is in an enrollment yet: `outrider plan` shows what the next run would do."]
        }
        for row in shown(report.rows) {
            lines += ["", style(row.enrollment.onOneLine, .strong)] + self.row(row.counts) + people(of: row)
        }
        lines += more(report.rows.count)
        lines += held(report.rows.reduce(into: [:]) { $0.merge($1.counts.held, uniquingKeysWith: +) })
        lines += doubts()
        lines += claims()
        return lines
    }

    private var pauses: [String] {
        report.pauses.map { hold in
            let words = HoldText(hold: hold, zone: report.zone).words(width: 200)
            return style("Paused now", .attention) + ": \(words); \(hold.remedy)".onOneLine
        }
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

    /// How many people of an enrollment are where, and when the next step is due.
    func row(_ counts: StatusReport.Counts) -> [String] {
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
        if let next = counts.next {
            lines.append("  next step \(report.zone.fullTime(next)), \(next.distance(from: now))")
        }
        return lines
    }

    private func people(of row: StatusReport.Row) -> [String] {
        let people = report.standings.filter { $0.enrollment == row.enrollment }
        guard !people.isEmpty else { return [] }
        return StandingText(style: style).lines(shown(people), width: width, name: \.person) + more(people.count)
    }

    /// What each rule says that holds somebody, and what lifts it.
    private func held(_ counts: [Reason: Int]) -> [String] {
        guard !counts.isEmpty else { return [] }
        return ["", style("Held", .strong)]
            + counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { reason, count in
                "  \(style("!", .warning)) \(count.grouped) \(style(reason.rawValue, .attention)): "
                    + "\(reason.explanation); \(reason.remedy)"
            }
            + ["  `outrider explain PERSON` shows it for one person, with the line that sets the rule."]
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
                (
                    "people",
                    report.standings.isEmpty ? nil : .array(report.standings.map(StandingText(style: style).json))
                ),
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
                ("pauses", .array(report.pauses.map { HoldText(hold: $0, zone: report.zone).json })),
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

    /// The counts of an enrollment for programs.
    func members(_ row: StatusReport.Row) -> JSONObject {
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
}
