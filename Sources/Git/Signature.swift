internal import CGit

/// Who wrote a commit and when.
public struct Signature: Hashable, Sendable {
    /// The name; git allows neither angle brackets nor line ends in it.
    public let name: String
    /// The address, under the same rule.
    public let email: String
    /// Seconds since 1970; written with the offset +0000.
    public let seconds: Int64

    /// A signature with all its parts.
    public init(name: String, email: String, seconds: Int64) {
        self.name = name
        self.email = email
        self.seconds = seconds
    }

    /// Lends the signature in libgit2's form for the length of `body`.
    func use<Value>(_ body: (UnsafePointer<git_signature>) throws(GitError) -> Value) throws(GitError) -> Value {
        // A line end here would add header lines to the commit; libgit2 only refuses the brackets.
        guard (name + email).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw GitError(.invalid, "a commit's name and address cannot hold control characters")
        }
        var made: UnsafeMutablePointer<git_signature>?
        try check(unsafe git_signature_new(&made, name, email, seconds, 0))
        guard let made = unsafe made else { throw GitError(.other, "libgit2 gave no signature") }
        defer { unsafe git_signature_free(made) }
        return try unsafe body(made)
    }
}
