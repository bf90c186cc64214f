internal import YAML

/// One of several wordings of a step, of which each person gets one.
public struct Variant: Hashable, Sendable {
    public var id: String
    /// Its share of the people, as against those of the others; 0 for nobody.
    public var weight: Located<Int>
    public var template: Reference?
    var subject: Words?
    var body: Words?
    var html: Words?
    public var location: SourceLocation

    /// The templates that its own words take in.
    var partials: [Reference] { [subject, body, html].flatMap { $0?.partials ?? [] } }
}

extension Step {
    /// The step with the words of one of its variants in place of its own.
    func with(_ variant: Variant) -> Step {
        var step = self
        step.template = variant.template
        step.subject = variant.subject ?? subject
        step.body = variant.body
        step.html = variant.html
        step.variants = []
        step.location = variant.location
        return step
    }

    /// The step with one of its channels alone.
    func on(_ channel: Channel) -> Step {
        var step = self
        step.channels.value = [channel]
        return step
    }

    /// The step once for each of its variants; alone where it has none.
    var forms: [Step] { variants.isEmpty ? [self] : variants.map(with) }
}

enum VariantKeys {
    static let id = Key(
        "id", ValueType<String>.stepID, required: true, "Name of the variant, unique in its step; counts go by it.")
    static let weight = Key(
        "weight", ValueType<Int>.integer(0...1_000_000).located,
        "Its share of the people, as against those of the others; 1 if left out.")
    static let template = Key("template", .reference(to: .template), "Id of the template with the words.")
    static let subject = Key("subject", ValueType<Words>.words(.plain), "Subject of an email, before the template's.")
    static let body = Key(
        "body", ValueType<Words>.words(.plain), "The message as plain text, where there is no template.")
    static let html = Key("html", ValueType<Words>.words(.html), "The message as HTML, beside `body`.")
    static let table = RecordTable(
        name: "variant", doc: "One of several wordings of a step.", keys: [id, weight, template, subject, body, html])

    static let record = ValueType<Variant>.record(table) { fields, reading in
        let weight = fields.value(weight, &reading)
        let template = fields.value(template, &reading)
        let subject = fields.value(subject, &reading)
        let body = fields.value(body, &reading)
        let html = fields.value(html, &reading)
        guard let id = fields.value(id, &reading) else { return nil }
        let location = fields.location(Self.id, reading)
        return Variant(
            id: id, weight: weight ?? Located(1, at: location), template: template, subject: subject, body: body,
            html: html, location: location)
    }
}
