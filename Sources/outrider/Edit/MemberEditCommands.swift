internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct EnrollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: "Put people into an enrollment, or into a new one of a sequence.",
        discussion: """
            Whoever is in it already stays as they are.

              outrider enroll za/ada bob@example.com --in 2026-11/backend
              outrider enroll za/ada --in four-day-candidate --as 2026-11/backend --project backend-engineer
            """)

    @Argument(help: "Ids of people or the ends of them, email addresses or phone numbers.")
    var people: [String]

    @Option(name: .customLong("in"), help: "Id of an enrollment, or of a sequence for a new one.")
    var target: String

    @Option(name: .customLong("as"), help: "Id of the new enrollment; the sequence's with a number if left out.")
    var id: String?

    @Option(help: "Id of the new enrollment's project.")
    var project: String?

    @Option(help: "When the new enrollment starts: 2026-11-23, \"2026-11-23 10:00\" or RFC 3339.")
    var start: String?

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run { editor, _ in
            try editor.enroll(
                people, in: target, BookEditor.NewEnrollment(id: id, project: project, start: start))
        }
    }
}

struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Move a person from one enrollment to another.",
        discussion: """
            They end in the first; their own variables go along.

              outrider move za/ada --from four-day-candidate-1 --to evergreen --at nudge
            """)

    @Argument(help: "Id of the person or the end of it, an email address or a phone number.")
    var person: String

    @Option(help: "Id of the enrollment that they leave.")
    var from: String

    @Option(help: "Id of the enrollment that they enter.")
    var to: String

    @Option(name: .customLong("at"), help: "Id of the first step that they get there.")
    var step: String?

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run { editor, _ in try editor.move(person, from: from, to: to, at: step) }
    }
}

/// What is paused, resumed or cancelled.
struct StatusTarget: ParsableArguments {
    @Argument(
        help: """
            Id of an enrollment; with --in, a person: id, email address or phone number; with --now also KIND/ID, a \
            channel, or nothing for the book.
            """)
    var target: String?

    @Option(name: .customLong("in"), help: "Id of the enrollment in which only the person is meant.")
    var enrollment: String?

    @Flag(
        name: .customLong("now"),
        help: "In the journal, at once: the book, a channel, sender, sequence, company, enrollment or person.")
    var isNow = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var options: EditOptions

    func validate() throws {
        if isNow {
            if enrollment != nil {
                throw ValidationError("--now is about a whole enrollment or person; leave out --in")
            }
            if options.isDryRun { throw ValidationError("--dry-run is for edits of files; leave out --now") }
            return
        }
        if target == nil { throw ValidationError("name an enrollment, or pause the whole book with --now") }
        if actor.by != nil || actor.reason != nil {
            throw ValidationError("--by and --reason go with --now; of an edit the commit tells them")
        }
    }

    func run(_ change: BookEditor.StatusChange) throws {
        guard let target else { return }
        try options.run { editor, _ in
            try editor.change(
                change, enrollment: enrollment ?? target, person: enrollment == nil ? nil : target)
        }
    }
}

struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Pause an enrollment, or one person in it.",
        discussion: """
            Nothing goes to them until `outrider resume`; what remains of a delay is kept.

              outrider pause 2026-11/backend
              outrider pause za/ada --in 2026-11/backend

            That edits files: it counts once it is committed. With --now it is written into the journal instead and \
            binds the next claim of every run:

              outrider pause --now --reason "wrong prices" --by jo
              outrider pause sms --now --until 2d
              outrider pause sender/jo --now
              outrider pause company/harbour --now --until 2026-12-05
            """)

    @OptionGroup var target: StatusTarget

    @Option(
        help: ArgumentHelp("With --now: when it ends by itself: \(TimeArgument.forms).", valueName: "time"))
    var until: TimeArgument?

    func validate() throws {
        if until != nil, !target.isNow { throw ValidationError("--until goes with --now") }
    }

    func run() throws { try target.isNow ? target.pauseNow(until: until) : target.run(.pause) }
}

struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a paused enrollment, or one person in it, go on.",
        discussion: """
            It takes back a pause only; what is cancelled stays cancelled. With --now it takes back a pause of the \
            journal, named as it was for `outrider pause --now`.
            """)

    @OptionGroup var target: StatusTarget

    func run() throws { try target.isNow ? target.resumeNow() : target.run(.resume) }
}

struct CancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel an enrollment, or one person in it.",
        discussion: "Nothing more goes to them, and they end as CANCELLED with the next run.")

    @Argument(help: "Id of an enrollment; with --in, a person: id, email address or phone number.")
    var target: String

    @Option(name: .customLong("in"), help: "Id of the enrollment in which only the person is meant.")
    var enrollment: String?

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run { editor, _ in
            try editor.change(
                .cancel, enrollment: enrollment ?? target, person: enrollment == nil ? nil : target)
        }
    }
}

struct ReassignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign",
        abstract: "Let another sender write wherever one is named.",
        discussion: """
            It rewrites owners, senders of people, enrollments, sequences and steps, and covers. Who has a message \
            from the old sender already keeps them to the end of that sequence.

              outrider reassign jo sam
            """)

    @Argument(help: "Id of the sender who is named now.")
    var old: String

    @Argument(help: "Id of the sender to name from now on.")
    var new: String

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run(readsAll: true) { editor, _ in try editor.reassign(old, to: new) }
    }
}
