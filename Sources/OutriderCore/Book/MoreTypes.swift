internal import YAML

// Values that several kinds of record share: names of senders and calendars, times of day, consent, exclusions.

/// Who writes: the choices in their order, or whoever owns the person.
public enum SenderChoice: Hashable, Sendable {
    /// The person's `owner`.
    case owner
    /// One of these senders, drawn by a hash of the person.
    case anyOf([Reference])

    var references: [Reference] {
        switch self {
        case .owner: []
        case .anyOf(let senders): senders
        }
    }
}

extension ValueType where Value == SenderChoice {
    /// An id, a list of ids, or `owner`.
    static let sender = ValueType(
        Schema.list(of: RecordKind.idSchema, atLeast: 1)
    ) { node, reading in
        if node.text?.lowercased() == "owner" { return .owner }
        guard let senders = ValueType<[Reference]>.list(of: .reference(to: .sender)).read(node, &reading) else {
            return nil
        }
        guard !senders.isEmpty else {
            reading.add(.wrongType, "the list of senders is empty", at: node, hint: "name one, or leave the key out")
            return nil
        }
        return .anyOf(senders)
    }
}

/// The channels on which somebody must not be written to.
public struct Exclusion: Hashable, Sendable {
    /// Empty for none.
    public var channels: Set<Channel>

    public static let none = Exclusion(channels: [])
    public static let all = Exclusion(channels: Set(Channel.allCases))

    public func covers(_ channel: Channel) -> Bool { channels.contains(channel) }
}

extension ValueType where Value == Exclusion {
    private static let schema: JSONValue = {
        var object = Schema.words(Channel.allCases.map(\.rawValue), or: ["true", "false"]).members ?? JSONObject()
        object["type"] = ["boolean", "string", "array"]
        object["items"] = ValueType<Channel>.enumeration.schema
        return .object(object)
    }()

    /// `true`, `false`, or a list of channels.
    static let exclusion = ValueType(schema, shape: .boolean) { node, reading in
        switch node.text?.lowercased() {
        case "true": return .all
        case "false": return Exclusion.none
        case "yes"?, "on"?:
            reading.add(.wrongType, "expected true or a list of channels", at: node, hint: "write true")
            return nil
        case "no"?, "off"?:
            reading.add(.wrongType, "expected true or a list of channels", at: node, hint: "leave the key out")
            return nil
        default:
            let channels = ValueType<[Channel]>.list(of: .enumeration).read(node, &reading)
            return channels.map { Exclusion(channels: Set($0)) }
        }
    }
}

/// On what ground somebody may be written to.
public struct Consent: Hashable, Sendable {
    public var basis: String?
    public var source: String?
    public var at: CivilDate?
    /// The first day on which it is no longer enough.
    public var expires: CivilDate?
}

enum ConsentKeys {
    static let basis = Key("basis", .text, "On what ground: consent, legitimate-interest, contract.")
    static let source = Key("source", .text, "Where it was given.")
    static let at = Key("at", .date, "The day it was given.")
    static let expires = Key("expires", .date, "The day it ends: from then on the person is held as consent-expired.")
    static let table = RecordTable(
        name: "consent", doc: "On what ground somebody may be written to.", keys: [basis, source, at, expires])

    static let record = ValueType<Consent>.record(table) { fields, reading in
        Consent(
            basis: fields.value(basis, &reading), source: fields.value(source, &reading),
            at: fields.value(at, &reading), expires: fields.value(expires, &reading))
    }
}

extension ValueType where Value == String {
    /// A language (BCP 47, RFC 5646): `de`, `pt-BR`; kept in lower case.
    static let language = ValueType.scalar(
        "a language",
        schema: Schema.text(
            matching: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", or: ["boolean"], examples: ["en", "de", "pt-BR"],
            else: "not a language: write its code (BCP 47), such as en, de or pt-BR")
    ) { text, node, reading in
        guard isLanguage(text) else {
            reading.add(
                .badLanguage, "not a language", at: node, hint: "write its code (BCP 47), such as en, de or pt-BR")
            return nil
        }
        return text.lowercased()
    }

    /// Whether a text has the shape of a language tag: 2 or 3 letters, then parts of 2 to 8 letters and digits.
    static func isLanguage(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(isLetter), parts.count <= 5
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            (2...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
        }
    }

    /// The domain of email addresses; kept in lower case.
    static let domain = ValueType.scalar(
        "a domain",
        schema: Schema.text(
            matching: "^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
            else: "not a domain: write what stands behind the @, such as acme.example")
    ) {
        text, node, reading in
        do throws(AddressError) {
            return try EmailAddress(parsing: "x@" + text).domain.lowercased()
        } catch {
            reading.add(
                .badDomain, "not a domain", at: node, hint: "write what stands behind the @, such as acme.example")
            return nil
        }
    }
}

extension ValueType where Value == TimeOfDay {
    static let timeOfDay = ValueType.scalar(
        "a time of day",
        schema: Schema.text(
            matching: "^([01][0-9]|2[0-3]):[0-5][0-9]$", or: ["integer"], else: "not a time of day: write 09:30")
    ) { text, node, reading in
        if let time = TimeOfDay(text) { return time }
        reading.add(.badTime, "not a time of day", at: node, hint: "write hours and minutes, such as \"09:30\"")
        return nil
    }
}

extension ValueType where Value == Delay {
    /// How far times are spread: minutes or hours, at most a day.
    static let spread = ValueType.scalar(
        "a time",
        schema: [
            "type": ["string", "integer"], "pattern": "^([0-9]+[mh]|0)$",
            "patternErrorMessage": "write minutes or hours, such as 30m or 2h", "minimum": 0, "maximum": 0,
            "examples": ["30m", "2h"],
        ]
    ) { text, node, reading in
        if text == "0" { return Delay.none }
        if let delay = try? Delay(parsing: text), delay.unit == .minutes || delay.unit == .hours,
            delay.count * (delay.unit == .hours ? 60 : 1) <= 1_440
        {
            return delay
        }
        reading.add(.badDelay, "not a time from 0 to 24h", at: node, hint: "write minutes or hours, such as 30m or 2h")
        return nil
    }
}

extension ValueType where Value == Weekday {
    static let weekday = ValueType.scalar(
        "a day of the week", schema: Schema.words(Weekday.allCases.map(\.name)),
        shape: .words(Weekday.allCases.map(\.name))
    ) { text, node, reading in
        let names = Weekday.allCases.map(\.name)
        if let day = Weekday(text) { return day }
        reading.add(
            .unknownValue, "expected one of \(names.joined(separator: ", "))", at: node,
            hint: Weekday(text.prefix(3)).map { "write \($0.name)" })
        return nil
    }
}
