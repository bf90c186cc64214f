internal import Glibc
internal import Synchronization

/// The one boundary at which the process kills or stops itself, for crash tests; usually none.
public final class Boundaries: Sendable {
    /// What happens at the boundary.
    enum Action: String {
        /// SIGKILL: dies there, nothing is cleaned up.
        case kill
        /// SIGSTOP: freezes there until SIGCONT.
        case stop
    }

    struct Trap {
        let boundary: Boundary
        /// From 1.
        let time: Int
        let action: Action
    }

    /// Reaches everything and does nothing.
    public static let none = Boundaries(trap: nil)

    let trap: Trap?
    private let count = Mutex(0)

    private init(trap: Trap?) { self.trap = trap }

    /// Reads the value of `OUTRIDER_BOUNDARY`: `NAME[:N]:kill|stop`, N from 1; `nil` is none.
    ///
    /// - Throws: `BoundarySyntaxError`, a usage error.
    public init(parsing text: String?) throws(BoundarySyntaxError) {
        guard let text else {
            trap = nil
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count else { throw BoundarySyntaxError(message: "expected NAME[:N]:kill|stop") }
        guard let boundary = Boundary(rawValue: String(parts[0])) else {
            throw BoundarySyntaxError(message: "unknown boundary '\(parts[0].prefix(40))'")
        }
        guard let action = parts.last.flatMap({ Action(rawValue: String($0)) }) else {
            throw BoundarySyntaxError(message: "the action must be 'kill' or 'stop'")
        }
        guard let time = parts.count == 2 ? 1 : ProviderKey.number(parts[1].utf8), time > 0 else {
            throw BoundarySyntaxError(message: "N must be a whole number from 1")
        }
        trap = Trap(boundary: boundary, time: time, action: action)
    }

    /// Marks that the calling thread is at `boundary`.
    public func reach(_ boundary: Boundary) {
        guard let trap, trap.boundary == boundary else { return }
        let time = count.withLock { count in
            count += 1
            return count
        }
        guard time == trap.time else { return }
        // raise(3) signals this thread: with kill(2) it could run on until another thread takes the signal.
        _ = raise(trap.action == .kill ? SIGKILL : SIGSTOP)
    }
}

/// `OUTRIDER_BOUNDARY` has another form than `NAME[:N]:kill|stop`.
public struct BoundarySyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String

    public var hint: String { "set OUTRIDER_BOUNDARY to NAME[:N]:kill or NAME[:N]:stop, as in send.accepted:2:kill" }

    public var description: String { "OUTRIDER_BOUNDARY: \(message)" }
}
