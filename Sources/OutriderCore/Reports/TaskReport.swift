/// Something that a human has to do, with the words.
public struct HumanTask: Hashable, Sendable {
    public var key: String
    /// Since when it is open; `nil` while no run has opened it.
    public var since: Instant?
    /// When it is, or was, due.
    public var due: Instant
    /// Ids as they are now.
    public var person: String
    public var name: String?
    public var enrollment: String
    public var step: String
    public var channel: Channel
    public var zone: Zone
    /// What to say; `nil` where the words cannot be rendered.
    public var text: String?
    /// The number or the profile, where the channel has one.
    public var address: String?
}

/// What humans have to do.
public enum TaskReport {
    /// The open tasks, oldest first, then those that come up to `until`, in their order.
    ///
    /// - Throws: `JournalError` where the journal is damaged.
    public static func make(_ ledger: Ledger, now: Instant, until: Instant) throws -> [HumanTask] {
        let courses = try Courses(ledger)
        var since: [String: Instant] = [:]
        try ledger.forEachState { state in
            for membership in state.memberships {
                if let task = membership.task { since["\(membership.person) \(membership.enrollment)"] = task }
            }
        }
        var tasks: [HumanTask] = []
        // Those that are open are so now, also where they would be given up before `until`.
        var items = try Planner.plan(ledger, now: now, scope: .lines).items.filter(\.isTask)
        let present = Set(items.lazy.map(\.key))
        items += try Simulation.plan(ledger, now: now, until: until).items
            .filter { $0.isTask && !present.contains($0.key) }
        for item in items {
            let opened = since["\(item.personUID) \(item.enrollmentUID)"]
            guard let person = courses.person(item.personUID) else { continue }
            tasks.append(
                HumanTask(
                    key: item.key.text, since: item.reason == .task ? opened : nil, due: item.due, person: item.person,
                    name: person.fullName, enrollment: item.enrollment, step: item.step, channel: item.channel,
                    zone: item.zone, text: try words(of: item, person, courses, ledger),
                    address: item.channel == .linkedin ? person.linkedin : person.address(for: item.channel)?.text))
        }
        return tasks.sorted {
            ($0.since ?? .max, $0.due, $0.person, $0.key) < ($1.since ?? .max, $1.due, $1.person, $1.key)
        }
    }

    private static func words(
        of item: PlanItem, _ person: Person, _ courses: Courses, _ ledger: Ledger
    ) throws -> String? {
        if case .task(let draft) = item.action { return draft.text }
        let book = ledger.book
        guard let membership = try ledger.state(of: item.personUID)?[item.enrollmentUID],
            let course = try courses[membership], let step = course.sequence.step(item.step),
            let words = course.words(of: step, language: person.language),
            let member = course.member(person.id, membership)
        else { return nil }
        let sender = SenderIdentity(item.sender, in: book, course.configuration) ?? SenderIdentity(course.configuration)
        let recipient = Recipient(
            person: person, member: member, enrollment: course.enrollment, configuration: course.configuration,
            book: book)
        return try? recipient.draft(step, words, key: item.key.text, sender: sender, references: []).get().text
    }
}

extension PlanItem {
    /// Whether a human has it, or gets it when it is due.
    fileprivate var isTask: Bool {
        switch action {
        case .task: true
        case .hold(let hold): hold.reason == .task
        case .send, .skip, .end, .wait: false
        }
    }
}
