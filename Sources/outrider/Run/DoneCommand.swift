internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct DoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done",
        abstract: "Say that a task is done; its sequence goes on from there.",
        discussion: """
            `outrider tasks` lists the tasks with their keys; the beginning of a key is enough.

              outrider done godr22l6
              outrider done godr22l6 --skipped --by jo --reason "she wrote first"
            """)

    @Argument(help: "The task's key, or the beginning of it.")
    var task: String

    @Flag(help: "It was left out.")
    var skipped = false

    @Flag(help: "It was tried and did not work.")
    var failed = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if skipped && failed { throw ValidationError("a task is skipped or failed, not both") }
    }

    func run() throws {
        try Failure.run(common) { console in
            let end: TaskEnd = skipped ? .skipped : failed ? .failed : .done
            let acts = JournalActs(try common.workspace(), try Environment.runOptions())
            try acts.finishTask(task, as: end, actor.actor)
            if common.format == .json {
                console.out(["task": .string(task), "end": .string(end.rawValue)])
            } else {
                console.out("The task is \(end.rawValue). What comes next: outrider plan --until 30d")
            }
        }
    }
}

/// Who acts, and why.
struct ActorOptions: ParsableArguments {
    @Option(help: "Who did it; written into the history.")
    var by: String?

    @Option(help: "Why; written into the history.")
    var reason: String?

    var actor: Actor { Actor(by: by, reason: reason) }
}
