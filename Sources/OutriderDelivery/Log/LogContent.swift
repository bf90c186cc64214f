/// What the lines of a write-ahead log add up to.
public struct LogContent: Hashable, Sendable {
    /// How far a message came.
    public enum State: Hashable, Sendable {
        /// Claimed, perhaps; no byte of it left: may be released.
        case notBegun
        /// In doubt: settled by evidence.
        case begun
        case done(Outcome)
    }

    public struct Claim: Hashable, Sendable {
        public let intent: ClaimIntent
        public internal(set) var states: [ProviderKey: State]
    }

    /// By the claim's number.
    public private(set) var claims: [Int: Claim] = [:]
    /// Whether the run said that all its outcomes are recorded.
    public private(set) var hasEnd = false
    /// Lines that cannot be read, or tell of a message without an intent; from 1.
    ///
    /// Such a line may hide a `begin`, so everything that was claimed before it and not begun is taken as begun. It
    /// may hide a whole `intent`: a claim of this run that the journal has and this log has not is in doubt too.
    public private(set) var damagedLines: [Int] = []

    /// Folds the lines.
    ///
    /// What stands behind the last line end was cut by a crash within its write, before the sync that the run waited
    /// for, so nothing followed from it, and it is left out.
    public init(lines bytes: [UInt8]) {
        var start = bytes.startIndex
        var number = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            if end > start { fold(LogEntry(line: bytes[start..<end]), number) }
            start = end + 1
        }
    }

    private mutating func fold(_ entry: LogEntry?, _ number: Int) {
        switch entry {
        case .intent(let intent):
            // The same claim again, with a new commit after a lost race: what was begun stays begun.
            let earlier = claims[intent.claim]?.states ?? [:]
            let fresh = Dictionary(intent.keys.map { ($0, State.notBegun) }) { state, _ in state }
            claims[intent.claim] = Claim(
                intent: intent,
                states: earlier.filter { $0.value != .notBegun }.merging(fresh) { state, _ in state })
        case .begin(let claim, let id) where claims[claim]?.states[id] != nil:
            if claims[claim]?.states[id] == .notBegun { claims[claim]?.states[id] = .begun }
        case .done(let claim, let outcome) where claims[claim]?.states[outcome.id] != nil:
            claims[claim]?.states[outcome.id] = .done(outcome)
        case .end: hasEnd = true
        case .begin, .done, nil:
            damagedLines.append(number)
            for (claim, content) in claims {
                claims[claim]?.states = content.states.mapValues { $0 == .notBegun ? .begun : $0 }
            }
        }
    }
}
