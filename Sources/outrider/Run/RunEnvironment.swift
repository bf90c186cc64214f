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
            isPaused: value("OUTRIDER_PAUSED").map { !["", "0", "false"].contains($0) } ?? false,
            stateDirectory: stateDirectory,
            boundaries: try boundaries())
    }
}
