internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a record.",
        discussion: """
            A company, project or sequence that is given no name gets one made from its id. A list is added to with \
            +=, and may be written [a, b]; a mapping {key: value}.

              outrider new person/za/ada firstName=Ada email=ada@example.com tags+=ios
              outrider new sequence/hello 'steps+={id: intro, channel: email, template: intro}'
            """)

    @Argument(help: "Kind and id: person/za/ada.")
    var record: String

    @Argument(help: "What it holds: key=value, key+=item.")
    var values: [String] = []

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run { editor, _ in
            let record = try RecordArgument(record)
            try editor.make(record.kind, record.id, values.map(Assignment.init(parsing:)))
        }
    }
}

struct SetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set, add to or remove keys of a record or of outrider.yaml.",
        discussion: """
            Comments, layout and everything else in the file stay byte for byte. Items of a list are named by their \
            text, their id, or their number from 0.

              outrider set person/za/ada company=engines fields.currentTitle="Staff Engineer" tags+=senior tags-=ios
              outrider set sequence/hello steps[nudge].delay=3d
              outrider set person/za/ada phone=
              outrider set outrider guard.newPeople=300
            """)

    @Argument(help: "Kind and id: person/za/ada; or outrider for the settings.")
    var record: String

    @Argument(help: "key=value, key+=item, key-=item, or key= to remove it.")
    var values: [String]

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run { editor, _ in
            let values = try values.map(Assignment.init(parsing:))
            if record == "outrider" || record == Configuration.path { return try editor.setConfiguration(values) }
            let record = try RecordArgument(record)
            try editor.set(record.kind, record.id, values)
        }
    }
}

struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Remove a record that no other names.",
        discussion: """
            What was sent stays in the journal. People in a removed enrollment end as CANCELLED. Somebody who has opted \
            out stays, unless the suppression lists hold their addresses.
            """)

    @Argument(help: "Kind and id: person/za/ada.")
    var record: String

    @Flag(
        help: "Take it out of the lists and keys that name it, where these can be without it; forget an opt-out in it.")
    var force = false

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run(readsAll: true) { editor, _ in
            let record = try RecordArgument(record)
            try editor.remove(record.kind, record.id, force: force)
        }
    }
}

struct RenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv",
        abstract: "Give a record another id, in every file that names it.",
        discussion: """
            The old id goes to `formerly:`, so that state and history stay with the record. An id that another person, \
            enrollment or sequence still has on the book's branch is free once its move is committed and a run has seen it.

              outrider mv person/ada za/ada
            """)

    @Argument(help: "Kind and id: person/ada.")
    var record: String

    @Argument(help: "The new id: za/ada; or kind and id.")
    var newID: String

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.run(readsAll: true) { editor, workspace in
            let record = try RecordArgument(record)
            // An id may begin like a folder's name: people/people/x is person people/x.
            let new = RecordArgument(naming: newID)
            let id = new?.kind == record.kind ? new?.id ?? newID : newID
            let isPublished = try workspace.isPublished(record.kind.path(of: record.id))
            let isTaken = try workspace.isPublished(record.kind.path(of: id))
            try editor.rename(record.kind, record.id, to: id, isPublished: isPublished, isTaken: isTaken)
        }
    }
}

struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Bring files into their normal form.",
        discussion: """
            Keys in the order of `outrider schema`, two spaces for each level, one behind a colon, no blanks at line \
            ends. Comments stay with their keys, and every file holds what it held.

            Exit codes: 0 fine, 1 with --check where a file would change, or where one cannot be formatted.
            """)

    @Argument(help: "Files, as paths below the book's folder; all of the book if left out.", completion: .file())
    var files: [String] = []

    @Flag(help: "Show what would change, write nothing, and exit with 1 if anything would.")
    var check = false

    @OptionGroup var options: EditOptions

    func run() throws {
        var refusals: [EditError] = []
        var options = options
        options.isDryRun = options.isDryRun || check
        let isChanged = try options.run { editor, _ in
            refusals = try editor.format(files.isEmpty ? nil : files)
        }
        let console = options.common.console
        for refusal in refusals {
            let place = refusal.location.map { "\($0.description.onOneLine): " } ?? ""
            console.error("outrider: \(console.errorStyle("not formatted:", .warning)) \(place)\(refusal.message)")
            if let hint = refusal.hint { console.error("  = hint: \(hint.onOneLine)") }
        }
        if !refusals.isEmpty || (check && isChanged) { throw ExitCode(1) }
    }
}
