/// On what ground somebody may be written to.
public struct Consent: Hashable, Sendable {
    public var basis: String?
    public var source: String?
    public var at: CivilDate?
    /// The first day on which it is no longer enough.
    public var expires: CivilDate?
}

enum ConsentKeys {
    static let basis = Key(
        "basis", .text, "On what ground: consent, legitimate-interest, contract.",
        examples: ["consent", "legitimate-interest", "contract"])
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
