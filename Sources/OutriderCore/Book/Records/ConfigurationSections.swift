internal import YAML

// The mappings within outrider.yaml.

enum JournalKeys {
    static let branch = Key(
        "branch", .branch, "The branch that the runner owns; outrider-journal if left out.", default: "outrider-journal"
    )
    static let remote = Key(
        "remote", .text, "The git remote that the journal is pushed to; `none` for a local book; origin if left out.",
        default: "origin",
        examples: ["origin", "none"])
    static let content = Key(
        "content", ValueType<Configuration.Content>.enumeration,
        "full (if left out), or digest for hashes in place of words.",
        default: "full")
    static let claimLease = Key(
        "claimLease", .seconds,
        "How long a run may send what it has claimed; 5m if left out; shorter only while every provider is local.",
        default: "5m",
        examples: ["5m", "2s"])
    static let table = RecordTable(
        name: "journal", doc: "Where state and history are kept.", keys: [branch, remote, content, claimLease])

    static let record = ValueType<Configuration.Journal>.record(table) { fields, reading in
        var journal = Configuration.Journal()
        journal.branch = fields.value(branch, &reading) ?? journal.branch
        if let remote = fields.value(remote, &reading) { journal.remote = remote == "none" ? nil : remote }
        journal.content = fields.value(content, &reading) ?? journal.content
        journal.claimLease = fields.value(claimLease, &reading) ?? journal.claimLease
        if journal.branch == "outrider" {
            reading.report.add(
                Diagnostic(
                    .badBranch, "a branch 'outrider' forbids every branch 'outrider/…'",
                    at: fields.location(branch, reading), hint: "leave it out for outrider-journal"))
        }
        return journal
    }
}

enum ChannelKeys {
    static let provider = Key(
        "provider", ValueType<Configuration.Provider>.enumeration,
        "Who sends: outbox writes to the folder outbox/; manual makes each message a task for a human.")
    static let replies = Key(
        "replies", ValueType<Configuration.Replies>.enumeration,
        "How answers become known: manual where somebody reads and records them.")
    static let replyTo = Key("replyTo", .mailbox, "Where answers go.")
    static let emailFrom = Key("from", .mailbox, "Who emails come from: Jo <jo@acme.example>.")
    static let phoneFrom = Key("from", .phone, "The number that messages come from, in E.164.")
    static let perDay = Key(
        "perDay", ValueType<Int>.integer(0...1_000_000).located,
        "Messages a day of each sender; if left out 100 emails, 200 SMS, 200 WhatsApp.")
    static let newPerDay = Key(
        "newPerDay", ValueType<Int>.integer(0...1_000_000).located,
        "Of these, messages to people who have had none in the enrollment; half of perDay if left out.")
    static let perMinute = Key(
        "perMinute", ValueType<Int>.integer(0...100_000).located, "Messages a minute of each sender; any if left out.")
    static let paused = PauseKeys.key("nothing goes by this channel")
    static let email = RecordTable(
        name: "email", doc: "How emails are sent.",
        keys: [provider, emailFrom, replyTo, replies, perDay, newPerDay, perMinute, paused])
    static let phone = RecordTable(
        name: "phone", doc: "How messages to phones are sent.",
        keys: [provider, phoneFrom, replies, perDay, newPerDay, perMinute, paused])

    static let emailOverlay = ValueType<Configuration.ChannelOverlay>.record(email) { fields, reading in
        var overlay = overlay(fields, &reading)
        overlay.mailbox = fields.value(emailFrom, &reading)
        overlay.replyTo = fields.value(replyTo, &reading)
        return overlay
    }
    static let phoneOverlay = ValueType<Configuration.ChannelOverlay>.record(phone) { fields, reading in
        var overlay = overlay(fields, &reading)
        overlay.number = fields.value(phoneFrom, &reading)
        return overlay
    }

    private static func overlay(_ fields: Fields, _ reading: inout Reading) -> Configuration.ChannelOverlay {
        Configuration.ChannelOverlay(
            provider: fields.value(provider, &reading), replies: fields.value(replies, &reading),
            perDay: fields.value(perDay, &reading), newPerDay: fields.value(newPerDay, &reading),
            perMinute: fields.value(perMinute, &reading), paused: fields.value(paused, &reading),
            location: fields.location(reading))
    }
}

enum UnsubscribeKeys {
    static let mailto = Key("mailto", ValueType<EmailAddress>.email, "An email address that opt-outs are sent to.")
    static let url = Key(
        "url", .url, "A web address that takes opt-outs with one click (RFC 8058); {{token}} stands for the message.",
        examples: ["https://acme.example/u/{{token}}"])
    static let table = RecordTable(
        name: "unsubscribe", doc: "How people opt out of emails.", keys: [mailto, url],
        requiresOneOf: ["mailto", "url"])

    static let record = ValueType<Configuration.Unsubscribe>.record(table) { fields, reading in
        let mailto = fields.value(mailto, &reading)
        let url = fields.value(url, &reading)
        let isPlain =
            url.map { url in
                url.utf8.count <= 500 && url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>,".utf8.contains($0) }
            } ?? true
        if let url, !url.hasPrefix("https://") || !url.contains("{{token}}") || !isPlain {
            reading.report.add(
                Diagnostic(
                    .badURL, "the address begins with https://, holds {{token}}, and is ASCII without < > and commas",
                    at: fields.location(Self.url, reading), hint: "such as \"https://acme.example/u/{{token}}\""))
        }
        return Configuration.Unsubscribe(mailto: mailto, url: url)
    }
}

enum ChannelsKeys {
    static let email = Key("email", ChannelKeys.emailOverlay, "Email.")
    static let sms = Key("sms", ChannelKeys.phoneOverlay, "SMS.")
    static let whatsapp = Key("whatsapp", ChannelKeys.phoneOverlay, "WhatsApp.")
    static let table = RecordTable(
        name: "channels", doc: "How each channel sends; one that is left out goes to the outbox.",
        keys: [email, sms, whatsapp])

    static let record = ValueType<[Channel: Configuration.ChannelOverlay]>.record(table) { fields, reading in
        var channels: [Channel: Configuration.ChannelOverlay] = [:]
        channels[.email] = fields.value(email, &reading)
        channels[.sms] = fields.value(sms, &reading)
        channels[.whatsapp] = fields.value(whatsapp, &reading)
        return channels
    }
}

enum DefaultsKeys {
    static let table = RecordTable(
        name: "defaults", doc: "What holds where nothing nearer says otherwise.", keys: PolicyKeys.all)
    static let record = ValueType<Policy>.record(table) { fields, reading in PolicyKeys.read(fields, &reading) }
}

enum GuardKeys {
    private static let count = ValueType<Int>.integer(0...1_000_000).located
    static let newPeople = Key(
        "newPeople", count, "People of one enrollment who may begin in one run; 200 if left out.", default: 200)
    static let sends = Key("sends", count, "Messages that one run may send; 500 if left out.", default: 500)
    static let cancels = Key(
        "cancels", count, "People whom one run may end because of an edit; 200 if left out.", default: 200)
    static let table = RecordTable(
        name: "guard", doc: "Limits that hold new people until somebody has looked.", keys: [newPeople, sends, cancels])
    static let record = ValueType<Configuration.Guard>.record(table) { fields, reading in
        var limits = Configuration.Guard()
        let newPeople = fields.value(newPeople, &reading)
        let sends = fields.value(sends, &reading)
        let cancels = fields.value(cancels, &reading)
        limits.newPeople = newPeople?.value ?? limits.newPeople
        limits.newPeopleLocation = newPeople?.location
        limits.sends = sends?.value ?? limits.sends
        limits.sendsLocation = sends?.location
        limits.cancels = cancels?.value ?? limits.cancels
        limits.cancelsLocation = cancels?.location
        return limits
    }
}

extension ValueType where Value == Bool {
    /// The word `required`.
    static let required = ValueType.scalar(
        "required", schema: Schema.words(["required"]), shape: .words(["required"])
    ) { text, node, reading in
        if text.lowercased() == "required" { return true }
        reading.add(.unknownValue, "expected required", at: node, hint: "write required, or leave the key out")
        return nil
    }
}

extension ValueType where Value == String {
    /// A branch name that git takes: `git check-ref-format --branch`.
    static let branch = ValueType.scalar("a branch name", schema: RecordKind.idSchema) { text, node, reading in
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isGood =
            RecordKind.objection(to: text) == nil && !text.contains("..") && !text.hasPrefix("-")
            && parts.allSatisfy { !$0.hasSuffix(".") && !$0.hasSuffix(".lock") }
        guard isGood else {
            reading.add(.badBranch, "not a branch name", at: node, hint: "letters, digits and . _ - /")
            return nil
        }
        return text
    }

    /// The id that `init` writes: 8 to 32 lower-case hex digits.
    static let bookID = ValueType.scalar(
        "a book id",
        schema: Schema.text(
            matching: "^[0-9a-f]{8,32}$", or: ["number"], else: "not a book id: `outrider init` writes it")
    ) {
        text, node, reading in
        let isHex = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard (8...32).contains(text.utf8.count), isHex else {
            reading.add(
                .badBook, "not a book id", at: node, hint: "`outrider init` writes it; restore the line from git")
            return nil
        }
        return text
    }
}

extension ValueType where Value == Int {
    /// A short time as seconds: `2s`, `5m`, `1h`; one second to one hour.
    static let seconds = ValueType.scalar(
        "a time", schema: Schema.text(matching: "^[0-9]+[smh]$", else: "not a time: write 2s, 5m or 1h")
    ) {
        text, node, reading in
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
            (1...3600).contains(count), (1...3600).contains(count * unit)
        else {
            reading.add(.badNumber, "not a time from 1s to 1h", at: node, hint: "write 2s, 5m or 1h")
            return nil
        }
        return count * unit
    }
}
