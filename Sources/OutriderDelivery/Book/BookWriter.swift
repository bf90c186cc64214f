internal import Foundation
internal import Glibc
public import OutriderCore

/// Writes changes of a book into its work tree, file by file: each is whole on the disk before it has its name.
public struct BookWriter {
    private let root: String
    private let isDurable: Bool

    /// - Parameter isDurable: whether each file is forced to the disk; thousands at once are not, as git does not either.
    /// - Throws: `WorkspaceError` where the book has no work tree.
    public init(_ workspace: Workspace, isDurable: Bool = true) throws {
        self.isDurable = isDurable
        guard let folder = workspace.folder else {
            throw WorkspaceError(
                message: "there is no work tree here to edit", hint: "clone the repository, and edit the book there")
        }
        root = folder
    }

    /// Writes all files, then removes those that go.
    ///
    /// - Throws: `BookWriteError`, which names what was written before the failure.
    public func write(_ change: BookChange) throws(BookWriteError) {
        var written: [String] = []
        do {
            for file in change.files { try requireUnchanged(file) }
            for file in change.files {
                guard let bytes = file.after else { continue }
                try write(bytes, to: file.path, replacing: file.before != nil && file.formerPath == nil)
                written.append(file.path)
            }
            for file in change.files {
                guard let path = file.formerPath ?? (file.after == nil ? file.path : nil) else { continue }
                let (folder, name) = try self.folder(of: path, makes: false)
                try folder?.remove(name)
                try folder?.synchronize()
                written.append(path)
            }
        } catch {
            throw BookWriteError(written: written, cause: error)
        }
    }

    /// Refuses to write over what somebody else has written since it was read.
    private func requireUnchanged(_ file: BookChange.File) throws {
        let source = FolderSource(root)
        func bytes(_ path: String) throws -> [UInt8]? {
            // Looking at the folders first refuses a link among them, which would lead out of the book.
            guard try folder(of: path, makes: false).folder != nil else { return nil }
            return try source.read(path, limit: FileLimit.any)
        }
        let isNew = file.formerPath != nil
        guard try bytes(file.formerPath ?? file.path) == file.before, try !isNew || bytes(file.path) == nil else {
            throw BookSourceError(
                path: file.path, code: .unreadable, message: "the file was changed meanwhile",
                hint: "run the command again")
        }
    }

    /// The open folder of a file and the file's name; no part of the way may be a link.
    private func folder(of path: String, makes: Bool) throws(SystemError) -> (folder: Folder?, name: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let name = parts.removeLast()
        guard !(parts + [name]).contains(where: { ["", ".", ".."].contains($0) }) else {
            throw SystemError(code: EINVAL, operation: "open", path: path)
        }
        var folder = try Folder.open(root)
        for part in parts {
            guard let above = folder else { return (nil, name) }
            folder = try above.folder(part)
            if folder == nil, makes {
                let place = above.path + "/" + part
                do {
                    _ = try SystemError.check("make", place) { unsafe mkdir(place, 0o777) }
                } catch  where error.code == EEXIST {
                    // Somebody else made it in between.
                }
                if isDurable { try above.synchronize() }
                folder = try above.folder(part)
            }
        }
        return (folder, name)
    }

    /// Writes one file as a whole or not at all.
    ///
    /// - Throws: `SystemError`, with `EEXIST` for a new file that has come to be there.
    public func write(_ bytes: [UInt8], to path: String, isNew: Bool) throws(SystemError) {
        try write(bytes, to: path, replacing: !isNew, isNew: isNew)
    }

    private func write(
        _ bytes: [UInt8], to path: String, replacing: Bool, isNew: Bool = false
    ) throws(SystemError) {
        guard case (let folder?, let name) = try folder(of: path, makes: true) else {
            throw SystemError(code: ENOENT, operation: "open", path: path)
        }
        // A name that no reader takes for a record.
        let temporary = ".\(name).\(getpid()).tmp"
        let place = folder.path + "/" + temporary
        let target = folder.path + "/" + name
        do throws(SystemError) {
            let number = try SystemError.check("write", place) {
                unsafe open(place, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            }
            let file = FileDescriptor(adopting: number, path: place)
            var status = stat()
            if isNew, unsafe lstat(target, &status) == 0 {
                throw SystemError(code: EEXIST, operation: "write", path: target)
            }
            if replacing, unsafe lstat(target, &status) == 0 {
                _ = try SystemError.check("write", place) { fchmod(file.number, status.st_mode & 0o7777) }
            }
            try file.write(bytes)
            if isDurable { try file.synchronize() }
            _ = try SystemError.check("write", target) { unsafe rename(place, target) }
            if isDurable { try folder.synchronize() }
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }
}

/// A failure in the middle of writing a book's files.
public struct BookWriteError: Error {
    /// Paths that are as they were to be; all others are as before.
    public var written: [String]
    public var cause: any Error
}
