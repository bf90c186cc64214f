/// A time of day on somebody's clock.
public struct TimeOfDay: Hashable, Sendable {
    /// Minutes after midnight, 0...1439.
    public let minute: Int

    /// A time written as `09:30`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        self.minute = hour * 60 + minute
    }
}
