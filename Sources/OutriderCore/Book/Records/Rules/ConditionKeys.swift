internal import YAML

enum ConditionKeys {
    static let facts = FactKeys(
        fixed: [
            FactKey(.tags, "One of the person's tags."),
            FactKey(.type, "CLIENT, CANDIDATE or BOTH, of the relationship to the enrollment's project."),
            FactKey(.stage, "The stage of the relationship to the enrollment's project."),
            FactKey(.language, "The person's language; de is also de-at."),
            FactKey(.country, "The person's country."),
            FactKey(.source, "Where the person was found."),
            FactKey(.owner, "Id of the sender who looks after the person."),
            FactKey(.companyTags, "One of the tags of the company that {{company.name}} means."),
            FactKey(.companyIndustry, "What that company works in."),
            FactKey(.projectStatus, "The status of the enrollment's project."),
            FactKey(.projectTags, "One of the tags of the enrollment's project."),
        ],
        open: [
            ("fields.", FactPath.field, "A field of the person."),
            ("company.fields.", FactPath.companyField, "A field of the company that {{company.name}} means."),
            ("project.fields.", FactPath.projectField, "A field of the enrollment's project."),
        ])
    static let replied = Key(
        "replied", ValueType<Bool>.boolean.located, "Whether the person replied in this enrollment.")
    static let not = Key("not", inner, "Must not hold as a whole.")
    static let any = Key("any", ValueType<[Condition]>.list(of: inner), "One of these must hold.")
    private static let step = "step."
    private static let outcomes = ValueType<[StepOutcome]>.list(of: .enumeration)
    static let table = RecordTable(
        name: "condition", doc: "What must hold: all keys, and of each one of its values.",
        keys: facts.keys + [replied, not, any],
        open: facts.openKeys + [
            OpenKey(
                step, outcomes.schema, "What a step came to, by its id: sent, delivered, replied, skipped or done.")
        ])

    /// A condition within another: its definition stands around it already.
    private static let inner = ValueType<Condition>(["$ref": "#/$defs/condition"]) { node, reading in
        read(node, &reading)
    }

    static func read(_ node: Node, _ reading: inout Reading) -> Condition? {
        guard let fields = Fields(node, table, &reading) else { return nil }
        var conditions = facts.read(fields, &reading).map(Condition.fact)
        for entry in fields.open(step) {
            guard let outcomes = outcomes.read(entry.value, &reading) else { continue }
            guard !outcomes.isEmpty else {
                reading.add(.wrongType, "the list is empty", at: entry.value, hint: "name an outcome, such as sent")
                continue
            }
            conditions.append(.step(Located(entry.name, at: reading.location(of: entry.key)), Set(outcomes)))
        }
        if let replied = fields.value(replied, &reading) { conditions.append(.replied(replied)) }
        if let not = fields.value(not, &reading) { conditions.append(.not(not)) }
        if let any = fields.value(any, &reading) {
            if any.isEmpty {
                reading.report.add(
                    Diagnostic(
                        .wrongType, "the list is empty", at: fields.location(Self.any, reading),
                        hint: "write conditions, one an item, or leave the key out"))
            }
            conditions.append(.any(any))
        }
        guard let entries = node.entries, !entries.contains(where: { !$0.value.isMissing }) else {
            return conditions.count == 1 ? conditions[0] : .all(conditions)
        }
        reading.add(.wrongType, "the condition is empty", at: node, hint: "write a path and a value: stage: PLACED")
        return nil
    }
}

extension ValueType where Value == Condition {
    static let condition = ValueType(ConditionKeys.table.definition) { node, reading in
        ConditionKeys.read(node, &reading)
    }
}
