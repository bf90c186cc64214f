internal import Git
internal import OutriderCore

/// The journal branch: read at its tip, written by one commit at a time with compare-and-swap.
///
/// Not for use by several threads at once.
final class JournalStore {
    /// Moved with the branch, so that a branch that was set back is noticed.
    static let witness = "refs/outrider/witness"

    let repository: Repository
    let reference: String

    init(_ repository: Repository, branch: String) {
        self.repository = repository
        reference = "refs/heads/\(branch)"
    }

    func tip() throws -> ObjectID? { try repository.reference(reference) }

    func source(at tip: ObjectID) throws -> any BookSource {
        TreeSource(repository, try repository.commit(tip).tree)
    }

    func ledger(at tip: ObjectID) throws -> Ledger { try Ledger(try source(at: tip)) }

    /// The object id of the folder `book/` at a tip; `nil` before the first reconcile.
    func book(at tip: ObjectID) throws -> ObjectID? {
        try repository.entry(at: "book", in: try repository.commit(tip).tree)?.id
    }

    /// Builds a commit on `tip`, all of it on the disk; it is nobody's until `land` succeeds.
    func build(_ edits: [JournalEdit], on tip: ObjectID?, message: String, at now: Instant) throws -> ObjectID {
        let author = Signature(
            name: try repository.configString("outrider.name") ?? "Outrider",
            email: try repository.configString("outrider.email") ?? "outrider@localhost", seconds: now.seconds)
        let base = try tip.map { try repository.commit($0).tree }
        return try repository.buffered {
            let changes = try edits.map { edit throws -> TreeEdit in
                switch edit {
                case .file(let path, let bytes): return .file(path: path, blob: try repository.writeBlob(bytes))
                case .folder(let path, let id):
                    guard let id = ObjectID(hex: id) else {
                        throw JournalError(path: path, message: "'\(id)' is no object id")
                    }
                    return .folder(path: path, tree: id)
                case .remove(let path): return .remove(path: path)
                }
            }
            let tree = try repository.editTree(base, changes)
            return try repository.writeCommit(
                tree: tree, parents: tip.map { [$0] } ?? [], author: author, committer: author, message: message)
        }
    }

    /// Moves the branch from `tip` to `commit`.
    ///
    /// - Returns: whether it was still at `tip`.
    func land(_ commit: ObjectID, on tip: ObjectID?, message: String) throws -> Bool {
        guard
            try repository.compareAndSwap(
                reference: reference, expected: tip, new: commit, message: "outrider: \(message)")
        else { return false }
        try moveWitness(to: commit)
        return true
    }

    /// Brings the witness to the tip; a run that is killed in between leaves that to the next.
    func moveWitness(to commit: ObjectID) throws {
        for _ in 1...5 {
            let old = try repository.reference(Self.witness)
            // Who landed behind this commit moves the witness; going back to this one would look like a rewound branch.
            guard old != commit, try tip() == commit else { return }
            if try repository.compareAndSwap(
                reference: Self.witness, expected: old, new: commit, message: "outrider: witness")
            {
                return
            }
        }
    }

    /// The journal as its witness saw it last; `nil` where there is none, or its commit is gone.
    func witnessed() throws -> Ledger? {
        guard let witness = try repository.reference(Self.witness) else { return nil }
        return try? ledger(at: witness)
    }

    /// Commits that a witness may lag behind the branch, where runs were killed before they moved it.
    private static let lag = 50

    /// Whether the branch was set back behind its witness.
    func isRewound(at tip: ObjectID) throws -> Bool {
        guard let witness = try repository.reference(Self.witness), witness != tip else { return false }
        var commit = tip
        for _ in 1...Self.lag {
            guard let parent = try repository.commit(commit).parents.first else { return true }
            if parent == witness { return false }
            commit = parent
        }
        return true
    }
}

/// The race for the journal was lost every time.
public struct RaceLost: Error, Hashable, Sendable {
    public var attempts: Int
}
