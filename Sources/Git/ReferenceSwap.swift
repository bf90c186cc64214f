internal import CGit
internal import Glibc

extension Repository {
    /// Moves a full reference name from `expected` to `new`, or makes it when `expected` is nil, as one durable step.
    ///
    /// Everything `buffered` holds is made durable first. Returns false, and changes nothing, when the reference is
    /// not at `expected`: somebody else moved, made or removed it. A lock held by another process is waited for,
    /// a few seconds at most, then `.locked` is thrown, naming the lock file. `message` is the reflog's line.
    public func compareAndSwap(
        reference name: String, expected: ObjectID?, new: ObjectID, message: String
    ) throws(GitError) -> Bool {
        try flush()
        guard try isStored(new) else {
            throw GitError(.notFound, "reference \(name) cannot move to \(new), which is not in the repository")
        }
        for attempt in 1... {
            do throws(GitError) {
                try swapOnce(name, expected: expected, new: new, message: message)
                return true
            } catch {
                switch error.kind {
                case .modified: return false
                case .notFound where expected != nil: return false
                case .exists where expected == nil:
                    // A folder of references in the way is reported the same, and no later attempt can succeed.
                    if try reference(name) != nil { return false }
                    throw error
                case .locked where attempt < Self.lockAttempts: Self.pause(attempt)
                case .locked: throw lockError(name, code: error.code)
                default: throw error
                }
            }
        }
        return false
    }

    private static let lockAttempts = 100

    private func swapOnce(
        _ name: String, expected: ObjectID?, new: ObjectID, message: String
    ) throws(GitError) {
        var target = new.raw
        // With force off, libgit2 compares with zero under the lock: of two makers of a reference one loses.
        var current = (expected ?? .zero).raw
        _ = try handle.use { repository throws(GitError) in
            try Owned<ReferenceKind> { made in
                unsafe git_reference_create_matching(
                    made, repository, name, &target, expected == nil ? 0 : 1, &current, message)
            }
        }
    }

    /// Sleeps a few milliseconds, longer and less predictably as attempts grow: about 2.5 s over all of them.
    private static func pause(_ attempt: Int) {
        let most = min(UInt32(clamping: attempt) * 2, 50)
        usleep(UInt32.random(in: 1...most) * 1000)
    }

    private func lockError(_ name: String, code: Int32) -> GitError {
        let file = "\(gitDirectory)/\(name).lock"
        return GitError(
            code: code, kind: .locked, message: "reference \(name) is locked by \(file)",
            hint: "if no other git process is running, a killed one left that file: delete it, then run again")
    }
}
