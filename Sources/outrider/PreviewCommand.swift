internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show the words of a template or sequence as one person would get them.",
        discussion: """
            A value that is missing is marked, never left blank. Variables and project come from the enrollment that \
            uses the template or sequence for this person, where there is one.

              outrider preview intro --person za/ada
              outrider preview enrollments/2026-11/backend --person ada@example.com

            Exit codes: 0 fine, 1 something is missing, 4 the book has errors.
            """)

    @Argument(help: "Id of a template, a sequence or an enrollment, or the end of it; its path where several fit.")
    var record: String

    @Option(help: "Id of the person or the end of it, an email address or a phone number.")
    var person: String

    @OptionGroup var state: RevisionOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let revision = state.revision(in: workspace)
            let book = Book(try workspace.source(revision))
            let (kind, id) = try RecordLookup.find(record, kinds: [.template, .sequence, .enrollment], in: book)
            let person = try PersonLookup.find(person, in: book)
            guard let preview = try Preview.make(kind, id, person: person, in: book) else {
                throw BookFailure(report: book.report, revision: revision)
            }
            if common.format == .json { console.out(json(preview)) } else { show(preview, kind, id) }
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
                console.out(style("--- step \(step), \(channel.rawValue) ---", .accent))
            }
            for header in message.headers {
                console.out("\(style(header.name + ":", .faint)) \(marked(header.value.onOneLine, message))")
            }
            if !message.headers.isEmpty { console.out("") }
            console.out(marked(message.text.asBlock.trimmingEnd, message))
            if message.html != nil { console.out(style("(an HTML form goes with it: --format json shows it)", .faint)) }
        }
        let missing = preview.messages.flatMap(\.missing)
        guard !missing.isEmpty else { return }
        var seen: Set<String> = []
        let names = missing.filter { seen.insert($0).inserted }.joined(separator: ", ")
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
                    ("headers", .object(JSONObject(message.headers.map { ($0.name, JSONValue.string($0.value)) }))),
                    ("text", .string(message.text)), ("html", .optional(message.html)),
                    ("missing", .strings(message.missing)),
                ]))
        }
        return .object(
            JSONObject([
                ("person", .string(preview.person)), ("enrollment", .optional(preview.enrollment)),
                ("messages", .array(messages)),
            ]))
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
