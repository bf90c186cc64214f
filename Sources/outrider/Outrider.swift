internal import ArgumentParser

/// Version of the program.
enum Version {
    static let text = "0.1.0"
}

@main
struct Outrider: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outrider",
        abstract: "Outreach that lives in a git repository: YAML files in, messages out.",
        discussion: """
            People, templates, sequences and enrollments are YAML files: the book. What is on its main branch is what \
            may be sent; a journal branch keeps what was. The way of a message:

              outrider init     make what is missing: settings, folders, journal
              (edit)            write people, templates, sequences, enrollments
              outrider check    find every problem, with its place
              outrider plan     see who would get which words, and when
              git commit        put it on main
              outrider run      send what is due

            Nothing leaves the machine until outrider.yaml names a provider that sends. Exit codes: 0 fine, 1 failed, \
            2 something is due (only with --detailed-exitcode), 3 some sends failed or are in doubt, 4 the book has \
            errors, 5 lost the race for the journal, 6 this journal must not be touched, or edits would end more people \
            than guard.cancels allows, 64 usage, 130 interrupted.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Read",
                subcommands: [
                    CheckCommand.self, PlanCommand.self, ExplainCommand.self, SimulateCommand.self, PreviewCommand.self,
                    ListCommand.self, ShowCommand.self,
                    StatusCommand.self, LogCommand.self, TasksCommand.self, ExportCommand.self, SchemaCommand.self,
                ]),
            CommandGroup(
                name: "Edit",
                subcommands: [
                    InitCommand.self, NewCommand.self, SetCommand.self, RemoveCommand.self, RenameCommand.self,
                    EnrollCommand.self, MoveCommand.self, PauseCommand.self, ResumeCommand.self, CancelCommand.self,
                    ReassignCommand.self, FormatCommand.self, ImportCommand.self,
                ]),
            CommandGroup(
                name: "Act",
                subcommands: [
                    RunCommand.self, DoneCommand.self, RecordCommand.self, MarkCommand.self, SuppressCommand.self,
                    ResubscribeCommand.self, ReopenCommand.self, RepinCommand.self,
                    ResolveCommand.self, JournalCommand.self,
                ]),
        ])
}
