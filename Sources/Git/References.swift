internal import CGit

extension Repository {
    /// The commit a full reference name such as `refs/heads/main` leads to, through symbolic references and tags.
    ///
    /// Nil when there is no such reference, or it names an unborn branch. Throws `.invalid` for a name git refuses
    /// and for what is no commit, `.notFound` when the reference is there and its commit is not.
    public func reference(_ name: String) throws(GitError) -> ObjectID? {
        let target = try unsafe lookUp { repository throws(GitError) in
            let reference = try Owned<ReferenceKind> { made in
                unsafe git_reference_lookup(made, repository, name)
            }
            return try reference.use { reference throws(GitError) in
                try Owned<ReferenceKind> { made in unsafe git_reference_resolve(made, reference) }
            }
        } then: { (reference: borrowing Owned<ReferenceKind>) throws(GitError) in
            try reference.use { reference throws(GitError) in
                try Owned<ObjectKind> { made in unsafe git_reference_peel(made, reference, GIT_OBJECT_COMMIT) }.id
            }
        }
        return target
    }

    /// The commit that `main`, `HEAD`, an id or an expression such as `main~3` (gitrevisions(7)) names; nil when none.
    ///
    /// Throws `.invalid` for what is ambiguous, malformed or no commit.
    public func resolve(_ revision: String) throws(GitError) -> ObjectID? {
        try unsafe lookUp { repository throws(GitError) in
            try Owned<ObjectKind> { made in unsafe git_revparse_single(made, repository, revision) }
        } then: { (object: borrowing Owned<ObjectKind>) throws(GitError) in
            try object.use { object throws(GitError) in
                try Owned<ObjectKind> { made in unsafe git_object_peel(made, object, GIT_OBJECT_COMMIT) }.id
            }
        }
    }

    /// The short name of the branch HEAD is on, also before its first commit; nil when HEAD is detached.
    public func headBranch() throws(GitError) -> String? {
        try handle.use { repository throws(GitError) -> String? in
            let head = try Owned<ReferenceKind> { made in unsafe git_reference_lookup(made, repository, "HEAD") }
            return head.use { head -> String? in
                guard let text = unsafe git_reference_symbolic_target(head) else { return nil }
                let target = unsafe String(cString: text)
                return target.hasPrefix("refs/heads/") ? String(target.dropFirst("refs/heads/".utf8.count)) : target
            }
        }
    }

    /// Finds something that may be absent, then does more with it, where absence is an error.
    private func lookUp<Kind: Released, Value>(
        _ find: (OpaquePointer) throws(GitError) -> Owned<Kind>,
        then use: (borrowing Owned<Kind>) throws(GitError) -> Value
    ) throws(GitError) -> Value? {
        try handle.use { repository throws(GitError) -> Value? in
            let found: Owned<Kind>
            do throws(GitError) {
                found = try unsafe find(repository)
            } catch {
                guard error.kind == .notFound else { throw error }
                return nil
            }
            return try use(found)
        }
    }
}

extension Owned where Kind == ObjectKind {
    /// The object's own id.
    var id: ObjectID {
        use { object in unsafe ObjectID(git_object_id(object).pointee) }
    }
}
