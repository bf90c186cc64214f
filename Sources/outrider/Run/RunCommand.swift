internal import ArgumentParser
internal import Foundation
internal import OutriderCore
internal import OutriderDelivery

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Send all that is due.",
        discussion: """
            It reads the tip of the book's branch (never the work tree), brings the journal in line with it, settles what \
            an earlier run left in doubt, then claims, sends and records batch by batch. Run it as often as you like, \
            and several at once: each message is claimed in the journal before it leaves, so it goes once.

              outrider run --dry-run
              outrider run --deadline 10m

            Exit codes: 0 done, 3 some sends failed or are in doubt, 4 the book has errors, 5 other runs were faster \
            every time, 6 this journal must not be touched (the message says why), 130 interrupted.
            """)

    @Option(help: "Claim nothing more after this time: 30s, 10m, 1h.")
    var deadline: TimeLimit?

    @Flag(help: "Show what would be done; change and send nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Let edits of the book end up to so many people, this once.", valueName: "count"))
    var allowCancels: Int?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let allowCancels, allowCancels < 0 { throw ValidationError("--allow-cancels is a count, from 0 on") }
    }

    func run() throws {
        try Failure.run(common) { console in
            Interruption.listen()
            var options = try Environment.runOptions()
            options.deadline = deadline?.seconds
            options.isDryRun = dryRun
            options.allowedCancels = allowCancels
            let boundaries = options.boundaries
            options.isInterrupted = {
                guard Interruption.isRequested else { return false }
                boundaries.reach(.signalFirst)
                return true
            }
            let progress = ProgressLine(console)
            options.progress = { progress.show($0) }
            let runner = try Runner(common.workspace(), options)
            let summary = try runner.perform()
            progress.clear()
            if common.format == .json { console.out(RunText.json(summary)) } else { RunText.show(summary, console) }
            if Environment.isPaused { console.error("OUTRIDER_PAUSED is set: nothing is sent.") }
            if summary.end == .interrupted { throw ExitCode(130) }
            if summary.failed + summary.unknown > 0 || !summary.refused.isEmpty { throw ExitCode(3) }
        }
    }
}

/// A time as an option: `30s`, `10m`, `1h`.
struct TimeLimit: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
            (0...86_400).contains(count)
        else { return nil }
        seconds = count * unit
    }
}
