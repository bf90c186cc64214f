import Foundation
import Glibc

/// A program that was started, with its output in files, so that nothing waits for a pipe.
///
/// Not for use by several threads at once.
final class Child {
    /// How a program ended, or where it is.
    enum End: Hashable {
        case exit(Int32)
        case signal(Int32)
        case stopped
    }

    struct CannotStart: Error {
        let program: String
        let code: Int32
    }

    let pid: pid_t
    private let outputPath: String
    private let errorPath: String
    private var end: End?

    /// - Parameters:
    ///   - scratch: an existing folder for the output.
    ///   - environment: all of it; nothing is inherited.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], in directory: String, scratch: String
    ) throws {
        let name = "\(scratch)/\(UUID().uuidString)"
        outputPath = name + ".out"
        errorPath = name + ".err"
        pid = try Self.spawn(
            "env", ["env", "-C", directory, program] + arguments, environment.map { "\($0.key)=\($0.value)" },
            (outputPath, errorPath))
    }

    deinit {
        guard end == nil else { return }
        kill(pid, SIGKILL)
        kill(pid, SIGCONT)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String],
        _ output: (out: String, error: String)
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output.out, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, output.error, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var argumentPointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
        var environmentPointers = unsafe environment.map { unsafe strdup($0) } + [nil]
        let pointers = unsafe argumentPointers + environmentPointers
        defer {
            for index in unsafe pointers.indices { unsafe free(pointers[index]) }
        }
        // Threads of the test runner block signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGPIPE] { unsafe sigaddset(&signals, signal) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var pid: pid_t = 0
        let code = unsafe posix_spawnp(&pid, program, &actions, &attributes, &argumentPointers, &environmentPointers)
        guard code == 0 else { throw CannotStart(program: program, code: code) }
        return pid
    }

    func send(_ signal: Int32) { kill(pid, signal) }

    /// Waits for the end; after `seconds` the program is killed, so that no test hangs.
    @discardableResult
    func wait(seconds: Double = 60) -> End {
        look(for: seconds, stops: false)
    }

    /// Waits until the program has stopped itself, or has ended.
    func waitUntilStopped(seconds: Double = 60) -> End {
        look(for: seconds, stops: true)
    }

    private func look(for seconds: Double, stops: Bool) -> End {
        if let end { return end }
        var status: Int32 = 0
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            let found = unsafe waitpid(pid, &status, WNOHANG | (stops ? WUNTRACED : 0))
            if found == pid {
                if status & 0xff == 0x7f { return .stopped }
                let signal = status & 0x7f
                let now: End = signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
                end = now
                return now
            }
            guard found == 0 || errno == EINTR else { return .signal(0) }
            if Date() > deadline { kill(pid, SIGKILL) }
            usleep(2_000)
        }
    }

    var output: String { Self.text(outputPath) }
    var errors: String { Self.text(errorPath) }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}

/// What a program left.
struct Finished {
    var end: Child.End
    var output: String
    var errors: String

    init(_ child: Child, seconds: Double = 60) {
        end = child.wait(seconds: seconds)
        output = child.output
        errors = child.errors
    }

    /// Both streams, for messages of failing tests.
    var all: String { "\(end)\n\(output)\(errors)" }
}
