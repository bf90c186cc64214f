internal import ArgumentParser
internal import OutriderCore
internal import OutriderDelivery

/// An edit that is refused, and the files with problems as they would have been.
struct EditRefusal: Error {
    var error: EditError
    var files = MemorySource([:])

    init(_ error: EditError, _ editor: BookEditor) {
        self.error = error
        guard let preview = try? editor.preview else { return }
        for path in Set(error.problems.prefix(100).map(\.location.path)) {
            let bytes = (try? preview.read(path, limit: FileLimit.any)) ?? nil
            files.files[path] = bytes.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

/// What every command understands that edits the book's files.
struct EditOptions: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Show what would change; write nothing.")
    var isDryRun = false

    @OptionGroup var common: CommonOptions

    /// Edits the book of the work tree: what `edit` asks for is checked, shown and written.
    ///
    /// - Parameter readsAll: whether the edit looks at every file.
    /// - Returns: whether a file changed, or would.
    @discardableResult
    func run(readsAll: Bool = false, _ edit: (inout BookEditor, Workspace) throws -> Void) throws -> Bool {
        var isChanged = false
        try Failure.run(common, at: .worktree) { console in
            let workspace = try common.workspace()
            let writer = try BookWriter(workspace)
            var editor = BookEditor(
                readsAll ? try workspace.wholeBook(.worktree) : Book(try workspace.source(.worktree)))
            let change: BookChange
            do {
                try edit(&editor, workspace)
                change = try editor.change()
            } catch let error as EditError {
                throw EditRefusal(error, editor)
            }
            if !isDryRun { try writer.write(change) }
            isChanged = !change.isEmpty
            show(change, console)
        }
        return isChanged
    }

    private func show(_ change: BookChange, _ console: Console) {
        guard common.format == .text else {
            console.out([
                "changed": .array(change.files.map(\.json)), "notes": .strings(change.notes),
                "dryRun": .bool(isDryRun),
            ])
            return
        }
        for file in change.files { console.out(lines: EditText(style: console.style).lines(of: file)) }
        if change.isEmpty { console.out("Nothing to change.") }
        for note in change.notes { console.note(note.onOneLine) }
        guard !change.isEmpty else { return }
        console.note(isDryRun ? "Nothing was written." : "Commit it to the book's branch: only what is there counts.")
    }
}

/// Changes of files as a person reads them.
struct EditText {
    let style: TextStyle
    /// Files of more changed lines are cut.
    private static let most = 40

    func lines(of file: BookChange.File) -> [String] {
        let sign =
            switch file.action {
            case .added: style("+", .good)
            case .changed: style("~", .attention)
            case .moved: style(">", .accent)
            case .removed: style("-", .error)
            }
        let former = file.formerPath.map { style("\($0) → ", .faint) } ?? ""
        let head = "\(sign) \(former)\(style(file.path, .strong))"
        guard file.action != .removed else { return [head] }
        let lines = LineDifference.lines(from: file.before ?? [], to: file.after ?? [])
        guard lines.count > Self.most else { return [head] + lines.map(text) }
        return [head] + lines.prefix(Self.most).map(text) + [
            style("    … and \((lines.count - Self.most).counted("more line"))", .faint)
        ]
    }

    private func text(_ line: LineDifference.Line) -> String {
        switch line {
        case .kept(let text): style("      \(text.onOneLine)", .faint)
        case .removed(let text): style("    - \(shown(text))", .error)
        case .added(let text): style("    + \(shown(text))", .good)
        case .skipped: style("    …", .faint)
        }
    }

    /// A carriage return at the end is the line's break, not its text.
    private func shown(_ text: String) -> String {
        String(text.unicodeScalars.last == "\r" ? text.unicodeScalars.dropLast()[...] : text.unicodeScalars[...])
            .onOneLine
    }
}

extension BookChange.File {
    var json: JSONValue {
        .object(
            JSONObject([
                ("path", .string(path)), ("action", .string(action.rawValue)), ("from", .optional(formerPath)),
            ]))
    }
}
