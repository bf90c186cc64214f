internal import YAML

/// What may be set for the whole book, a sequence or an enrollment; the nearest wins.
public struct Policy: Hashable, Sendable {
    /// When steps may go, in the recipient's time zone.
    public var window: Window?
    /// The calendar of people and companies that name none.
    public var calendar: Reference?
    public var sender: SenderChoice?
    /// Up to how much later than due a step goes, drawn by its delivery key.
    public var spread: Delay?

    public static let none = Policy()

    var references: [Reference] { [calendar].compactMap(\.self) + (sender?.references ?? []) }
}

enum PolicyKeys {
    static let window = Key("window", .window, "When steps may go, in the recipient's time zone; any time if left out.")
    static let calendar = Key(
        "calendar", .reference(to: .calendar), "Id of the calendar of people and companies that name none.")
    static let sender = Key(
        "sender", .sender,
        "Who writes: the id of a sender, a list to draw from, or owner; the first message decides for the later ones.")
    static let spread = Key(
        "spread", .spread, "Lets each step go up to so much later, so that not all go at once: 30m, 2h.")
    static let all: [any TableKey] = [window, calendar, sender, spread]

    static func read(_ fields: Fields, _ reading: inout Reading) -> Policy {
        Policy(
            window: fields.value(window, &reading), calendar: fields.value(calendar, &reading),
            sender: fields.value(sender, &reading), spread: fields.value(spread, &reading))
    }
}
