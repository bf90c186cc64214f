internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Look after the journal branch.",
        subcommands: [Verify.self, Adopt.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the whole journal and report what does not fit together.",
            discussion: "Exit 0 where all is well, 1 where something is damaged.")

        @OptionGroup var common: CommonOptions

        func run() throws {
            try Failure.run(common) { console in
                let workspace = try common.workspace()
                guard let ledger = try workspace.journal() else {
                    throw Refusal(
                        "there is no journal branch '\(workspace.journalBranch)'", hint: "`outrider init` makes it")
                }
                let verification = try Verification.verify(ledger)
                show(verification, seq: ledger.header.seq, console)
                if !verification.problems.isEmpty { throw ExitCode(1) }
            }
        }

        private func show(_ verification: Verification, seq: Int, _ console: Console) {
            if common.format == .json {
                let problems = verification.problems.map { problem -> JSONValue in
                    ["place": .string(problem.place), "message": .string(problem.message)]
                }
                console.out([
                    "people": .integer(verification.people), "enrollments": .integer(verification.memberships),
                    "events": .integer(verification.events), "commit": .integer(seq), "problems": .array(problems),
                ])
                return
            }
            for problem in verification.problems { console.out("journal:\(problem.place): \(problem.message)") }
            let counts = "\(verification.people) people, \(verification.events) events, commit \(seq)"
            if verification.problems.isEmpty {
                console.out("The journal is sound: \(counts).")
            } else {
                console.out("\(verification.problems.count) problems in \(counts).")
                console.note("  = hint: \(JournalError.restore)")
            }
        }
    }

    struct Adopt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accept a journal that was set back, or say that a person who looks moved is the same.",
            discussion: """
                Without a PERSON it accepts the journal as it stands and holds all that is unsent, until \
                `outrider resolve --held adopted --send` or `--skip`. With one, the person goes on where the removed \
                record they look like had stopped.
                """)

        @Argument(help: "People who look moved: ids or the ends of them, email addresses or phone numbers.")
        var people: [String] = []

        @OptionGroup var actor: ActorOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            try Failure.run(common) { console in
                let workspace = try common.workspace()
                let acts = JournalActs(workspace, try Environment.runOptions())
                guard people.isEmpty else {
                    let people = try people.map(workspace.requireJournal().findPerson)
                    try acts.adopt(people: people, actor.actor)
                    if common.format == .json {
                        console.out(["adopted": .strings(people)])
                    } else {
                        console.out("\(people.count) adopted.")
                    }
                    return
                }
                let held = try acts.adoptJournal(actor.actor)
                if common.format == .json {
                    console.out(["held": .integer(held)])
                } else {
                    console.out("The journal is accepted; \(held.counted("enrollment")) held.")
                    console.note("Next: outrider resolve --held adopted --send, or --skip")
                }
            }
        }
    }
}
