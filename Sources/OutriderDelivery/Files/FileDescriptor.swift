internal import Glibc

/// The owner of one open file: closes it when it goes, which also frees its lock.
struct FileDescriptor: ~Copyable, Sendable {
    let number: Int32
    /// For error texts only.
    let path: String

    /// Takes over an open descriptor.
    init(adopting number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    // The error of close(2) tells nothing that the syncs before it did not, and it must not be repeated on Linux.
    deinit { _ = close(number) }

    /// What tells one file from another that took its name.
    struct Identity: Hashable {
        let device: UInt
        let inode: UInt
    }

    /// The file's identity, size in bytes and number of names.
    func status() throws(SystemError) -> (identity: Identity, size: Int, isRegular: Bool) {
        var status = stat()
        _ = try SystemError.check("look at", path) { unsafe fstat(number, &status) }
        let identity = Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
        return (identity, Int(status.st_size), status.st_mode & S_IFMT == S_IFREG)
    }

    /// The whole content.
    ///
    /// - Throws: `SystemError` with `EFBIG` when there are more than `limit` bytes.
    func contents(limit: Int) throws(SystemError) -> [UInt8] {
        let size = try status().size
        var bytes = [UInt8](repeating: 0, count: min(max(size, 0), limit) + 1)
        var count = 0
        while count <= limit {
            let more = try SystemError.check("read", path) {
                unsafe bytes.withUnsafeMutableBytes {
                    let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: $0[count...])
                    return unsafe pread(number, rest.baseAddress, rest.count, count)
                }
            }
            count += more
            if more == 0 {
                bytes.removeLast(bytes.count - count)
                return bytes
            }
            if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: 1 << 16)) }
        }
        throw SystemError(code: EFBIG, operation: "read", path: path)
    }

    /// Writes all of `bytes`; when it throws, a part of them may be in the file.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            offset += try SystemError.check("write", path) {
                unsafe bytes.withUnsafeBytes {
                    let rest = unsafe UnsafeRawBufferPointer(rebasing: $0[offset...])
                    return unsafe Glibc.write(number, rest.baseAddress, rest.count)
                }
            }
        }
    }

    /// Returns when content and size are on the disk (fdatasync).
    func synchronize() throws(SystemError) {
        _ = try SystemError.check("sync", path) { fdatasync(number) }
    }

    /// Returns when all that was written to this file's filesystem is on the disk (syncfs).
    func synchronizeFilesystem() throws(SystemError) {
        guard let syncfs = Self.syncfs else { throw SystemError(code: ENOSYS, operation: "sync", path: path) }
        _ = try SystemError.check("sync", path) { syncfs(number) }
    }

    /// syncfs(2), which the Glibc module hides behind `_GNU_SOURCE`.
    private static let syncfs: (@convention(c) (Int32) -> Int32)? = unsafe dlsym(nil, "syncfs").map {
        unsafe unsafeBitCast($0, to: (@convention(c) (Int32) -> Int32).self)
    }

    func truncate(to length: Int) throws(SystemError) {
        _ = try SystemError.check("truncate", path) { ftruncate(number, length) }
    }

    /// Takes the exclusive lock (flock) if nobody has it; the kernel frees it when the holder dies.
    func tryLock() throws(SystemError) -> Bool {
        do {
            _ = try SystemError.check("lock", path) { flock(number, LOCK_EX | LOCK_NB) }
            return true
        } catch {
            guard error.code == EWOULDBLOCK else { throw error }
            return false
        }
    }

    /// Takes the exclusive lock, looking again every 5 ms.
    ///
    /// - Throws: `SystemError` with `EWOULDBLOCK` when `deadline` passes before that.
    func lock(until deadline: ContinuousClock.Instant) throws(SystemError) {
        while try !tryLock() {
            guard ContinuousClock.now < deadline else {
                throw SystemError(code: EWOULDBLOCK, operation: "lock", path: path)
            }
            usleep(5_000)
        }
    }
}
