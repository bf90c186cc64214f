internal import OutriderCore
internal import OutriderDelivery

/// What a run did, as text and as JSON.
enum RunText {
    /// Messages that are listed one by one.
    private static let listed = 20

    static func show(_ summary: RunSummary, _ console: Console) {
        let messages = summary.messages.sorted {
            ($0.person, $0.enrollment, $0.step) < ($1.person, $1.enrollment, $1.step)
        }
        for message in messages.prefix(listed) {
            let sign = message.outcome == "SENT" ? "+" : "!"
            console.out(
                "\(sign) \(message.outcome) \(message.person) \(message.enrollment) \(message.step) \(message.channel.rawValue)"
            )
        }
        if summary.messages.count > listed {
            console.out("  and \(summary.messages.count - listed) more: outrider log --since today")
        }
        if let plan = summary.plan { for line in rehearsal(plan) { console.out(line) } }
        console.out(line(summary))
        for (code, count) in summary.refused.sorted(by: { $0.key < $1.key }) {
            console.error(
                console.errorStyle("warning", .attention)
                    + ": \(count.counted("message")) could not be handed over (\(code)): mend that, and the next run sends "
                    + (count == 1 ? "it" : "them"))
        }
        // A window opens by itself; the next time is told above.
        let held = summary.held.filter { $0.key != .outsideWindow }
        for (reason, count) in held.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let until = reason == .claimedElsewhere ? summary.claimedUntil.map { " until \($0.rfc3339)" } ?? "" : ""
            console.out("! held \(count) \(reason.rawValue)\(until): \(reason.explanation); \(reason.remedy)")
        }
        switch summary.end {
        case .finished: break
        case .deadline: console.out("The deadline came first: what is left goes with the next run.")
        case .interrupted: console.out("Interrupted: what is left goes with the next run.")
        }
    }

    private static func rehearsal(_ plan: Plan) -> [String] {
        let lines = plan.sends.map {
            "+ would send \($0.person) \($0.enrollment) \($0.step) \($0.channel.rawValue)"
        }
        guard lines.count > listed else { return lines }
        return lines.prefix(listed) + ["  and \(lines.count - listed) more: outrider plan --all"]
    }

    private static func line(_ summary: RunSummary) -> String {
        var parts: [String] = []
        func add(_ count: Int, _ text: String) { if count > 0 { parts.append("\(count) \(text)") } }
        add(summary.entered, "entered")
        add(summary.ended, "ended")
        add(summary.resumed, "resumed")
        add(summary.settled, "settled from an earlier run")
        add(summary.plan?.sends.count ?? 0, "would be sent")
        add(summary.sent, "sent")
        add(summary.failed, "failed")
        add(summary.unknown, "in doubt")
        add(summary.released, "not sent, still due")
        add(summary.tasks, summary.tasks == 1 ? "task opened" : "tasks opened")
        add(summary.skipped, summary.skipped == 1 ? "step skipped" : "steps skipped")
        let head = parts.isEmpty ? "Nothing to do" : parts.joined(separator: ", ")
        return head
            + (summary.next.map { "; the next step is due \($0.rfc3339)." }
                ?? (!summary.refused.isEmpty ? "." : nil)
                    ?? (summary.claimedUntil == nil ? "; no further step is due." : "."))
    }

    static func json(_ summary: RunSummary) -> JSONValue {
        let messages = summary.messages.map { message -> JSONValue in
            [
                "key": .string(message.key), "person": .string(message.person),
                "enrollment": .string(message.enrollment), "step": .string(message.step),
                "channel": .string(message.channel.rawValue), "status": .string(message.outcome),
            ]
        }
        let held = summary.held.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ($0.key.rawValue, JSONValue.integer($0.value))
        }
        return .object(
            JSONObject([
                ("run", .string(summary.run)), ("dryRun", .bool(summary.isDryRun)),
                ("end", .string(summary.end.rawValue)),
                ("entered", .integer(summary.entered)), ("ended", .integer(summary.ended)),
                ("resumed", .integer(summary.resumed)),
                ("settled", .integer(summary.settled)), ("wouldSend", summary.plan.map { .integer($0.sends.count) }),
                ("sent", .integer(summary.sent)), ("failed", .integer(summary.failed)),
                ("unknown", .integer(summary.unknown)), ("released", .integer(summary.released)),
                ("tasks", .integer(summary.tasks)), ("skipped", .integer(summary.skipped)),
                ("held", .object(JSONObject(held))),
                ("claimedUntil", .optional(summary.claimedUntil?.rfc3339)), ("next", .optional(summary.next?.rfc3339)),
                ("commits", .integer(summary.commits)), ("messages", .array(messages)),
            ]))
    }
}
