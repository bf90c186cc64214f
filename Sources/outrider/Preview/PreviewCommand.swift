internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show the messages of a template or sequence as one person would get them.",
        discussion: """
            Every step with its channel, its delay, and when it would go if the sequence began now, or at --start; a \
            task counts as done when it is due. A value that is missing is marked, never left blank. Variables and \
            project come from --enrollment, else from the first enrollment that uses the template or sequence for \
            this person.

              outrider preview intro --person za/ada
              outrider preview enrollments/2026-11/backend --person ada@example.com
              outrider preview drip --person ada --start "2026-12-01 10:00"
              outrider preview drip --person ada --html pages/

            Exit codes: 0 fine, 1 something is missing, 4 the book has errors.
            """)

    @Argument(help: "Id of a template, a sequence or an enrollment, or the end of it; its path where several fit.")
    var record: String

    @Option(help: "Id of the person or the end of it, an email address or a phone number.")
    var person: String

    @Option(help: "Id of the enrollment, or the end of it, whose variables and project are used.")
    var enrollment: String?

    @Option(
        help: ArgumentHelp(
            "When the first delay begins: a date, \"2026-12-01 10:00\" (the person's time), or an RFC 3339 time.",
            valueName: "time"), transform: PreviewCommand.start)
    var start: LocalTime?

    @Option(
        help: ArgumentHelp(
            "Write the emails as pages for a browser: to a .html file, or into a folder.", valueName: "path"),
        completion: .file())
    var html: String?

    @OptionGroup var clock: ClockOptions
    @OptionGroup var state: RevisionOptions
    @OptionGroup var common: CommonOptions

    private static func start(_ text: String) throws -> LocalTime {
        guard let start = LocalTime(text) else {
            throw ValidationError("write 2026-12-01, \"2026-12-01 10:00\" or 2026-12-01T08:00:00Z")
        }
        return start
    }

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let revision = state.revision(in: workspace)
            let book = Book(try workspace.source(revision))
            let (kind, id) = try RecordLookup.find(record, kinds: [.template, .sequence, .enrollment], in: book)
            let person = try PersonLookup.find(person, in: book)
            let enrollment = try enrollment.map { try RecordLookup.find($0, kinds: [.enrollment], in: book).id }
            let now = try clock.instant()
            guard
                let preview = try Preview.make(
                    kind, id, person: person, enrollment: enrollment, start: start, now: now, in: book)
            else { throw BookFailure(report: book.report, revision: revision) }
            let pages = try html.map { path in
                try PreviewPages(preview, title: "\(kind.rawValue.inTitle) \(id) for \(person)").write(to: path)
            }
            if common.format == .json {
                console.out(json(preview))
            } else if let pages {
                console.out(lines: pages)
                if pages.isEmpty { console.note("There is no email in it.") }
            } else {
                show(preview, kind, id)
            }
            if common.format == .text { tellMissing(preview, console) }
            if preview.isIncomplete { throw ExitCode(1) }
        }
    }

    private func show(_ preview: Preview, _ kind: RecordKind, _ id: String) {
        let console = common.console
        let style = console.style
        if !common.quiet {
            let enrollment = preview.enrollment.map {
                kind == .enrollment ? "" : ", with the variables of enrollment \($0)"
            }
            console.out(style("\(kind.rawValue.inTitle) \(id) for \(preview.person)", .strong) + (enrollment ?? ""))
        }
        for message in preview.messages {
            console.out("")
            if let step = message.step, let channel = message.channel {
                console.out(style("--- \(step), \(channel.rawValue)\(time(message, preview)) ---", .accent))
            }
            for header in message.headers {
                console.out("\(style(header.name + ":", .faint)) \(marked(header.value.onOneLine, message))")
            }
            if !message.headers.isEmpty { console.out("") }
            console.out(marked(message.text.asBlock.trimmingEnd, message))
            if let segments = message.segments { console.out(style("(\(text(segments)))", .faint)) }
            if message.html != nil { console.out(style("(an HTML form goes with it: --html FILE writes it)", .faint)) }
        }
    }

    private func text(_ segments: SMSSegments) -> String {
        let foreign = segments.firstForeign.map { " because of '\(String($0).onOneLine)'" } ?? ""
        return "\(segments.count.counted("segment")), \(segments.encoding.rawValue)\(foreign)"
    }

    /// The delay, and when the step would go.
    private func time(_ message: Preview.Message, _ preview: Preview) -> String {
        let delay = message.delay.map { $0.count == 0 ? "" : ", after \($0)" } ?? ""
        guard preview.start != nil else { return delay }
        switch message.omission {
        case .passed: return delay + ", left out: its day is over"
        case .startAt: return delay + ", left out: the person begins at a later step"
        case nil: return delay + (message.at.map { ", \(preview.zone.fullTime($0))" } ?? ", time unknown")
        }
    }

    private func tellMissing(_ preview: Preview, _ console: Console) {
        guard preview.isIncomplete else { return }
        let names = preview.messages.filter { !$0.missing.isEmpty }.map { message in
            (message.step.map { "\($0): " } ?? "") + message.missing.joined(separator: ", ")
        }.joined(separator: "; ")
        console.error("")
        console.error("outrider: \(console.errorStyle("missing:", .error)) \(names.onOneLine)")
        console.error(
            "  = hint: add it to the person or the enrollment, or give a fallback; until then the step is held")
    }

    private func marked(_ text: String, _ message: Preview.Message) -> String {
        message.missing.reduce(text) { text, name in
            let mark = Preview.mark(name).onOneLine
            return text.replacing(mark, with: common.console.style(mark, .error))
        }
    }

    private func json(_ preview: Preview) -> JSONValue {
        let messages = preview.messages.map { message -> JSONValue in
            .object(
                JSONObject([
                    ("step", .optional(message.step)), ("channel", .optional(message.channel?.rawValue)),
                    ("delay", .optional(message.delay?.description)), ("at", .optional(message.at?.rfc3339)),
                    ("omitted", .optional(message.omission?.rawValue)), ("sender", .string(message.sender)),
                    ("headers", .object(JSONObject(message.headers.map { ($0.name, JSONValue.string($0.value)) }))),
                    ("text", .string(message.text)), ("html", .optional(message.html)),
                    ("segments", message.segments.map(json)),
                    ("missing", .strings(message.missing)),
                ]))
        }
        return .object(
            JSONObject([
                ("person", .string(preview.person)), ("enrollment", .optional(preview.enrollment)),
                ("start", .optional(preview.start?.rfc3339)), ("zone", .string(preview.zone.name)),
                ("messages", .array(messages)),
            ]))
    }

    private func json(_ segments: SMSSegments) -> JSONValue {
        [
            "encoding": .string(segments.encoding.rawValue), "count": .integer(segments.count),
            "units": .integer(segments.units),
        ]
    }
}

extension String {
    /// The text without white space at its end.
    fileprivate var trimmingEnd: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
