internal import YAML

/// Whom nobody may write to.
public struct SuppressionList: Hashable, Sendable {
    /// One of them.
    public struct Entry: Hashable, Sendable {
        public enum Target: Hashable, Sendable {
            case email(EmailAddress)
            case phone(PhoneNumber)
            /// Everybody whose email address is in this domain or one below it.
            case domain(String)
            case person(Reference)
        }

        public var target: Target
        /// On which channels; all if it was left out.
        public var channels: Exclusion
        public var reason: String?
        public var at: CivilDate?
        public var location: SourceLocation

        var person: Reference? { if case .person(let reference) = target { reference } else { nil } }
    }

    public var id: String
    public var entries: [Entry]
}

enum SuppressionKeys {
    static let address = Key("address", .channelAddress, "An email address or a phone number.")
    static let domain = Key("domain", .domain, "A domain: everybody whose email address is in it.")
    static let person = Key("person", .reference(to: .person), "The id of a person: all their addresses.")
    static let channels = Key(
        "channels", ValueType<[Channel]>.list(of: .enumeration), "Only on these channels; on all if left out.")
    static let reason = Key("reason", .text, "Why: asked, bounced, competitor.")
    static let at = Key("at", .date, "Since when.")
    static let entry = RecordTable(
        name: "suppression", doc: "Whom nobody may write to.", keys: [address, domain, person, channels, reason, at],
        requiresOneOf: ["address", "domain", "person"])

    static let entries = Key(
        "entries", ValueType<[SuppressionList.Entry]>.list(of: record), required: true,
        "Whom nobody may write to.")
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let table = RecordTable(
        name: "suppression", doc: "Whom nobody may write to: suppressions/ID.yaml.", keys: [entries, notes])

    static let record = ValueType<SuppressionList.Entry>.record(entry) { fields, reading in
        let address = fields.value(address, &reading)
        let domain = fields.value(domain, &reading)
        let person = fields.value(person, &reading)
        let channels = fields.value(channels, &reading)
        let reason = fields.value(reason, &reading)
        let at = fields.value(at, &reading)
        var targets: [SuppressionList.Entry.Target] = []
        switch address {
        case .email(let email)?: targets.append(.email(email))
        case .phone(let phone)?: targets.append(.phone(phone))
        case nil: break
        }
        if let domain { targets.append(.domain(domain)) }
        if let person { targets.append(.person(person)) }
        if let channels, channels.isEmpty {
            reading.report.add(
                Diagnostic(
                    .wrongType, "the list of channels is empty", at: fields.location(Self.channels, reading),
                    hint: "leave the key out for all channels"))
            return nil
        }
        guard let target = targets.first else { return nil }
        guard targets.count == 1 else {
            reading.report.add(
                Diagnostic(
                    .wrongType, "an entry has an address, a domain or a person, one of them",
                    at: fields.location(reading), hint: "write an entry for each"))
            return nil
        }
        return SuppressionList.Entry(
            target: target, channels: channels.map { Exclusion(channels: Set($0)) } ?? .all, reason: reason, at: at,
            location: fields.location(reading))
    }
}

extension ValueType where Value == ChannelAddress {
    /// An email address or a phone number.
    static let channelAddress = ValueType.scalar(
        "an email address or a phone number",
        schema: Schema.text(
            matching: "^(\\+[1-9][0-9]{6,14}|[^\\s@]+@[^\\s@]+\\.[^\\s@]+)$", or: ["integer"],
            else: "not an email address or a phone number")
    ) { text, node, reading in
        text.contains("@")
            ? ValueType<EmailAddress>.email.read(node, &reading).map { .email($0) }
            : ValueType<PhoneNumber>.phone.read(node, &reading).map { .phone($0) }
    }
}

extension SuppressionList {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, SuppressionKeys.table, &reading) else { return nil }
        self.id = id
        entries = fields.value(SuppressionKeys.entries, &reading) ?? []
        _ = fields.value(SuppressionKeys.notes, &reading)
    }
}
