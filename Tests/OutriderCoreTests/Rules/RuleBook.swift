@testable import OutriderCore

/// Small books for one rule at a time: every other rule is out of the way unless a test asks for it.
enum RuleBook {
    /// `outrider.yaml` with some defaults of its own, and further lines.
    static func settings(_ defaults: [String: String] = [:], _ more: String = "") -> String {
        let calm = ["grace": "0m", "minGap": "0m", "exclusive": "false", "quietHours": "off"]
        let all = calm.merging(defaults) { _, own in own }.sorted { $0.key < $1.key }
        return "version: 1\nname: Acme\ntimezone: \(Stage.timezone)\njournal: {remote: none}\ndefaults: {"
            + all.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}\n\(more)"
    }

    /// A sequence of one email, and an enrollment of some people.
    static func book(
        _ people: [String] = ["ada"], step: String = "channel: email", defaults: [String: String] = [:],
        more: String = "", files: [String: String] = [:]
    ) -> [String: String] {
        var book = [String: String].book(
            people: people, steps: "  - {id: intro, \(step), subject: S, body: B}")
        if !step.contains("email") {
            book["sequences/s.yaml"] = book["sequences/s.yaml"]?.replacing(", subject: S", with: "")
        }
        book["outrider.yaml"] = settings(defaults, more)
        return book.merging(files) { _, own in own }
    }

    /// A second sequence and its enrollment `f`.
    static func second(_ people: [String] = ["ada"], _ lines: String = "") -> [String: String] {
        [
            "sequences/t.yaml": "name: T\nsteps:\n  - {id: hello, channel: email, subject: T, body: T}\n",
            "enrollments/f.yaml": "sequence: t\npeople: [\(people.joined(separator: ", "))]\n\(lines)",
        ]
    }
}

extension Stage {
    /// What a plan at this time does with somebody's next step: `send`, or the binding rule with its end.
    func next(_ person: String = "ada", _ enrollment: String = "e", _ scope: Planner.Scope = .all) throws -> String? {
        try item(person, enrollment, scope).map { item in
            switch item.action {
            case .send: "send"
            case .task: "task"
            case .skip(let why): "skip (\(why))"
            case .end(let status, let why): "end \(status.rawValue) (\(why))"
            case .wait: "wait"
            case .hold(let hold): hold.reason.rawValue + (hold.until.map { " until \($0.rfc3339)" } ?? "")
            }
        }
    }

    func item(_ person: String = "ada", _ enrollment: String = "e", _ scope: Planner.Scope = .all) throws -> PlanItem? {
        try plan(scope).items.first { $0.personUID == person && $0.enrollmentUID == enrollment }
    }

    /// The binding hold with all that governs it.
    func binding(_ person: String = "ada", _ enrollment: String = "e") throws -> Hold? {
        guard case .hold(let hold)? = try item(person, enrollment)?.action else { return nil }
        return hold
    }

    /// Where the binding rule is set: `key value path:line`.
    func governor(_ person: String = "ada", _ enrollment: String = "e") throws -> String? {
        guard let setting = try binding(person, enrollment)?.setting else { return nil }
        let place = setting.location.map { " \($0.path):\($0.line)" } ?? ""
        return "\(setting.key) \(setting.value)\(place)"
    }

    /// Every rule that holds somebody's next step, the binding one first.
    func reasons(_ person: String = "ada", _ enrollment: String = "e") throws -> [Reason] {
        try plan(.person(person)).items.first { $0.enrollmentUID == enrollment }?.holds.map(\.reason) ?? []
    }

    /// Changes the journal's state of a person, as an act does.
    mutating func edit(_ person: String, _ body: (inout PersonState) -> Void) throws {
        var change = LedgerChange(try ledger)
        var state = try change.state(of: person) ?? PersonState(person: person)
        body(&state)
        try change.set(state)
        try commit(change)
    }

    mutating func journalPauses(_ pauses: [JournalPause]) throws {
        var change = LedgerChange(try ledger)
        change.header.pauses += pauses
        try commit(change)
    }

    mutating func ranLast(at time: String) throws {
        var change = LedgerChange(try ledger)
        change.header.lastRun = try Instant(time)
        try commit(change)
    }

    func hash(of email: String) throws -> String {
        try ledger.header.hasher.hash(.email(EmailAddress(parsing: email)))
    }
}
