internal import Foundation
internal import Glibc
internal import OutriderCore

/// The files of a book in the work tree.
struct FolderSource: ReopenableSource {
    private let root: String

    /// - Parameter root: an absolute path without a slash at its end.
    init(_ root: String) { self.root = root }

    func read(_ path: String, limit: Int) throws -> [UInt8]? {
        let place = root + "/" + path
        let number = unsafe open(place, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if number < 0 {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return nil }
            guard code != ELOOP else { throw Self.notAFile(path) }
            throw SystemError(code: code, operation: "open", path: path)
        }
        let file = FileDescriptor(adopting: number, path: place)
        let status = try file.status()
        guard status.isRegular else { throw Self.notAFile(path) }
        guard status.size <= limit else { throw BookSourceError.tooLarge(path, limit: limit) }
        return try file.contents(limit: limit + 1)
    }

    func read(_ entry: BookEntry, limit: Int) throws -> [UInt8]? { try read(entry.path, limit: limit) }

    var reopen: @Sendable () throws -> any ReopenableSource { { self } }

    private static func notAFile(_ path: String) -> BookSourceError {
        BookSourceError(
            path: path, code: .notAFile, message: "a record is a regular file, not a link or a folder",
            hint: "put the file itself here")
    }

    func list(_ folder: String) throws -> [BookEntry] {
        var entries: [BookEntry] = []
        var folders = [folder]
        while let next = folders.popLast() {
            guard let open = try Folder.open(root + "/" + next) else { continue }
            var names: [String] = []
            try open.forEachName { names.append($0) }
            for name in names where name != ".git" {
                let path = next + "/" + name
                var status = stat()
                guard unsafe lstat(root + "/" + path, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(path)
                case S_IFREG: entries.append(BookEntry(path: path, kind: .file))
                case S_IFLNK: entries.append(BookEntry(path: path, kind: .symlink))
                default: entries.append(BookEntry(path: path, kind: .other))
                }
            }
        }
        return entries.sorted { $0.path < $1.path }
    }
}
