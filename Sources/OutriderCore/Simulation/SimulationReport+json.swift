extension SimulationReport {
    /// The whole report, the same for the same book, clock and script.
    ///
    /// - Parameter isFresh: whether the journal was left out.
    public func json(isFresh: Bool) -> JSONValue {
        var total = Day()
        var sent = Count()
        for day in days.values {
            for count in day.channels.values {
                sent.new += count.new
                sent.followUp += count.followUp
            }
            total.tasks += day.tasks
            total.skipped += day.skipped
            total.answers += day.answers
            total.ended += day.ended
        }
        let summary: JSONValue = [
            "messages": .integer(sent.new + sent.followUp), "new": .integer(sent.new),
            "followUp": .integer(sent.followUp),
            "tasks": .integer(total.tasks), "skipped": .integer(total.skipped), "answers": .integer(total.answers),
            "ended": .integer(total.ended), "people": .integer(people),
        ]
        return .object(
            JSONObject([
                ("now", .string(now.rfc3339)), ("until", .string(until.rfc3339)), ("every", .integer(every)),
                ("fresh", .bool(isFresh)), ("summary", summary),
                (
                    "days",
                    .object(JSONObject(days.sorted { $0.key < $1.key }.map { ($0.key.description, $0.value.json) }))
                ),
                (
                    "enrollments",
                    .object(JSONObject(enrollments.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
                ),
                ("cost", cost?.json),
                (
                    "ignored",
                    ignored.isEmpty
                        ? nil
                        : .array(
                            ignored.map { problem in
                                ["place": .string(problem.location.named), "message": .string(problem.message)]
                            })
                ),
            ]))
    }
}

extension SimulationReport.Day {
    fileprivate var json: JSONValue {
        let counts = Channel.allCases.map { channel -> (String, JSONValue?) in
            (channel.rawValue, channels[channel].map { ["new": .integer($0.new), "followUp": .integer($0.followUp)] })
        }
        let queues = queues.map { queue -> JSONValue in
            [
                "cap": .string(queue.cap), "of": .string(queue.of), "limit": .integer(queue.limit),
                "waited": .integer(queue.waited), "longest": .integer(queue.longest),
            ]
        }
        return .object(
            JSONObject([
                ("channels", .object(JSONObject(counts))), ("tasks", .integer(tasks)), ("skipped", .integer(skipped)),
                ("answers", .integer(answers)), ("ended", .integer(ended)),
                ("queues", queues.isEmpty ? nil : .array(queues)),
            ]))
    }
}

extension SimulationReport.Part {
    fileprivate var json: JSONValue {
        func counts(_ counts: [String: Int]) -> JSONValue {
            .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) }))
        }
        let steps = steps.map { step -> (String, JSONValue?) in
            (
                step.id,
                .object(
                    JSONObject([
                        ("sent", .integer(step.count.sent)), ("tasks", .integer(step.count.tasks)),
                        ("skipped", .integer(step.count.skipped)), ("first", .optional(step.count.first?.rfc3339)),
                        ("last", .optional(step.count.last?.rfc3339)),
                    ]))
            )
        }
        return .object(
            JSONObject([
                ("people", .integer(people)), ("ended", counts(ended)), ("last", .optional(last?.rfc3339)),
                ("open", counts(open)), ("steps", .object(JSONObject(steps))),
            ]))
    }
}

extension SimulationReport.Cost {
    fileprivate var json: JSONValue {
        .object(
            JSONObject([
                ("currency", .string(currency)), ("segments", .integer(segments)),
                ("sms", sms.map { .string(Self.text($0)) }), ("messages", .integer(messages)),
                ("whatsapp", whatsapp.map { .string(Self.text($0)) }), ("total", .string(Self.text(total))),
            ]))
    }

    /// Millionths as an amount with at least two decimals: `12.50`.
    public static func text(_ amount: Int) -> String {
        var decimals = (amount % 1_000_000).padded(to: 6)
        while decimals.utf8.count > 2, decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(amount / 1_000_000).\(decimals)"
    }
}

extension SourceLocation {
    /// Without the folder of the file, which is another where the script is named otherwise.
    fileprivate var named: String {
        var location = self
        location.path = String(path.split(separator: "/").last ?? "")
        return location.description
    }
}
