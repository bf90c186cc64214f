public import ArgumentParser
public import OutriderCore
internal import OutriderDelivery

struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Decide about messages that are in doubt or held.",
        discussion: """
            A message whose outcome is not known is never sent again by itself. Look at the recipient's side, then:

              outrider resolve KEY --sent       it arrived; the sequence goes on
              outrider resolve KEY --not-sent   it did not; it goes with the next run

            What a rule holds can be let go or left out:

              outrider resolve --held review --send --enrollment 2026-11/backend
              outrider resolve --held guard --send
              outrider resolve --held adopted --skip --person ada@example.com
              outrider resolve --held failed --send --enrollment 2026-11/backend --step nudge
            """)

    @Argument(help: "Key of a message in doubt, or the beginning of it.")
    var key: String?

    @Option(help: "All steps that this reason holds.", completion: .list(Reason.allCases.map(\.rawValue)))
    var held: Reason?

    @Option(name: .customLong("run"), help: "All messages in doubt of this run.")
    var runID: String?

    @Option(help: "With --held: only this person: an id or the end of it, an email address or a phone number.")
    var person: String?

    @Option(help: "With --held: only this enrollment: its id or the end of it.")
    var enrollment: String?

    @Option(help: "With --held: only enrollments of this sequence, by its id or the end of it.")
    var sequence: String?

    @Option(help: "With --held: only the step of this id.")
    var step: String?

    @Option(help: "With --held: only steps of this channel.")
    var channel: Channel?

    @Flag(exclusivity: .exclusive, help: "What is decided.")
    var decision: Decision

    @OptionGroup var actor: ActorOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [key != nil, held != nil, runID != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("name a KEY, or --held REASON, or --run RUN")
        }
        if held != nil, decision == .sent || decision == .notSent {
            throw ValidationError("what is held is decided with --send or --skip")
        }
        if held == nil, decision == .send {
            throw ValidationError("a message in doubt is decided with --sent, --not-sent or --skip")
        }
        let filters = [person != nil, enrollment != nil, sequence != nil, step != nil, channel != nil]
        if held == nil, filters.contains(true) {
            throw ValidationError("--person, --enrollment, --sequence, --step and --channel go with --held")
        }
    }

    func run() throws {
        try Failure.run(common) { console in
            let workspace = try common.workspace()
            let acts = JournalActs(workspace, try Environment.runOptions())
            let count: Int
            if let held {
                count = try acts.lift(held, decision, try filter(workspace), actor.actor)
            } else {
                count = try acts.resolve(key: key, run: runID, decision, actor.actor)
            }
            if common.format == .json {
                console.out(["resolved": .integer(count), "decision": .string(decision.rawValue)])
            } else {
                console.out(
                    count == 0
                        ? "Nothing that fits is held: `outrider status` shows what is, as of the last run."
                        : "\(count) resolved: \(decision.rawValue).")
            }
        }
    }
}

extension ResolveCommand {
    private func filter(_ workspace: Workspace) throws -> HeldFilter {
        let ledger = try workspace.requireJournal()
        return HeldFilter(
            person: try person.map { try workspace.findPerson($0, in: ledger) },
            enrollment: try enrollment.map(ledger.findEnrollment),
            sequence: try sequence.map { try RecordLookup.find($0, kinds: [.sequence], in: ledger.book).id },
            step: step,
            channel: channel)
    }
}

extension Decision: EnumerableFlag {
    public static func name(for value: Decision) -> NameSpecification { .customLong(value.rawValue) }

    public static func help(for value: Decision) -> ArgumentHelp? {
        switch value {
        case .sent: "It was delivered."
        case .notSent: "It was not delivered; it may go again."
        case .send: "Lift the reason; it goes with the next run."
        case .skip: "Leave the step out; the sequence goes on."
        }
    }
}

extension Reason: ExpressibleByArgument {}
