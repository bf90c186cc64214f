internal import Glibc

/// Files that are complete on disk before they have their name.
enum DurableFile {
    /// Writes a new read-only file and syncs it; removes it again when that fails. Throws `.noSpace`, `.readOnly`.
    static func write(_ bytes: [UInt8], to path: String) throws(GitError) {
        // Read-only, as git's own packs; the user's umask still applies.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444)
        guard descriptor >= 0 else { throw GitError(errno: errno, doing: "create \(path)") }
        do throws(GitError) {
            try writeAll(bytes, to: descriptor, path: path)
            if fsync(descriptor) != 0 { throw GitError(errno: errno, doing: "sync \(path)") }
        } catch {
            close(descriptor)
            remove(path)
            throw error
        }
        // Network file systems report a full disk only here.
        if close(descriptor) != 0 {
            let number = errno
            remove(path)
            throw GitError(errno: number, doing: "close \(path)")
        }
    }

    /// Gives a file its final name.
    static func rename(_ path: String, to name: String) throws(GitError) {
        if unsafe Glibc.rename(path, name) != 0 { throw GitError(errno: errno, doing: "rename \(path)") }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(GitError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw GitError(errno: errno, doing: "open \(path)") }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw GitError(errno: errno, doing: "sync \(path)") }
    }

    /// Makes a folder unless it is there.
    static func makeFolder(_ path: String) throws(GitError) {
        if unsafe mkdir(path, 0o777) != 0, errno != EEXIST { throw GitError(errno: errno, doing: "create \(path)") }
    }

    /// Removes a file, if it is there.
    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(GitError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.write(descriptor, all.baseAddress.map { unsafe $0 + written }, all.count - written)
            }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                throw GitError(errno: count == 0 ? EIO : errno, doing: "write \(path)")
            }
        }
    }
}
