/// Where one person stands in one enrollment.
public struct Standing: Hashable, Sendable {
    /// What the person's next step waits for.
    public enum Place: Hashable, Sendable {
        /// Its time.
        case waiting
        /// The next run.
        case due
        /// A human, who has a task.
        case task
        /// Word about the attempt before.
        case inDoubt
        case paused, completed, cancelled
        case held(Reason)

        /// The word for it, in lower case.
        public var word: String {
            switch self {
            case .waiting: "waiting"
            case .due: "due"
            case .task: "task"
            case .inDoubt: "in doubt"
            case .paused: "paused"
            case .completed: "completed"
            case .cancelled: "cancelled"
            case .held(let reason): reason.rawValue
            }
        }
    }

    /// Ids as they are now.
    public var person: String
    public var enrollment: String
    public var status: Membership.Status
    /// Why it is paused, completed or cancelled.
    public var reason: String?
    public var place: Place
    /// What exactly is missing, or which id is meant.
    public var detail: String?
    /// The rule that holds it; `nil` where none does but its hours.
    public var hold: Hold?
    public var lastStep: String?
    /// When the last step ended; before the first, when the person entered.
    public var lastAt: Instant
    public var nextStep: String?
    public var nextAt: Instant?
    /// The delivery key of the next step.
    public var key: String?
    public var zone: Zone
}

/// Works out where people stand, with one plan for all of them.
struct StandingFinder {
    private let ledger: Ledger
    private let courses: Courses
    private let items: [String: PlanItem]
    let next: Instant?

    init(_ ledger: Ledger, now: Instant, isPaused: Bool) throws {
        self.ledger = ledger
        courses = try Courses(ledger)
        let plan = try Planner.plan(ledger, now: now, scope: .lines, isPaused: isPaused)
        items = Dictionary(
            plan.items.map { (Self.name($0.personUID, $0.enrollmentUID), $0) }, uniquingKeysWith: { first, _ in first })
        next = ([plan.next] + plan.items.map(\.end)).compactMap(\.self).filter { $0 > now }.min()
    }

    private static func name(_ person: String, _ enrollment: String) -> String { "\(person) \(enrollment)" }

    func standing(of membership: Membership) throws -> Standing {
        let item = items[Self.name(membership.person, membership.enrollment)]
        let course = membership.isOpen ? try courses[membership] : nil
        let step = course?.step(after: membership, of: courses.id(of: membership.person))
        let person = courses.person(membership.person)
        let zone = person.map(ledger.book.zone) ?? ledger.book.configuration?.timezone ?? .utc
        return Standing(
            person: try ledger.id(of: .person, uid: membership.person),
            enrollment: try ledger.id(of: .enrollment, uid: membership.enrollment), status: membership.status,
            reason: membership.reason, place: Self.place(of: membership, item), detail: detail(of: membership, item),
            hold: item?.binding,
            lastStep: membership.done.last, lastAt: membership.at, nextStep: item?.step ?? step?.id,
            nextAt: item?.end ?? item?.due
                ?? step.flatMap { step in person.flatMap { course?.due(step, of: membership, for: $0) } },
            key: item?.key.text,
            zone: zone)
    }

    static func place(of membership: Membership, _ item: PlanItem?) -> Standing.Place {
        switch membership.status {
        case .completed: return .completed
        case .cancelled: return .cancelled
        case .paused: return .paused
        case .active: break
        }
        if membership.task != nil { return .task }
        if membership.claim != nil, item?.reason != .claimedElsewhere { return .inDoubt }
        switch item?.action {
        case .hold(let hold) where hold.isOfHours: return .waiting
        case .hold(let hold): return .held(hold.reason)
        case .send, .task, .skip, .end: return .due
        case .wait, nil: return membership.hold.map { .held($0.reason) } ?? .waiting
        }
    }

    private func detail(of membership: Membership, _ item: PlanItem?) -> String? {
        guard case .hold(let hold) = item?.action, hold.reason != .task, hold.reason != .unknownOutcome else {
            return membership.hold?.detail
        }
        return hold.detail
    }
}

extension PlanItem {
    /// The rule that holds it; `nil` where none does but its hours.
    fileprivate var binding: Hold? {
        if case .hold(let hold) = action, !hold.isOfHours { hold } else { nil }
    }

    /// When what holds it ends by itself.
    fileprivate var end: Instant? {
        if case .hold(let hold) = action { hold.until } else { nil }
    }
}
