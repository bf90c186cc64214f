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

    /// For a terminal or a log.
    func lines() -> [String] {
        var lines = [style(span, .strong), ""]
        guard !days.isEmpty else { return lines + ["Nothing happens in that time."] }
        lines.append(style(legend, .faint))
        lines += calendar().numbers(width: width, style)
        lines += list("Caps that let people wait", caps) + list("Enrollments", enrollments)
        if let cost { lines += ["", style(cost.total, .strong) + cost.rest] }
        return lines
    }

    /// For a pull request or the summary of a workflow; what a file holds stands in a code block.
    func markdown() -> [String] {
        var lines = ["### outrider simulate: \(span)", ""]
        guard !days.isEmpty else { return lines + ["Nothing happens in that time."] }
        lines += [legend, ""] + calendar().numbersInMarkdown()
        var below = list("Caps that let people wait", caps) + list("Enrollments", enrollments)
        if let cost { below += ["", cost.total + cost.rest] }
        return lines + ["", MarkdownText.block(Array(below.drop { $0.isEmpty }))]
    }

    private var legend: String { "A run every \(pace); messages are given as new + follow-up." }

    private var span: String {
        "\(report.zone.time(report.now)) to \(report.zone.time(report.until)) \(report.zone.name)"
    }

    private var pace: String {
        report.every % 60 == 0 ? (Int(report.every) / 60).counted("minute") : Int(report.every).counted("second")
    }

    /// A title, and below it a name and words on each line.
    private func list(_ title: String, _ items: [(name: String, words: String)]) -> [String] {
        guard !items.isEmpty else { return [] }
        return ["", style(title, .strong)]
            + items.flatMap { name, words -> [String] in
                var lines = "\(name): \(words)".onOneLine.wrapped(to: width - 4)
                let first = lines[0].dropFirst(name.onOneLine.count)
                lines[0] = "  " + style(name.onOneLine, .accent) + first
                return [lines[0]] + lines.dropFirst().map { "    " + $0 }
            }
    }

    // MARK: The calendar

    private func calendar() -> TableText {
        let channels = Channel.allCases.filter { channel in days.contains { $0.day.channels[channel] != nil } }
        var table = TableText(
            ["Day"] + channels.map(\.rawValue) + ["tasks", "skipped", "answers", "ended", "waiting"])
        func row(_ name: String, _ days: [SimulationReport.Day], waited: Int) -> [String] {
            func sum(_ value: (SimulationReport.Day) -> Int) -> String {
                let count = days.reduce(0) { $0 + value($1) }
                return count == 0 ? "" : count.grouped
            }
            return [name]
                + channels.map { channel in
                    let counts = days.compactMap { $0.channels[channel] }
                    let (new, followUp) = counts.reduce((0, 0)) { ($0.0 + $1.new, $0.1 + $1.followUp) }
                    return new + followUp == 0 ? "" : "\(new.grouped)+\(followUp.grouped)"
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

    private var caps: [(name: String, words: String)] {
        var queues: [String: (title: String, days: Int, most: Int, on: CivilDate)] = [:]
        for (date, day) in days {
            for queue in day.queues {
                let name = "\(queue.cap) \(queue.of)"
                var known = queues[name] ?? ("\(queue.cap) \(queue.limit.grouped), \(Self.whom(queue.of))", 0, 0, date)
                known.days += 1
                if queue.longest > known.most { (known.most, known.on) = (queue.longest, date) }
                queues[name] = known
            }
        }
        return queues.sorted { $0.key < $1.key }.map { _, queue in
            let most = "at most \(queue.most.counted("person", "people")) at a time (\(queue.on))"
            return (queue.title, "on \(queue.days.counted("day")), \(most)")
        }
    }

    /// Whom a cap counts for; of a sender's the key tells the channel.
    private static func whom(_ name: String) -> String {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return "the whole book" }
        guard parts[0] == "sender", let end = parts[1].lastIndex(of: "/") else { return "\(parts[0]) \(parts[1])" }
        return "sender \(parts[1][..<end])"
    }

    private var enrollments: [(name: String, words: String)] {
        report.enrollments.sorted { $0.key < $1.key }.map { id, part in
            var words = part.people.counted("person", "people")
            if !part.ended.isEmpty { words += "; ended: \(Self.counts(part.ended))" }
            if let last = part.last { words += ", the last on \(report.zone.day(last))" }
            if !part.open.isEmpty { words += "; still in it: \(Self.counts(part.open))" }
            return (id, words)
        }
    }

    private static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
            name == "task" ? count.counted(name) : "\(count.grouped) \(name)"
        }
        .joined(separator: ", ")
    }

    private var cost: (total: String, rest: String)? {
        guard let cost = report.cost else { return nil }
        var parts: [String] = []
        if let sms = cost.sms {
            parts.append("sms \(SimulationReport.Cost.text(sms)) (\(cost.segments.counted("segment")))")
        }
        if let whatsapp = cost.whatsapp {
            parts.append("whatsapp \(SimulationReport.Cost.text(whatsapp)) (\(cost.messages.counted("message")))")
        }
        let rest = parts.isEmpty ? "" : "; \(parts.joined(separator: ", "))"
        return ("Cost: \(SimulationReport.Cost.text(cost.total)) \(cost.currency)", rest)
    }
}
