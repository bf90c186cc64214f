/// Why a step was not sent: the rule that held it.
public enum Reason: String, CaseIterable, Hashable, Sendable {
    case outsideWindow = "outside-window"
    case paused
    case `guard`
    case review
    case noAddress = "no-address"
    case missingVariable = "missing-variable"
    case sameAddress = "same-address"
    case reenroll
    case looksMoved = "looks-moved"
    case adopted
    case claimedElsewhere = "claimed-elsewhere"
    case unknownOutcome = "unknown-outcome"
    case suppressed
    case senderAway = "sender-away"
    case consentExpired = "consent-expired"
    case failed
    case task
    case quietHours = "quiet-hours"
    case cap
    case gap
    case grace
    case exclusive
    case tooLate = "too-late"
    case recentReply = "recent-reply"
    case projectOnHold = "project-on-hold"
    case condition

    /// What the rule says, in a sentence without a full stop.
    public var explanation: String {
        switch self {
        case .outsideWindow: "the window is closed"
        case .paused: "somebody has paused it"
        case .guard: "more new people or messages at once than the guard allows"
        case .review: "first messages wait until somebody has looked at them"
        case .noAddress: "there is no address that the channel can use"
        case .missingVariable: "a variable has no value"
        case .sameAddress: "the address already got this step under another id"
        case .reenroll: "the person already got this step in another enrollment"
        case .looksMoved: "the record looks like one that was removed; it may be the same person"
        case .adopted: "the journal was adopted; whether this was sent before is not known"
        case .claimedElsewhere: "another run has claimed it"
        case .unknownOutcome: "it is not known whether the last attempt was delivered"
        case .suppressed: "nobody may write to the person on that channel"
        case .senderAway: "the sender is away and has no cover"
        case .consentExpired: "the person's consent has expired"
        case .failed: "the last attempt failed for good"
        case .task: "a human has to do it"
        case .quietHours: "it is too early or too late in the day for a channel that rings"
        case .cap: "as many messages have gone as the cap allows"
        case .gap: "another enrollment has written to the person a short while ago"
        case .grace: "the person has just been added, and the merge may still be taken back"
        case .exclusive: "the person is in another sequence, and one is enough at a time"
        case .tooLate: "the runner stood still for so long that the words may no longer fit"
        case .recentReply: "the person has answered a short while ago"
        case .projectOnHold: "the project is on hold"
        case .condition: "what the step waits for is not so"
        }
    }

    /// What lifts it.
    public var remedy: String {
        switch self {
        case .outsideWindow, .claimedElsewhere, .quietHours, .cap, .gap, .grace, .recentReply: "it goes by itself"
        case .senderAway: "it goes when they are back; a cover for them lets new people go now"
        case .exclusive:
            "it goes when the other sequence is over; exclusive: false or a group of its own lets it go now"
        case .condition: "it goes once that is so, or change `when`"
        case .paused: "`outrider resume`, or take `paused` out of the file"
        case .tooLate: "`outrider resolve --held too-late --send` or `--skip`"
        case .projectOnHold: "set the project's status back"
        case .guard: "raise guard in outrider.yaml, or `outrider resolve --held guard --send`"
        case .review:
            "read them with `outrider preview SEQUENCE --person PERSON`, then `outrider resolve --held review --send` or `--skip`, with --enrollment or --person"
        case .noAddress: "add the address"
        case .suppressed: "take out the person, or the line that forbids it if they want to hear from you again"
        case .consentExpired: "renew consent.expires in the person's file"
        case .missingVariable: "add the value, or a fallback"
        case .sameAddress: "remove one of the two people"
        case .reenroll: "take the person out of one of the enrollments, or set reenroll"
        case .looksMoved: "add the old id under formerly:, or `outrider journal adopt PERSON`"
        case .adopted: "`outrider resolve --held adopted --send` or `--skip`"
        case .unknownOutcome: "look at the recipient's side, then `outrider resolve KEY --sent` or `--not-sent`"
        case .failed: "mend the cause, then `outrider resolve --held failed --send` or `--skip`"
        case .task: "`outrider done TASK`"
        }
    }
}
