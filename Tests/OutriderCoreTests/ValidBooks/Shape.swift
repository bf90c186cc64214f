@testable import OutriderCore

/// What the value of a key looks like: how a test makes a right one, and wrong ones.
indirect enum Shape: Sendable {
    case text, words, html, url, secureURL, country, language, domain, zone, date, monthDay, time, delay, spread,
        seconds
    case offset, window, email, mailbox, phone, address, boolean, start, branch, bookID, stage, stepID, thread, startAt
    case formerID, weekday, sender, exclusion, stepDate, dateField, stopOn, duration, exclusive, reenroll, pause,
        timeout
    case every, currency, price, contentSid, contentVariables, contentText, condition
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
            "stopOn": .stopOn, "outOfOffice": words(OutOfOffice.self), "quietAfterReply": .duration,
            "maxLateness": .duration, "minGap": .duration, "grace": .duration, "exclusive": .exclusive,
            "reenroll": .reenroll, "quietHours": .word(["on", "off"]),
        ]
        let tags = Shape.list(.text)
        let fields = Shape.map(.text)
        let channels = words(Channel.self)
        let count = Shape.number(0...1_000_000)
        let overlay: [String: Shape] = [
            "provider": words(Configuration.Provider.self), "replies": words(Configuration.Replies.self),
            "perDay": count, "newPerDay": count, "perMinute": .number(0...100_000), "paused": .pause,
        ]
        return [
            "outrider": [
                "version": .number(1...1), "book": .bookID, "name": .text, "timezone": .zone,
                "calendar": .id(.calendar),
                "branch": .branch, "journal": .record("journal"), "channels": .record("channels"),
                "defaults": .record("defaults"), "footer": .id(.template), "postalAddress": .text,
                "unsubscribe": .record("unsubscribe"), "fallback": .map(.text), "stages": .list(.text),
                "guard": .record("guard"), "paused": .pause, "optOut": words(OptOut.self),
                "review": .word(["required"]),
                "caps": .record("caps"), "prices": .record("prices"),
            ],
            "pause": ["until": .start, "reason": .text], "caps": ["company": count, "domain": count, "book": count],
            "prices": ["currency": .currency, "sms": .price, "whatsapp": .price],
            "journal": [
                "branch": .branch, "remote": .text, "content": words(Configuration.Content.self),
                "claimLease": .seconds,
            ],
            "channels": ["email": .record("email overlay"), "sms": .record("phone"), "whatsapp": .record("phone")],
            "email overlay": overlay.merging(["from": .mailbox, "replyTo": .mailbox]) { $1 },
            "phone": overlay.merging(["from": .phone]) { $1 },
            "defaults": policy, "unsubscribe": ["mailto": .email, "url": .secureURL],
            "guard": ["newPeople": count, "sends": count, "cancels": count],
            "person": [
                "firstName": .text, "lastName": .text, "name": .text, "title": .text, "company": .id(.company),
                "owner": .id(.sender), "email": .email, "emails": .list(.record("email")), "phone": .phone,
                "whatsapp": .phone, "linkedin": .url, "timezone": .zone, "country": .country,
                "calendar": .id(.calendar), "language": .language, "source": .text, "tags": tags, "fields": fields,
                "notes": .text, "doNotContact": .exclusion, "consent": .record("consent"),
                "relationships": .list(.record("relationship")), "paused": .pause, "formerly": .list(.formerID),
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
                "doNotContact": .exclusion, "offLimits": .boolean, "paused": .pause, "notes": .text,
                "formerly": .list(.formerID),
            ],
            "project": [
                "title": .text, "description": .text, "status": words(Project.Status.self), "company": .id(.company),
                "closedAt": .date, "tags": tags, "fields": fields, "notes": .text, "formerly": .list(.formerID),
            ],
            "sender": [
                "firstName": .text, "lastName": .text, "title": .text, "signature": .text, "timezone": .zone,
                "email": .record("email overlay"), "sms": .record("phone"), "whatsapp": .record("phone"),
                "away": .record("away"), "paused": .pause, "fields": fields, "notes": .text,
                "formerly": .list(.formerID),
            ],
            "away": ["from": .date, "until": .date, "cover": .id(.sender)],
            "template": [
                "name": .text, "channel": .word(["EMAIL"]), "subject": .words, "body": .words, "html": .html,
                "whatsapp": .record("content"), "fallback": .map(.text), "formerly": .list(.formerID),
            ],
            "content": [
                "contentSid": .contentSid, "contentVariables": .contentVariables, "text": .contentText,
            ],
            "sequence": policy.merging([
                "name": .text, "description": .text, "paused": .pause, "evergreen": .boolean,
                "repeat": .record("repeat"),
                "onEdit": words(OnEdit.self), "steps": .list(.record("step")), "formerly": .list(.formerID),
            ]) { $1 },
            "step": [
                "id": .stepID, "channel": channels, "delay": .delay, "on": .stepDate, "at": .time, "spread": .spread,
                "window": .window, "sender": .sender, "template": .id(.template), "subject": .words, "body": .words,
                "html": .html, "thread": .thread, "whatsapp": .record("content"), "timeout": .timeout,
                "when": .record("condition"), "otherwise": words(Otherwise.self), "test": .stepID,
                "variants": .list(.record("variant")), "onFail": words(OnFail.self),
            ],
            "repeat": ["every": .every, "times": .number(2...1_000)],
            "variant": [
                "id": .stepID, "weight": .number(1...1_000), "template": .id(.template), "subject": .words,
                "body": .words, "html": .html,
            ],
            "condition": [
                "tags": tags, "type": .list(words(Person.RelationshipType.self)), "stage": .stage,
                "language": .language, "country": .country, "source": tags, "owner": .id(.sender),
                "company.tags": tags, "company.industry": .text, "project.status": words(Project.Status.self),
                "project.tags": tags, "replied": .boolean, "not": .condition, "any": .list(.condition),
            ],
            "on": ["field": .dateField, "offset": .offset],
            "enrollment": policy.merging([
                "sequence": .id(.sequence), "start": .start, "status": words(Enrollment.Status.self),
                "project": .id(.project), "people": .list(.member), "exclude": .list(.id(.person)),
                "vars": fields, "address": .text, "match": .record("match"), "goal": .record("condition"),
                "stopColleagues": .boolean, "ignoreProjectStatus": .boolean, "allow": .record("allow"),
                "formerly": .list(.formerID),
            ]) { $1 },
            "allow": ["newPeople": count, "sends": count],
            "match": [
                "tags": tags, "type": .list(words(Person.RelationshipType.self)), "stage": .stage,
                "company": .id(.company), "owner": .id(.sender), "language": .language, "country": .country,
                "source": .text, "enter": words(Match.Enter.self), "leave": .boolean,
            ],
            "member": [
                "status": words(Enrollment.Status.self), "until": .start, "startAt": .startAt, "vars": fields,
                "sender": .sender,
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
        case .text, .list, .map, .record, .member, .stepDate, .exclusion, .stopOn, .contentVariables, .condition: nil
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
        case .duration: ("3bd", .badDelay)
        case .timeout: ("0d", .badDelay)
        case .every: ("4h", .badDelay)
        case .exclusive: ("a b", .badID)
        case .reenroll: ("sometimes", .unknownValue)
        case .pause: ("perhaps", .wrongType)
        case .currency: ("usd", .badCurrency)
        case .price: ("0,05", .badNumber)
        case .contentSid: ("HX0123", .badContent)
        case .contentText: ("Hi {{9}}", .badContent)
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
        case .list, .map, .record, .member, .stepDate, .exclusion, .sender, .window, .stopOn, .pause, .contentVariables,
            .condition:
            false
        default: true
        }
    }
}
