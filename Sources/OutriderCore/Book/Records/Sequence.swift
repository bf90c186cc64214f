internal import YAML

/// A reusable list of steps.
public struct Sequence: Hashable, Sendable {
    public var id: String
    public var location: SourceLocation
    public var name: String
    public var description: String?
    public var policy: Policy
    public var steps: [Step]
    public var formerly: [Reference]

    /// The step of that id.
    public func step(_ id: String) -> Step? { steps.first { $0.id == id } }
}

/// One touch of a sequence.
public struct Step: Hashable, Sendable {
    public var id: String
    public var location: SourceLocation
    public var channel: Channel
    public var delay: Delay
    public var template: Reference?
    var subject: Words?
    var body: Words?
    var html: Words?
    /// The earlier email step that this one answers.
    public var thread: Located<String>?
    public var window: Window?
    /// A date in place of a delay.
    public var on: StepDate?
    /// Not before this time of the day on which it is due.
    public var at: Located<TimeOfDay>?
    public var spread: Delay?
    public var sender: SenderChoice?

    /// The templates that its own words take in.
    var partials: [Reference] { [subject, body, html].flatMap { $0?.partials ?? [] } }
}

/// The day of a step that has no delay.
public enum StepDate: Hashable, Sendable {
    case date(CivilDate)
    /// The day in a field of the person, and so many days later, before where negative.
    case field(String, offset: Int, location: SourceLocation)
}

enum StepKeys {
    static let id = Key(
        "id", ValueType<String>.stepID, required: true, "Name of the step, unique in its sequence; state goes by it.")
    static let channel = Key(
        "channel", ValueType<Channel>.enumeration, required: true, "How the person is reached.")
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
    static let window = Key("window", .window, "When the step may go, in the recipient's time zone.")
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
    static let table = RecordTable(
        name: "step", doc: "One touch of a sequence.",
        keys: [id, channel, delay, on, at, spread, window, sender, template, subject, body, html, thread])

    static let record = ValueType<Step>.record(table) { fields, reading in
        let channel = fields.value(Self.channel, &reading)
        let delay = fields.value(Self.delay, &reading)
        let template = fields.value(Self.template, &reading)
        let subject = fields.value(Self.subject, &reading)
        let body = fields.value(Self.body, &reading)
        let html = fields.value(Self.html, &reading)
        let thread = fields.value(Self.thread, &reading)
        let window = fields.value(Self.window, &reading)
        let on = fields.value(Self.on, &reading)
        let at = fields.value(Self.at, &reading)
        let spread = fields.value(Self.spread, &reading)
        let sender = fields.value(Self.sender, &reading)
        if on != nil, delay != nil {
            reading.report.add(
                Diagnostic(
                    .twoTimes, "a step has a 'delay' or a date under 'on', not both",
                    at: fields.location(Self.on, reading),
                    hint: "leave one of them out"))
        }
        guard let id = fields.value(Self.id, &reading), let channel else { return nil }
        return Step(
            id: id, location: fields.location(Self.id, reading), channel: channel, delay: delay ?? Delay.none,
            template: template, subject: subject, body: body, html: html, thread: thread, window: window, on: on,
            at: at,
            spread: spread, sender: sender)
    }
}

enum StepDateKeys {
    static let field = Key(
        "field", .text, required: true, "A field of the person that holds a date: fields.startDate.",
        examples: ["fields.startDate"])
    static let offset = Key("offset", .dayOffset, "Days later, or before with a minus: 3d, -7d, -1w.")
    static let table = RecordTable(name: "on", doc: "A date in a field of the person.", keys: [field, offset])

    static let value = ValueType<StepDate>(["anyOf": .array([ValueType<CivilDate>.date.schema, table.schema])]) {
        node, reading in
        guard case .mapping = node.content else {
            return ValueType<CivilDate>.date.read(node, &reading).map(StepDate.date)
        }
        guard let fields = Fields(node, table, &reading) else { return nil }
        let offset = fields.value(offset, &reading) ?? 0
        guard let name = fields.value(field, &reading) else { return nil }
        let location = fields.location(Self.field, reading)
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "fields", !parts[1].isEmpty else {
            reading.report.add(
                Diagnostic(
                    .unknownVariable, "a date stands in a field of the person", at: location,
                    hint: "write fields.NAME, such as fields.startDate"))
            return nil
        }
        return .field(String(parts[1]), offset: offset, location: location)
    }
}

extension ValueType where Value == Int {
    /// Days forward, or back with a minus: `3d`, `-7d`, `-2w`; at most ten years.
    static let dayOffset = ValueType.scalar(
        "a number of days",
        schema: Schema.text(
            matching: "^[+-]?[0-9]+[dw]?$", or: ["integer"], examples: ["-7d", "3d"],
            else: "not a number of days: write days or weeks, such as 3d, -7d or -1w")
    ) { text, node, reading in
        let digits = text.drop { $0 == "+" || $0 == "-" }
        if text.count - digits.count <= 1, let delay = try? Delay(parsing: String(digits)),
            delay.unit == .days || delay.unit == .weeks
        {
            let days = delay.count * (delay.unit == .weeks ? 7 : 1)
            return text.hasPrefix("-") ? -days : days
        }
        reading.add(.badDelay, "not a number of days", at: node, hint: "write days or weeks, such as 3d, -7d or -1w")
        return nil
    }
}

enum SequenceKeys {
    static let name = Key("name", .text, required: true, "What the sequence is called.")
    static let description = Key("description", .text, "What it is for.")
    static let steps = Key(
        "steps", ValueType<[Step]>.list(of: StepKeys.record, atMost: stepLimit), required: true,
        "The steps in their order.")
    /// The most steps that a sequence may have.
    static let stepLimit = 200
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .sequence)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "sequence", doc: "A reusable list of steps: sequences/ID.yaml.",
        keys: [name, description] + PolicyKeys.all + [steps, formerly])
}

extension Sequence {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, SequenceKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        name = fields.value(SequenceKeys.name, &reading) ?? id
        description = fields.value(SequenceKeys.description, &reading)
        policy = PolicyKeys.read(fields, &reading)
        steps = fields.value(SequenceKeys.steps, &reading) ?? []
        formerly = fields.value(SequenceKeys.formerly, &reading) ?? []
        checkSteps(&reading.report)
    }

    /// What can be said of the steps without another file.
    private func checkSteps(_ report: inout Report) {
        if steps.count > SequenceKeys.stepLimit {
            report.add(
                Diagnostic(
                    .tooManySteps, "a sequence has at most \(SequenceKeys.stepLimit) steps, this one \(steps.count)",
                    at: location, hint: "split it into several sequences"))
        }
        var earlier: [String: Channel] = [:]
        for step in steps {
            if earlier[step.id] != nil {
                report.add(
                    Diagnostic(
                        .duplicateStep, "the step id '\(step.id)' stands twice", at: step.location,
                        hint: "state goes by the step's id: give each its own"))
            }
            if let thread = step.thread {
                if step.channel != .email {
                    report.add(Diagnostic(.badThread, "only an email can answer an earlier step", at: thread.location))
                } else if earlier[thread.value] != .email {
                    report.add(
                        Diagnostic(
                            .badThread, "'\(thread.value)' is no earlier email step of this sequence",
                            at: thread.location,
                            hint: Spelling.hint(for: thread.value, in: earlier.filter { $0.value == .email }.keys)))
                }
            }
            step.checkWords(&report)
            earlier[step.id] = earlier[step.id] ?? step.channel
        }
    }
}

extension Step {
    fileprivate func checkWords(_ report: inout Report) {
        if template != nil, let body {
            report.add(
                Diagnostic(
                    .twoTexts, "a step has a template or a body, not both", at: body.location,
                    hint: "put the words into the template, or leave it out"))
        }
        if template == nil, body == nil {
            report.add(
                Diagnostic(.missingKey, "the step '\(id)' has neither 'template' nor 'body'", at: location))
        }
        if channel != .email, let extra = subject ?? html {
            report.add(Diagnostic(.notForChannel, "only an email has a subject or HTML", at: extra.location))
        }
        if template != nil, let html {
            report.add(Diagnostic(.twoTexts, "HTML stands beside 'body', not beside a template", at: html.location))
        }
        if channel == .email, template == nil, subject == nil, thread == nil {
            report.add(Diagnostic(.missingKey, "the email step '\(id)' has no 'subject'", at: location))
        }
    }
}
