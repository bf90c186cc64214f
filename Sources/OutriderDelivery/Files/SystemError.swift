internal import Glibc

/// A system call that failed, with the place and what to do next.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The `errno` value.
    public let code: Int32
    /// What was tried, as a verb: `open`, `write`, `lock`.
    public let operation: String
    /// The file or folder; never a person's address or words.
    public let path: String

    public init(code: Int32, operation: String, path: String) {
        self.code = code
        self.operation = operation
        self.path = path
    }

    /// One sentence without a full stop.
    public var message: String { "cannot \(operation) \(path): \(reason)" }

    public var description: String { message }

    private var reason: String {
        switch code {
        case EWOULDBLOCK: "another process holds it"
        case ENOTDIR, ELOOP: "not a folder, or a symbolic link"
        default: unsafe String(cString: strerror(code))
        }
    }

    /// The next step for a human; `nil` where none is known.
    public var hint: String? {
        switch code {
        case ENOSPC, EDQUOT: "free some space on that disk, then run again"
        case EROFS: "the disk is mounted read-only: mount it writable or name another folder"
        case EACCES, EPERM: "give the user who runs outrider read and write permission there"
        case EWOULDBLOCK: "wait until the other run has ended; if it is frozen, end it"
        case ENOTDIR, ELOOP: "put a real folder there, or name the folder that the link leads to"
        case EXDEV: "keep the folder on one filesystem"
        case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
        case EIO: "check the disk"
        default: nil
        }
    }

    /// A short stable word for outcomes and history: `no-space`, `read-only`, `errno-22`.
    public var word: String {
        switch code {
        case ENOSPC, EDQUOT: "no-space"
        case EROFS: "read-only"
        case EACCES, EPERM: "no-permission"
        case EWOULDBLOCK: "locked"
        case ENOTDIR, ELOOP: "not-a-folder"
        case EXDEV: "other-filesystem"
        case EIO: "io-error"
        default: "errno-\(code)"
        }
    }

    /// Runs a system call again while it is interrupted: the only place that reads `errno`.
    ///
    /// - Throws: `SystemError` when the call returns -1.
    static func check<Value: SignedInteger>(
        _ operation: String, _ path: @autoclosure () -> String, _ call: () -> Value
    ) throws(SystemError) -> Value {
        while true {
            let value = call()
            guard value == -1 else { return value }
            let code = errno
            guard code == EINTR else { throw SystemError(code: code, operation: operation, path: path()) }
        }
    }
}
