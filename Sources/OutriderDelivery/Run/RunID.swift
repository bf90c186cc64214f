internal import Glibc
internal import OutriderCore

/// The name of a run or an act: the time and eight random hex digits.
enum RunID {
    static func make(at now: Instant) -> String {
        let time = now.rfc3339.filter { $0 != "-" && $0 != ":" }
        let digits = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        return "\(time)-\(String(repeating: "0", count: 8 - digits.count))\(digits)"
    }
}

/// Waiting before a lost race is run again.
enum Pause {
    /// A fifth of a second, or less where a signal comes.
    static func moment() { _ = usleep(200_000) }

    /// Full jitter up to 5 ms doubled with each attempt, at most 320 ms.
    static func jittered(attempt: Int) {
        let most = 5_000 << min(attempt, 6)
        _ = usleep(UInt32.random(in: 0...UInt32(most)))
    }
}
