internal import Glibc

/// Writes files of the book into the work tree: each as a whole or not at all, whenever the process ends.
///
/// Nothing is forced to the disk, as git does not for a work tree either.
public enum BookWriter {
    /// - Parameters:
    ///   - path: below the folder; folders on the way are made.
    ///   - isNew: whether it is an error that the file is there.
    /// - Throws: `SystemError`, with `EEXIST` for a new file that has come to be there.
    public static func write(_ bytes: [UInt8], to path: String, in folder: String, isNew: Bool) throws(SystemError) {
        let place = folder + "/" + path
        let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) ?? place.startIndex
        let parent = String(place[..<slash])
        let temporary = "\(parent)/.\(place[place.index(after: slash)...]).outrider"
        do {
            try fill(temporary, with: bytes)
        } catch {
            guard error.code == ENOENT else { throw error }
            try makeFolders(parent)
            try fill(temporary, with: bytes)
        }
        do throws(SystemError) {
            // A link never takes the place of another file.
            _ = try SystemError.check("write", place) {
                unsafe isNew ? link(temporary, place) : rename(temporary, place)
            }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
        if isNew { _ = unsafe unlink(temporary) }
    }

    private static func fill(_ path: String, with bytes: [UInt8]) throws(SystemError) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let number = try SystemError.check("write", path) { unsafe open(path, flags, 0o666) }
        try FileDescriptor(adopting: number, path: path).write(bytes)
    }

    private static func makeFolders(_ path: String) throws(SystemError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        if slash > path.startIndex { try? makeFolders(String(path[..<slash])) }
        do throws(SystemError) {
            _ = try SystemError.check("make", path) { unsafe mkdir(path, 0o777) }
        } catch  where error.code == EEXIST {
            return
        }
    }
}
