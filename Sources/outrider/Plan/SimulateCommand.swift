internal import ArgumentParser
internal import Foundation
internal import OutriderCore
internal import OutriderDelivery

/// How a simulation is written.
enum SimulationFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
}

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Play the calendar forward: how many messages a day, where caps let people wait, when each enrollment ends.",
        discussion: """
            The real planner on a clock of its own, in memory: nothing is sent and nothing written. It begins where the \
            journal stands; --fresh begins with nobody enrolled yet.

              outrider simulate --until 30d
              outrider simulate --until 30d --script replies.yaml
              outrider simulate --until 60d --fresh --now 2026-11-23T07:00:00Z --record simulation.json
              outrider simulate --check simulation.json

            A script is a YAML list of what comes back, what humans do, and how files change:

              - {after: 2d, do: reply, person: za/ada}
              - {at: "2026-11-25 10:00", do: out-of-office, person: grace, until: 2026-12-01}
              - {do: reply, rate: 10%, after: 1d, step: intro}       # of all who get the step
              - {do: done, after: 1d}                                # every task, a day after it is opened
              - {after: 5d, edit: people/bob.yaml, set: {title: CTO, tags+: senior}}
              - {after: 6d, edit: companies/new.yaml, text: "name: New"}       # the whole file
              - {after: 6d, remove: enrollments/old.yaml}

            `set` names keys as `outrider set` does; + or - behind one puts items into a list or takes them out. Your \
            editor knows the keys of a script from `outrider schema script`.

            For the summary of a workflow: --format markdown >> "$GITHUB_STEP_SUMMARY".

            --check takes clock, end and pace from the file where they are not given. It exits with 1 where the result \
            is another one, and says what differs.
            """)

    @Option(help: ArgumentHelp("How far: \(TimeArgument.forms).", valueName: "time"))
    var until: TimeArgument?

    @Option(
        help: ArgumentHelp("How often the runner comes: 15m if left out.", valueName: "time"),
        transform: SimulateCommand.pace)
    var every: Int64?

    @Option(
        help: ArgumentHelp("What comes back from people, and what humans do.", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var script: String?

    @Option(
        help: ArgumentHelp("Compare with what was recorded before.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var check: String?

    @Option(
        help: ArgumentHelp("Write the result down, for --check.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var record: String?

    @Flag(help: "Begin without the journal: nobody has got anything yet.")
    var fresh = false

    @OptionGroup var state: RevisionOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: PlaceOptions

    @Option(help: "text, json for programs, or markdown for a pull request.")
    var format: SimulationFormat = .text

    /// The same for what knows only text and JSON.
    private var common: CommonOptions {
        var common = CommonOptions()
        common.place = place
        common.format = format == .json ? .json : .text
        return common
    }

    private static func pace(_ text: String) throws -> Int64 {
        guard case .distance(let seconds)? = TimeArgument(argument: text), seconds > 0 else {
            throw ValidationError("write a time: 15m, 1h, 1d")
        }
        return seconds
    }

    func validate() throws {
        if until == nil, check == nil { throw ValidationError("say how far: --until 30d") }
        if check != nil, record != nil { throw ValidationError("--check and --record exclude each other") }
    }

    func run() throws {
        try Failure.run(common) { console in
            let expected = try check.map(Expectation.init)
            let workspace = try common.workspace()
            let revision = state.revision(in: workspace)
            let now = try clock.now ?? expected?.now ?? clock.instant()
            let isFresh = fresh || expected?.isFresh ?? false
            let ledger = try workspace.planRehearsal(revision, now: now, isFresh: isFresh).ledger
            let zone = ledger.book.configuration?.timezone ?? .utc
            let end = until?.end(from: now, in: zone) ?? expected?.until ?? now
            guard end > now else {
                throw UsageError("the end is not behind the beginning", hint: "give a later --until, or another --now")
            }
            let report = try SimulationReport.make(
                ledger, now: now, until: end, every: every ?? expected?.every ?? 900, script: try readScript())
            for problem in report.ignored {
                let place = "\(problem.location.path.onOneLine):\(problem.location.line):\(problem.location.column)"
                console.error("\(place): \(console.errorStyle("ignored", .attention)): \(problem.message)")
            }
            let json = report.json(isFresh: isFresh)
            if let record { try OutputFile.write(Array((json.pretty + "\n").utf8), to: record) }
            if let expected { return try expected.compare(json, console, format, isQuiet: place.quiet) }
            switch format {
            case .json: console.out(json)
            case .text: console.out(lines: SimulationText(report, style: console.style, width: console.width).lines())
            case .markdown:
                console.out(lines: SimulationText(report, style: TextStyle(isColored: false), width: 100).markdown())
            }
            if let record { console.note("Recorded in \(record.onOneLine).") }
        }
    }

    private func readScript() throws -> SimulationScript {
        guard let path = script else { return SimulationScript() }
        let bytes = try InputFile.read(path, limit: 8 << 20)
        let (script, report) = SimulationScript.parse(bytes, path: path)
        guard !report.hasErrors else { throw ScriptFailure(report: report, bytes: bytes, path: path) }
        return script
    }
}

/// A script that cannot be read as meant.
struct ScriptFailure: Error {
    var report: Report
    var bytes: [UInt8]
    var path: String
}

/// What was recorded before, for `--check`.
struct Expectation {
    private let path: String
    private let json: JSONValue
    let now: Instant
    let until: Instant
    let every: Int64
    let isFresh: Bool

    init(_ path: String) throws {
        self.path = path
        let bytes = try InputFile.read(path, limit: 64 << 20)
        guard let json = try? JSONValue(parsing: bytes), let members = json.members,
            let now = members["now"]?.text.flatMap({ Instant(rfc3339: $0) }),
            let until = members["until"]?.text.flatMap({ Instant(rfc3339: $0) }), let every = members["every"]?.int,
            (1...366 * 86_400).contains(every)
        else {
            throw UsageError(
                "'\(path.onOneLine)' holds no recorded simulation",
                hint: "`outrider simulate --until 30d --record FILE` writes one")
        }
        self.json = json
        self.now = now
        self.until = until
        self.every = Int64(every)
        isFresh = members["fresh"] == true
    }

    /// - Throws: `ExitCode` 1 where the result is another one.
    func compare(_ result: JSONValue, _ console: Console, _ format: SimulationFormat, isQuiet: Bool) throws {
        let lines = JSONDifference.lines(result, expected: json)
        var shown = lines.prefix(Self.limit).map(\.onOneLine)
        if lines.count > Self.limit { shown.append("… and \((lines.count - Self.limit).grouped) more") }
        let head = "\(lines.isEmpty ? "As" : "Not as") recorded in \(path.onOneLine)"
        switch format {
        case .json: console.out(["same": .bool(lines.isEmpty), "differences": .strings(lines)])
        case .text where lines.isEmpty: if !isQuiet { console.out("\(head).") }
        case .text: console.out(lines: [console.style("\(head):", .strong)] + shown.map { "  \($0)" })
        case .markdown:
            console.out("### outrider simulate: \(head.prefix(1).lowercased() + head.dropFirst())")
            if !lines.isEmpty { console.out("\n" + MarkdownText.block(shown)) }
        }
        guard !lines.isEmpty else { return }
        if format != .json { console.note("Where that is meant, --record \(path.onOneLine) writes it anew.") }
        throw ExitCode(1)
    }

    private static let limit = 60
}
