internal import YAML

/// What `outrider.yaml` says.
public struct Configuration: Hashable, Sendable {
    public enum Provider: String, CaseIterable, Hashable, Sendable {
        /// Messages are written to the `outbox/` folder; nothing leaves the machine.
        case outbox
        /// A human sends it: each message is a task with its words.
        case manual
    }

    /// How answers become known.
    public enum Replies: String, CaseIterable, Hashable, Sendable {
        /// Somebody reads them and records them.
        case manual
    }

    public enum Content: String, CaseIterable, Hashable, Sendable {
        /// The history keeps address, subject and words.
        case full
        /// The history keeps hashes in their place.
        case digest
    }

    /// Where the journal is kept and what it keeps.
    public struct Journal: Hashable, Sendable {
        public var branch: String = "outrider-journal"
        /// Name of the git remote; `nil` where the book declares that it has none.
        public var remote: String? = "origin"
        public var content: Content = .full
        /// Seconds from a claim to the last moment at which a request of it may start.
        public var claimLease: Int = 300
    }

    /// What the book or a sender says about sending on a channel; what is left out comes from the level above.
    public struct ChannelOverlay: Hashable, Sendable {
        public var provider: Provider?
        /// Who emails come from; `nil` for the book's name.
        public var mailbox: Mailbox?
        /// The number that messages to phones come from.
        public var number: PhoneNumber?
        public var replyTo: Mailbox?
        public var replies: Replies?
        /// Messages a day, and of them those to people who have had none.
        public var perDay: Located<Int>?
        public var newPerDay: Located<Int>?
        public var perMinute: Located<Int>?
        public var paused: Located<Pause>?
        public var location: SourceLocation

        /// This over `base`, key by key.
        func over(_ base: ChannelOverlay?) -> ChannelOverlay {
            ChannelOverlay(
                provider: provider ?? base?.provider, mailbox: mailbox ?? base?.mailbox,
                number: number ?? base?.number, replyTo: replyTo ?? base?.replyTo, replies: replies ?? base?.replies,
                perDay: perDay ?? base?.perDay, newPerDay: newPerDay ?? base?.newPerDay,
                perMinute: perMinute ?? base?.perMinute, paused: paused ?? base?.paused,
                location: location)
        }
    }

    /// How somebody asks not to be written to again.
    public struct Unsubscribe: Hashable, Sendable {
        public var mailto: EmailAddress?
        /// Web address; `{{token}}` in it stands for the message.
        public var url: String?
    }

    /// How much may go out at once without somebody looking at it.
    public struct Guard: Hashable, Sendable {
        /// People of one enrollment whose first step is due in one run.
        public var newPeople: Int = 200
        /// Messages of one run.
        public var sends: Int = 500
        /// People whom one reconciliation ends.
        public var cancels: Int = 200
        /// Where the book sets each; `nil` where it does not.
        public var newPeopleLocation: SourceLocation?
        public var sendsLocation: SourceLocation?
        public var cancelsLocation: SourceLocation?
    }

    public var book: String?
    public var name: String
    public var timezone: Zone
    public var branch: String
    public var journal: Journal
    public var calendar: Reference?
    public var channels: [Channel: ChannelOverlay]
    public var policy: Policy
    /// A template that is put under every email.
    public var footer: Reference?
    public var postalAddress: String?
    public var unsubscribe: Unsubscribe?
    /// How far a person may have come in a project, in order.
    public var stages: [String]
    public var `guard`: Guard
    public var paused: Located<Pause>?
    public var optOut: Located<OptOut>?
    /// Whether first steps wait for an approved plan.
    public var review: Located<Bool>?
    public var caps: Caps
    public var prices: Prices?
    public var fallback: [String: String]

    /// The file's name, in the book's root.
    public static let path = "outrider.yaml"

    /// The records that the settings name.
    var references: [Reference] { [calendar, footer].compactMap(\.self) + policy.references }
}

enum ConfigurationKeys {
    static let version = Key(
        "version", .integer(1...1), required: true, "Version of the book's format: 1.", examples: [1])
    static let book = Key("book", .bookID, "Identity of the book; written by `outrider init`.")
    static let name = Key("name", .text, required: true, "What the book is called; the name that emails come from.")
    static let timezone = Key(
        "timezone", .zone, "IANA time zone of people who have none; UTC if left out.", default: "UTC")
    static let calendar = Key(
        "calendar", .reference(to: .calendar), "Id of the calendar of people and companies that name none.")
    static let branch = Key("branch", .branch, "The branch whose files may be sent; main if left out.", default: "main")
    static let journal = Key("journal", JournalKeys.record, "Where state and history are kept.")
    static let channels = Key("channels", ChannelsKeys.record, "How each channel sends.")
    static let defaults = Key("defaults", DefaultsKeys.record, "What holds where nothing nearer says otherwise.")
    static let footer = Key("footer", .reference(to: .template), "Id of a template that is put under every email.")
    static let postalAddress = Key(
        "postalAddress", .text, "Where the book's owner is found by post: {{postalAddress}}.")
    static let unsubscribe = Key(
        "unsubscribe", UnsubscribeKeys.record, "How people opt out of emails: {{unsubscribe}} and the mail's header.")
    static let stages = Key(
        "stages", ValueType<[String]>.list(of: .text), "How far a person may have come in a project, in order.",
        default: .strings(defaultStages))
    static let `guard` = Key("guard", GuardKeys.record, "Limits that hold new people until somebody has looked.")
    static let paused = PauseKeys.key("nothing of the book goes")
    static let optOut = Key(
        "optOut", ValueType<OptOut>.enumeration.located,
        "What an opt-out on one channel ends: person (if left out) for all automated messages, or channel.")
    static let review = Key(
        "review", ValueType<Bool>.required.located,
        "required: first messages wait until `outrider resolve --held review --send`.")
    static let caps = Key("caps", CapsKeys.record, "Messages a day, beside those of each sender.")
    static let prices = Key("prices", PricesKeys.record, "What a message costs, for forecasts.")
    static let fallback = Key(
        "fallback", ValueType<[String: String]>.map(of: .text), "What stands in for a variable that is missing.",
        examples: [["firstName": "there"]])
    static let table = RecordTable(
        name: "outrider", doc: "The book's own settings: outrider.yaml in its root.",
        keys: [
            version, book, name, timezone, calendar, branch, paused, journal, channels, defaults, footer, postalAddress,
            unsubscribe, optOut, fallback, stages, `guard`, review, caps, prices,
        ])

    /// The stages of a book that names none.
    static let defaultStages = [
        "SOURCED", "CONTACTED", "REPLIED", "SCREENING", "SUBMITTED", "INTERVIEWING", "OFFERED", "PLACED", "REJECTED",
        "WITHDRAWN",
    ]
}

extension Configuration {
    init?(_ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, ConfigurationKeys.table, &reading) else { return nil }
        _ = fields.value(ConfigurationKeys.version, &reading)
        book = fields.value(ConfigurationKeys.book, &reading)
        name = fields.value(ConfigurationKeys.name, &reading) ?? ""
        timezone = fields.value(ConfigurationKeys.timezone, &reading) ?? .utc
        branch = fields.value(ConfigurationKeys.branch, &reading) ?? "main"
        journal = fields.value(ConfigurationKeys.journal, &reading) ?? Journal()
        channels = fields.value(ConfigurationKeys.channels, &reading) ?? [:]
        calendar = fields.value(ConfigurationKeys.calendar, &reading)
        policy = fields.value(ConfigurationKeys.defaults, &reading) ?? Policy.none
        footer = fields.value(ConfigurationKeys.footer, &reading)
        postalAddress = fields.value(ConfigurationKeys.postalAddress, &reading)
        unsubscribe = fields.value(ConfigurationKeys.unsubscribe, &reading)
        stages = fields.value(ConfigurationKeys.stages, &reading) ?? ConfigurationKeys.defaultStages
        `guard` = fields.value(ConfigurationKeys.guard, &reading) ?? Guard()
        fallback = fields.value(ConfigurationKeys.fallback, &reading) ?? [:]
        paused = fields.value(ConfigurationKeys.paused, &reading)
        optOut = fields.value(ConfigurationKeys.optOut, &reading)
        review = fields.value(ConfigurationKeys.review, &reading)
        caps = fields.value(ConfigurationKeys.caps, &reading) ?? Caps.none
        prices = fields.value(ConfigurationKeys.prices, &reading)
        if journal.branch == branch {
            reading.report.add(
                Diagnostic(
                    .badBranch, "the journal cannot be the book's own branch",
                    at: fields.location(ConfigurationKeys.journal, reading)))
        }
    }
}
