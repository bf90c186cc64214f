import Foundation
import Glibc
import Synchronization

/// Waits for a child process to stop itself, does something meanwhile, and lets it run on.
///
/// On a thread of its own: an exit test blocks the thread it is awaited on.
final class FrozenProcess<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let finished = DispatchSemaphore(value: 0)

    struct NeverStopped: Error {}

    /// - Parameter pidFile: Where the child writes its process id before it stops.
    init(pidFile: String, meanwhile: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let outcome = Result {
                let process = try Self.stopped(pidFile)
                defer { kill(process, SIGCONT) }
                return try meanwhile()
            }
            result.withLock { $0 = outcome }
            finished.signal()
        }
    }

    /// What was found meanwhile; waits for it.
    func value() throws -> Value {
        finished.wait()
        return try result.withLock { $0 }?.get() ?? { throw NeverStopped() }()
    }

    private static func stopped(_ pidFile: String) throws -> pid_t {
        for _ in 0..<3_000 {
            Thread.sleep(forTimeInterval: 0.01)
            guard let text = try? TemporaryFolder.text(of: pidFile), let process = pid_t(text),
                let status = try? TemporaryFolder.text(of: "/proc/\(process)/stat")
            else { continue }
            // The state is the letter behind the name in parentheses (proc(5)).
            if status.drop(while: { $0 != ")" }).dropFirst(2).first == "T" { return process }
        }
        throw NeverStopped()
    }
}
