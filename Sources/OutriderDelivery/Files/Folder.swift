internal import Glibc

/// An open folder: everything in it is reached through its descriptor, so a rename of a parent changes nothing.
final class Folder: Sendable {
    private let descriptor: FileDescriptor

    private init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

    var path: String { descriptor.path }

    private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

    /// Opens a folder; `nil` if there is none. A symbolic link as its last part is refused with `ENOTDIR`.
    static func open(_ path: String) throws(SystemError) -> Folder? {
        try open(path, flags | O_NOFOLLOW)
    }

    private static func open(_ path: String, _ flags: Int32) throws(SystemError) -> Folder? {
        do {
            let number = try SystemError.check("open", path) { unsafe Glibc.open(path, flags) }
            return Folder(FileDescriptor(adopting: number, path: path))
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    /// Opens a folder, made durably with its missing parents (mode 0700) where there is none.
    static func make(_ path: String) throws(SystemError) -> Folder {
        if let folder = try open(path) { return folder }
        let (parent, name) = split(path)
        if let above = try open(parent, flags) { return try above.makeFolder(name) }
        return try make(parent).makeFolder(name)
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        let trimmed = path.reversed().drop { $0 == "/" }
        let name = String(trimmed.prefix { $0 != "/" }.reversed())
        let parent = String(trimmed.dropFirst(name.count).reversed())
        return (parent.isEmpty ? "." : parent, name)
    }

    /// The folder of that name inside; `nil` if there is none. A symbolic link is refused with `ENOTDIR`.
    func folder(_ name: String) throws(SystemError) -> Folder? {
        do {
            let number = try SystemError.check("open", place(name)) {
                unsafe openat(descriptor.number, name, Self.flags | O_NOFOLLOW)
            }
            return Folder(FileDescriptor(adopting: number, path: place(name)))
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    /// The folder of that name inside, made durably (mode 0700) if there is none.
    func makeFolder(_ name: String) throws(SystemError) -> Folder {
        if let folder = try folder(name) { return folder }
        do {
            _ = try SystemError.check("make", place(name)) { unsafe mkdirat(descriptor.number, name, 0o700) }
            try synchronize()
        } catch  where error.code == EEXIST {
            // Somebody else made it in between.
        }
        guard let folder = try folder(name) else {
            throw SystemError(code: ENOENT, operation: "open", path: place(name))
        }
        return folder
    }

    /// Opens a file for `flags`; symbolic links are never followed, new files have mode 0600.
    func file(_ name: String, _ flags: Int32) throws(SystemError) -> FileDescriptor {
        let number = try SystemError.check("open", place(name)) {
            unsafe openat(descriptor.number, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        }
        return FileDescriptor(adopting: number, path: place(name))
    }

    /// Opens a file that may be missing.
    func existingFile(_ name: String, _ flags: Int32) throws(SystemError) -> FileDescriptor? {
        do {
            return try file(name, flags)
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    /// The identity of what has that name now; `nil` if nothing has.
    func identity(of name: String) throws(SystemError) -> FileDescriptor.Identity? {
        var status = stat()
        do {
            _ = try SystemError.check("look at", place(name)) {
                unsafe fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW)
            }
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
        return FileDescriptor.Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    }

    /// Moves a file into `target` in one step (renameat); only where the caller holds a lock or the name is unique.
    ///
    /// Not link and unlink, which never overwrite but for a moment leave two names of one message.
    /// - Throws: `SystemError`; `EEXIST` when the new name is taken.
    func move(_ name: String, to target: Folder, as newName: String) throws(SystemError) {
        guard try target.identity(of: newName) == nil else {
            throw SystemError(code: EEXIST, operation: "write", path: target.place(newName))
        }
        _ = try SystemError.check("write", target.place(newName)) {
            unsafe renameat(descriptor.number, name, target.descriptor.number, newName)
        }
    }

    /// Removes a file; a missing one is fine.
    func remove(_ name: String) throws(SystemError) {
        do {
            _ = try SystemError.check("remove", place(name)) { unsafe unlinkat(descriptor.number, name, 0) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
    }

    /// Calls `body` with each name in the folder, in no order; bytes that are no UTF-8 are replaced.
    func forEachName(_ body: (String) -> Void) throws(SystemError) {
        // A descriptor of its own: the position of a folder is shared by duplicates.
        let number = try SystemError.check("open", path) { unsafe openat(descriptor.number, ".", Self.flags) }
        guard let stream = unsafe fdopendir(number) else {
            let code = errno
            _ = close(number)
            throw SystemError(code: code, operation: "list", path: path)
        }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                let code = errno
                guard code == 0 else { throw SystemError(code: code, operation: "list", path: path) }
                return
            }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { body(name) }
        }
    }

    /// Returns when the folder's names are on the disk (fsync).
    func synchronize() throws(SystemError) {
        _ = try SystemError.check("sync", path) { fsync(descriptor.number) }
    }

    /// Returns when all that was written to the folder's filesystem is on the disk (syncfs).
    func synchronizeFilesystem() throws(SystemError) { try descriptor.synchronizeFilesystem() }

    private func place(_ name: String) -> String { path + "/" + name }
}
