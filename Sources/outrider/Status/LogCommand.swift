internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show the history: what happened to whom, newest last.",
        discussion: """
              outrider log --person ada@example.com --all
              outrider log --since today --event sent --event failed

            Times are in the book's time zone; those of one second stand in the order in which they happened. With \
            --format json every line is one event.
            """)

    @Option(help: "Only this person: an id or the end of it, an email address or a phone number.")
    var person: String?

    @Option(help: "Only this enrollment: its id or the end of it.")
    var enrollment: String?

    @Option(help: ArgumentHelp("Not before then: today, \(TimeArgument.forms).", valueName: "time"))
    var since: TimeArgument?

    @Option(
        help: ArgumentHelp(
            "Only events of this kind; repeatable: \(HistoryEvent.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
        ),
        completion: .list(HistoryEvent.Kind.allCases.map(\.rawValue)), transform: LogCommand.kind)
    var event: [HistoryEvent.Kind] = []

    @Option(help: ArgumentHelp("The newest so many.", valueName: "n"))
    var limit: Int = 50

    @Flag(help: "All of them.")
    var all = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    private static func kind(_ text: String) throws -> HistoryEvent.Kind {
        guard let kind = HistoryEvent.Kind(rawValue: text) else {
            throw ValidationError("kinds are \(HistoryEvent.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
    }

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is at least 1; --all shows everything") }
    }

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let ledger = try workspace.requireJournal()
            let zone = ledger.book.configuration?.timezone ?? .utc
            let query = HistoryQuery(
                person: try person.map { try workspace.findPerson($0, in: ledger) },
                enrollment: try enrollment.map(ledger.findEnrollment),
                since: try since.map { $0.start(from: try clock.instant(), in: zone) }, kinds: Set(event),
                limit: all ? nil : limit)
            let result = try query.run(ledger)
            for damage in result.damaged {
                console.error("outrider: warning: journal:\(damage.place.onOneLine): \(damage.message.onOneLine)")
            }
            if common.format == .json {
                console.out(lines: result.events.map { JSONValue.object($0.json).compact })
            } else {
                show(result, zone, console)
            }
        }
    }

    private func show(_ result: HistoryQuery.Result, _ zone: Zone, _ console: Console) {
        guard !result.events.isEmpty else {
            console.note("Nothing has happened that fits.")
            return
        }
        console.note(
            (result.hasMore ? "(older events are left out: --all shows them; " : "(") + "times are \(zone.name))")
        // What was asked for need not stand on every line.
        let people = person == nil ? min(28, result.events.compactMap { $0.person?.displayWidth }.max() ?? 0) : nil
        let kinds = max(9, result.events.map(\.kind.rawValue.count).max() ?? 0)
        console.out(
            lines: result.events.map { event in
                let subject = event.subject ?? event.key.flatMap { result.subjects[$0] }
                return line(event, subject, (kinds, people), zone, console)
            })
    }

    private func line(
        _ event: HistoryEvent, _ subject: String?, _ widths: (kind: Int, people: Int?), _ zone: Zone, _ console: Console
    ) -> String {
        let time = "\(zone.local(event.at).date) \(zone.clock(event.at))"
        let kind = event.kind.rawValue.padded(to: widths.kind)
        let person = widths.people.map { (event.person ?? "-").onOneLine.padded(to: $0) + "  " } ?? ""
        var parts: [String] = []
        if let step = event.step {
            parts.append([event.channel?.rawValue, step].compactMap(\.self).joined(separator: " "))
        } else if let place = event.place {
            parts.append(place)
        }
        if self.enrollment == nil, let enrollment = event.enrollment { parts.append("in \(enrollment)") }
        var words = parts.joined(separator: " ")
        if event.isLate { words += " (late)" }
        let code = event.isOptOut || event.isPause ? nil : event.code
        if let failure = [event.failure, code].compactMap(\.self).joined(separator: " ").nonEmpty {
            words += ": \(failure)"
        }
        if event.isOptOut { words += event.code == OptOut.channel.rawValue ? ": this channel" : ": all channels" }
        if let reason = event.reason { words += " (\(reason))" }
        if let by = event.by { words += " by \(by)" }
        if let subject { words += ": \(subject)" }
        let used = time.count + 2 + kind.count + 2 + person.displayWidth
        let begin = "\(console.style(time, .faint))  \(console.style(kind, role(event.kind)))"
        words = words.cut(to: console.isTerminal ? max(30, console.width - used) : 500)
        return "\(begin)  \(person)\(words)".withoutSpacesAtEnd
    }

    private func role(_ kind: HistoryEvent.Kind) -> TextStyle.Role {
        switch kind {
        case .sent, .delivered, .done, .replied: .good
        case .failed, .bounced, .unknown, .duplicate: .error
        case .task, .paused, .cancelled, .complained, .unsubscribed, .suppressed: .attention
        default: .accent
        }
    }
}

extension HistoryEvent {
    /// What an event without a step is about: a channel, a domain, an address.
    fileprivate var place: String? {
        if isPause { return code }
        var parts: [String] = []
        if let to, kind == .suppressed || kind == .resubscribed { parts.append(to) }
        if person == nil, !addresses.isEmpty { parts.append(addresses.count.counted("address", "addresses")) }
        if kind == .suppressed || kind == .resubscribed {
            parts.append(channel.map { "on \($0.rawValue)" } ?? "on all channels")
        } else if let channel, kind.isAnswer {
            parts.append(channel.rawValue)
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    fileprivate var isPause: Bool { kind == .paused || kind == .resumed }

    fileprivate var isOptOut: Bool { kind == .unsubscribed || kind == .complained }
}

extension String {
    /// `nil` where there is no character.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
