internal import YAML

/// Who is in an enrollment without being named: people of whom all of its tests hold.
public struct Match: Hashable, Sendable {
    public enum Enter: String, CaseIterable, Hashable, Sendable {
        /// Who matches when the match first reaches the main branch.
        case once
        /// Whoever comes to match.
        case always
    }

    /// At least one.
    public var tests: [FactTest]
    public var enter: Located<Enter>?
    /// Whether people who no longer match end.
    public var leave: Located<Bool>?
    public var location: SourceLocation

    /// Whether it takes in a person.
    ///
    /// - Parameter project: the enrollment's.
    public func holds(for person: Person, project: Project?) -> Bool {
        tests.allSatisfy { $0.holds(of: $0.path.texts(of: person, company: nil, project: project)) }
    }

    /// The records that it names.
    var references: [Reference] { tests.flatMap(\.references) }
}

enum MatchKeys {
    static let facts = FactKeys(
        fixed: [
            FactKey(.tags, "People with one of these tags."),
            FactKey(.type, "People who stand so to the enrollment's project; CLIENT and CANDIDATE match BOTH."),
            FactKey(.stage, "People who have come so far in the enrollment's project."),
            FactKey(.company, "People whose employer is one of these."),
            FactKey(.owner, "People whom one of these senders looks after."),
            FactKey(.language, "People with one of these languages; de is also de-at."),
            FactKey(.country, "People of one of these countries."),
            FactKey(.source, "People found there."),
        ],
        open: [("fields.", FactPath.field, "People with one of these values in the field.")])
    static let enter = Key(
        "enter", ValueType<Match.Enter>.enumeration.located,
        "once (if left out): who matches when this reaches the main branch; always: also who comes to match later.")
    static let leave = Key(
        "leave", ValueType<Bool>.boolean.located, "true: people who no longer match end; false if left out.")
    static let table = RecordTable(
        name: "match", doc: "Who is in it: all keys must hold, and of each one of its values.",
        keys: facts.keys + [enter, leave], open: facts.openKeys)

    static let record = ValueType<Match>.record(table) { fields, reading in
        let problems = reading.report
        let tests = facts.read(fields, &reading)
        let enter = fields.value(enter, &reading)
        let leave = fields.value(leave, &reading)
        guard !tests.isEmpty else {
            if reading.report == problems {
                reading.report.add(
                    Diagnostic(
                        .missingKey, "the match asks for nothing, so it would take in everybody",
                        at: fields.location(reading), hint: "name tags, a type, a stage, a company or fields.x"))
            }
            return nil
        }
        return Match(tests: tests, enter: enter, leave: leave, location: fields.location(reading))
    }
}
