internal import CGit
internal import Glibc

/// A failed git operation: what happened and, where known, what to do next.
public struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The class of a failure, by what a caller can do about it.
    public enum Kind: Hashable, Sendable {
        /// An object, reference or repository is not there.
        case notFound
        /// Something is there that must not be.
        case exists
        /// A reference is not what was expected.
        case modified
        /// Another process holds a lock file, or a killed one left it.
        case locked
        /// A name, path, id or size that git or this library refuses, or a damaged object.
        case invalid
        /// The repository belongs to another user.
        case ownership
        /// A repository format that libgit2 cannot read.
        case unsupportedRepository
        /// The disk or the quota is full.
        case noSpace
        /// The repository cannot be written: permissions or a read-only file system.
        case readOnly
        /// Anything else.
        case other
    }

    /// The status code of libgit2 (`git2/errors.h`), or `GIT_ERROR` (-1) for failures found here.
    public let code: Int32
    /// The class of the failure.
    public let kind: Kind
    /// What happened, in one line.
    public let message: String
    /// The next step, where there is one.
    public let hint: String?

    /// An error with all its parts.
    public init(code: Int32, kind: Kind, message: String, hint: String? = nil) {
        self.code = code
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    public var description: String {
        if let hint { "\(message); \(hint)" } else { message }
    }

    /// An error found here, not by libgit2.
    init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.init(code: GIT_ERROR.rawValue, kind: kind, message: message, hint: hint)
    }

    /// The error of the libgit2 call that just returned `status` on this thread.
    ///
    /// libgit2 keeps the last error by thread, so this is called at once.
    init(status: Int32) {
        let last = unsafe git_error_last()
        var message = "git error \(status)"
        if let last = unsafe last, let text = unsafe last.pointee.message {
            message = unsafe String(cString: text)
        }
        // A later failure that sets no message must not be given this one.
        git_error_clear()
        let kind = Self.kind(status: status, message: message)
        self.init(code: status, kind: kind, message: message, hint: Self.hint(for: kind))
    }

    /// The error of a failed system call, from `errno`.
    init(errno number: Int32, doing action: String) {
        let reason = unsafe String(cString: strerror(number))
        let kind: Kind =
            switch number {
            case ENOSPC, EDQUOT: .noSpace
            case EROFS, EACCES, EPERM: .readOnly
            case ENOENT: .notFound
            default: .other
            }
        self.init(kind, "cannot \(action): \(reason)", hint: Self.hint(for: kind))
    }

    private static func kind(status: Int32, message: String) -> Kind {
        // libgit2 1.5 reports a foreign owner as a missing config value when there is no global config.
        if message.contains("safe.directory") { return .ownership }
        if message.contains("unsupported extension") || message.contains("unsupported repository version") {
            return .unsupportedRepository
        }
        // libgit2 appends the words of strerror(3), which no setlocale(3) of ours changes.
        for (number, kind) in [
            (ENOSPC, Kind.noSpace), (EDQUOT, .noSpace), (EROFS, .readOnly), (EACCES, .readOnly), (EPERM, .readOnly),
        ] where message.contains(unsafe String(cString: strerror(number))) {
            return kind
        }
        return switch git_error_code(status) {
        case GIT_ENOTFOUND: .notFound
        case GIT_EEXISTS: .exists
        case GIT_EMODIFIED: .modified
        case GIT_ELOCKED: .locked
        case GIT_EOWNER: .ownership
        case GIT_EINVALIDSPEC, GIT_EINVALID, GIT_EAMBIGUOUS, GIT_EPEEL, GIT_EMISMATCH: .invalid
        default: .other
        }
    }

    private static func hint(for kind: Kind) -> String? {
        switch kind {
        case .noSpace: "free some space on the disk of the repository, then run again"
        case .readOnly: "make the git folder writable for this user, then run again"
        case .unsupportedRepository: "clone again with the default object and reference formats (sha1, files)"
        default: nil
        }
    }
}

/// Throws the last error of libgit2 when `status` is negative; returns it otherwise.
@discardableResult
func check(_ status: Int32) throws(GitError) -> Int32 {
    if status < 0 { throw GitError(status: status) }
    return status
}
