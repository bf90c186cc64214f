internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show where enrollments and people stand, what is in doubt, when the last run was.",
        discussion: """
            It reads the journal, and so the book as the last run knew it: what is new on main shows in \
            `outrider plan`. With enrollments it lists the people in them one by one, with --person the enrollments \
            of that person. Times of a person are in their time zone, all others in the book's.

              outrider status
              outrider status 2026-11/backend
              outrider status --person ada@example.com
            """)

    @Argument(help: "Ids of enrollments, or the ends of them.")
    var enrollments: [String] = []

    @Option(help: "Only this person: an id or the end of it, an email address or a phone number.")
    var person: String?

    @Flag(help: "Show everybody, not only the first \(StatusText.limit).")
    var all = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let ledger = try workspace.requireJournal()
            let ids = try enrollments.map(ledger.findEnrollment)
            let person = try person.map { try workspace.findPerson($0, in: ledger) }
            let now = try clock.instant()
            let report = try StatusReport.make(
                ledger, now: now, enrollments: ids, person: person, isPaused: Environment.isPaused)
            let text = StatusText(
                report, now: now, style: console.style, width: console.isTerminal ? console.width : nil, showsAll: all,
                person: person)
            if common.format == .json { console.out(text.json()) } else { console.out(lines: text.lines()) }
        }
    }
}
