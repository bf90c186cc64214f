internal import OutriderCore
internal import OutriderDelivery

extension Environment {
    /// What a run or an act needs of the environment.
    ///
    /// - Throws: `UsageError` or `BoundarySyntaxError` where a variable cannot be read.
    static func runOptions() throws -> RunOptions {
        let fixed = isSimulated ? try now() : nil
        return RunOptions(
            now: { fixed ?? present() }, isSimulated: isSimulated, version: Version.text,
            isPaused: isPaused,
            stateDirectory: stateDirectory,
            boundaries: try boundaries())
    }
}
