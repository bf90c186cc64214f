internal import CGit

/// A git repository on this machine, opened with libgit2 1.5; no network.
///
/// Not Sendable: one object belongs to one thread at a time; open another for another thread.
/// Reads see objects as they are on disk, and what `buffered` holds. Writes are durable when the outermost call returns.
public final class Repository {
    let handle: Owned<RepositoryKind>
    var buffer: ObjectBuffer?
    var bufferDepth = 0

    /// libgit2 starts once, in a few milliseconds.
    private static let start: Int32 = cgit_start()

    private init(opening path: String, flags: UInt32) throws(GitError) {
        try check(Self.start)
        do throws(GitError) {
            handle = try Owned { made in unsafe git_repository_open_ext(made, path, flags, nil) }
        } catch {
            guard error.kind == .ownership else { throw error }
            throw Self.ownershipError(error, at: path)
        }
    }

    /// Opens the repository whose git folder or work tree is exactly `path`.
    ///
    /// Throws `.notFound` when there is none, `.ownership` when it belongs to another user,
    /// `.unsupportedRepository` for formats libgit2 cannot read.
    public convenience init(at path: String) throws(GitError) {
        try self.init(opening: path, flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
    }

    /// Opens the repository that holds `path`, searching upwards, also across file systems.
    ///
    /// Throws as `init(at:)` does.
    public static func discover(from path: String) throws(GitError) -> Repository {
        try Repository(opening: path, flags: GIT_REPOSITORY_OPEN_CROSS_FS.rawValue)
    }

    /// The absolute path of the common git folder, shared by linked worktrees; no trailing slash.
    public var gitDirectory: String {
        handle.use { unsafe Self.folder(git_repository_commondir($0)) ?? "" }
    }

    /// The absolute path of the work tree, without trailing slash; nil when there is none.
    public var workDirectory: String? {
        handle.use { unsafe Self.folder(git_repository_workdir($0)) }
    }

    /// Whether there is no work tree.
    public var isBare: Bool { handle.use { unsafe git_repository_is_bare($0) == 1 } }

    /// Whether the history is cut, as by `git clone --depth`.
    public var isShallow: Bool { handle.use { unsafe git_repository_is_shallow($0) == 1 } }

    /// Whether this is a linked worktree of another folder's repository.
    public var isWorktree: Bool { handle.use { unsafe git_repository_is_worktree($0) == 1 } }

    /// The value git's config files have for `key`, such as `user.name`; nil when not set.
    ///
    /// The last of several values. Variables such as `GIT_CONFIG_COUNT` are not read.
    public func configString(_ key: String) throws(GitError) -> String? {
        let config = try handle.use { repository throws(GitError) in
            try Owned<ConfigKind> { made in unsafe git_repository_config_snapshot(made, repository) }
        }
        return try config.use { config throws(GitError) -> String? in
            var text: UnsafePointer<CChar>?
            let status = unsafe git_config_get_string(&text, config, key)
            if status == GIT_ENOTFOUND.rawValue { return nil }
            try check(status)
            guard let text = unsafe text else { return nil }
            return unsafe String(cString: text)
        }
    }

    /// The URL the remote is fetched from, after `url.<base>.insteadOf`; nil when there is no such remote or URL.
    public func remoteURL(_ name: String) throws(GitError) -> String? {
        let found = try handle.use { repository throws(GitError) -> String?? in
            do throws(GitError) {
                let remote = try Owned<RemoteKind> { made in unsafe git_remote_lookup(made, repository, name) }
                return remote.use { remote -> String? in
                    guard let url = unsafe git_remote_url(remote) else { return nil }
                    return unsafe String(cString: url)
                }
            } catch {
                guard error.kind == .notFound else { throw error }
                return .none
            }
        }
        return found ?? nil
    }

    /// The names of the remotes, in git's order.
    public func remoteNames() throws(GitError) -> [String] {
        var names = unsafe git_strarray()
        try handle.use { repository throws(GitError) in
            _ = try check(unsafe git_remote_list(&names, repository))
        }
        defer { unsafe git_strarray_dispose(&names) }
        return unsafe UnsafeBufferPointer(start: names.strings, count: names.count).compactMap { name in
            guard let name = unsafe name else { return nil }
            return unsafe String(cString: name)
        }
    }

    /// A folder's path as libgit2 gives it, without the trailing slash.
    static func folder(_ text: UnsafePointer<CChar>?) -> String? {
        guard let text = unsafe text else { return nil }
        let path = unsafe String(cString: text)
        return path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
    }

    /// libgit2's words for a foreign owner name a config key; these name the folder and the command.
    private static func ownershipError(_ error: GitError, at path: String) -> GitError {
        var folder = path
        var found = unsafe git_buf()
        if unsafe git_repository_discover(&found, path, 1, nil) == 0, let text = unsafe found.ptr {
            folder = unsafe Self.folder(text) ?? path
            if folder.hasSuffix("/.git") { folder.removeLast(5) }
        }
        unsafe git_buf_dispose(&found)
        return GitError(
            code: error.code, kind: .ownership, message: "the repository at \(folder) belongs to another user",
            hint: "if you trust it, run: git config --global --add safe.directory '\(folder)'")
    }
}
