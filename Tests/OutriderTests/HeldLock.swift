import Foundation
import Glibc

/// A `flock` on a file, held by the test until it is released.
final class HeldLock {
    private let descriptor: Int32

    struct Failure: Error {
        let code: Int32
    }

    /// Makes the file and its folder where they are missing.
    init(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Failure(code: errno) }
    }

    func release() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
