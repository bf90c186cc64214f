import Foundation
import Testing

/// A text file that tells a story: the files of a book, then commands, each followed by what it shows.
///
/// `-- path --` begins a file; `-- script --` begins the commands. Lines with `#` are remarks; after `$ write` and
/// `$ edit`, lines with `>` are what is put in. All other lines are the output of the command above them, standard
/// error with `!! ` before it, and `[exit N]` where N is not 0. A line of output that begins with `$`, `#`, `>` or `\` has a `\` before it.
struct Scenario {
    struct Command {
        /// Remarks above it.
        var remarks: [String] = []
        var line: String
        var input: [String] = []
        var output: [String] = []
    }

    private(set) var files: [(path: String, text: String)] = []
    private(set) var commands: [Command] = []
    private let head: String

    static let marks: Set<Character> = ["$", "#", ">", "\\"]

    init(_ text: String) {
        var head = ""
        var path: String?
        var remarks: [String] = []
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("-- "), line.hasSuffix(" --"), path != "script" {
                path = String(line.dropFirst(3).dropLast(3))
                if path != "script" { files.append((path ?? "", "")) }
                head += line + "\n"
            } else if path != "script" {
                if !files.isEmpty { files[files.count - 1].text += line + "\n" }
                head += line + "\n"
            } else if line.hasPrefix("#") {
                remarks.append(line)
            } else if line.hasPrefix("$ ") {
                commands.append(Command(remarks: remarks, line: String(line.dropFirst(2))))
                remarks = []
            } else if line.hasPrefix(">"), !commands.isEmpty {
                commands[commands.count - 1].input.append(String(line.dropFirst(line.hasPrefix("> ") ? 2 : 1)))
            } else if !commands.isEmpty {
                commands[commands.count - 1].output.append(line)
            }
        }
        // The file's last line end.
        if commands.last?.output.last == "" { commands[commands.count - 1].output.removeLast() }
        self.head = head
    }

    /// The scenario as a file, with `outputs` in place of what it had.
    func text(_ outputs: [[String]]) -> String {
        var lines: [String] = []
        for (command, output) in zip(commands, outputs) {
            lines += command.remarks + ["$ " + command.line] + command.input.map { $0.isEmpty ? ">" : "> " + $0 }
            lines += output.map { line in line.first.map(Self.marks.contains) == true ? "\\" + line : line }
        }
        return head + lines.joined(separator: "\n") + "\n"
    }
}

extension Scenario {
    /// Plays a file and compares it with what it says; `RECORD=1` writes it anew.
    ///
    /// - Parameter files: what the book holds beside the file's own.
    static func verify(_ path: String, files: [(path: String, text: String)] = []) throws {
        let golden = try String(contentsOfFile: path, encoding: .utf8)
        let scenario = Scenario(golden)
        let player = try ScenarioPlayer(files + scenario.files)
        compare(golden, scenario.text(scenario.commands.map(player.play)), at: path)
    }

    /// Finds the first line in which a golden file and its playing differ; `RECORD=1` writes the file anew.
    static func compare(_ golden: String, _ played: String, at path: String) {
        guard played != golden else { return }
        let name = URL(fileURLWithPath: path).lastPathComponent
        if Binary.isRecording {
            #expect(throws: Never.self) { try Data(played.utf8).write(to: URL(fileURLWithPath: path)) }
            Issue.record("\(name) was written anew")
            return
        }
        let wanted = golden.components(separatedBy: "\n")
        let found = played.components(separatedBy: "\n")
        guard
            let line = (0..<max(wanted.count, found.count)).first(where: {
                $0 >= wanted.count || $0 >= found.count || wanted[$0] != found[$0]
            })
        else { return }
        let around = found[min(max(0, line - 3), found.count)..<min(found.count, line + 6)].joined(separator: "\n")
        Issue.record(
            "\(name):\(line + 1) differs: wanted '\(line < wanted.count ? wanted[line] : "the end")', found:\n\(around)"
        )
    }
}

/// Plays a scenario in a book of its own.
final class ScenarioPlayer {
    private let book: TestBook
    private var names: [String: String] = [:]
    private var delivered: Set<OutboxFolder.Message> = []

    init(_ files: [(path: String, text: String)]) throws {
        book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        for (path, text) in files { try book.write(path, text) }
        if !files.isEmpty { try book.commit("book: begin") }
    }

    /// What a command shows, or why it cannot be done.
    func play(_ command: Scenario.Command) -> [String] {
        do {
            return try show(command)
        } catch {
            return normal(lines("[failed] \(error)"))
        }
    }

    private func show(_ command: Scenario.Command) throws -> [String] {
        let words = command.line.split(separator: " ").map(String.init)
        let rest = String(command.line.dropFirst(words[0].count).drop { $0 == " " })
        switch words[0] {
        case "now": book.now = rest
        case "cd": book.folder = rest == "/" ? book.root + "/book" : book.root + "/book/" + rest
        case "write": try book.write(rest, command.input.map { $0 + "\n" }.joined())
        case "edit": try edit(rest, command.input)
        case "rm": try book.remove(rest)
        case "mv": try book.git("mv", words[1], words[2])
        case "commit": try book.commit(rest)
        case "git": return normal(lines(try book.git(Array(words.dropFirst()))))
        case "cat": return normal(lines(try book.read(rest)))
        case "outbox": return normal(outbox(isFull: rest == "--full"))
        case "journal": return normal(lines(try book.journal("people/all.jsonl")))
        case "outrider": return normal(try run(Self.arguments(rest)))
        case "crash":
            let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": rest])
            return crash.end == .signal(SIGKILL) ? [] : normal(lines(crash.all))
        default: throw TestBook.Failed(description: "no such command: \(command.line)")
        }
        return []
    }

    private func edit(_ path: String, _ input: [String]) throws {
        func part(_ sign: String) -> String {
            input.filter { $0.hasPrefix(sign) }.map { $0.dropFirst() + "\n" }.joined()
        }
        try book.edit(path, part("-"), part("+"))
    }

    /// Words, and texts in double quotes.
    private static func arguments(_ line: String) -> [String] {
        line.matches(of: /"([^"]*)"|\S+/).map { match in match.1.map(String.init) ?? String(match.0) }
    }

    private func run(_ arguments: [String]) throws -> [String] {
        let finished = Finished(try book.begin(arguments))
        var output = lines(finished.output) + lines(finished.errors).map { "!! " + $0 }
        switch finished.end {
        case .exit(0): break
        case .exit(let code): output.append("[exit \(code)]")
        case .signal(let signal): output.append("[signal \(signal)]")
        case .stopped: output.append("[stopped]")
        }
        if arguments.first == "init", finished.end == .exit(0) { try book.pin() }
        return output
    }

    private func lines(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return (text.hasSuffix("\n") ? String(text.dropLast()) : text).components(separatedBy: "\n")
    }

    /// What was delivered since the last look.
    private func outbox(isFull: Bool) -> [String] {
        let fresh = book.outbox.messages.filter { delivered.insert($0).inserted }
        let texts = fresh.map { message -> String in
            guard message.channel == "email", !isFull else {
                return message.channel + " " + message.bytes.trimmingCharacters(in: .newlines)
            }
            let references = ["In-Reply-To", "References"].compactMap { name in
                message.header(name).map { "\n  \(name): \($0)" }
            }
            return "email to \(message.header("To") ?? "?"): \(message.header("Subject") ?? "?")"
                + "\n  Message-ID: \(message.header("Message-ID") ?? "?")" + references.joined()
        }
        return texts.sorted().flatMap { $0.replacingOccurrences(of: "\r", with: "").components(separatedBy: "\n") }
    }

    /// Without what differs from one playing to the next.
    private func normal(_ lines: [String]) -> [String] {
        lines.map { line in
            var line = line.replacingOccurrences(of: book.root, with: "ROOT")
            line = line.replacingOccurrences(
                of: #"\b\#(NSRegularExpression.escapedPattern(for: ProcessInfo.processInfo.hostName))\b"#, with: "HOST",
                options: .regularExpression)
            line = name(line, /\d{8}T\d{6}Z-[0-9a-f]{8}/, "RUN")
            line = name(line, /outbox:[a-z2-7]{26}/, "OUTBOX")
            return name(line, /\b[0-9a-f]{40}\b/, "COMMIT")
        }
    }

    private func name(_ line: String, _ pattern: some RegexComponent, _ word: String) -> String {
        line.replacing(pattern) { match in
            let text = String(line[match.range])
            if let name = names[text] { return name }
            let name = "\(word)-\(names.values.count { $0.hasPrefix(word) } + 1)"
            names[text] = name
            return name
        }
    }
}

/// Every file of `Tests/Scenarios`; `RECORD=1` writes them anew.
@Suite struct ScenarioTests {
    private static let folder = Binary.package + "/Tests/Scenarios"

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".txt") }.sorted()

    @Test(arguments: names) func scenario(_ name: String) throws {
        try Scenario.verify("\(Self.folder)/\(name)")
    }

    @Test func thereAreScenarios() { #expect(Self.names.count >= 12) }
}
