internal import YAML

/// An identity that writes.
public struct Sender: Hashable, Sendable {
    /// When a sender does not write.
    public struct Away: Hashable, Sendable {
        /// The first day.
        public var from: CivilDate
        /// The day they are back.
        public var until: CivilDate
        /// Who writes to new people meanwhile.
        public var cover: Reference?
        public var location: SourceLocation

        public func covers(_ date: CivilDate) -> Bool { from <= date && date < until }
    }

    public var id: String
    public var location: SourceLocation
    public var firstName: String?
    public var lastName: String?
    public var title: String?
    public var signature: String?
    public var timezone: Zone?
    public var fields: [String: TemplateValue]
    public var notes: String?
    /// What stands before the settings of `channels:` in outrider.yaml, key by key.
    public var channels: [Channel: Configuration.ChannelOverlay]
    public var away: Away?
    public var paused: Located<Pause>?
    public var formerly: [Reference]

    /// The sender that `channels:` of outrider.yaml alone makes; a file may name it too.
    public static let defaultID = "default"

    public var fullName: String? {
        let parts = [firstName, lastName].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

enum AwayKeys {
    static let from = Key("from", .date, required: true, "The first day, in the sender's time zone.")
    static let until = Key("until", .date, required: true, "The day they are back.")
    static let cover = Key(
        "cover", .reference(to: .sender),
        "Who writes to new people meanwhile, and gets the answers beside the sender; without one everybody waits.")
    static let table = RecordTable(name: "away", doc: "When a sender does not write.", keys: [from, until, cover])

    static let record = ValueType<Sender.Away>.record(table) { fields, reading in
        let cover = fields.value(cover, &reading)
        guard let from = fields.value(from, &reading), let until = fields.value(until, &reading) else { return nil }
        let location = fields.location(Self.until, reading)
        guard from < until else {
            reading.report.add(
                Diagnostic(
                    .badDate, "the sender is back before they are away", at: location,
                    hint: "`until` is the day they are back"))
            return nil
        }
        return Sender.Away(from: from, until: until, cover: cover, location: location)
    }
}

enum SenderKeys {
    static let firstName = Key("firstName", .text, "Given name: {{sender.firstName}}.")
    static let lastName = Key("lastName", .text, "Family name: {{sender.lastName}}.")
    static let title = Key("title", .text, "Job title: {{sender.title}}.")
    static let signature = Key(
        "signature", .text,
        "What stands under every email that does not name {{sender.signature}} itself.")
    static let timezone = Key("timezone", .zone, "IANA time zone, for absences; else the book's.")
    static let email = Key("email", ChannelKeys.emailOverlay, "How emails are sent, before outrider.yaml.")
    static let sms = Key("sms", ChannelKeys.phoneOverlay, "How SMS are sent, before outrider.yaml.")
    static let whatsapp = Key("whatsapp", ChannelKeys.phoneOverlay, "How WhatsApp is sent, before outrider.yaml.")
    static let away = Key("away", AwayKeys.record, "When the sender does not write.")
    static let fields = Key(
        "fields", ValueType<[String: TemplateValue]>.map(of: .templateValue), "Fields of your own: {{sender.fields.x}}."
    )
    static let notes = Key("notes", .text, "Notes; never sent.")
    static let paused = PauseKeys.key("nothing goes from this sender")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .sender)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "sender", doc: "An identity that writes: senders/ID.yaml.",
        keys: [
            firstName, lastName, title, signature, timezone, email, sms, whatsapp, away, paused, fields, notes,
            formerly,
        ],
        requiresOneOf: ["firstName", "lastName"])
}

extension Sender {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, SenderKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        firstName = fields.value(SenderKeys.firstName, &reading)
        lastName = fields.value(SenderKeys.lastName, &reading)
        title = fields.value(SenderKeys.title, &reading)
        signature = fields.value(SenderKeys.signature, &reading)
        timezone = fields.value(SenderKeys.timezone, &reading)
        channels = [:]
        channels[.email] = fields.value(SenderKeys.email, &reading)
        channels[.sms] = fields.value(SenderKeys.sms, &reading)
        channels[.whatsapp] = fields.value(SenderKeys.whatsapp, &reading)
        away = fields.value(SenderKeys.away, &reading)
        self.fields = fields.value(SenderKeys.fields, &reading) ?? [:]
        notes = fields.value(SenderKeys.notes, &reading)
        paused = fields.value(SenderKeys.paused, &reading)
        formerly = fields.value(SenderKeys.formerly, &reading) ?? []
        if id.lowercased() == "owner" {
            reading.report.add(
                Diagnostic(
                    .badID, "no sender is called 'owner'", at: SourceLocation(path: reading.path),
                    hint: "`sender: owner` means the person's owner: rename the file"))
        }
    }
}
