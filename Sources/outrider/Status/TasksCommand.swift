internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct TasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks",
        abstract: "Show what humans have to do, with the words.",
        discussion: """
            First the open tasks, then those of the next seven days, which a run opens when they are due. An open \
            task is ended with `outrider done KEY`; the beginning of the key is enough.

              outrider tasks --due
              outrider tasks --person ada@example.com
            """)

    @Option(help: "Only this person: an id or the end of it, an email address or a phone number.")
    var person: String?

    @Flag(help: "Only the open tasks.")
    var due = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let ledger = try workspace.requireJournal()
            let now = try clock.instant()
            var tasks = try TaskReport.make(ledger, now: now, until: due ? now : now.adding(seconds: 7 * 86_400))
            if let person = try person.map({ try workspace.findPerson($0, in: ledger) }) {
                tasks.removeAll { $0.person != person }
            }
            if due { tasks.removeAll { $0.since == nil } }
            if common.format == .json {
                console.out(.array(tasks.map(json)))
            } else {
                console.out(lines: lines(tasks, now, console))
            }
        }
    }

    private func lines(_ tasks: [HumanTask], _ now: Instant, _ console: Console) -> [String] {
        let open = tasks.filter { $0.since != nil }
        let coming = tasks.filter { $0.since == nil }
        var lines: [String] = []
        for task in open { lines += self.task(task, now, console) + [""] }
        if !coming.isEmpty {
            lines.append(console.style("Coming up", .strong))
            let times = coming.map { $0.due <= now ? "with the next run" : $0.zone.fullTime($0.due) }
            let width = times.map(\.displayWidth).max() ?? 0
            for (task, time) in zip(coming, times) {
                lines.append(
                    "  \(time.padded(to: width))  \(task.channel.rawValue) \(task.step), \(task.person) in \(task.enrollment)"
                )
            }
            lines.append("")
        }
        guard !open.isEmpty else { return lines + ["No task is open."] }
        let example = open.first.map { String($0.key.prefix(keyLength(open))) } ?? "KEY"
        return lines + ["\(open.count.counted("open task")). When one is done: outrider done \(example)"]
    }

    /// Characters of a key that no other open task begins with, at least 8.
    private func keyLength(_ tasks: [HumanTask]) -> Int {
        let keys = tasks.map(\.key)
        return (8...32).first { length in Set(keys.map { $0.prefix(length) }).count == keys.count } ?? 32
    }

    private func task(_ task: HumanTask, _ now: Instant, _ console: Console) -> [String] {
        let style = console.style
        let key = String(task.key.prefix(8))
        let name = task.name.map { " (\($0.cut(to: 40)))" } ?? ""
        let since = task.since.map { "since \(task.zone.fullTime($0)), \($0.distance(from: now))" } ?? ""
        var lines = [
            "\(style("~ " + key, .attention))  \(style(task.channel.rawValue, .strong)) \(task.step): "
                + "\(style(task.person, .accent))\(name) in \(task.enrollment)",
            "  \(style(since, .faint))",
        ]
        if let address = task.address { lines.append("  \(address.onOneLine)") }
        guard let text = task.text else { return lines + ["  (the words cannot be rendered: outrider check says why)"] }
        return lines + text.blockLines.map { "    \($0)" }
    }

    private func json(_ task: HumanTask) -> JSONValue {
        .object(
            JSONObject([
                ("key", .string(task.key)), ("since", .optional(task.since?.rfc3339)),
                ("due", .string(task.due.rfc3339)),
                ("person", .string(task.person)), ("name", .optional(task.name)),
                ("enrollment", .string(task.enrollment)),
                ("step", .string(task.step)), ("channel", .string(task.channel.rawValue)),
                ("zone", .string(task.zone.name)),
                ("address", .optional(task.address)), ("text", .optional(task.text)),
            ]))
    }
}
