import Foundation
import Testing

/// Exit codes, signals, limits, help and completion of the commands.
@Suite struct CommandLineTests {
    struct Call: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        let exit: Int32
        init(_ line: String, _ exit: Int32) {
            arguments = line.split(separator: " ").map(String.init)
            self.exit = exit
        }
        var testDescription: String { "\(arguments.joined(separator: " ")) exits \(exit)" }
    }

    static let calls = [
        Call("", 0), Call("--help", 0), Call("--version", 0), Call("nonsense", 64), Call("run --nonsense", 64),
        Call("check", 0), Call("check --strict", 0), Call("check --format xml", 64), Call("check --book nowhere", 1),
        Call("check --at no-such-revision", 1), Call("check --base HEAD", 0), Call("check --base nothing", 1),
        Call("check --explain tab", 0), Call("check --explain nonsense", 64), Call("check --format sarif", 0),
        Call("plan", 0), Call("plan --detailed-exitcode", 2),
        Call("plan --until never", 64), Call("plan --until 3d", 0), Call("plan --now yesterday", 64),
        Call("preview hello --person p001", 0), Call("preview hello", 64), Call("preview hello --person nobody", 1),
        Call("preview nothing --person p001", 1), Call("preview hello --person p001 --start soon", 64),
        Call("preview hello --person p001 --enrollment nothing", 1), Call("list", 64), Call("list things", 64),
        Call("list people", 0), Call("list people --where nonsense=1", 64), Call("list people --limit 0", 64),
        Call("list people --ids --columns id", 64), Call("list people --at no-such-revision", 1), Call("show", 64),
        Call("show p001", 0), Call("show people p001", 0), Call("show things p001", 64), Call("show nobody", 1),
        Call("show a b c", 64), Call("status --person p001", 0), Call("status --person nobody", 1),
        Call("tasks --person p001", 0), Call("tasks --person nobody", 1),
        Call("resolve --held guard --send --person nobody", 1), Call("status", 0), Call("status all", 1),
        Call("status nothing", 1),
        Call("log", 0), Call("log --limit 0", 64), Call("log --event nonsense", 64), Call("log --person nobody", 1),
        Call("log --since 7d", 0), Call("tasks", 0), Call("schema", 0), Call("schema person", 0),
        Call("schema nonsense", 64), Call("init", 0), Call("run --dry-run", 0), Call("run --deadline soon", 64),
        Call("done", 64), Call("done abc --skipped --failed", 64), Call("done abcdefgh", 1), Call("resolve", 64),
        Call("resolve abc", 64), Call("resolve abc --sent --not-sent", 64), Call("resolve abc --sent", 1),
        Call("resolve --held guard --sent", 64), Call("resolve --held nonsense --send", 64),
        Call("resolve --held guard --send", 0), Call("resolve abc --send", 64),
        Call("resolve abc --sent --person a", 64),
        Call("journal verify", 0), Call("journal adopt nobody", 1), Call("journal nonsense", 64), Call("run extra", 64),
    ]

    @Test(arguments: calls) func exitCodes(_ call: Call) throws {
        let book = try TestBook(copying: Samples.three)
        let finished = Finished(try book.begin(call.arguments))
        #expect(finished.end == .exit(call.exit), "\(finished.all)")
        if call.exit != 0, call.exit != 2 { #expect(!finished.errors.isEmpty) }
        #expect(book.outbox.messages.isEmpty)
    }

    @Test func badEnvironmentsAreUsageErrors() throws {
        let book = try TestBook(copying: Samples.three)
        for (name, value) in [
            ("OUTRIDER_NOW", "noon"), ("OUTRIDER_BOUNDARY", "x"), ("OUTRIDER_BOUNDARY", "plan.done:0:kill"),
        ] {
            let run = try book.outrider("run", variables: [name: value])
            #expect(run.end == .exit(64), "\(run.all)")
            #expect(run.errors.contains(name))
        }
    }

    @Test func errorsComeAsJSONToo() throws {
        let book = try TestBook(copying: Samples.three)
        try book.git("branch", "-q", "-D", "outrider-journal")
        let run = try book.outrider("run", "--format", "json")
        #expect(run.end == .exit(6))
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: [String: Any]]
        #expect(object?["error"]?["code"] as? String == "refused")
        #expect((object?["error"]?["hint"] as? String)?.isEmpty == false)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalStopsTheRunAndLosesNothing(_ signal: Int32) throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let run = try book.begin(
            ["run", "--format", "json"], variables: ["OUTRIDER_BOUNDARY": "claim.confirmed:1:stop"])
        try #require(run.waitUntilStopped() == .stopped)
        run.send(signal)
        run.send(SIGCONT)
        #expect(run.wait() == .exit(130), "\(run.output)\(run.errors)")
        let report = try RunReport(run.output)
        #expect(report.end == "interrupted" && report.released == 3 && report.sent == 0)
        #expect(try book.git("ls-tree", "--name-only", TestBook.journal, "claims/") == "")
        #expect(try book.run().sent == 6)
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    /// What is on its way when the signal comes is sent and recorded.
    @Test func aSignalDuringSendingRecordsWhatWasSent() throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let run = try book.begin(["run", "--format", "json"], variables: ["OUTRIDER_BOUNDARY": "send.partial:2:stop"])
        try #require(run.waitUntilStopped() == .stopped)
        run.send(SIGINT)
        run.send(SIGCONT)
        #expect(run.wait() == .exit(130), "\(run.output)\(run.errors)")
        #expect(try RunReport(run.output).sent == 3)
        #expect(try LogLine.all(book).count { $0.event == "sent" } == 3)
        #expect(try book.run().sent == 3)
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    @Test func theSecondSignalEndsTheRunOnTheSpot() throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let run = try book.begin(["run"], variables: ["OUTRIDER_BOUNDARY": "send.complete:2:stop"])
        try #require(run.waitUntilStopped() == .stopped)
        run.send(SIGINT)
        run.send(SIGTERM)
        run.send(SIGCONT)
        #expect(run.wait() == .exit(130))
        try book.run()
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    @Test func theDeadlineClaimsNothing() throws {
        let book = try TestBook(copying: Samples.three)
        let invariants = try Invariants(book)
        let run = try book.outrider("run", "--deadline", "0s", "--format", "json")
        #expect(run.end == .exit(0), "\(run.all)")
        let report = try RunReport(run.output)
        #expect(report.end == "deadline" && report.sent == 0 && report.entered == 3)
        #expect(try book.outrider("run", "--deadline", "10m").end == .exit(0))
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    @Test func aDryRunChangesNothing() throws {
        let book = try TestBook(copying: Samples.three)
        func files() throws -> String {
            let seen = try FileManager.default.subpathsOfDirectory(atPath: book.root + "/home").sorted()
            return try book.git("for-each-ref") + book.git("count-objects", "-v") + seen.joined(separator: " ")
        }
        let before = try files()
        let run = try book.outrider("run", "--dry-run", "--format", "json")
        #expect(run.end == .exit(0), "\(run.all)")
        #expect(try files() == before)
        #expect(!FileManager.default.fileExists(atPath: book.folder + "/outbox"))
        #expect(!FileManager.default.fileExists(atPath: book.folder + "/.git/outrider"))
    }

    static let helps: [(command: String, words: [String])] = [
        ("check", ["--strict", "--base", "--explain", "--output", "--all"]),
        ("plan", ["--until", "--detailed-exitcode"]),
        ("preview", ["--person", "--enrollment", "--start", "--html"]),
        ("list", ["--where", "--columns", "--sort", "--reverse", "--limit", "--ids"]), ("show", ["--all"]),
        ("status", ["--person", "--all"]),
        ("log", ["--person", "--enrollment", "--since", "--event"]), ("tasks", ["--due", "--person"]), ("schema", []),
        ("init", []),
        ("run", ["--deadline", "--dry-run"]), ("done", ["--skipped", "--failed", "--by", "--reason"]),
        ("resolve", ["--held", "--run", "--sent", "--not-sent", "--send", "--skip", "--by", "--reason"]),
        ("journal verify", []), ("journal adopt", ["--by", "--reason"]),
    ]

    @Test(arguments: helps) func everyCommandExplainsItself(_ command: String, _ words: [String]) throws {
        let book = try TestBook()
        let help = Finished(try book.begin(command.split(separator: " ").map(String.init) + ["--help"]))
        #expect(help.end == .exit(0))
        for word in words + ["--book", "--format", "--color", "--quiet"] {
            #expect(help.output.contains(word), "\(word) is not in the help of \(command)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreGenerated(_ shell: String) throws {
        let book = try TestBook()
        let script = try book.outrider("--generate-completion-script", shell)
        #expect(script.end == .exit(0) && script.output.contains("outrider") && script.output.contains("dry-run"))
    }
}
