import Foundation
import Glibc

/// A small file system of its own in memory; unmounted with the object. Only root can make one.
final class Disk {
    let path: String

    struct Failure: Error {}

    /// Whether this process may mount.
    static let isPossible = (try? Disk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        let path = NSTemporaryDirectory() + "/outrider-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard unsafe mount("none", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            try FileManager.default.removeItem(atPath: path)
            throw Failure()
        }
        self.path = path
    }

    /// Takes all free blocks but `spare`, of 4 KiB each.
    func fill(sparing spare: Int) throws {
        let descriptor = unsafe open(path + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4096)
        var count = 0
        while unsafe Glibc.write(descriptor, block, block.count) == block.count { count += 1 }
        guard ftruncate(descriptor, max(0, count - spare) * 4096) == 0 else { throw Failure() }
    }

    func empty() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

    func setReadOnly(_ isReadOnly: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
        // A process that another test is just starting may hold one of our files for a moment.
        for _ in 0..<500 {
            if unsafe mount("none", path, "tmpfs", flags, nil) == 0 { return }
            usleep(10_000)
        }
        throw Failure()
    }

    deinit {
        unsafe umount2(path, Int32(MNT_DETACH))
        unsafe rmdir(path)
    }
}
