internal import YAML

/// The file that applies one sequence to people.
public struct Enrollment: Hashable, Sendable {
    public enum Status: String, CaseIterable, Hashable, Sendable {
        case active = "ACTIVE"
        case paused = "PAUSED"
        case cancelled = "CANCELLED"
    }

    /// One person of an enrollment.
    public struct Member: Hashable, Sendable {
        public var person: Reference
        public var status: Status
        public var vars: [String: TemplateValue]
        public var sender: SenderChoice?
        /// The first step that the person gets; those before it are left out.
        public var startAt: Located<String>?
        /// When the pause of `status: PAUSED` ends; `nil` for when it is taken out.
        public var until: Located<LocalTime>?
    }

    public var id: String
    public var location: SourceLocation
    public var sequence: Reference
    /// When the first step's delay begins to count.
    public var start: LocalTime?
    public var status: Status
    public var project: Reference?
    /// Those who are named; empty where there is a match.
    public var people: [Member]
    /// Who is in it without being named; `nil` where people are.
    public var match: Match?
    public var exclude: [Reference]
    public var vars: [String: TemplateValue]
    public var policy: Policy
    /// Which of several email addresses is written to.
    public var address: Located<String>?
    /// What ends a person's enrollment as reached.
    public var goal: Located<Condition>?
    /// Whether a reply also ends it for the others of the person's company.
    public var stopColleagues: Located<Bool>?
    /// Whether the status of the project pauses and ends nothing.
    public var ignoreProjectStatus: Located<Bool>?
    public var allow = Allow.none
    public var formerly: [Reference]

    /// The people who are in it: listed and not excluded, by id; the first of two equal ids counts.
    public var members: [String: Member] {
        let excluded = Set(exclude.map(\.id))
        return Dictionary(
            people.lazy.filter { !excluded.contains($0.person.id) }.map { ($0.person.id, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Somebody who is in it by its match; `nil` where there is none, or the person is excluded.
    func matched(_ person: String) -> Member? {
        guard let match, !exclude.contains(where: { $0.id == person }) else { return nil }
        return Member(plain: Reference(kind: .person, id: person, location: match.location))
    }
}

extension Enrollment.Member {
    /// A person for whom nothing of their own holds.
    init(plain person: Reference) {
        self.init(person: person, status: .active, vars: [:], sender: nil, startAt: nil, until: nil)
    }
}

enum MemberKeys {
    static let status = Key(
        "status", ValueType<Enrollment.Status>.enumeration,
        "ACTIVE (if left out), PAUSED or CANCELLED for this person.",
        default: "ACTIVE")
    static let vars = Key(
        "vars", ValueType<[String: TemplateValue]>.map(of: .templateValue), "Variables for this person: {{vars.x}}.")
    static let startAt = Key(
        "startAt", ValueType<String>.stepID.located,
        "Id of the first step that the person gets; those before it are left out.")
    static let sender = Key(
        "sender", .sender, "Who writes to this person: the id of a sender, a list to draw from, or owner.")
    static let until = Key(
        "until", ValueType<LocalTime>.localTime.located,
        "When `status: PAUSED` ends: a date, a date and time of the recipient, or RFC 3339.")
    static let table = RecordTable(
        name: "member", doc: "What holds for one person of an enrollment.",
        keys: [status, until, startAt, vars, sender])

    /// `za/ada`, or `za/ada: {status: PAUSED}`.
    static let record = ValueType<Enrollment.Member>(
        [
            "anyOf": .array([
                RecordKind.idSchema,
                [
                    "type": "object", "minProperties": 1, "maxProperties": 1,
                    "additionalProperties": Schema.orEmpty(table.definition),
                ],
            ])
        ]
    ) { node, reading in
        let person = ValueType<Reference>.reference(to: .person)
        guard case .mapping(let entries) = node.content else {
            return person.read(node, &reading).map(Enrollment.Member.init(plain:))
        }
        guard entries.count == 1, let entry = entries.first else {
            reading.add(
                .wrongType, "expected one person", at: node.shortened,
                hint: "write `- ID` or `- ID: {status: PAUSED}`, one a line")
            return nil
        }
        guard let reference = person.read(entry.key, &reading) else { return nil }
        guard !entry.value.isMissing else { return Enrollment.Member(plain: reference) }
        guard let fields = Fields(entry.value, table, &reading) else { return nil }
        let until = fields.value(until, &reading)
        if let until, fields.value(status, &reading) != .paused {
            reading.report.add(
                Diagnostic(
                    .missingKey, "'until' says when a pause ends, and there is none", at: until.location,
                    hint: "write status: PAUSED beside it"))
        }
        return Enrollment.Member(
            person: reference, status: fields.value(status, &reading) ?? .active,
            vars: fields.value(vars, &reading) ?? [:], sender: fields.value(sender, &reading),
            startAt: fields.value(startAt, &reading), until: until)
    }
}

enum EnrollmentKeys {
    static let sequence = Key("sequence", .reference(to: .sequence), required: true, "Id of the sequence.")
    static let start = Key(
        "start", .localTime,
        "When the first step's delay begins: a date, a date and time of the recipient, or RFC 3339; "
            + "if left out, when the enrollment reached the main branch.")
    static let status = Key(
        "status", ValueType<Enrollment.Status>.enumeration, "ACTIVE (if left out), PAUSED or CANCELLED for everybody.",
        default: "ACTIVE")
    static let project = Key(
        "project", .reference(to: .project), "Id of the project: {{project.title}}, {{company.name}}.")
    static let people = Key(
        "people", ValueType<[Enrollment.Member]>.list(of: MemberKeys.record), "Ids of the people.")
    static let match = Key(
        "match", MatchKeys.record, "Who is in it, in place of a list: {tags: [ios], type: CANDIDATE}.")
    static let exclude = Key(
        "exclude", ValueType<[Reference]>.list(of: .reference(to: .person)), "Ids of people who are left out.")
    static let vars = Key(
        "vars", ValueType<[String: TemplateValue]>.map(of: .templateValue), "Variables for everybody: {{vars.x}}.")
    static let address = Key(
        "address", ValueType<String>.text.located,
        "Label of the email address to write to, where people have several; who has none of it is held.",
        examples: ["personal", "work"])
    static let goal = Key(
        "goal", ValueType<Condition>.condition.located,
        "Ends a person's enrollment as reached once it holds: {stage: PLACED}.")
    static let stopColleagues = Key(
        "stopColleagues", ValueType<Bool>.boolean.located,
        "true: a reply also ends it for the others of the person's company; false if left out.")
    static let ignoreProjectStatus = Key(
        "ignoreProjectStatus", ValueType<Bool>.boolean.located,
        "true: it goes on though the project is ON_HOLD or CLOSED; false if left out.")
    static let allow = Key("allow", AllowKeys.record, "Lifts a guard of outrider.yaml for this enrollment.")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .enrollment)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "enrollment", doc: "Applies one sequence to people: enrollments/ID.yaml.",
        keys: [sequence, start, status, project, people, match, exclude, vars, address, goal, stopColleagues]
            + PolicyKeys.all + [ignoreProjectStatus, allow, formerly],
        requiresOneOf: ["people", "match"])
}

extension Enrollment {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, EnrollmentKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        start = fields.value(EnrollmentKeys.start, &reading)
        status = fields.value(EnrollmentKeys.status, &reading) ?? .active
        project = fields.value(EnrollmentKeys.project, &reading)
        people = fields.value(EnrollmentKeys.people, &reading) ?? []
        exclude = fields.value(EnrollmentKeys.exclude, &reading) ?? []
        vars = fields.value(EnrollmentKeys.vars, &reading) ?? [:]
        address = fields.value(EnrollmentKeys.address, &reading)
        match = fields.value(EnrollmentKeys.match, &reading)
        goal = fields.value(EnrollmentKeys.goal, &reading)
        stopColleagues = fields.value(EnrollmentKeys.stopColleagues, &reading)
        ignoreProjectStatus = fields.value(EnrollmentKeys.ignoreProjectStatus, &reading)
        allow = fields.value(EnrollmentKeys.allow, &reading) ?? Allow.none
        policy = PolicyKeys.read(fields, &reading)
        formerly = fields.value(EnrollmentKeys.formerly, &reading) ?? []
        var seen: Set<String> = []
        for member in people where !seen.insert(member.person.id).inserted {
            reading.report.add(
                Diagnostic(.duplicatePerson, "'\(member.person.id)' stands twice", at: member.person.location))
        }
        if let match, fields.has(EnrollmentKeys.people) {
            reading.report.add(
                Diagnostic(
                    .twoLists, "an enrollment has 'people' or a 'match', not both", at: match.location,
                    hint: "make two enrollments, or give the people a tag to match"))
        }
        guard let sequence = fields.value(EnrollmentKeys.sequence, &reading) else { return nil }
        self.sequence = sequence
    }
}
