internal import Git

/// What git said, for those who do not know git's own errors.
public enum RepositoryFailure {
    /// The message of an error and what to do; any other error is described as it is.
    public static func explain(_ error: any Error) -> (message: String, hint: String?) {
        guard let error = error as? GitError else { return ("\(error)", nil) }
        return (error.message, error.hint)
    }
}
