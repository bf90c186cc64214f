internal import Foundation
internal import OutriderCore
internal import OutriderDelivery

/// What the process was started with; nothing else in the program reads the environment.
enum Environment {
    private static let variables = ProcessInfo.processInfo.environment

    /// The value of a variable; `nil` where it is not set or empty.
    static func value(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// Whether `OUTRIDER_NOW` sets the clock.
    static var isSimulated: Bool { value("OUTRIDER_NOW") != nil }

    /// Whether `OUTRIDER_PAUSED` pauses everything.
    static var isPaused: Bool { value("OUTRIDER_PAUSED").map { !["0", "false"].contains($0) } ?? false }

    /// `OUTRIDER_NOW` where it is set, else the present second.
    ///
    /// - Throws: `UsageError` where it is no RFC 3339 time.
    static func now() throws(UsageError) -> Instant {
        guard let text = value("OUTRIDER_NOW") else { return present() }
        guard let instant = Instant(rfc3339: text) else {
            throw UsageError("OUTRIDER_NOW is no time", hint: "write it as RFC 3339 has it: 2026-11-23T09:00:00Z")
        }
        return instant
    }

    /// The present second of the system's clock.
    static func present() -> Instant { Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down))) }

    /// Where this machine remembers journals; `nil` where the user has no home (XDG Base Directory 0.8).
    static var stateDirectory: String? {
        // A relative path is to be ignored, says the specification.
        if let directory = value("XDG_STATE_HOME"), directory.hasPrefix("/") { return directory + "/outrider" }
        return value("HOME").map { $0 + "/.local/state/outrider" }
    }

    /// The crash boundary of `OUTRIDER_BOUNDARY`; none while the clock is real.
    ///
    /// - Throws: `BoundarySyntaxError`.
    static func boundaries() throws -> Boundaries {
        try isSimulated ? Boundaries(parsing: value("OUTRIDER_BOUNDARY")) : .none
    }
}
