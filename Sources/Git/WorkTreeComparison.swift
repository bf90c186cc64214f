internal import CGit

extension Repository {
    /// Whether a file of the work tree differs from a tree of the whole repository, and `isMeant` says yes to its path.
    ///
    /// Files whose time and size are those of git's index are not read. New files count, ignored ones do not, nor does a
    /// changed mode. Throws `.notFound` without a work tree or where the tree is missing.
    ///
    /// - Parameter isMeant: asked of each path that differs; that of a new folder ends with a slash.
    public func workTreeDiffers(
        from tree: ObjectID, where isMeant: (String) -> Bool
    ) throws(GitError) -> Bool {
        let diff = try openTree(tree).use { tree throws(GitError) in
            try handle.use { repository throws(GitError) in
                var options = unsafe git_diff_options()
                try check(unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
                unsafe options.flags =
                    GIT_DIFF_INCLUDE_UNTRACKED.rawValue | GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
                    | GIT_DIFF_IGNORE_FILEMODE.rawValue | GIT_DIFF_SKIP_BINARY_CHECK.rawValue
                unsafe options.ignore_submodules = GIT_SUBMODULE_IGNORE_ALL
                return try Owned<DiffKind> { made in
                    unsafe git_diff_tree_to_workdir_with_index(made, repository, tree, &options)
                }
            }
        }
        return diff.use { diff in
            for index in 0..<(unsafe git_diff_num_deltas(diff)) {
                guard let delta = unsafe git_diff_get_delta(diff, index) else { continue }
                if let path = unsafe delta.pointee.old_file.path, isMeant(unsafe String(cString: path)) { return true }
                if let path = unsafe delta.pointee.new_file.path, isMeant(unsafe String(cString: path)) { return true }
            }
            return false
        }
    }
}

enum DiffKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_diff_free(pointer) }
}
