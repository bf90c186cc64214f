internal import ArgumentParser
internal import Foundation
internal import OutriderCore
internal import OutriderDelivery

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make what a book still lacks: its files, its identity, its journal.",
        discussion: """
            In an empty folder it writes a small example book. Where there is one, it adds the line `book:` to \
            outrider.yaml, the folder outbox/ to .gitignore, and makes the journal branch. For editors it puts the \
            JSON Schemas into .outrider/schemas/, or renews them there. It overwrites nothing else.

              git init -b main && outrider init && git add -A && git commit -m "book: begin"
            """)

    @Argument(help: "The book's folder.", completion: .directory)
    var directory: String?

    @Flag(
        help: "The journal is lost: make a new one in which everybody is held until `outrider resolve --held adopted`.")
    var newJournal = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try Failure.run(common) { console in
            let folder = directory ?? common.book
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            var made = try writeFiles(in: folder)
            // Only now are its settings there.
            let workspace = try Workspace.place(folder)
            guard workspace.hasRepository else {
                report(
                    made, console,
                    next: ["git init -b main", "git add -A && git commit -m \"book: begin\"", "outrider init"])
                return
            }
            made += try makeJournal(workspace)
            report(
                made, console,
                next: [
                    "outrider check", "outrider plan", "git add -A && git commit -m \"book: begin\"", "outrider run",
                ])
        }
    }

    /// Writes the example where there is no book, and what git must ignore.
    private func writeFiles(in folder: String) throws -> [String] {
        var made: [String] = []
        let files = FileManager.default
        let workspace = try Workspace.place(folder)
        let writer = try BookWriter(workspace)
        if !files.fileExists(atPath: folder + "/" + Configuration.path) {
            let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
            for (path, text) in StarterBook.files(name: name) where !files.fileExists(atPath: folder + "/" + path) {
                if try writer.writeNew(Array(text.utf8), to: path) { made.append(path) }
            }
        }
        let ignore = try workspace.source(.worktree).read(".gitignore", limit: FileLimit.any)
        let lines = ignore.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if !lines.split(whereSeparator: \.isNewline).contains(where: { ["outbox/", "/outbox/", "outbox"].contains($0) })
        {
            let separator = lines.isEmpty || lines.hasSuffix("\n") ? "" : "\n"
            try writer.write(
                (ignore ?? []) + Array((separator + "outbox/\n").utf8), to: ".gitignore", isNew: false)
            made.append(".gitignore")
        }
        return made + (try writeEditorFiles(in: folder, workspace, writer))
    }

    /// Writes the schemas, and tells Visual Studio Code of them where it has no settings yet.
    ///
    /// A schema of ours that an earlier version wrote is renewed; a file that is not ours stays.
    private func writeEditorFiles(
        in folder: String, _ workspace: Workspace, _ writer: BookWriter
    ) throws -> [String] {
        let source = try workspace.source(.worktree)
        var isNew = false
        var isOld = false
        for (path, text) in EditorFiles.schemas {
            let before = try source.read(path, limit: FileLimit.any)
            guard before != Array(text.utf8), before.map(EditorFiles.isSchema) ?? true else { continue }
            if before == nil { isNew = true } else { isOld = true }
            try writer.write(Array(text.utf8), to: path, isNew: false)
        }
        var made = isNew ? ["\(EditorFiles.folder)/"] : isOld ? ["\(EditorFiles.folder)/ (renewed)"] : []
        let (settings, text) = EditorFiles.settings
        if !FileManager.default.fileExists(atPath: folder + "/" + settings) {
            if try writer.writeNew(Array(text.utf8), to: settings) { made.append(settings) }
        }
        return made
    }

    /// Makes the journal first and writes its name into the book then: killed in between, the next call finds it.
    private func makeJournal(_ workspace: Workspace) throws -> [String] {
        let source = try workspace.source(.worktree)
        let book = Book(source)
        guard let settings = book.configuration else { throw BookFailure(report: book.report, revision: .worktree) }
        let maker = JournalMaker(workspace, try Environment.runOptions())
        let branch = workspace.journalBranch
        if let journal = try workspace.journal() {
            guard settings.book == nil else {
                guard journal.header.book == settings.book else {
                    throw Refusal(
                        "the branch '\(branch)' holds the journal of another book",
                        hint: "name another branch in outrider.yaml: journal: {branch: …}")
                }
                return []
            }
            try insert(journal.header.book, workspace)
            return ["book: in outrider.yaml"]
        }
        guard settings.book == nil || newJournal else {
            throw Refusal(
                "outrider.yaml names the book \(settings.book ?? ""), but its journal branch '\(branch)' is not here",
                hint: "restore it from a clone that has it: git fetch CLONE \(branch):\(branch). "
                    + "If it is lost for good: outrider init --new-journal, which holds everybody")
        }
        let name = settings.book ?? JournalMaker.randomHex(bytes: 4)
        try maker.make(book: name, branch: settings.branch, holdsEverybody: newJournal)
        guard settings.book == nil else { return ["journal branch \(branch)"] }
        try insert(name, workspace)
        return ["journal branch \(branch)", "book: in outrider.yaml"]
    }

    private func insert(_ book: String, _ workspace: Workspace) throws {
        let path = Configuration.path
        do {
            let bytes = try workspace.source(.worktree).read(path, limit: FileLimit.bytes(of: path))
            var file = try FileEditor(path: path, bytes: bytes ?? [])
            try file.set(EditPath(key: "book"), to: .text(book))
            try BookWriter(workspace).write(file.bytes, to: path, isNew: false)
        } catch is EditError {
            throw Refusal(
                "the line `book:` cannot be put into outrider.yaml", hint: "add it yourself: book: \(book)")
        }
    }

    private func report(_ made: [String], _ console: Console, next: [String]) {
        if common.format == .json {
            console.out(["made": .strings(made), "next": .strings(next)])
            return
        }
        if made.isEmpty { console.out("Nothing is missing.") } else { for path in made { console.out("+ \(path)") } }
        console.note("Next:")
        for command in next { console.note("  \(command)") }
    }
}

extension BookWriter {
    /// Writes a file where there is none.
    ///
    /// - Returns: whether there was none; another `init` may have been faster.
    fileprivate func writeNew(_ bytes: [UInt8], to path: String) throws -> Bool {
        do throws(SystemError) {
            try write(bytes, to: path, isNew: true)
            return true
        } catch  where error.code == EEXIST {
            return false
        }
    }
}
