import Foundation
import Git
import Glibc

/// A temporary folder with a git repository in it, and the real git as an oracle; gone with the object.
final class Sandbox: Sendable {
    let root: String
    /// The repository's folder.
    let path: String

    struct Failure: Error { let text: String }

    /// Makes a repository on branch `main`, with the given options of `git init`.
    init(_ options: String...) throws {
        var template = Array((NSTemporaryDirectory() + "/git-tests-XXXXXX").utf8CString)
        guard let made = unsafe mkdtemp(&template), let full = unsafe realpath(made, nil) else {
            throw Failure(text: "mkdtemp failed")
        }
        root = unsafe String(cString: full)
        unsafe free(full)
        path = root + "/repository"
        try git(["init", "--quiet", "--initial-branch=main"] + options + [path], in: root)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Runs git in the repository; its standard output. Throws on a non-zero exit.
    @discardableResult
    func git(_ arguments: String..., input: Data? = nil) throws -> String {
        try git(arguments, in: path, input: input)
    }

    @discardableResult
    func git(_ arguments: [String], in folder: String, input: Data? = nil) throws -> String {
        String(decoding: try gitBytes(arguments, in: folder, input: input), as: UTF8.self)
    }

    func gitBytes(_ arguments: [String], in folder: String, input: Data? = nil) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-c", "protocol.file.allow=always"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": root, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
            "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org",
            "GIT_COMMITTER_DATE": "1700000000 +0000",
        ]
        let output = root + "/out-" + UUID().uuidString
        let errors = output + "-errors"
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        defer { for file in [output, errors] { try? FileManager.default.removeItem(atPath: file) } }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        if let input {
            let file = output + "-input"
            try input.write(to: URL(fileURLWithPath: file))
            process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let text = try String(contentsOfFile: errors, encoding: .utf8)
            throw Failure(text: "git \(arguments.joined(separator: " ")): \(text)")
        }
        return try Data(contentsOf: URL(fileURLWithPath: output))
    }

    /// Writes a file into the work tree.
    func write(_ text: String, to file: String) throws {
        let url = URL(fileURLWithPath: path + "/" + file)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Commits all of the work tree with git; the commit's id.
    @discardableResult
    func commitAll(_ message: String = "commit") throws -> ObjectID {
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "--message", message)
        return try id("HEAD")
    }

    /// What `git rev-parse` gives.
    func id(_ revision: String) throws -> ObjectID {
        let text = try git("rev-parse", "--verify", revision).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let id = ObjectID(hex: text) else { throw Failure(text: "not an id: \(text)") }
        return id
    }

    func open() throws -> Repository { try Repository(at: path) }

    /// Every object is whole, well formed and connected, says git.
    func check() throws {
        try git("fsck", "--strict", "--full", "--no-dangling")
    }
}

/// Whoever writes in these tests, at a fixed time.
let writer = Signature(name: "Outrider", email: "outrider@localhost", seconds: 1_700_000_000)

extension Repository {
    /// A commit of one tree on `parents`.
    func testCommit(_ tree: ObjectID, on parents: [ObjectID] = []) throws -> ObjectID {
        try writeCommit(tree: tree, parents: parents, author: writer, committer: writer, message: "test\n")
    }
}

/// Numbers that look random and are the same each time.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
