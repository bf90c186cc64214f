/// A day of the week, Monday first as in ISO 8601.
public enum Weekday: Int, Hashable, CaseIterable, Comparable, Sendable {
    case mon, tue, wed, thu, fri, sat, sun

    /// The day of this name: three letters in any case.
    public init?(_ name: some StringProtocol) {
        let lowercased = name.lowercased()
        guard let day = Self.allCases.first(where: { $0.name == lowercased }) else { return nil }
        self = day
    }

    /// Three lower-case letters: `mon`.
    public var name: String { Self.names[rawValue] }

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

    /// The day that comes after, Monday after Sunday.
    var next: Weekday { Self(rawValue: rawValue + 1) ?? .mon }

    /// The day that comes before, Sunday before Monday.
    var previous: Weekday { Self(rawValue: rawValue - 1) ?? .sun }
}
