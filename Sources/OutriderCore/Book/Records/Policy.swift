internal import YAML

/// What may be set for the whole book, a sequence or an enrollment; the nearest wins.
public struct Policy: Hashable, Sendable {
    /// When steps may go, in the recipient's time zone.
    public var window: Located<Window>?
    /// The calendar of people and companies that name none.
    public var calendar: Reference?
    public var sender: SenderChoice?
    /// Up to how much later than due a step goes, drawn by its delivery key.
    public var spread: Delay?
    /// What ends a person's enrollment; holds those that cannot be removed.
    public var stopOn: Located<Set<StopEvent>>?
    public var outOfOffice: Located<OutOfOffice>?
    /// How long after any reply of the person nothing new begins; in minutes to weeks.
    public var quietAfterReply: Located<Delay>?
    /// How late a step may be by the runner's fault; in minutes to weeks.
    public var maxLateness: Located<Delay>?
    /// Between messages of different enrollments to one person; in minutes to weeks.
    public var minGap: Located<Delay>?
    /// From the commit that brings somebody to their first step; in minutes to weeks.
    public var grace: Located<Delay>?
    public var exclusive: Located<Exclusive>?
    public var reenroll: Located<Reenroll>?
    /// Whether the hours of sms, whatsapp and call hold; the strictest level wins.
    public var quietHours: Located<Bool>?

    public static let none = Policy()

    var references: [Reference] { [calendar].compactMap(\.self) + (sender?.references ?? []) }
}

enum PolicyKeys {
    static let window = Key(
        "window", ValueType<Window>.window.located,
        "When steps may go, in the recipient's time zone; any time if left out.")
    static let calendar = Key(
        "calendar", .reference(to: .calendar), "Id of the calendar of people and companies that name none.")
    static let sender = Key(
        "sender", .sender,
        "Who writes: the id of a sender, a list to draw from, or owner; the first message decides for the later ones.")
    static let spread = Key(
        "spread", .spread, "Lets each step go up to so much later, so that not all go at once: 30m, 2h.")
    static let stopOn = Key(
        "stopOn", ValueType<Set<StopEvent>>.stopEvents.located,
        "What ends a person's enrollment: reply, bounce, unsubscribe and complaint if left out; the last two stay.")
    static let outOfOffice = Key(
        "outOfOffice", ValueType<OutOfOffice>.enumeration.located,
        "After an automatic answer: pause (if left out) until its date, else 5bd; ignore; or stop as after a reply.")
    static let quietAfterReply = Key(
        "quietAfterReply", ValueType<Delay>.duration.located,
        "How long after a reply nothing new begins for the person: 14d if left out.")
    static let maxLateness = Key(
        "maxLateness", ValueType<Delay>.duration.located,
        "How late a step may go when no run took place in time, before somebody has to look: 3d if left out.")
    static let minGap = Key(
        "minGap", ValueType<Delay>.duration.located,
        "The least time between messages of different enrollments to one person: 20h if left out.")
    static let grace = Key(
        "grace", ValueType<Delay>.duration.located,
        "How long after a person reaches the main branch nothing goes, so that it can be taken back: 15m if left out.")
    static let exclusive = Key(
        "exclusive", ValueType<Exclusive>.exclusive.located,
        "true (if left out): one exclusive sequence at a time for a person; false; or the name of a group for one in it."
    )
    static let reenroll = Key(
        "reenroll", ValueType<Reenroll>.reenroll.located,
        "Whether who had the sequence may get it again: never (if left out), always, or so long after: 90d.")
    static let quietHours = Key(
        "quietHours", ValueType<Bool>.onOff.located,
        "off lets sms, whatsapp and call go outside 08:00-20:00 of the recipient; on if left out.")
    static let all: [any TableKey] = [
        window, quietHours, calendar, sender, spread, grace, minGap, maxLateness, exclusive, reenroll, stopOn,
        outOfOffice, quietAfterReply,
    ]

    static func read(_ fields: Fields, _ reading: inout Reading) -> Policy {
        Policy(
            window: fields.value(window, &reading), calendar: fields.value(calendar, &reading),
            sender: fields.value(sender, &reading), spread: fields.value(spread, &reading),
            stopOn: fields.value(stopOn, &reading), outOfOffice: fields.value(outOfOffice, &reading),
            quietAfterReply: fields.value(quietAfterReply, &reading),
            maxLateness: fields.value(maxLateness, &reading), minGap: fields.value(minGap, &reading),
            grace: fields.value(grace, &reading), exclusive: fields.value(exclusive, &reading),
            reenroll: fields.value(reenroll, &reading), quietHours: fields.value(quietHours, &reading))
    }
}
