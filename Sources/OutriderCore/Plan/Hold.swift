/// What the book says that a rule obeys: the key, its value, and where it stands.
public struct Setting: Hashable, Sendable {
    /// The key's name, with the names above it: `caps.company`.
    public var key: String
    /// The value as it is written.
    public var value: String
    /// `nil` where nobody wrote it: the default.
    public var location: SourceLocation?

    public init(_ key: String, _ value: String, at location: SourceLocation? = nil) {
        self.key = key
        self.value = value
        self.location = location
    }

    /// `key` of what a human has put into the journal, or into the runner's environment.
    static let pauseAct = "pause --now"
    static let suppressAct = "suppress"
    static let environmentPause = "OUTRIDER_PAUSED"

    /// Whether nobody wrote it anywhere.
    public var isDefault: Bool {
        location == nil && ![Self.pauseAct, Self.suppressAct, Self.environmentPause].contains(key)
    }
}

/// What a rule says of a step: that it does not go now, and why.
public struct Hold: Hashable, Sendable {
    public var reason: Reason
    /// What exactly is missing, or which limit is reached.
    public var detail: String?
    /// When it ends by itself; `nil` where an event, an edit or a human has to end it.
    public var until: Instant?
    public var setting: Setting?
    /// The place in the queue under a cap, from 1.
    public var place: Int?
    /// What `pause --now` named, as `resume --now` takes it; `nil` for the book.
    var target: String?
    /// Whether only this run obeys it, so that the journal must not keep it.
    public var isOfThisRun = false
    /// Whether it stands because a message could not reach the address.
    var isDeadAddress = false
    /// Whether the address is closed because something came back from it.
    var isOfAddress = false
    /// The cap that it stands for.
    var limit: Limit?

    /// A cap that is reached.
    struct Limit: Hashable, Sendable {
        /// Whom it counts for, without the day.
        var name: String
        /// The key that sets it.
        var key: String
        /// How many it lets go.
        var count: Int
        /// When it counts anew.
        var end: Instant
    }

    public init(_ reason: Reason, _ detail: String? = nil, until: Instant? = nil, _ setting: Setting? = nil) {
        self.reason = reason
        self.detail = detail
        self.until = until
        self.setting = setting
    }

    public init(_ reason: Reason, setting: Setting?) {
        self.init(reason, nil, until: nil, setting)
    }

    /// What lifts it.
    public var remedy: String {
        switch reason {
        case .paused: pauseRemedy
        case .task where detail != nil: "`outrider done \(shortKey)`"
        case .unknownOutcome where detail != nil:
            "look at the recipient's side, then `outrider resolve \(shortKey) --sent` or `--not-sent`"
        case .cap where until == nil: "raise \(setting?.key ?? "the cap"), which lets nothing go"
        case .outsideWindow where isNever: "change the window, the calendar or the date"
        case .suppressed where isOfAddress:
            "give the person another address; `outrider resubscribe` where this one works again"
        case .suppressed where setting?.key == Setting.suppressAct:
            "`outrider resubscribe`, only where they want to hear from you again"
        case .noAddress where setting?.key == "channel":
            "give the step a contentSid or another channel beside it, or wait until they write"
        case .reenroll where until != nil: "it goes by itself"
        default: reason.remedy
        }
    }

    /// The beginning of the delivery key, which is the detail of a task and of a message in doubt.
    private var shortKey: String { String(detail?.prefix(8) ?? "") }

    private var resumption: String { JournalPause.resumption(of: target) }

    private var pauseRemedy: String {
        switch setting?.key {
        case Setting.pauseAct where until == nil: "`\(resumption)` ends the pause"
        case Setting.pauseAct: "it goes by itself; `\(resumption)` ends the pause before"
        case Setting.environmentPause: "take the variable out of the runner's environment"
        case "outOfOffice" where until != nil: "it goes by itself when they are back"
        case _ where until != nil: "it goes by itself when the pause is over"
        case "status":
            detail.flatMap { $0.hasPrefix("enrollment ") ? "`outrider resume \($0.dropFirst(11))`" : nil }
                ?? "`outrider resume PERSON --in ENROLLMENT`"
        default:
            setting?.location.map { "take `paused` out of \($0.path)" } ?? reason.remedy
        }
    }

    /// Whether the hours of its step never open.
    private var isNever: Bool { detail?.hasPrefix("never") ?? false }

    /// Whether the journal keeps it, so that no run looks at the step before it can end.
    ///
    /// What is kept is woken by an edit of the book or by an act that may end it; what may end otherwise is found out anew
    /// by each run.
    public var isKept: Bool {
        switch reason {
        case .claimedElsewhere, .exclusive, .guard, .review, .sameAddress, .reenroll, .task, .unknownOutcome: false
        default: !isOfThisRun && !isPace
        }
    }

    /// Whether it is over in a minute: so many messages a minute have gone.
    public var isPace: Bool { reason == .cap && setting?.key.hasSuffix(".perMinute") ?? false && until != nil }

    /// Whether only the recipient's clock holds it.
    var isOfHours: Bool { reason == .outsideWindow || reason == .quietHours }

    /// Whether it says of the step itself that it cannot or should not go, so that it may be left out.
    var isOfStep: Bool {
        switch reason {
        case .condition, .noAddress, .suppressed: true
        default: false
        }
    }
}

extension [Hold] {
    /// The binding one first: one that nothing known ends before all others, then the one that ends last; else in the order
    /// of the rules.
    var inOrder: [Hold] {
        enumerated().sorted { first, second in
            switch (first.element.until, second.element.until) {
            case (nil, nil): first.offset < second.offset
            case (nil, _): true
            case (_, nil): false
            case (let one?, let other?): one == other ? first.offset < second.offset : one > other
            }
        }.map(\.element)
    }
}
