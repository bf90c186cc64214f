internal import Dispatch
internal import Git
internal import Synchronization

/// Looks for differences between the work tree and the book's branch, on a thread of its own: the files may be many.
public final class WorktreeComparison: Sendable {
    private let result = Mutex<Result<Bool, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - place: where the repository is opened once more; `nil` where there is nothing to compare.
    ///   - names: paths from the root of the repository that belong to the book.
    init(_ place: String?, tip: ObjectID?, names: [String], start: String) {
        guard let place, let tip else {
            result.withLock { $0 = .success(false) }
            isDone.signal()
            return
        }
        DispatchQueue.global().async { [self] in
            let found = Result {
                let repository = try Repository(at: place)
                return try repository.workTreeDiffers(from: try repository.commit(tip).tree) { path in
                    names.contains { path == $0 || path.hasPrefix($0 + "/") }
                        || path.hasSuffix("/") && start.hasPrefix(path)
                }
            }
            result.withLock { $0 = found }
            isDone.signal()
        }
    }

    /// Whether a file that git takes into account differs; waits until that is known.
    ///
    /// - Throws: what git says of the repository.
    public func differs() throws -> Bool {
        isDone.wait()
        isDone.signal()
        return try result.withLock { $0 }?.get() ?? false
    }
}
