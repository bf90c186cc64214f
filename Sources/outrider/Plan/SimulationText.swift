internal import OutriderCore

/// A simulation as a person reads it: a calendar, then the caps, the enrollments and the cost.
struct SimulationText {
    private let report: SimulationReport
    private let style: TextStyle
    private let width: Int
    private let days: [(date: CivilDate, day: SimulationReport.Day)]

    init(_ report: SimulationReport, style: TextStyle, width: Int) {
        self.report = report
        self.style = style
        self.width = width
        days = report.days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func lines() -> [String] {
        let zone = report.zone
        let pace =
            report.every % 60 == 0 ? (Int(report.every) / 60).counted("minute") : Int(report.every).counted("second")
        var lines = [
            style("\(zone.time(report.now)) to \(zone.time(report.until)) \(zone.name)", .strong)
                + ", a run every \(pace)", "",
        ]
        guard !days.isEmpty else { return lines + ["Nothing happens in that time."] }
        lines += calendar().lines(width: width, keepsEmpty: false, style)
        lines += caps()
        lines += enrollments()
        if let cost = report.cost { lines += ["", self.cost(cost)] }
        return lines
    }

    // MARK: The calendar

    private func calendar() -> TableText {
        let channels = Channel.allCases.filter { channel in days.contains { $0.day.channels[channel] != nil } }
        var table = TableText(
            ["Day"] + channels.flatMap { ["\($0.rawValue) new", "\($0.rawValue) follow-up"] }
                + ["tasks", "skipped", "answers", "ended", "waiting for a cap"])
        func row(_ name: String, _ days: [SimulationReport.Day], waited: Int) -> [String] {
            func sum(_ value: (SimulationReport.Day) -> Int) -> String {
                let count = days.reduce(0) { $0 + value($1) }
                return count == 0 ? "" : count.grouped
            }
            return [name]
                + channels.flatMap { channel in
                    [sum { $0.channels[channel]?.new ?? 0 }, sum { $0.channels[channel]?.followUp ?? 0 }]
                }
                + [
                    sum(\.tasks), sum(\.skipped), sum(\.answers), sum(\.ended), waited == 0 ? "" : waited.grouped,
                ]
        }
        for (date, day) in days {
            table.add(row("\(date.weekday.name.inTitle) \(date)", [day], waited: day.waited))
        }
        if days.count > 1 { table.add(row("In all", days.map(\.day), waited: 0)) }
        return table
    }

    // MARK: What is said below it

    private func caps() -> [String] {
        var queues: [String: (title: String, days: Int, most: Int, on: CivilDate)] = [:]
        for (date, day) in days {
            for queue in day.queues {
                let name = "\(queue.cap) \(queue.of)"
                var known = queues[name] ?? ("\(queue.cap): \(queue.limit.grouped) of \(queue.of)", 0, 0, date)
                known.days += 1
                if queue.longest > known.most { (known.most, known.on) = (queue.longest, date) }
                queues[name] = known
            }
        }
        guard !queues.isEmpty else { return [] }
        return ["", style("Caps that let people wait", .strong)]
            + queues.sorted { $0.key < $1.key }.map { _, queue in
                "  \(style(queue.title.onOneLine, .accent)): on \(queue.days.counted("day")), "
                    + "at most \(queue.most.counted("person", "people")) at a time (\(queue.on))"
            }
    }

    private func enrollments() -> [String] {
        let parts = report.enrollments.sorted { $0.key < $1.key }
        guard !parts.isEmpty else { return [] }
        return ["", style("Enrollments", .strong)]
            + parts.map { id, part in
                var text = "  \(style(id.onOneLine, .accent)): \(part.people.counted("person", "people"))"
                if !part.ended.isEmpty { text += "; ended: \(Self.counts(part.ended))" }
                if let last = part.last { text += ", the last on \(report.zone.day(last))" }
                if !part.open.isEmpty { text += "; still in it: \(Self.counts(part.open))" }
                return text
            }
    }

    private static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value.grouped) \($0.key)" }
            .joined(separator: ", ")
    }

    private func cost(_ cost: SimulationReport.Cost) -> String {
        var parts: [String] = []
        if let sms = cost.sms {
            parts.append("sms \(SimulationReport.Cost.text(sms)) (\(cost.segments.counted("segment")))")
        }
        if let whatsapp = cost.whatsapp {
            parts.append("whatsapp \(SimulationReport.Cost.text(whatsapp)) (\(cost.messages.counted("message")))")
        }
        let total = style("Cost: \(SimulationReport.Cost.text(cost.total)) \(cost.currency)", .strong)
        return parts.isEmpty ? total : "\(total); \(parts.joined(separator: ", "))"
    }
}
