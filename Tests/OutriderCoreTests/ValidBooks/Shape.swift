@testable import OutriderCore

/// What the value of a key looks like: how a test makes a right one, and wrong ones.
indirect enum Shape: Sendable {
    case text, words, html, url, secureURL, country, language, domain, zone, date, monthDay, time, delay, spread,
        seconds
    case offset, window, email, mailbox, phone, address, boolean, start, branch, bookID, stage, stepID, thread, startAt
    case formerID, weekday, sender, exclusion, stepDate, dateField
    case number(ClosedRange<Int>)
    case word([String])
    case id(RecordKind)
    case list(Shape)
    case map(Shape)
    case record(String)
    case member

    /// Every key of every table, by the name of the table; `Tables.all` has the tables themselves.
    static let all: [String: [String: Shape]] = {
        let policy: [String: Shape] = [
            "window": .window, "calendar": .id(.calendar), "sender": .sender, "spread": .spread,
        ]
        let tags = Shape.list(.text)
        let fields = Shape.map(.text)
        let channels = words(Channel.self)
        let overlay: [String: Shape] = [
            "provider": words(Configuration.Provider.self), "replies": words(Configuration.Replies.self),
        ]
        return [
            "outrider": [
                "version": .number(1...1), "book": .bookID, "name": .text, "timezone": .zone,
                "calendar": .id(.calendar),
                "branch": .branch, "journal": .record("journal"), "channels": .record("channels"),
                "defaults": .record("defaults"), "footer": .id(.template), "postalAddress": .text,
                "unsubscribe": .record("unsubscribe"), "fallback": .map(.text), "stages": .list(.text),
                "guard": .record("guard"),
            ],
            "journal": [
                "branch": .branch, "remote": .text, "content": words(Configuration.Content.self),
                "claimLease": .seconds,
            ],
            "channels": ["email": .record("email overlay"), "sms": .record("phone"), "whatsapp": .record("phone")],
            "email overlay": overlay.merging(["from": .mailbox, "replyTo": .mailbox]) { $1 },
            "phone": overlay.merging(["from": .phone]) { $1 },
            "defaults": policy, "unsubscribe": ["mailto": .email, "url": .secureURL],
            "guard": ["newPeople": .number(0...1_000_000), "sends": .number(0...1_000_000)],
            "person": [
                "firstName": .text, "lastName": .text, "name": .text, "title": .text, "company": .id(.company),
                "owner": .id(.sender), "email": .email, "emails": .list(.record("email")), "phone": .phone,
                "whatsapp": .phone, "linkedin": .url, "timezone": .zone, "country": .country,
                "calendar": .id(.calendar), "language": .language, "source": .text, "tags": tags, "fields": fields,
                "notes": .text, "doNotContact": .exclusion, "consent": .record("consent"),
                "relationships": .list(.record("relationship")), "formerly": .list(.formerID),
            ],
            "email": ["address": .email, "label": .text],
            "consent": ["basis": .text, "source": .text, "at": .date, "expires": .date],
            "relationship": [
                "company": .id(.company), "project": .id(.project), "type": words(Person.RelationshipType.self),
                "stage": .stage, "notes": .text,
            ],
            "company": [
                "name": .text, "industry": .text, "website": .url, "description": .text, "domains": .list(.domain),
                "tags": tags, "fields": fields, "timezone": .zone, "calendar": .id(.calendar),
                "doNotContact": .exclusion, "offLimits": .boolean, "notes": .text, "formerly": .list(.formerID),
            ],
            "project": [
                "title": .text, "description": .text, "status": words(Project.Status.self), "company": .id(.company),
                "closedAt": .date, "tags": tags, "fields": fields, "notes": .text, "formerly": .list(.formerID),
            ],
            "sender": [
                "firstName": .text, "lastName": .text, "title": .text, "signature": .text, "timezone": .zone,
                "email": .record("email overlay"), "sms": .record("phone"), "whatsapp": .record("phone"),
                "away": .record("away"), "fields": fields, "notes": .text, "formerly": .list(.formerID),
            ],
            "away": ["from": .date, "until": .date, "cover": .id(.sender)],
            "template": [
                "name": .text, "channel": .word(["EMAIL"]), "subject": .words, "body": .words, "html": .html,
                "fallback": .map(.text), "formerly": .list(.formerID),
            ],
            "sequence": policy.merging([
                "name": .text, "description": .text, "steps": .list(.record("step")), "formerly": .list(.formerID),
            ]) { $1 },
            "step": [
                "id": .stepID, "channel": channels, "delay": .delay, "on": .stepDate, "at": .time, "spread": .spread,
                "window": .window, "sender": .sender, "template": .id(.template), "subject": .words, "body": .words,
                "html": .html, "thread": .thread,
            ],
            "on": ["field": .dateField, "offset": .offset],
            "enrollment": policy.merging([
                "sequence": .id(.sequence), "start": .start, "status": words(Enrollment.Status.self),
                "project": .id(.project), "people": .list(.member), "exclude": .list(.id(.person)),
                "vars": fields, "address": .text, "formerly": .list(.formerID),
            ]) { $1 },
            "member": [
                "status": words(Enrollment.Status.self), "startAt": .startAt, "vars": fields, "sender": .sender,
            ],
            "calendar": [
                "name": .text, "weekend": .list(.weekday), "holidays": .list(.record("holiday")),
                "formerly": .list(.formerID),
            ],
            "holiday": ["date": .date, "yearly": .monthDay, "name": .text],
            "suppressions": ["entries": .list(.record("suppression")), "notes": .text],
            "suppression": [
                "address": .address, "domain": .domain, "person": .id(.person), "channels": .list(channels),
                "reason": .text, "at": .date,
            ],
        ]
    }()

    private static func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> Shape
    where Word.RawValue == String { .word(type.allCases.map(\.rawValue)) }

    /// A wrong text and the code by which it is known; `nil` where any text is right.
    var wrong: (text: String, code: DiagnosticCode)? {
        switch self {
        case .text, .list, .map, .record, .member, .stepDate, .exclusion: nil
        case .words: ("Hi {{firstName", .templateSyntax)
        case .html: ("<p>{{nothing.of.that.name}}</p>", .unknownVariable)
        case .url: ("acme.example", .badURL)
        case .secureURL: ("http://acme.example/u", .badURL)
        case .country: ("za", .badCountry)
        case .language: ("d", .badLanguage)
        case .domain: ("acme", .badDomain)
        case .zone: ("Mars/Olympus", .badZone)
        case .date: ("2026-02-30", .badDate)
        case .monthDay: ("13-45", .badDate)
        case .time: ("25:61", .badTime)
        case .delay: ("soon", .badDelay)
        case .spread: ("3d", .badDelay)
        case .offset: ("later", .badDelay)
        case .seconds: ("2 days", .badNumber)
        case .window: ("mon-fri 19:00-25:00", .badWindow)
        case .email: ("ada at example.com", .badEmail)
        case .mailbox: ("Jo <jo", .badEmail)
        case .phone: ("0821234567", .badPhone)
        case .address: ("nobody", .badPhone)
        case .boolean: ("perhaps", .wrongType)
        case .start: ("tomorrow", .badDate)
        case .branch: ("a..b", .badBranch)
        case .bookID: ("ABC", .badBook)
        case .stage: ("NOWHERE", .unknownStage)
        case .stepID: ("a b", .badID)
        case .thread: ("nothing", .badThread)
        case .startAt: ("nothing", .unknownStep)
        case .formerID: ("a//b", .badID)
        case .weekday: ("someday", .unknownValue)
        case .sender: ("nobody", .danglingReference)
        case .dateField: ("startDate", .unknownVariable)
        case .number: ("many", .badNumber)
        case .word: ("NOTHING", .unknownValue)
        case .id: ("no/such-record", .danglingReference)
        }
    }

    /// Whether the value is one text, so that a mapping in its place is wrong.
    var isScalar: Bool {
        switch self {
        case .list, .map, .record, .member, .stepDate, .exclusion, .sender, .window: false
        default: true
        }
    }
}

/// The tables of the book, by the names that `Shape.all` gives them.
enum Tables {
    static let all: [String: RecordTable] = [
        "outrider": ConfigurationKeys.table, "journal": JournalKeys.table, "channels": ChannelsKeys.table,
        "email overlay": ChannelKeys.email, "phone": ChannelKeys.phone, "defaults": DefaultsKeys.table,
        "unsubscribe": UnsubscribeKeys.table, "guard": GuardKeys.table, "person": PersonKeys.table,
        "email": LabelledEmailKeys.table, "consent": ConsentKeys.table, "relationship": RelationshipKeys.table,
        "company": CompanyKeys.table, "project": ProjectKeys.table, "sender": SenderKeys.table, "away": AwayKeys.table,
        "template": TemplateKeys.table, "sequence": SequenceKeys.table, "step": StepKeys.table,
        "on": StepDateKeys.table,
        "enrollment": EnrollmentKeys.table, "member": MemberKeys.table, "calendar": CalendarKeys.table,
        "holiday": HolidayKeys.table, "suppressions": SuppressionKeys.table, "suppression": SuppressionKeys.entry,
    ]
}
