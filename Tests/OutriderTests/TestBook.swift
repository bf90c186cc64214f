import Foundation
import Synchronization
import Testing

/// A temporary folder that goes with the value.
final class TemporaryFolder: Sendable {
    let path: String

    /// In memory where that can be: a thousand syncs to a disk take minutes.
    private static let base =
        FileManager.default.isWritableFile(atPath: "/dev/shm")
        ? "/dev/shm" : URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path

    init() throws {
        path = Self.base + "/outrider-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // Some tests take rights away.
        _ = try? Child("chmod", ["-R", "u+rwX", path], environment: [:], in: "/", scratch: path).wait()
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A book in a git repository of its own, in a temporary folder that goes with it.
///
/// Not for use by several threads at once.
final class TestBook {
    /// Holds everything: the book, the home, the scratch files.
    var root: String { place.path }
    private let place: TemporaryFolder
    /// The book's folder.
    var folder: String
    /// The clock of what is started next, in RFC 3339.
    var now: String

    static let monday = "2026-11-23T09:00:00Z"
    static let identity = "0123abcd"

    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    init(now: String = TestBook.monday) throws {
        place = try TemporaryFolder()
        folder = place.path + "/book"
        self.now = now
        for name in ["book", "home", "scratch"] {
            try FileManager.default.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: true)
        }
    }

    /// A book whose files are committed and whose journal is made.
    convenience init(_ files: [String: String], now: String = TestBook.monday) throws {
        try self.init(now: now)
        try start(files)
    }

    /// A copy of a book with all that belongs to it.
    convenience init(copying template: Template) throws {
        try self.init()
        let original = try template.place.get().path
        for name in ["book", "home"] {
            try FileManager.default.removeItem(atPath: "\(root)/\(name)")
            try copyFolder("\(original)/\(name)", to: "\(root)/\(name)")
        }
    }

    /// Copies a folder as it is, with times and rights.
    func copyFolder(_ source: String, to target: String) throws {
        let child = try Child("cp", ["-a", source, target], environment: environment, in: root, scratch: scratch)
        guard child.wait() == .exit(0) else { throw Failed(description: child.errors) }
    }

    /// A book that many tests copy.
    struct Template: Sendable {
        fileprivate let place: Result<TemporaryFolder, any Error>

        /// Templates live as long as the process, which removes them at its end.
        private static let made: Mutex<[String]> = {
            atexit {
                for path in Template.made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
            }
            return Mutex([])
        }()

        init(_ files: [String: String]) {
            place = Result { try TestBook(files).place }
            guard let path = try? place.get().path else { return }
            Self.made.withLock { $0.append(path) }
        }
    }

    func start(_ files: [String: String]) throws {
        try git("init", "-q", "-b", "main")
        for (path, text) in files { try write(path, text) }
        try commit("book: begin")
        let made = try outrider("init")
        guard made.end == .exit(0) else { throw Failed(description: made.all) }
        try pin()
        try commit("book: identity")
    }

    private var scratch: String { root + "/scratch" }
    var environment: [String: String] { Binary.environment(home: root + "/home", now: now) }

    // MARK: Files

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
            throw Failed(description: "there is no file \(path)")
        }
        return String(decoding: data, as: UTF8.self)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(path)") }

    /// Puts text in the place of text that must be there.
    func edit(_ path: String, _ old: String, _ new: String) throws {
        let text = try read(path)
        guard text.contains(old) else { throw Failed(description: "\(path) does not hold '\(old)'") }
        try write(path, text.replacingOccurrences(of: old, with: new))
    }

    // MARK: Programs

    @discardableResult
    func git(_ arguments: String..., variables: [String: String] = [:]) throws -> String {
        try git(arguments, variables: variables)
    }

    @discardableResult
    func git(_ arguments: [String], variables: [String: String] = [:]) throws -> String {
        let child = try Child(
            "git", arguments, environment: environment.merging(variables) { $1 }, in: folder, scratch: scratch)
        guard child.wait() == .exit(0) else {
            throw Failed(description: "git \(arguments.joined(separator: " ")): \(child.errors)")
        }
        let output = child.output
        return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }

    func commit(_ message: String) throws {
        try git("add", "-A")
        try git("commit", "-q", "--allow-empty", "-m", message)
    }

    /// Starts the program under test and does not wait for it.
    func begin(_ arguments: [String], now: String? = nil, variables: [String: String] = [:]) throws -> Child {
        let environment = Binary.environment(home: root + "/home", now: now ?? self.now)
        return try Child(
            Binary.path, arguments, environment: environment.merging(variables) { $1 }.filter { !$0.value.isEmpty },
            in: folder, scratch: scratch)
    }

    @discardableResult
    func outrider(_ arguments: String..., now: String? = nil, variables: [String: String] = [:]) throws -> Finished {
        Finished(try begin(arguments, now: now, variables: variables))
    }

    /// A run as JSON, which must end with `exit`.
    @discardableResult
    func run(
        exit: Int32 = 0, now: String? = nil, variables: [String: String] = [:],
        _ place: SourceLocation = #_sourceLocation
    ) throws -> RunReport {
        let run = try outrider("run", "--format", "json", now: now, variables: variables)
        #expect(run.end == .exit(exit), "\(run.all)", sourceLocation: place)
        return try RunReport(run.output)
    }

    // MARK: The journal

    static let journal = "refs/heads/outrider-journal"
    static let witness = "refs/outrider/witness"

    /// The text of a file of the journal's tip.
    func journal(_ path: String) throws -> String { try git("show", "\(Self.journal):\(path)") + "\n" }

    /// Puts one more commit, with other files, on the journal's tip; `nil` removes a file.
    func tamper(_ files: [String: String?], parents: Bool = true, movesWitness: Bool = false) throws {
        let index = ["GIT_INDEX_FILE": scratch + "/index-" + UUID().uuidString]
        try git("read-tree", Self.journal, variables: index)
        for (path, text) in files {
            guard let text else {
                try git("rm", "-q", "--cached", path, variables: index)
                continue
            }
            let file = scratch + "/" + UUID().uuidString
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            let blob = try git("hash-object", "-w", file)
            try git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)", variables: index)
        }
        let tree = try git("write-tree", variables: index)
        let commit = try git(
            ["commit-tree", tree, "-m", "by hand"] + (parents ? ["-p", Self.journal] : []))
        try git("update-ref", Self.journal, commit)
        if movesWitness { try git("update-ref", Self.witness, commit) }
    }

    /// Gives a new book a fixed identity, so that its keys are the same in every test.
    func pin() throws {
        let text = try journal("journal.json")
        guard let book = text.firstMatch(of: /"book": "([0-9a-f]{8,})"/)?.1, book != Self.identity else { return }
        try tamper(
            ["journal.json": text.replacingOccurrences(of: book, with: Self.identity)], parents: false,
            movesWitness: true)
        let path =
            try git("ls-files", "-co", "--exclude-standard", "--full-name", "*outrider.yaml")
            .split(separator: "\n").first.map(String.init) ?? "outrider.yaml"
        let top = try git("rev-parse", "--show-toplevel")
        let file = URL(fileURLWithPath: top + "/" + path)
        let settings = try String(contentsOf: file, encoding: .utf8)
        try Data(settings.replacingOccurrences(of: "book: \(book)", with: "book: \(Self.identity)").utf8).write(
            to: file)
    }
}

/// The JSON of a run.
struct RunReport: Decodable {
    struct Message: Decodable, Hashable {
        var key: String
        var person: String
        var enrollment: String
        var step: String
        var status: String
    }

    var run: String
    var end: String
    var entered: Int
    var settled: Int
    var sent: Int
    var failed: Int
    var unknown: Int
    var released: Int
    var tasks: Int
    var held: [String: Int]
    var claimedUntil: String?
    var commits: Int
    var messages: [Message]

    init(_ text: String) throws { self = try JSONDecoder().decode(RunReport.self, from: Data(text.utf8)) }
}

/// One line of `log --format json`.
struct LogLine: Decodable, Hashable {
    var event: String
    var key: String?
    var gen: Int?
    var person: String?
    var enrollment: String?
    var step: String?
    var code: String?
    var late: Bool?
    var run: String?

    static func all(_ book: TestBook) throws -> [LogLine] {
        let log = try book.outrider("log", "--all", "--format", "json")
        guard log.end == .exit(0) else { throw TestBook.Failed(description: log.all) }
        return try log.output.split(separator: "\n").map {
            try JSONDecoder().decode(LogLine.self, from: Data($0.utf8))
        }
    }
}
