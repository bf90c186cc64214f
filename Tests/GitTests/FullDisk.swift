import Foundation
import Glibc

/// A small file system of its own in memory; unmounted with the object. Only root can make one.
final class FullDisk {
    let path: String

    struct Failure: Error {}

    /// Whether this process may mount.
    static var isPossible: Bool { (try? FullDisk(megabytes: 1)) != nil }

    init(megabytes: Int) throws {
        let path = NSTemporaryDirectory() + "/git-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard unsafe mount("none", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            try FileManager.default.removeItem(atPath: path)
            throw Failure()
        }
        self.path = path
    }

    /// Takes every free block.
    func fill() throws {
        let descriptor = unsafe open(path + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        let block = [UInt8](repeating: 1, count: 4096)
        while unsafe Glibc.write(descriptor, block, block.count) > 0 {}
        close(descriptor)
    }

    func makeReadOnly() throws {
        let flags = UInt(MS_REMOUNT) | UInt(MS_RDONLY)
        // A process that another test is just starting may hold one of our files for a moment.
        for _ in 0..<500 {
            if unsafe mount("none", path, "tmpfs", flags, nil) == 0 { return }
            usleep(10_000)
        }
        throw Failure()
    }

    deinit {
        _ = unsafe umount2(path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: path)
    }
}
