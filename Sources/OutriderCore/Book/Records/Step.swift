internal import YAML

/// One touch of a sequence.
public struct Step: Hashable, Sendable {
    public var id: String
    public var location: SourceLocation
    /// The ways to reach the person, in the order in which they are tried; at least one.
    public var channels: Located<[Channel]>
    public var delay: Delay
    public var template: Reference?
    var subject: Words?
    var body: Words?
    var html: Words?
    /// The earlier email step that this one answers.
    public var thread: Located<String>?
    public var window: Located<Window>?
    /// A date in place of a delay.
    public var on: StepDate?
    /// Not before this time of the day on which it is due.
    public var at: Located<TimeOfDay>?
    public var spread: Delay?
    public var sender: SenderChoice?
    public var whatsapp: WhatsAppContent?
    /// How long a task may stay open before the person goes on without it.
    public var timeout: Located<Delay>?
    public var when: Located<Condition>?
    /// What becomes of it where `when` does not hold, or no channel can carry it.
    public var otherwise: Located<Otherwise>?
    /// The draw that its variants share with those of other steps; `nil` for one of its own.
    public var test: Located<String>?
    /// Wordings in place of its own, of which each person gets one.
    public var variants: [Variant]
    public var onFail: Located<OnFail>?
    /// Id of the variant whose words it has.
    public var variant: String?
    /// The person whose variants it and the step that it answers have.
    var drawnFor: String?

    /// The channel that is tried first.
    public var channel: Channel { channels.value.first ?? .task }

    /// The templates that its own words take in.
    var partials: [Reference] {
        [subject, body, html].flatMap { $0?.partials ?? [] } + (whatsapp?.partials ?? [])
            + variants.flatMap(\.partials)
    }

    /// The records that it names, without its words.
    var references: [Reference] {
        [template].compactMap(\.self) + variants.compactMap(\.template) + (sender?.references ?? [])
            + (when?.value.references ?? [])
    }
}

enum StepKeys {
    static let id = Key(
        "id", ValueType<String>.stepID, required: true, "Name of the step, unique in its sequence; state goes by it.")
    static let channel = Key(
        "channel", ValueType<[Channel]>.channels.located, required: true,
        "How the person is reached; of a list the first that can be used when the step goes.")
    static let delay = Key(
        "delay", .delay,
        "How long after the end of the step before: 30m, 4h, 1d, 2bd, 1w, 1mo; a bare number is days; 0d if left out.",
        default: "0d")
    static let template = Key("template", .reference(to: .template), "Id of the template with the words.")
    static let subject = Key("subject", ValueType<Words>.words(.plain), "Subject of an email, before the template's.")
    static let body = Key(
        "body", ValueType<Words>.words(.plain), "The message as plain text, where there is no template.")
    static let html = Key("html", ValueType<Words>.words(.html), "The message as HTML, beside `body`.")
    static let thread = Key(
        "thread", ValueType<String>.stepID.located, "Id of the earlier email step that this email answers.")
    static let window = Key(
        "window", ValueType<Window>.window.located, "When the step may go, in the recipient's time zone.")
    static let on = Key(
        "on", StepDateKeys.value,
        "A date in place of a delay, 2026-12-01 or {field: fields.startDate, offset: -7d}; once it has passed, the step is "
            + "skipped.")
    static let at = Key(
        "at", ValueType<TimeOfDay>.timeOfDay.located, "Not before this time of the day on which it is due: \"09:30\".",
        examples: ["09:30"])
    static let spread = Key(
        "spread", .spread, "Lets the step go up to so much later, so that not all go at once: 30m, 2h.")
    static let sender = Key(
        "sender", .sender, "Who writes this step: the id of a sender, a list to draw from, or owner.")
    static let whatsapp = Key(
        "whatsapp", WhatsAppContentKeys.record,
        "The approved template that WhatsApp needs unless the person wrote within a day.")
    static let timeout = Key(
        "timeout", ValueType<Delay>.delay(in: Delay.Unit.allCases, atLeast: 1, examples: ["5d", "3bd"]).located,
        "How long a task may stay open before the person goes on without it: 5d; for ever if left out.")
    static let when = Key(
        "when", ValueType<Condition>.condition.located, "What must hold at the time the step goes: {step.intro: sent}.")
    static let otherwise = Key(
        "otherwise", ValueType<Otherwise>.enumeration.located,
        "Where `when` does not hold or no channel can be used: skip (if left out), stop or wait.")
    static let test = Key(
        "test", ValueType<String>.stepID.located,
        "Steps of one test draw their variants together; the step's id if left out.")
    static let variants = Key(
        "variants", ValueType<[Variant]>.list(of: VariantKeys.record),
        "Wordings in place of the step's own, of which each person always gets the same one.")
    static let onFail = Key(
        "onFail", ValueType<OnFail>.enumeration.located,
        "When the message cannot be delivered: hold, skip or stop; if left out, a dead address tries the next channel, "
            + "else ends as a bounce, and anything else is held.")
    static let table = RecordTable(
        name: "step", doc: "One touch of a sequence.",
        keys: [
            id, channel, delay, on, at, spread, window, sender, when, otherwise, template, subject, body, html,
            whatsapp,
            thread, test, variants, timeout, onFail,
        ])

    static let record = ValueType<Step>.record(table) { fields, reading in
        let delay = fields.value(Self.delay, &reading)
        let on = fields.value(Self.on, &reading)
        if on != nil, delay != nil {
            reading.report.add(
                Diagnostic(
                    .twoTimes, "a step has a 'delay' or a date under 'on', not both",
                    at: fields.location(Self.on, reading),
                    hint: "leave one of them out"))
        }
        // Every key is read, so that each of its problems is reported.
        let channels = fields.value(Self.channel, &reading)
        let id = fields.value(Self.id, &reading)
        let location = fields.location(Self.id, reading)
        let step = Step(
            id: id ?? "", location: location, channels: channels ?? Located([], at: location),
            delay: delay ?? Delay.none, template: fields.value(template, &reading),
            subject: fields.value(subject, &reading), body: fields.value(body, &reading),
            html: fields.value(html, &reading), thread: fields.value(thread, &reading),
            window: fields.value(window, &reading), on: on, at: fields.value(at, &reading),
            spread: fields.value(spread, &reading), sender: fields.value(sender, &reading),
            whatsapp: fields.value(whatsapp, &reading), timeout: fields.value(timeout, &reading),
            when: fields.value(when, &reading), otherwise: fields.value(otherwise, &reading),
            test: fields.value(test, &reading), variants: fields.value(variants, &reading) ?? [],
            onFail: fields.value(onFail, &reading))
        return id == nil || channels == nil ? nil : step
    }
}

extension ValueType where Value == [Channel] {
    /// A channel, or a list of them, none twice.
    static let channels = ValueType(
        Schema.list(of: ValueType<Channel>.enumeration.schema, atLeast: 1),
        shape: .list(.words(Channel.allCases.map(\.rawValue)))
    ) { node, reading in
        guard
            let channels = ValueType<[Located<Channel>]>.list(of: ValueType<Channel>.enumeration.located)
                .read(node, &reading)
        else { return nil }
        if node.items?.isEmpty == true {
            reading.add(.wrongType, "the list is empty", at: node, hint: "name a channel")
        }
        var seen: Set<Channel> = []
        for channel in channels where !seen.insert(channel.value).inserted {
            reading.report.add(
                Diagnostic(
                    .unreachableChannel, "\(channel.value.rawValue) stands twice", at: channel.location,
                    hint: "the first that can be used is taken: name each once"))
        }
        return channels.isEmpty ? nil : channels.map(\.value)
    }
}
