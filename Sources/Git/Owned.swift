internal import CGit

/// A kind of object that libgit2 allocates and its caller frees.
protocol Released {
    static func release(_ pointer: OpaquePointer)
}

/// The one owner of an object of libgit2, freed with it.
///
/// Marked safe, since only the calls on the lent pointer are not: each of those says `unsafe` itself.
@safe
struct Owned<Kind: Released>: ~Copyable {
    private let pointer: OpaquePointer

    /// Takes what `make` stored, or throws the error it reported.
    @safe
    init(_ make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32) throws(GitError) {
        var made: OpaquePointer?
        try check(unsafe make(&made))
        guard let made = unsafe made else { throw GitError(.other, "libgit2 gave no object") }
        unsafe pointer = made
    }

    deinit {
        unsafe Kind.release(pointer)
    }

    /// Lends the pointer for the length of `body`, which must not keep it.
    @safe
    borrowing func use<Value: ~Copyable, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try unsafe body(pointer)
    }
}

enum RepositoryKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_repository_free(pointer) }
}

enum DatabaseKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_odb_free(pointer) }
}

enum ReferenceKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_reference_free(pointer) }
}

enum ObjectKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_object_free(pointer) }
}

enum CommitKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_commit_free(pointer) }
}

enum BlobKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_blob_free(pointer) }
}

enum TreeKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_tree_free(pointer) }
}

enum TreeBuilderKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_treebuilder_free(pointer) }
}

enum ConfigKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_config_free(pointer) }
}

enum RemoteKind: Released {
    static func release(_ pointer: OpaquePointer) { unsafe git_remote_free(pointer) }
}
